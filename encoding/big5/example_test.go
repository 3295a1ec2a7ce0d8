package big5_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/big5"
)

func Example() {
	s, _ := big5.Big5().NewDecoder().String("\xb9\xcf\xae\xd1\xc0]")
	fmt.Println(s)
	b, _ := big5.CP950().NewEncoder().String("圖書館")
	fmt.Printf("% X\n", b)
	// Output:
	// 圖書館
	// B9 CF AE D1 C0 5D
}

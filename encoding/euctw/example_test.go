package euctw_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/euctw"
)

func Example() {
	b, _ := euctw.EUCTW().NewEncoder().String("圖書")
	fmt.Printf("% X\n", b)
	s, _ := euctw.EUCTW().NewDecoder().String(b)
	fmt.Println(s)
	// Output:
	// E8 B7 D5 F3
	// 圖書
}

package iso2022cn_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/iso2022cn"
)

func Example() {
	b, _ := iso2022cn.CN().NewEncoder().String("中文")
	fmt.Printf("%q\n", b)
	s, _ := iso2022cn.CNExt().NewDecoder().String(b)
	fmt.Println(s)
	// Output:
	// "\x1b$)A\x0eVPND\x0f"
	// 中文
}

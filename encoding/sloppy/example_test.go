package sloppy_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/sloppy"
)

// What was read in the wrong page turns back into its bytes, also where the page has no
// character for some of them.
func Example() {
	s, _ := sloppy.CP1252().NewDecoder().String("你好")
	fmt.Printf("%+q\n", s)
	b, _ := sloppy.CP1252().NewEncoder().String(s)
	fmt.Println(b)
	// Output:
	// "\u00e4\u00bd\u00a0\u00e5\u00a5\u00bd"
	// 你好
}

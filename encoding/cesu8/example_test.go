package cesu8_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/cesu8"
)

func Example() {
	s, _ := cesu8.CESU8().NewDecoder().String("\xed\xa0\xbd\xed\xb8\x80")
	fmt.Println(s)
	b, _ := cesu8.Modified().NewEncoder().String("a\x00b")
	fmt.Printf("% X\n", b)
	// Output:
	// 😀
	// 61 C0 80 62
}

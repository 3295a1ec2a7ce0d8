package gb18030_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/gb18030"
)

func Example() {
	b, _ := gb18030.GBK().NewEncoder().String("新年快乐")
	fmt.Printf("% X\n", b)
	s, _ := gb18030.GB18030().NewDecoder().String(b)
	fmt.Println(s)
	_, err := gb18030.GBK().NewEncoder().String("𠮷")
	fmt.Println(err)
	// Output:
	// D0 C2 C4 EA BF EC C0 D6
	// 新年快乐
	// fixtext: gbk has no code for '𠮷' (U+20BB7) at byte 0
}

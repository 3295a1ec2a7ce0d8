package utf7_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/utf7"
)

func Example() {
	b, _ := utf7.UTF7().NewEncoder().String("中文 text")
	fmt.Println(b)
	s, _ := utf7.UTF7().NewDecoder().String(b)
	fmt.Println(s)
	// Output:
	// +Ti1lhw- text
	// 中文 text
}

package script_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize/script"
)

func ExampleClassify() {
	for _, line := range []string{"圖書館還開著。", "图书馆还开着。", "図書館はまだ開いている。", "도서관은 아직 열려 있다."} {
		fmt.Println(script.Classify([]byte(line)))
	}
	// Output:
	// traditional
	// simplified
	// japanese
	// korean
}

package simplify_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize/simplify"
)

// Words decide what a character becomes; a name keeps it.
func ExampleString() {
	fmt.Println(simplify.String("整理乾隆年間的舊書，衣服還沒乾。"))
	fmt.Println(simplify.String("図書館は毎日開いています。")) // Japanese
	// Output:
	// 整理乾隆年间的旧书，衣服还没干。
	// 図書館は毎日開いています。
}

func ExampleFix() {
	_, edits := simplify.Fix("衣服還沒乾。")
	for _, e := range edits {
		fmt.Printf("%d: %s became %s (%s, %s)\n", e.Offset, e.In, e.Out, e.Rule, e.Verdict)
	}
	// Output:
	// 6: 還 became 还 (FT301, exact)
	// 9: 沒 became 没 (FT301, exact)
	// 12: 乾 became 干 (FT302, inferred)
}

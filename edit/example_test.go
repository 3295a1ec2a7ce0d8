package edit_test

import (
	"fmt"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// The edits lead from a text to what became of it, and back.
func ExampleInvert() {
	out, edits := simplify.Fix("圖書館還開著")
	back := edit.Apply([]byte(out), edit.Invert(edits))
	fmt.Println(out, string(back))
	// Output:
	// 图书馆还开着 圖書館還開著
}

// The edits of two stages become one list, from the first text to the last.
func ExampleCompose() {
	in := "&#22294;&#26360;&#39208;還開著。"
	decoded, first := transport.Fix(in)
	out, second := simplify.Fix(decoded)
	edits := edit.Compose(first, second)
	fmt.Println(string(edit.Apply([]byte(in), edits)) == out)
	for _, e := range edits {
		fmt.Printf("%d %s %s → %s\n", e.Offset, e.Rule, e.In, e.Out)
	}
	// Output:
	// true
	// 0 FT111 &#22294;&#26360;&#39208; → 图书馆
	// 24 FT301 還 → 还
	// 27 FT301 開 → 开
	// 30 FT303 著 → 着
}

package canonical_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize/canonical"
)

func ExampleFix() {
	text, edits := canonical.Fix("⼈⼯智能\u200B的⽤途，這\uF967是夢。")
	fmt.Println(text)
	for _, e := range edits {
		fmt.Printf("%s %+q -> %+q\n", e.Rule, e.In, e.Out)
	}
	// Output:
	// 人工智能的用途，這不是夢。
	// FT501 "\u2f08\u2f2f" -> "\u4eba\u5de5"
	// FT504 "\u200b" -> ""
	// FT501 "\u2f64" -> "\u7528"
	// FT502 "\uf967" -> "\u4e0d"
}

func ExampleAppend_search() {
	fmt.Println(string(canonical.Append(nil, []byte("《ＡＢＣ》，ｶﾞｲﾄﾞ！"), canonical.Search, nil)))
	// Output: <abc>,ガイド!
}

func ExampleSpan() {
	src := []byte("这一行没有问题。\n这⼀行有。\n")
	fmt.Println(canonical.Span(src, canonical.Canonical))
	// Output: 25
}

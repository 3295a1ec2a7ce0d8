package transport_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize/transport"
)

func ExampleFix() {
	text, edits := transport.Fix("总理朱&#38229;基出席，今天%E5%A4%A9%E6%B0%94很好。\n")
	fmt.Print(text)
	for _, e := range edits {
		fmt.Println(e.Rule, e.Verdict, string(e.In), "->", string(e.Out))
	}
	// Output:
	// 总理朱镕基出席，今天天气很好。
	// FT111 exact &#38229; -> 镕
	// FT113 exact %E5%A4%A9%E6%B0%94 -> 天气
}

// Text about encodings, source code and URLs keep their signs.
func ExampleString() {
	for _, line := range []string{
		`汉字“中”的转义是 \u4e2d\u6587`,
		`{"title": "\u4e2d\u6587\u7f51\u7ad9"}`,
		"https://example.org/%E4%B8%AD%E6%96%87",
	} {
		fmt.Println(transport.String(line) == line)
	}
	// Output:
	// true
	// true
	// true
}

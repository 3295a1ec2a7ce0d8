package normalize_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize"
)

func ExampleString() {
	fmt.Println(normalize.String("圖書館今天%E5%BC%80%E9%97%A8，⽼师们都来了。"))
	fmt.Println(normalize.String("東京の図書館は九時に開きます。"))
	// Output:
	// 图书馆今天开门，老师们都来了。
	// 東京の図書館は九時に開きます。
}

func ExampleFix() {
	text, edits := normalize.Fix("明天去爬⼭，記得帶水。")
	fmt.Println(text)
	for _, e := range edits {
		fmt.Printf("%d %s %s → %s\n", e.Offset, e.Rule, e.In, e.Out)
	}
	// Output:
	// 明天去爬山，记得带水。
	// 12 FT501 ⼭ → 山
	// 18 FT301 記 → 记
	// 24 FT301 帶 → 带
}

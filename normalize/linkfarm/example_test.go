package linkfarm_test

import (
	"fmt"

	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// The script stays traditional: to convert it is another's work.
func ExampleFix() {
	text, edits := linkfarm.Fix("老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。")
	fmt.Println(text)
	for _, e := range edits[2:4] {
		fmt.Printf("%s %s: %q became %q\n", e.Rule, e.Verdict, e.In, e.Out)
	}
	// Output:
	// 老校長說:“明天一早出發。”張老師點了點頭。
	// FT402 exact: "(fā)" became ""
	// FT401 inferred: "?！睆埨蠋燑c" became "。”張老師點"
}

// Teaching text looks similar, and stays.
func ExampleString() {
	fmt.Println(linkfarm.String("名(míng)花(huā)有主"))
	// Output: 名(míng)花(huā)有主
}

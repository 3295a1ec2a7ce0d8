package mojibake_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/mojibake"
)

func ExampleFix() {
	text, edits := mojibake.Fix("今天天气ä¸\u008déŒ¯ï¼Œæˆ‘ä»¬åŽ»çˆ¬å±±。cafÃ© is open.")
	fmt.Println(text)
	for _, e := range edits {
		fmt.Printf("%s %s: %q (%s)\n", e.Rule, e.Verdict, e.Out, e.Note)
	}
	// Output:
	// 今天天气不錯，我们去爬山。café is open.
	// FT101 exact: "不錯，我们去爬山" (utf-8 read as windows-1252)
	// FT101 exact: "é" (utf-8 read as windows-1252)
}

// Where bytes were lost, the model fills them in; or what is there stays.
func ExampleExactOnly() {
	const lost = "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆\uFFFD"
	text, _ := mojibake.Fix(lost)
	fmt.Println(text)
	text, _ = mojibake.Fix(lost, mojibake.ExactOnly())
	fmt.Println(text)
	// Output:
	// 我们明天去看电影。
	// 我们明天去看电影銆�
}

func ExampleExplain() {
	e := mojibake.Explain("鏄庢棩涓婂崍涔濈偣")
	fmt.Println(e.Fixed)
	r := e.Readings[0]
	fmt.Println(r.Plan, r.Made)
	fmt.Println(e.Reason)
	// Output:
	// 明日上午九点
	// utf-8 as gbk true
	// It was repaired: read this way, it is far more plausible, by more than chance explains.
}

func ExampleLearn() {
	plan, err := mojibake.Learn("订单", "è®¢å\u008d•")
	fmt.Println(plan, err)
	text, err := plan.Apply("å\u008f‘è´§")
	fmt.Println(text, err)
	// Output:
	// utf-8 as windows-1252 <nil>
	// 发货 <nil>
}

func ExampleParsePlan() {
	plan, err := mojibake.ParsePlan("utf-8 as windows-1252, utf-8 as gbk")
	fmt.Println(plan, len(plan), err)
	_, err = mojibake.ParsePlan("utf-8 as ebcdic")
	fmt.Println(err)
	// Output:
	// utf-8 as windows-1252, utf-8 as gbk 2 <nil>
	// mojibake: "utf-8 as ebcdic" is no step of a plan, such as "utf-8 as gbk"
}

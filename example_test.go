package fixtext_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext"
)

func ExampleString() {
	fmt.Println(fixtext.String("新學(xué)期開(kāi)始了,圖書(shū)館也換上了新桌椅。"))
	fmt.Println(fixtext.String("\xd0\xc2\xc4\xea\xbf\xec\xc0\xd6"))
	fmt.Println(fixtext.String("どこへ行きますか?!"))
	// Output:
	// 新学期开始了,图书馆也换上了新桌椅。
	// 新年快乐
	// どこへ行きますか?!
}

func ExampleFixer() {
	f, err := fixtext.NewFixer(fixtext.WithProfile(fixtext.Repair))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, record := range []string{"ä¸\u00adå›½", "圖書館", "菜市场"} {
		text, err := f.String(record)
		fmt.Println(text, err)
	}
	// Output:
	// 中国 <nil>
	// 圖書館 <nil>
	// 菜市场 <nil>
}

func ExampleNewTransformer() {
	// Repaired text, every full-width digit of it as an ASCII one.
	t := transform.Chain(fixtext.NewTransformer(), runes.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}))
	text, _, err := transform.String(t, "圖書館９點開門。")
	fmt.Println(text, err)
	// Output: 图书馆9点开门。 <nil>
}

func ExampleNewReader() {
	page := strings.NewReader("圖書館裡的燈亮了。\n院子里很安静。\n")
	r := fixtext.NewReader(page, fixtext.Workers(2))
	if _, err := io.Copy(os.Stdout, r); err != nil {
		fmt.Println(err)
	}
	sum := r.Report()
	fmt.Println(sum.Lines, "lines,", sum.Exact, "proved")
	// Output:
	// 图书馆里的灯亮了。
	// 院子里很安静。
	// 2 lines, 5 proved
}

func ExampleNewWriter() {
	w := fixtext.NewWriter(os.Stdout)
	fmt.Fprintln(w, "圖書館裡的燈亮了。")
	if err := w.Close(); err != nil { // the last block is written now
		fmt.Println(err)
	}
	// Output: 图书馆里的灯亮了。
}

func ExampleOnEdit() {
	fixtext.String("他們說創(chuàng )業(yè)。", fixtext.OnEdit(func(e fixtext.Edit) error {
		fmt.Printf("%d: %q became %q (%s, %s)\n", e.Offset, e.In, e.Out, e.Rule, e.Verdict)
		return nil
	}))
	// Output:
	// 3: "們" became "们" (FT301, exact)
	// 6: "說" became "说" (FT301, exact)
	// 9: "創" became "创" (FT301, exact)
	// 12: "(chuàng )" became "" (FT402, exact)
	// 22: "業" became "业" (FT301, exact)
	// 25: "(yè)" became "" (FT402, exact)
}

func ExampleNewEncoder() {
	var b strings.Builder
	e, err := fixtext.NewEncoder(&b, "gbk")
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err = io.WriteString(e, "新年快乐\n😀"); err == nil {
		err = e.Close()
	}
	fmt.Printf("% X\n%v\n", b.String(), err)
	// Output:
	// D0 C2 C4 EA BF EC C0 D6 0A
	// fixtext: line 2, offset 13: U+1F600 😀 is not in gbk
}

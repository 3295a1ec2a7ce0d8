package linkfarm_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// A line with readings, so that what stands beside it counts as a page of a
// link farm, and what is left of it.
const farmLine = "創(chuàng)業(yè)的人開(kāi)會(huì)時(shí)說(shuō),這里發(fā)生過(guò)變(biàn)動(dòng)。\n"

// repaired repairs text as long as something changes, and sees that the edits
// lead there and back.
func repaired(t require.TestingT, text string) string {
	for range 8 {
		log := edit.Log{Keep: true}
		out := string(linkfarm.Append(nil, []byte(text), &log))
		require.Equal(t, out, string(edit.Apply([]byte(text), log.Edits)), "the edits lead to the output")
		require.Equal(t, text, string(edit.Apply([]byte(out), edit.Invert(log.Edits))), "and back")
		require.Equal(t, strings.Count(text, "\n"), strings.Count(out, "\n"), "lines stay lines")
		if out == text {
			return out
		}
		text = out
	}
	require.Fail(t, "repairs come to an end")
	return ""
}

// Whatever pieces of damage come together, the promises hold.
func TestAppendProperties(t *testing.T) {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		farmLine, "\n", "?", "??", "?！", "?!", "?,", "?；", "。", "“", "”", "睆埛f", "雨停了", "h里", "他說(shuō)", "(huì )", "日月?lián)Q", "yàn)镚",
		"當(dāng)?shù)", "彼\uE380终", "\uFFFD", "5天", "A", "€", ",。", ",、", "花(hua)", "會(huì)", "\xff", "麅?cè)",
	}), 0, 40)
	rapid.Check(t, func(r *rapid.T) {
		repaired(r, strings.Join(pieces.Draw(r, "pieces"), ""))
	})
}

// A quotation mark in the midst of a word does not hide the rest of it. Which character is chosen is up
// to the model: most are right.
func TestCutBeforeQuotedWords(t *testing.T) {
	right := 0
	list := []string{
		"这家店的海“鲜”都是冻货，老板自己也承认。\n",
		"所谓保“险”柜，其实一把螺丝刀就能撬开。\n",
		"他们把学“校”两个字写得特别大。\n",
		"老板说这叫海“参”汤，我只尝出了粉丝的味道。\n",
		"他在海“外”住了十年，回来以后什么都看不惯。\n",
		"物业天天喊保“洁”，垃圾桶却三天没人倒。\n",
		"他说的经常“性”工作，就是每天抄一遍报表。\n",
		"大家都叫他海“龟”，因为他是从国外回来的。\n",
		"门口的人都散了。“我们也走吧。”她把伞收了起来。\n",
	}
	for _, clean := range list {
		page := damage.Farm{Bytes: true, Fold: true}.Page(clean, 1)
		if repaired(t, page.Text) == page.Want {
			right++
		}
	}
	assert.GreaterOrEqual(t, right, 6, "of %d", len(list))
}

func FuzzAppend(f *testing.F) {
	for _, c := range cases.All(f) {
		f.Add(string(c.In))
	}
	f.Fuzz(func(t *testing.T, s string) { repaired(t, s) })
}

package linkfarm_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
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

func FuzzAppend(f *testing.F) {
	for _, c := range cases.All(f) {
		f.Add(string(c.In))
	}
	f.Fuzz(func(t *testing.T, s string) { repaired(t, s) })
}

package fixtext_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/normalize"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/script"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// alone are the stages as a caller of their own sees them.
var alone = []struct {
	name   string
	fix    func(string) (string, []edit.Edit)
	string func(string) string
	append func(dst, src []byte, log *edit.Log) []byte // nil where there is none
	span   func([]byte) int
}{
	{"linkfarm", linkfarm.Fix, linkfarm.String, linkfarm.Append, nil},
	{"transport", transport.Fix, transport.String, transport.Append, nil},
	{"canonical", canonical.Fix, canonical.String, func(dst, src []byte, log *edit.Log) []byte {
		return canonical.Append(dst, src, canonical.Canonical, log)
	}, func(b []byte) int { return canonical.Span(b, canonical.Search) }},
	{"simplify", simplify.Fix, simplify.String, simplify.Append, simplify.Span},
	{"normalize", normalize.Fix, normalize.String, nil, nil},
	{"mojibake", func(s string) (string, []edit.Edit) { return mojibake.Fix(s) },
		func(s string) string { out, _ := mojibake.Fix(s); return out }, mojibake.Append, nil},
	{"linkfarm.AppendAt", nil, nil, nowhere(linkfarm.AppendAt), nil},
	{"transport.AppendAt", nil, nil, nowhere(transport.AppendAt), nil},
	{"mojibake.Fixer.AppendAt", nil, nil, nowhere(new(mojibake.Fixer).AppendAt), nil},
	{"mojibake.Fixer", nil, nil, new(mojibake.Fixer).Append, nil},
	{"simplify.Converter", nil, nil, converter(simplify.Options{Vocabulary: true}).Append, converter(simplify.Options{Vocabulary: true}).Span},
	{"simplify.OpenCC", nil, nil, openCC("tw2sp").Append, openCC("tw2sp").Span},
	{"encoding.Stream", nil, nil, encoding.Sniff(nil, encoding.Options{}).Append, encoding.Sniff(nil, encoding.Options{}).Span},
	{"encoding.Stream of GBK", nil, nil, gbk.Append, gbk.Span},
	{"the zero encoding.Stream", nil, nil, encoding.Stream{}.Append, encoding.Stream{}.Span},
}

// nowhere is a stage that is told to look at no place; it changes nothing and appends
// nothing.
func nowhere(stage func(dst, src []byte, places []int32, log *edit.Log) ([]byte, bool)) func(dst, src []byte, log *edit.Log) []byte {
	return func(dst, src []byte, log *edit.Log) []byte {
		out, changed := stage(dst, src, nil, log)
		if changed || len(out) != len(dst) {
			panic("it looked elsewhere")
		}
		return append(out, src...)
	}
}

var gbk = encoding.Sniff([]byte("\xc4\xfa\xba\xc3"), encoding.Options{Charset: encoding.GB18030})

func converter(o simplify.Options) simplify.Converter {
	c, err := simplify.New(o)
	if err != nil {
		panic(err)
	}
	return c
}

func openCC(name string) simplify.Converter {
	c, _ := simplify.OpenCC(name)
	return c
}

// Each stage serves a caller of its own: its edits lead to what String returns and
// back, a second call changes nothing, and clean text is the same string.
func TestStagesAlone(t *testing.T) {
	const text = "老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。\n⽼师，整理旧书。\næˆ‘ä»¬åŽ»çˆ¬å±±。\n今天%E5%A4%A9%E6%B0%94很好。\n"
	const clean = "院子里的石榴树今年结了三十多个果子。\n"
	for _, stage := range alone {
		if stage.fix == nil {
			continue
		}
		t.Run(stage.name, func(t *testing.T) {
			out, edits := stage.fix(text)
			require.NotEqual(t, text, out)
			require.Equal(t, out, stage.string(text))
			require.Equal(t, out, string(edit.Apply([]byte(text), edits)))
			require.Equal(t, text, string(edit.Apply([]byte(out), edit.Invert(edits))))
			again, _ := stage.fix(out)
			require.Equal(t, out, again)
			same, edits := stage.fix(clean)
			require.Equal(t, clean, same)
			require.Empty(t, edits)
			if stage.append != nil {
				require.Equal(t, out, string(stage.append(nil, []byte(text), nil)), "without a log")
			}
		})
	}
}

// A nil log, a nil dst and no text at all are input like any other: what comes out
// does not depend on whether there is a log, and stands behind what dst held.
func TestStagesTakeNothing(t *testing.T) {
	texts := []string{
		"", "\n", "?", "(", "\xff", "\ufffd", "著", "圖書館裡的軟體。", "⽼师", "%E5%A4%A9%E6%B0%94很好", "锟斤拷", "\xc4\xfa\xba\xc3\n",
		"發(fā)?！睆埨蠋", "æˆ‘ä»¬åŽ»çˆ¬å±±",
	}
	for _, stage := range alone {
		t.Run(stage.name, func(t *testing.T) {
			for _, text := range texts {
				if stage.fix != nil {
					out, _ := stage.fix(text)
					require.Equal(t, out, stage.string(text))
				}
				if stage.span != nil {
					n := stage.span([]byte(text))
					require.True(t, n >= 0 && n <= len(text), "%q", text)
				}
				if stage.append == nil {
					continue
				}
				out := string(stage.append(nil, []byte(text), nil))
				require.Equal(t, out, string(stage.append(nil, []byte(text), new(edit.Log))), "%q", text)
				log := edit.Log{Keep: true}
				require.Equal(t, "."+out, string(stage.append([]byte("."), []byte(text), &log)), "%q", text)
				require.Equal(t, out, string(edit.Apply([]byte(text), log.Edits)), "%q", text)
			}
			if stage.append != nil {
				require.Empty(t, stage.append(nil, nil, nil))
			}
			if stage.span != nil {
				require.Zero(t, stage.span(nil))
			}
		})
	}
}

// Nor does what looks at text without changing it mind if there is none.
func TestNothingIsLookedAt(t *testing.T) {
	require.Equal(t, encoding.UTF8, encoding.Detect(nil).Charset)
	text, _, ok := encoding.DecodeShort(nil)
	require.True(t, ok)
	require.Empty(t, text)
	require.False(t, encoding.NotText(nil))
	for _, name := range encoding.Written() {
		c, ok := encoding.Exact(name)
		require.True(t, ok, name)
		require.Empty(t, c.Append(nil, nil, nil), name)
		require.Empty(t, c.AppendEncoded(nil, nil, nil), name)
	}
	require.Empty(t, mojibake.Explain("").Readings)
	_, err := mojibake.ParsePlan("")
	require.Error(t, err)
	_, err = mojibake.Learn("", "")
	require.Error(t, err)
	require.Equal(t, script.Other, script.Classify(nil))
	require.Empty(t, edit.Apply(nil, nil))
	require.Empty(t, edit.Invert(nil))
	require.Empty(t, edit.Compose(nil, nil))
}

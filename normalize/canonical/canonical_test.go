package canonical

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/cputime"
)

// Each rule can be left out.
func TestRulesAreSwitches(t *testing.T) {
	in := "⼈⼯，這\uF967是刘\uE863\u200B的\u200E中\u00AD国。\n\uFEFF他喝cafe\u0301。ＡＢ"
	for rules, gone := range map[Rules]string{
		Radicals: "⼈⼯", Compatibility: "\uF967", PrivateUse: "\uE863", Invisible: "\u200B",
		Bidi: "\u200E", SoftHyphens: "\u00AD", BOMs: "\uFEFF", Composition: "e\u0301",
		Width: "ＡＢ", Punctuation: "。",
	} {
		var log edit.Log
		out := string(Append(nil, []byte(in), rules, &log))
		require.NotContains(t, out, gone)
		require.Len(t, log.Counts, 1, "one rule, one code: %q", gone)
		out = string(Append(nil, []byte(in), Search&^rules, nil))
		require.Contains(t, strings.ToLower(out), strings.ToLower(gone), "%q is switched off", gone)
	}
	require.Equal(t, in, string(Append(nil, []byte(in), 0, nil)))
}

func TestRulesHaveNames(t *testing.T) {
	for r := range Search + 1 {
		again, err := ParseRules(r.String())
		require.NoError(t, err)
		require.Equal(t, r, again)
	}
	r, err := ParseRules("canonical, -composition, width")
	require.NoError(t, err)
	require.Equal(t, Canonical&^Composition|Width, r)
	_, err = ParseRules("canonical,widths")
	require.ErrorContains(t, err, `"widths"`)
}

// Kangxi radicals become what NFKC makes of them, compatibility ideographs what
// NFC does.
func TestTablesAgreeWithNormalizationForms(t *testing.T) {
	for r := rune(0x2F00); r <= 0x2FD5; r++ {
		require.Equal(t, norm.NFKC.String(string(r)), string(rune(unified[r-0x2E80])))
	}
	n := 0
	for r := rune(0xF900); r <= 0x2FA1F; r++ {
		if r > 0xFAFF && r < 0x2F800 {
			continue
		}
		if kind, to := kindOf(r); kind == compatibility {
			n++
			require.Equal(t, norm.NFC.String(string(r)), string(to))
			require.True(t, isHan(to))
		}
	}
	require.Equal(t, 460+542, n, "all but the twelve and what is not assigned")
}

// Every syllable of modern Korean is composed from its jamo, and from its first
// two and the third.
func TestSyllables(t *testing.T) {
	const before = "这些是他们的字："
	var want, jamo, mixed strings.Builder
	for r := rune(0xAC00); r <= 0xD7A3; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		fmt.Fprintf(&want, "%s%c\n", before, r)
		fmt.Fprintf(&jamo, "%s%s\n", before, string(parts))
		fmt.Fprintf(&mixed, "%s%s%s\n", before, norm.NFC.String(string(parts[:2])), string(parts[2:]))
	}
	require.Equal(t, want.String(), string(Append(nil, []byte(jamo.String()), Composition, nil)))
	require.Equal(t, want.String(), string(Append(nil, []byte(mixed.String()), Composition, nil)))
}

// draw makes text of what the rules are about, and of what stands beside it.
func draw(t *rapid.T) []byte {
	pieces := []string{
		"⼈", "⼯", "⻔", "⼀", "⼁", "⺡", "中", "国", "國", "神", "\uFA19", "\uF967", "\uF9DC", "\U0002F872",
		"\uE863", "\uE77F", "\uF015", "\uE816", "\u200B", "\u200C", "\u200D", "\u2060", "\u200E", "\u200F", "\u202A",
		"\u202C", "\u202E", "\u00AD", "\uFEFF", "e", "\u0301", "\u0323", "\u0302", "\u1100", "\u1161", "\u11A8", "가", "か", "\u3099",
		"の", "한", "ש", "\n", "\r\n", " ", "，", "。", "“", "”", "*", "A", "Ａ", "ß", "ﾊ", "ﾟ", "👩", "部首", "U+", "NFC",
		"\xE2\x80", "\xEF\xBB", "\xFF", "\xE3\x82", "这是什么", "說話", "これは", "(", ")", "旁", "⿰",
	}
	return []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), ""))
}

func checkPromises(t require.TestingT, src []byte, rules Rules) {
	log := edit.Log{Keep: true}
	out := Append([]byte{}, src, rules, &log)
	require.Equal(t, out, Append([]byte{}, out, rules, nil), "again changes nothing")
	require.Equal(t, out, edit.Apply(src, log.Edits))
	require.True(t, bytes.Equal(src, edit.Apply(out, edit.Invert(log.Edits))))
	require.Equal(t, bytes.Count(src, []byte{'\n'}), bytes.Count(out, []byte{'\n'}))
	n := Span(src, rules)
	require.Equal(t, src[:n], out[:n], "what Span says stays")
	require.True(t, n == len(src) || n == 0 || src[n-1] == '\n')
	if utf8.Valid(src) {
		require.True(t, utf8.Valid(out))
	}
	var counted edit.Log
	require.Equal(t, out, Append([]byte{}, src, rules, &counted))
	require.Equal(t, len(log.Edits) == 0, !counted.Changed())
	checkAt(t, src, rules&Canonical)
}

// checkAt holds AppendAt to Append.
func checkAt(t require.TestingT, src []byte, rules Rules) {
	var places []int32
	for p := next(src, 0, Canonical); p < len(src); {
		places = append(places, int32(p))
		_, n := utf8.DecodeRune(src[p:])
		p = next(src, p+n, Canonical)
	}
	log, at := edit.Log{Keep: true}, edit.Log{Keep: true}
	want := Append([]byte("before "), src, rules, &log)
	got, changed := AppendAt([]byte("before "), src, places, rules, &at)
	require.Equal(t, log, at)
	if require.Equal(t, log.Changed(), changed); !changed {
		got = append(got, src...)
	}
	require.Equal(t, string(want), string(got))
}

func TestPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := Rules(rapid.Uint32Range(0, uint32(Search)).Draw(t, "rules"))
		if rapid.Bool().Draw(t, "profile") {
			rules = Canonical
		}
		checkPromises(t, draw(t), rules)
	})
}

// What a private-use character stood for speaks for the lines beside it, once that is known.
func TestEvidenceOfPrivateUse(t *testing.T) {
	checkPromises(t, []byte("⻔⼈\uE863\n\uFA19"), Canonical)
}

func FuzzPromises(f *testing.F) {
	for _, c := range cases.All(f) {
		f.Add([]byte(c.In), uint32(Canonical))
		f.Add([]byte(c.In), uint32(Search))
	}
	f.Fuzz(func(t *testing.T, src []byte, rules uint32) {
		checkPromises(t, src, Rules(rules)&Search)
	})
}

// The fast search finds what looking at every character finds.
func TestNext(t *testing.T) {
	subjects := []string{"\u00AD", "\u0301", "\u036F", "\u1100", "\u11FF", "\u200B", "\u200F", "\u202A", "\u2060", "\u2066",
		"⺁", "⿕", "\u3099", "\u309A", "\uE000", "\uEFFF", "\uF8FF", "\uF900", "\uFAD9", "\uFEFF", "\U0002F800", "—", "、", "é"}
	for _, filler := range []string{"天气", "，。", "“—”…", "ASCII ", "さがか", "й", "é", "Ａ！", "\xEF", "\x82"} {
		for n := range 80 {
			before := strings.Repeat(filler, 120/len(filler)+1)[:n]
			for _, s := range subjects {
				src := []byte(before + s + filler + "，”")
				want := len(src)
				for p := 0; p < len(src) && want == len(src); p++ {
					if at := subject(src, p, Canonical); src[p] >= utf8.RuneSelf && at >= 0 {
						want = at
					}
				}
				require.Equal(t, want, next(src, 0, Canonical), "%q", src)
			}
		}
	}
}

// A hostile text eight times as long takes about eight times as long, not sixty-four
// times.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, piece := range []string{
		"⼈", "⼈ ", "⼈⼈ ", "⼈\n", "\uF967", "\uF967\n", "這\uF967", "\uE863", "\uE863\uE77F", "中\uE863", "\u200B", "中\u200B", "\u200B\n", "\u200E", "中\u200E", "\u202E",
		"\u00AD", "a\u00AD中", "\uFEFF", "\uFEFF\n", "a\u0301", "\u0301", "\"a\u0301", "\u1100", "\u1100\u1161", "가\u11A8", "か\u3099", "の\uF967\n", "中\n\uF967\n", "\xE2\x80", "\xCC",
	} {
		least := func(size int) time.Duration {
			src := bytes.Repeat([]byte(piece), size/len(piece))
			return cputime.Least(3, func() { Append(nil, src, Canonical, nil) })
		}
		// A busy machine may slow one of the two; so it may try again.
		require.Eventually(t, func() bool { return least(1<<17) < 30*least(1<<14)+20*time.Millisecond }, 10*time.Second, time.Millisecond, "%q", piece)
	}
}

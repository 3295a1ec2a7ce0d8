package transport

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/cputime"
	"github.com/fixtext/fixtext/internal/gate"
)

func checkPromises(t require.TestingT, src []byte) {
	log := edit.Log{Keep: true}
	out := Append([]byte{}, src, &log)
	require.Equal(t, string(out), string(Append([]byte{}, out, nil)), "again changes nothing")
	require.Equal(t, string(out), string(edit.Apply(src, log.Edits)))
	require.Equal(t, string(src), string(edit.Apply(out, edit.Invert(log.Edits))))
	require.Equal(t, bytes.Count(src, []byte{'\n'}), bytes.Count(out, []byte{'\n'}))
	if utf8.Valid(src) {
		require.True(t, utf8.Valid(out))
	}
	for _, e := range log.Edits {
		require.NotEmpty(t, e.Out)
	}
}

func TestPromises(t *testing.T) {
	pieces := []string{
		"&#22825;", "&#x6c14;", "&amp;#22825;", "&#34;", "&#10;", "&#", "\\u5929", "\\u6c14", "\\u000a", "\\u", "\\", "u5929", "u6c14u5f88u597d",
		"%E5%A4%A9", "%E6%B0%94", "%25E5%25A4%25A9", "%CC%EC%C6%F8", "%u5929", "%", "%20", "%0A", "=E5=A4=A9", "=E6=B0=94", "=E5=\n", "=A4=A9",
		"=\n", "=\r\n", "=3DE5=3DA4=3DA9", "=", "=?utf-8?B?5LuK5aSp?=", "=?utf-8?Q?=E4=BB=8A?=", "=?gbk?B?zOw=?=", "=?", " ", "~{LlFx~}", "~{", "~}",
		"+WSlsFA-", "+WSlsFF+IWX0-", "+", "-", "天", "气", "今天", "很好", "，", "“", "”", "\n", "\r\n", "a", "word", "\"", "`", "编码", "<p>", "```\n", "{", "(", ")",
		"\\xE5\\xA4\\xA9", "\\xE6", "\\345\\244\\251", "\\346\\260\\224\\345\\276\\210", "<E5><A4><A9>", "<E6><B0><94>", "<E6>", "\"", "modified: \"",
		"=?utf-8?B?5LuK5Q==?=\n =?utf-8?B?pKk=?=", "=?gbk?B?vfHM?=", "Subject: ",
		"&aring;&curren;&copy;", "&aelig;&deg;", "&#8221;", "&amp;aring;&amp;curren;&amp;copy;", "\\u00e5\\u00a4\\u00a9", "&Igrave;&igrave;&AElig;&oslash;",
		"http://", "/", "\xE5", "\xA4\xA9", "\x01", ":", "key",
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces")
		checkPromises(t, []byte(strings.Join(parts, "")))
	})
}

func FuzzPromises(f *testing.F) {
	cases.Seed(f)
	f.Fuzz(func(t *testing.T, src []byte) { checkPromises(t, src) })
}

// The places that the gate notes are where looking at every byte finds signs.
func TestSignsAreNoted(t *testing.T) {
	var seen gate.Seen
	signs := []string{"&#22825;", "\\u5929", "u5929u6c14", "%E5%A4", "%u5929", "=E5=A4", "=?utf-8", "~{LlFx", "+WSlsFF", "<E5><A4>", `\xe5\xa4`, `\345\244`}
	for _, filler := range []string{"天气", "plain ASCII, no sign. ", "a=b+c%d\\n&~ ", "中 a ", "useful u1234u ", "é", "\xff"} {
		for n := range 200 {
			before := strings.Repeat(filler, 300/len(filler)+1)[:n]
			for _, sign := range signs {
				src := []byte(before + sign + " " + filler)
				want := len(src)
				for p := range src {
					if starts(src, p) != none {
						want = p
						break
					}
				}
				seen.Scan(src, true)
				have := len(src)
				for _, p := range slices.Backward(seen.Leaks) {
					if starts(src, int(p)) != none {
						have = int(p)
					}
				}
				require.Equal(t, want, have, "%q", src)
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
		"&#", "\\u", "%E4", "=?", "=E4", "=\n", "=E4=\n", "&#22825;", "&#22825; ", "\\u5929 ", "\\u5929a", "%E5%A4%A9 ", "%25", "%2525E4", "u5929", "u5929u6c14u5f88 ",
		"~{", "~{LlFx", "~{LlFx~} ", "+WSlsFA", "+WSlsFA-", "+", "=?utf-8?B?", "=?utf-8?B?5LuK5aSp?= ", "&amp;", "&#22825;\n", "天&#22825;\n", "=3D", "<E5>", "<E5><A4><A9>", `\xe5`, `\345\244\251`, "=?utf-8?B?5Q?=\n =?utf-8?B?pA?=\n", "modified: \"\\345", "<&#22825;", "\"\\u5929\\u6c14\"",
	} {
		least := func(size int) time.Duration {
			src := bytes.Repeat([]byte(piece), size/len(piece))
			return cputime.Least(5, func() { Append(nil, src, nil) })
		}
		small, large := least(1<<14), least(1<<17)
		require.Less(t, large, 30*small+20*time.Millisecond, "%q", piece)
	}
}

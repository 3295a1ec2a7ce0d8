package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
)

// lossless are families that lose nothing, and differ in what the recogniser has to see.
var lossless = []string{
	"utf-8 as latin1", "utf-8 as cp1251", "gb18030 as latin1", "gb18030 as koi8-r", "gb18030 as cp1251",
	"utf-8 as latin1, then utf-8 as latin1", "gbk as latin1, then utf-8 as latin1",
}

// longLines are lines of more than so many bytes, each several sentences.
func longLines(t testing.TB, least int) (lines []string) {
	var b strings.Builder
	for _, s := range sentences(t, "dev") {
		if _, _, ok := damage.Lookup("gbk as latin1").Break(s); !ok {
			continue // a character that GBK does not have
		}
		if b.WriteString(s); b.Len() > least {
			lines = append(lines, b.String())
			b.Reset()
		}
	}
	return lines
}

// TestLongLines: lines come back however long they are, and wherever pieces of them would
// have been cut.
func TestLongLines(t *testing.T) {
	lines := longLines(t, 5<<10)
	for _, id := range lossless {
		family := damage.Lookup(id)
		for i := 0; i < len(lines); i += 3 {
			bad, _, ok := family.Break(lines[i])
			assert.True(t, ok, id)
			assert.True(t, fixLine(bad) == lines[i], "%s: %.90s", id, fixLine(bad))
		}
	}
}

// TestAlternating: another wrong decoding on every line, each by itself.
func TestAlternating(t *testing.T) {
	var want, text []byte
	for i, line := range longLines(t, 150)[:120] {
		bad, _, ok := damage.Lookup(lossless[i%len(lossless)]).Break(line)
		assert.True(t, ok)
		want, text = append(want, line+"\n"...), append(text, bad+"\n"...)
	}
	got := Append(nil, text, &edit.Log{})
	lines := strings.Split(string(want), "\n")
	for i, line := range strings.Split(string(got), "\n") {
		assert.Equal(t, lines[i], line, "line %d", i)
	}
}

// TestFilledAnother: where the bytes were characters of yet another wrong decoding,
// nothing is guessed in the one above.
func TestFilledAnother(t *testing.T) {
	family := damage.Lookup("utf-8 as gbk, private, then utf-8 as gbk, private")
	n, right := 0, 0
	lines := sentences(t, "dev")
	for i := 0; i < len(lines); i += 40 {
		if bad, _, ok := family.Break(lines[i]); ok {
			n++
			if fixLine(bad) == lines[i] {
				right++
			}
		}
	}
	assert.Greater(t, n, 20)
	assert.GreaterOrEqual(t, 3*right, n) // none, if the upper layer were filled in
}

// BenchmarkWhole is what lines cost that are damaged alike from end to end.
func BenchmarkWhole(b *testing.B) {
	for _, id := range []string{"gb18030 as latin1", "utf-8 as latin1", "utf-8 as gbk, private", "utf-8 as gbk", "gbk as big5"} {
		family := damage.Lookup(id)
		for name, lines := range map[string][]string{"short": longLines(b, 120), "long": longLines(b, 5<<10)} {
			var text []byte
			for _, line := range lines {
				if bad, _, ok := family.Break(line); ok {
					text = append(text, bad+"\n"...)
				}
			}
			b.Run(id+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				var f Fixer
				var dst []byte
				for b.Loop() {
					dst = f.Append(dst[:0], text, &edit.Log{})
				}
			})
		}
	}
}

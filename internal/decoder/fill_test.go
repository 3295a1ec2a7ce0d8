package decoder

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// lossy are families of damage that lose bytes.
var lossy = []struct {
	id    string
	step  Step
	read  float64 // percent of lines, at least
	wrong float64 // percent of the characters that lost bytes, at most
}{
	{"utf-8 as gbk, private", Step{FromUTF8, GBK}, 98, 13},
	{"utf-8 as gbk, ?", Step{FromUTF8, GBK}, 98, 17},
	{"utf-8 as gbk", Step{FromUTF8, GBK}, 98, 17},
	{"utf-8 as gbk, rereads", Step{FromUTF8, GBK}, 98, 12},
	{"utf-8 as gbk, ?, eats", Step{FromUTF8, GBK}, 94, 13},
	{"utf-8 as gbk, dropped", Step{FromUTF8, GBK}, 93, 20},
	{"utf-8 as gbk, strip", Step{FromUTF8, GBK}, 93, 20},
	{"utf-8 as cp1252, strict", Step{FromUTF8, Latin}, 99, 5},
	{"gbk as big5", Step{FromGBK, Big5}, 93, 42},
	{"utf-8 as cp932", Step{FromUTF8, CP932}, 97, 10},
	{"utf-8 as cp949", Step{FromUTF8, CP949}, 98, 26},
	{"gbk as euc-jp", Step{FromGBK, EUCJP}, 93, 36},
}

// TestFill: lines that lost bytes are read, and most of the lost characters filled in
// rightly, by what fits best alone. What is too unsure to be written, the caller decides.
func TestFill(t *testing.T) {
	lines := sentences(t, "dev", 10)
	for _, m := range lossy {
		family := damage.Lookup(m.id)
		var f Filler
		n, read, lost, wrong := 0, 0, 0, 0
		for i := 0; i < len(lines); i += 7 {
			bad, _, ok := family.Break(lines[i])
			if !ok || bad == lines[i] || strings.Contains(bad, "\n") {
				continue
			}
			n++
			res, ok := f.Fill(m.step, nil, []rune(bad), nil)
			if !ok {
				continue
			}
			read++
			lost += len(res.Lost)
			want := []rune(lines[i])
			if len(want) != len(res.Text) {
				continue
			}
			for k := range want {
				if want[k] != res.Text[k] && res.Text[k] != utf8.RuneError { // what was swallowed stays open
					wrong++
				}
			}
		}
		t.Logf("%-28s %4d lines: read %5.1f %%, of %d characters that lost bytes %5.1f %% wrong", m.id, n, pct(read, n), lost, pct(wrong, lost))
		assert.GreaterOrEqual(t, pct(read, n), m.read, m.id)
		assert.LessOrEqual(t, pct(wrong, lost), m.wrong, m.id)
	}
}

func BenchmarkFill(b *testing.B) {
	family := damage.Lookup("utf-8 as gbk")
	var bad [][]rune
	size := 0
	for _, line := range sentences(b, "dev", 30) {
		s, _, _ := family.Break(line)
		bad = append(bad, []rune(s))
		size += len(s)
	}
	b.SetBytes(int64(size))
	var f Filler
	for b.Loop() {
		for _, text := range bad {
			f.Fill(Step{FromUTF8, GBK}, nil, text, nil)
		}
	}
}

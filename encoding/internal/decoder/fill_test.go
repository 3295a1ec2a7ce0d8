package decoder

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/damage"
)

func keepPrivate(m *damage.Misreader) {
	m.Private = true
	m.Assign("gbk", func(lead, trail byte) rune {
		r, _ := gb18030.WHATWG.DecodePair(lead, trail)
		return r
	})
}
func question(m *damage.Misreader) { m.Mark = "?" }
func eat(m *damage.Misreader)      { m.Eat = true }
func reread(m *damage.Misreader)   { m.Reread = true }
func strictly(m *damage.Misreader) { m.Strict = true }

// lossy are families of damage that lose bytes.
var lossy = []struct {
	name     string
	from, to string
	step     Step
	set      []func(*damage.Misreader)
	read     float64 // percent of lines, at least
	wrong    float64 // percent of the characters that lost bytes, at most
}{
	{"UTF-8 as GBK, private use", "utf-8", "gbk", Step{FromUTF8, GBK}, []func(*damage.Misreader){keepPrivate}, 98, 13},
	{"UTF-8 as GBK, ?", "utf-8", "gbk", Step{FromUTF8, GBK}, []func(*damage.Misreader){question}, 98, 23},
	{"UTF-8 as GBK, U+FFFD", "utf-8", "gbk", Step{FromUTF8, GBK}, nil, 98, 23},
	{"UTF-8 as GBK, read again", "utf-8", "gbk", Step{FromUTF8, GBK}, []func(*damage.Misreader){reread}, 98, 12},
	{"UTF-8 as GBK, ? eats ASCII", "utf-8", "gbk", Step{FromUTF8, GBK}, []func(*damage.Misreader){question, eat}, 94, 20},
	{"UTF-8 as cp1252, strict", "utf-8", "cp1252", Step{FromUTF8, Latin}, []func(*damage.Misreader){strictly}, 99, 5},
	{"GBK as Big5", "gbk", "big5", Step{FromGBK, Big5}, nil, 93, 42},
	{"UTF-8 as cp932", "utf-8", "cp932", Step{FromUTF8, CP932}, nil, 97, 15},
	{"UTF-8 as cp949", "utf-8", "cp949", Step{FromUTF8, CP949}, nil, 98, 30},
	{"GBK as EUC-JP", "gbk", "euc-jp", Step{FromGBK, EUCJP}, nil, 95, 36},
}

// TestFill: lines that lost bytes are read, and most of the lost characters filled in
// rightly, by what fits best alone. What is too unsure to be written, the caller decides.
func TestFill(t *testing.T) {
	lines := sentences(t, "dev", 10)
	for _, m := range lossy {
		how := damage.NewMisreader(m.from, m.to)
		for _, set := range m.set {
			set(how)
		}
		var f Filler
		n, read, lost, wrong := 0, 0, 0, 0
		for i := 0; i < len(lines); i += 7 {
			bad, ok := how.Read(lines[i])
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
				if want[k] != res.Text[k] {
					wrong++
				}
			}
		}
		t.Logf("%-28s %4d lines: read %5.1f %%, of %d characters that lost bytes %5.1f %% wrong", m.name, n, pct(read, n), lost, pct(wrong, lost))
		assert.GreaterOrEqual(t, pct(read, n), m.read, m.name)
		assert.LessOrEqual(t, pct(wrong, lost), m.wrong, m.name)
	}
}

func BenchmarkFill(b *testing.B) {
	how := damage.NewMisreader("utf-8", "gbk")
	var bad [][]rune
	size := 0
	for _, line := range sentences(b, "dev", 30) {
		s, _ := how.Read(line)
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

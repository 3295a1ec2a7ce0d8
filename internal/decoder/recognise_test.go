package decoder

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// sentences returns lines of the project's sentences with at least so many characters
// beyond ASCII.
func sentences(t testing.TB, part string, least int) (lines []string) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "testdata", "sentences", part, "*.txt"))
	assert.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		assert.NoError(t, err)
		for _, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
			n := 0
			for _, r := range line {
				if r >= 0x80 {
					n++
				}
			}
			if n >= least {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// misreadings are those that the recogniser must tell apart, by what damage calls them.
var misreadings = []struct {
	from, to string
	step     Step
}{
	{"utf-8", "latin1", Step{FromUTF8, Latin}}, {"utf-8", "cp1252", Step{FromUTF8, Latin}}, {"utf-8", "cp1250", Step{FromUTF8, CP1250}},
	{"utf-8", "cp1251", Step{FromUTF8, CP1251}}, {"utf-8", "cp1253", Step{FromUTF8, CP1253}}, {"utf-8", "cp1254", Step{FromUTF8, CP1254}},
	{"utf-8", "cp874", Step{FromUTF8, CP874}}, {"utf-8", "koi8-r", Step{FromUTF8, KOI8R}}, {"utf-8", "cp437", Step{FromUTF8, CP437}},
	{"utf-8", "cp850", Step{FromUTF8, CP850}}, {"utf-8", "cp866", Step{FromUTF8, CP866}}, {"utf-8", "mac", Step{FromUTF8, MacRoman}},
	{"gb18030", "latin1", Step{FromGBK, Latin}}, {"gb18030", "cp1250", Step{FromGBK, CP1250}}, {"gb18030", "cp1251", Step{FromGBK, CP1251}},
	{"gb18030", "cp1253", Step{FromGBK, CP1253}}, {"gb18030", "cp874", Step{FromGBK, CP874}}, {"gb18030", "koi8-r", Step{FromGBK, KOI8R}},
	{"gb18030", "cp437", Step{FromGBK, CP437}}, {"gb18030", "cp850", Step{FromGBK, CP850}}, {"gb18030", "cp866", Step{FromGBK, CP866}}, {"gb18030", "mac", Step{FromGBK, MacRoman}},
	{"big5", "latin1", Step{FromBig5, Latin}}, {"big5", "cp1250", Step{FromBig5, CP1250}}, {"big5", "cp1251", Step{FromBig5, CP1251}},
	{"big5", "cp1253", Step{FromBig5, CP1253}}, {"big5", "koi8-r", Step{FromBig5, KOI8R}}, {"big5", "cp437", Step{FromBig5, CP437}}, {"big5", "mac", Step{FromBig5, MacRoman}},
	{"utf-8", "gbk", Step{FromUTF8, GBK}}, {"utf-8", "big5", Step{FromUTF8, Big5}}, {"utf-8", "cp932", Step{FromUTF8, CP932}},
	{"utf-8", "euc-jp", Step{FromUTF8, EUCJP}}, {"utf-8", "cp949", Step{FromUTF8, CP949}},
	{"gbk", "big5", Step{FromGBK, Big5}}, {"gbk", "cp932", Step{FromGBK, CP932}}, {"gbk", "euc-jp", Step{FromGBK, EUCJP}}, {"gbk", "cp949", Step{FromGBK, CP949}},
	{"big5", "gbk", Step{FromBig5, GBK}}, {"big5", "cp932", Step{FromBig5, CP932}}, {"big5", "euc-jp", Step{FromBig5, EUCJP}}, {"big5", "cp949", Step{FromBig5, CP949}},
	{"utf-16le", "latin1", Step{FromUTF16LE, Latin}}, {"utf-16be", "latin1", Step{FromUTF16BE, Latin}}, {"utf-16le", "koi8-r", Step{FromUTF16LE, KOI8R}},
}

// TestRecogniser: the step that made a line is the likeliest, in nineteen lines of
// twenty, each looked at by itself; pages that differ in no character of the line are as
// good. In a block, fewer lines are left to chance.
func TestRecogniser(t *testing.T) {
	lines := sentences(t, "dev", 4)
	var all, first, second, inBlock int
	for _, m := range misreadings {
		family := damage.Lookup(m.from + " as " + m.to)
		var r, b Recogniser
		n, right, right2, rightB := 0, 0, 0, 0
		for i := 0; i < len(lines); i += 5 {
			line := family.Clean(lines[i])
			bad, _, ok := family.Break(line)
			if !ok || bad == line || strings.Contains(bad, "\n") {
				continue
			}
			n++
			b.block = [maxColumns]int32{}
			rank := rankOf(r.Line([]byte(bad)), m.step)
			if rank == 0 {
				right++
			}
			if rank < 2 {
				right2++
			}
			r.Reset()
			if rankOf(b.Line([]byte(bad)), m.step) == 0 {
				rightB++
			}
			b.Found(m.step)
		}
		if n > 0 {
			t.Logf("%-8s as %-8s %4d lines: first %5.1f %%, of the first two %5.1f %%, first in a block %5.1f %%", m.from, m.to, n, pct(right, n), pct(right2, n), pct(rightB, n))
		}
		all, first, second, inBlock = all+n, first+right, second+right2, inBlock+rightB
	}
	t.Logf("all: %d lines: first %.2f %%, of the first two %.2f %%, first in a block %.2f %%", all, pct(first, all), pct(second, all), pct(inBlock, all))
	assert.GreaterOrEqual(t, pct(first, all), 94.0)
	assert.GreaterOrEqual(t, pct(inBlock, all), 97.0)
}

func rankOf(list []Guess, s Step) int {
	for i, g := range list {
		if g.Step == s {
			return i
		}
	}
	return len(list) + 9
}

func pct(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// TestSilent: in clean Chinese, simplified and traditional, no line is taken for damaged.
func TestSilent(t *testing.T) {
	lines := sentences(t, "dev", 1)
	var r Recogniser
	for _, line := range lines {
		assert.Empty(t, r.Line([]byte(line)), line)
		assert.Empty(t, r.Line([]byte(s2t.String(line))), s2t.String(line))
	}
	assert.Greater(t, len(lines), 1000)
}

// TestWeights: the file is what the generator makes. Logarithms may be rounded otherwise
// on another machine.
func TestWeights(t *testing.T) {
	want, weights := Weights(), weights()
	assert.Len(t, weights, len(want), "run go generate ./internal/decoder")
	for i := range min(len(want), len(weights)) {
		d := int(want[i]) - int(weights[i])
		if d < -1 || d > 1 || i < rowsAt && d != 0 {
			t.Fatal("run go generate ./internal/decoder")
		}
	}
}

// TestWords: the file is what the generator makes, and holds words of programs' messages.
func TestWords(t *testing.T) {
	assert.Equal(t, string(Words()), wordList, "run go generate ./internal/decoder")
	for _, want := range []string{"是否", "修改", "内容", "端口", "安装", "运行", "启动", "目录", "错误"} {
		left, ok := strip(want)
		assert.True(t, ok, want)
		assert.Equal(t, want, Word(left[0], left[1]))
	}
	assert.Empty(t, Word('中', '国'))
}

func BenchmarkRecogniser(b *testing.B) {
	bad, _, _ := damage.Lookup("gb18030 as latin1").Break(strings.Join(sentences(b, "dev", 10)[:200], ""))
	var r Recogniser
	r.Line([]byte("x"))
	b.SetBytes(int64(len(bad)))
	for b.Loop() {
		r.Line([]byte(bad))
	}
}

func BenchmarkWeights(b *testing.B) {
	for b.Loop() {
		Weights()
	}
}

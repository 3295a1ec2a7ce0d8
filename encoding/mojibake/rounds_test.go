package mojibake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
)

// What is left of long lines that lost many bytes is looked at until nothing changes. If
// that had no end, all of the block would stay damaged.
func TestLongLinesSettle(t *testing.T) {
	for _, id := range []string{"utf-8 as gbk, ?", "utf-8 as gbk, rereads", "utf-8 as cp932", "utf-8 as cp949"} {
		f := damage.Lookup(id)
		var line, text strings.Builder
		lines := 0
		for _, s := range sentences(t, "test") {
			line.WriteString(f.Clean(s))
			if utf8.RuneCountInString(line.String()) < 1000 {
				continue
			}
			if bad, ok := breakLine(f, line.String()); ok {
				text.WriteString(bad + "\n")
				lines++
			}
			if line.Reset(); text.Len() > 100<<10 {
				break
			}
		}
		out, edits := Fix(text.String())
		repaired := 0
		for i, s := range strings.Split(out, "\n")[:lines] {
			if s != strings.Split(text.String(), "\n")[i] {
				repaired++
			}
		}
		assert.Equal(t, lines, repaired, id)
		for _, e := range edits {
			assert.True(t, e.Verdict == edit.Unrepairable || string(e.In) != string(e.Out), "%s: %q", id, e.In)
		}
	}
}

// Lines that move to the end stay what they were, and keep no others from being repaired;
// nor does a second run change anything. Here the end comes soon, and some lines need
// longer.
func TestLinesThatDoNotSettle(t *testing.T) {
	once, twice := damage.Lookup("utf-8 as gbk, private"), damage.Lookup("utf-8 as gbk, strip, ?, eats")
	layer := damage.Lookup("utf-8 as cp1250, then no-break spaces become blanks")
	var text []string
	deep := map[int]bool{} // lines that need longer
	for _, s := range sentences(t, "test")[:150] {
		bad, ok := breakLine(once, s)
		if len(text)%10 == 5 {
			if bad, ok = breakLine(twice, s); ok {
				bad, ok = breakLine(layer, bad)
			}
			deep[len(text)] = ok
		}
		if ok {
			text = append(text, bad)
		}
	}
	block := []byte(strings.Join(text, "\n"))
	want := strings.Split(string(Append(nil, block, nil)), "\n")
	for _, keep := range []bool{false, true} {
		f := fixer{maxRounds: 2}
		log := edit.Log{Keep: keep}
		out := f.append(nil, block, &log)
		left := 0
		for i, s := range strings.Split(string(out), "\n") {
			switch {
			case s == text[i] && deep[i]:
				left++
			case !deep[i]:
				assert.Equal(t, want[i], s)
			}
		}
		assert.NotZero(t, left)
		assert.Equal(t, string(out), string(f.append(nil, out, nil)))
		if keep {
			assert.Equal(t, string(out), string(edit.Apply(block, log.Edits)))
		}
	}
}

// Wherever the end comes, a second run changes nothing.
func TestAnyNumberOfRounds(t *testing.T) {
	all, lines := damage.Families(), sentences(t, "test")
	rapid.Check(t, func(t *rapid.T) {
		f := fixer{maxRounds: rapid.IntRange(1, 4).Draw(t, "rounds")}
		var text []string
		for range rapid.IntRange(1, 8).Draw(t, "lines") {
			s := rapid.SampledFrom(lines).Draw(t, "line")
			for range rapid.IntRange(0, 3).Draw(t, "layers") {
				if bad, ok := breakLine(all[rapid.IntRange(0, len(all)-1).Draw(t, "family")], s); ok {
					s = bad
				}
			}
			text = append(text, s)
		}
		block := []byte(strings.Join(text, "\n"))
		var log edit.Log
		log.Keep = true
		once := f.append(nil, block, nil)
		assert.Equal(t, string(once), string(f.append(nil, block, &log)))
		assert.Equal(t, string(once), string(edit.Apply(block, log.Edits)))
		assert.Equal(t, string(once), string(f.append(nil, once, nil)))
	})
}

// Where no steps are left to look again at what is not understood, what was found stays.
func TestNothingFoundIsLost(t *testing.T) {
	const n = 1500 // enough that the steps run out
	var text strings.Builder
	for range n {
		text.WriteString(strings.Repeat("Ã©é", 20) + "\n")
	}
	out, _ := Fix(text.String())
	assert.Equal(t, strings.Repeat(strings.Repeat("éé", 20)+"\n", n), out)
}

package mojibake

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// Of much noise, some has a reading by chance, and stays; what is surely damaged in it does
// not.
func TestNoiseStays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var lines []string
	for range 8000 {
		var b strings.Builder
		for range 10 + rnd.IntN(60) {
			b.WriteRune(0x4E00 + rnd.Int32N(0x9FA6-0x4E00))
		}
		lines = append(lines, b.String())
	}
	f := damage.Lookup("gb18030 as latin1")
	noise := strings.Join(lines, "\n")
	good := f.Clean(sentences(t, "dev")[0])
	bad, ok := breakLine(f, good)
	assert.True(t, ok)
	out, _ := Fix(bad + "\n" + noise + "\n" + bad)
	assert.Equal(t, good+"\n"+noise+"\n"+good, out)
}

// Of a dictionary of Korean, with thousands of words that the model does not know, some words are
// Chinese in another charset; and so are characters in a list of all. What is surely damaged
// in it is none of these.
func TestDictionariesStay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	words := func(first rune, n int32) string {
		var b strings.Builder
		for range 3000 {
			for range 2 + rnd.IntN(3) {
				b.WriteRune(first + rnd.Int32N(n))
			}
			b.WriteString("\tn\n")
		}
		return b.String()
	}
	damaged := damage.Lookup("gb18030 as latin1")
	good := damaged.Clean(sentences(t, "dev")[0])
	bad, ok := breakLine(damaged, good)
	assert.True(t, ok)
	for name, text := range map[string]string{
		"Hangul":     words(0xAC00, 0xD7A4-0xAC00),
		"Han":        words(0x4E00, 0x9FA6-0x4E00),
		"Hangul, 깎였": words(0xAC00, 0xD7A4-0xAC00) + "깎였\tv\n",
		"Han, 浜戦":    words(0x4E00, 0x9FA6-0x4E00) + "浜戦\tn\n",
	} {
		out, edits := Fix(text + bad)
		assert.True(t, out == text+good, "%s: %v", name, edits)
	}
}

// The more was searched in vain for each that made sense, the more is asked: a logarithm. Of text
// without a script, of which nothing was counted, nothing more is.
func TestOdds(t *testing.T) {
	made, vain := tally{3: 1, 5: 1}, tally{3: 7, 5: 1000}
	assert.InDelta(t, nat*math.Log(8), odds(1<<3, false, &made, &vain), 1)
	assert.Equal(t, surely, odds(1<<5, false, &made, &vain), "never more than what is hardly ever chance")
	assert.Equal(t, odds(1<<3, false, &made, &vain), odds(1<<3|1<<5, false, &made, &vain), "of several scripts, the least")
	assert.Zero(t, odds(0, false, &made, &vain))
	assert.Zero(t, scriptsIn([]byte("ASCII, \xE4\xB8")))
}

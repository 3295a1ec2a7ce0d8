package mojibake

import (
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

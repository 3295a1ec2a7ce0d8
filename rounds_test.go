package fixtext

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
)

// Blocks of lines that are damaged in one way, with others and clean ones among them, are
// what they stay after one run; and so is noise.
func TestSecondRunOfDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time")
	}
	var lines []string
	names, err := filepath.Glob("testdata/sentences/test/*.txt")
	require.NoError(t, err)
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		lines = append(lines, strings.Split(strings.TrimSpace(string(b)), "\n")...)
	}
	rnd, all := rand.New(rand.NewPCG(5, 6)), damage.Families()
	broken := func(f *damage.Family) string {
		s := lines[rnd.IntN(len(lines))]
		if b, _, ok := f.Break(f.Clean(s)); ok && !strings.Contains(b, "\n") {
			return b
		}
		return s
	}
	stays := func(name, text string) {
		once := String(text)
		assert.Equal(t, once, String(once), name)
	}
	for i := 0; i < len(all); i += 3 {
		var text []string
		for range 60 {
			switch rnd.IntN(6) {
			case 0:
				text = append(text, lines[rnd.IntN(len(lines))])
			case 1:
				text = append(text, broken(all[rnd.IntN(len(all))]))
			default:
				text = append(text, broken(all[i]))
			}
		}
		stays(all[i].ID, strings.Join(text, "\n"))
	}
	for _, h := range hostile {
		stays(h.name, h.make(64<<10, rand.New(rand.NewPCG(1, 3))))
	}
}

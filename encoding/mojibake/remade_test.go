package mojibake

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
)

// What is made of a line that a program remade becomes that line again if it is damaged so again, but for
// characters that are left open.
func TestRemadeAgain(t *testing.T) {
	b, err := os.ReadFile("../../testdata/sentences/dev/news.txt")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	for _, id := range []string{"utf-8 as cp1252, small letters", "utf-8 as cp1252, capitals", "utf-8 as cp1252, compatible forms"} {
		f := damage.Lookup(id)
		tried := 0
		for _, line := range lines[:min(len(lines), 60)] {
			bad, _, ok := f.Break(line)
			if !ok {
				continue
			}
			out, edits := Fix(bad)
			if len(edits) == 0 || strings.Contains(out, "\uFFFD") || !strings.Contains(edits[0].Note, "were changed") {
				continue
			}
			again, _, _ := f.Break(out)
			require.Equal(t, bad, again, id)
			tried++
		}
		require.NotZero(t, tried, id)
	}
}

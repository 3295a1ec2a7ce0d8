package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// What is proved on some lines of a block helps with short and weak spans on
// others: pieces of four to seven characters in clean lines, each line by
// itself, and all in one block.
func TestBlockEvidence(t *testing.T) {
	lines := sentences(t, "test")
	for _, id := range []string{"gbk as big5, private", "gbk as cp949, private", "gbk as cp1251", "utf-8 as gbk, private"} {
		f := damage.Lookup(id)
		var want, bad []string
		for i := 0; i < len(lines); i += 12 {
			runes := []rune(lines[i])
			n := 4 + i%4
			if len(runes) < 20 {
				continue
			}
			mid, ok := breakLine(f, string(runes[5:5+n]))
			if !ok || strings.ContainsAny(mid, "\uFFFD?\n") {
				continue
			}
			want = append(want, lines[i])
			bad = append(bad, string(runes[:5])+mid+string(runes[5+n:]))
		}
		alone, together := 0, 0
		for i := range bad {
			if fixLine(bad[i]) == want[i] {
				alone++
			}
		}
		got := strings.Split(fixLine(strings.Join(bad, "\n")), "\n")
		assert.Len(t, got, len(bad))
		for i := range want {
			if got[i] == want[i] {
				together++
			}
		}
		t.Logf("%-20s %d lines: %.1f %% alone, %.1f %% in a block", id, len(want), share(alone, len(want)), share(together, len(want)))
		assert.GreaterOrEqual(t, together, alone, id)
	}
}

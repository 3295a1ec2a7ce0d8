package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is proved on some lines of a block helps with short and weak spans on
// others: pieces of four to seven characters in clean lines, each line by
// itself, and all in one block.
func TestBlockEvidence(t *testing.T) {
	lines := sentences(t, "test")
	for _, d := range []damaged{misread("gbk", "big5", keepPrivate), misread("gbk", "cp949", keepPrivate), misread("gbk", "cp1251"),
		misread("utf-8", "gbk", keepPrivate)} {
		var want, bad []string
		for i := 0; i < len(lines); i += 12 {
			runes := []rune(lines[i])
			n := 4 + i%4
			if len(runes) < 20 {
				continue
			}
			mid, ok := d.do(string(runes[5 : 5+n]))
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
		t.Logf("%-20s %d lines: %.1f %% alone, %.1f %% in a block", d.name, len(want), share(alone, len(want)), share(together, len(want)))
		assert.GreaterOrEqual(t, together, alone, d.name)
	}
}

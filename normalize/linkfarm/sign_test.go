package linkfarm

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/gate"
)

func suspicious(block []byte) bool {
	var seen gate.Seen
	seen.Scan(block, true)
	return SuspiciousAt(block, seen.Marks)
}

// The search takes many bytes at a time, so what it looks for is put at every
// offset, and before ends of every length.
func TestSuspiciousAtEveryOffset(t *testing.T) {
	signs := []string{"好，。", "好,、", "好，、", "月?，", "月\uFFFD！", "學(xué)", "月?lián)"}
	clean := []string{"好，", "好,不", "好。，", "好?", "月\uFFFD", "れん", "好(the)", "好，「"}
	for before := range 40 {
		for after := range 20 {
			for _, fill := range []string{"a", "中"} {
				around := func(s string) []byte {
					return []byte(strings.Repeat(fill, before) + s + strings.Repeat("b", after))
				}
				for _, s := range signs {
					assert.True(t, suspicious(around(s)), "%q", around(s))
				}
				for _, s := range clean {
					assert.False(t, suspicious(around(s)), "%q", around(s))
				}
			}
		}
	}
}

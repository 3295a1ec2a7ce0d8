package linkfarm

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/gate"
)

func suspicious(block []byte) bool {
	var seen gate.Seen
	seen.Scan(block, true)
	return len(signs(block, seen.Marks)) > 0
}

// The search takes many bytes at a time, so what it looks for is put at every
// offset, and before ends of every length.
func TestSignsAtEveryOffset(t *testing.T) {
	marked := []string{"好，。", "好,、", "好，、", "月?，", "月\uFFFD！", "學(xué)", "月?lián)"}
	clean := []string{"好，", "好,不", "好。，", "好?", "月\uFFFD", "れん", "好(the)", "好，「"}
	for before := range 40 {
		for after := range 20 {
			for _, fill := range []string{"a", "中"} {
				around := func(s string) []byte {
					return []byte(strings.Repeat(fill, before) + s + strings.Repeat("b", after))
				}
				for _, s := range marked {
					assert.True(t, suspicious(around(s)), "%q", around(s))
				}
				for _, s := range clean {
					assert.False(t, suspicious(around(s)), "%q", around(s))
				}
			}
		}
	}
}

// Every sign stands where the gate says that one may.
func TestGateSeesSigns(t *testing.T) {
	pieces := []string{"好", "說", "學", "?", "(", ")", ",", "，", "\uFFFD", "、", "。", "！", "xué", "cháng", "a", "9", "\n", "\xff"}
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), ""))
		var every []int32
		for i := range block {
			if r, n := utf8.DecodeRune(block[i:]); strings.ContainsRune("?(,，\uFFFD", r) && (r != utf8.RuneError || n > 1) {
				every = append(every, int32(i))
			}
		}
		var seen gate.Seen
		seen.Scan(block, true)
		require.Equal(t, signs(block, every), signs(block, seen.Marks), "%q", block)
	})
}

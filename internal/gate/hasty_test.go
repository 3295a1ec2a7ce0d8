package gate

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/chain"
)

// Of lines that are damaged as a whole, First says what wrong decodings and the link farm
// are looked for by; all that a Scan says, Look does.
func TestFirstPassesOverDamage(t *testing.T) {
	damaged := "å\u008f³è¾¹ç\u009a\u0084è·¯ç\u0081¯å\u009d\u008fäº\u0086ä¸¤å¤©ï¼\u008cæ²¡æ\u009c\u0089äººæ\u009d¥ä¿®ã\u0080\u0082"
	hasty := 0
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{damaged, damaged, damaged, "ÖÐ¹úÈËÃñÔÚÕâÀïÉú»î", "路灯坏了两天，没有人来修。", "路燈壞了", "plain text, and more of it", "?", "(zhōng)", ",。", "，。", "\uFFFD", "&#20013;", "锟斤拷", "\n", "\n", "\xff"})
		text := strings.Join(rapid.SliceOfN(piece, 1, 40).Draw(t, "text"), "")
		var c chain.Chain
		c.Start([]byte(text), false)
		var g Gate
		first := *g.First([]byte(text))
		var all, valid Seen
		all.Scan([]byte(text), true)
		valid.Scan([]byte(text), false)
		assert.Equal(t, valid.Valid, first.Valid)
		if !first.Valid {
			return
		}
		assert.Equal(t, all.Marks, first.Marks)
		assert.True(t, slices.IsSorted(first.Unlikely))
		for _, p := range all.Unlikely {
			assert.True(t, slices.ContainsFunc(first.Unlikely, func(q int32) bool { return q-p <= 2*apart && p-q <= 2*apart }), "%q at %d", text, p)
		}
		if first.Hasty {
			hasty++
		}
		assert.Equal(t, &first, g.Early(&c))
		look := g.Look(&c)
		assert.Equal(t, [...]any{all.Odd, all.Convertible, all.Unlikely, all.Marks, all.Leaks, all.Lost, all.Traditional}, [...]any{look.Odd, look.Convertible, look.Unlikely, look.Marks, look.Leaks, look.Lost, look.Traditional})
	})
	assert.NotZero(t, hasty)
}

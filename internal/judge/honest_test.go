package judge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is said of a guess is its chance, and what is made of it for a kind that is too sure of
// itself lies between that and even odds.
func TestChancesAreSaidAsTheyAre(t *testing.T) {
	for _, p := range []float64{0.05, 0.3, 0.5, 0.7, 0.9, 0.99} {
		assert.InDelta(t, p, Confidence(Lead(p)), 0.01)
		assert.InDelta(t, p, Honest(LostOther, p), 1e-9)
		h := Honest(LostTwo, p)
		if p < 0.5 {
			assert.True(t, p < h && h <= 0.5, p)
		} else {
			assert.True(t, h <= p && h >= 0.5, p)
		}
	}
	assert.Greater(t, Lead(1), Lead(0.99))
	assert.Less(t, Lead(0), Lead(0.01))
}

package linkfarm

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// A finder says what looking through each part anew would say, in whichever order the
// parts come.
func TestFinder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		block := rapid.SliceOfN(rapid.SampledFrom([]byte("aaaaaaaaaaaa,")), 1, 60).Draw(r, "block")
		var f finder
		for range 12 {
			from := rapid.IntRange(0, len(block)).Draw(r, "from")
			to := rapid.IntRange(from, len(block)).Draw(r, "to")
			assert.Equal(r, bytes.IndexByte(block[from:to], ',') >= 0, f.within(block, from, to, asciiComma))
		}
	})
}

package linkfarm

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is shown is seen from pageBytes away at least, and not from three times as far.
func TestShownNear(t *testing.T) {
	block := bytes.Repeat([]byte("a"), 8*pageBytes)
	at := 4*pageBytes + 100
	copy(block[at:], "\uE000，")
	var s surroundings
	for from := 0; from < len(block); from += pageBytes / 4 {
		is := s.shownNear(block, from)
		assert.Zero(t, is&asciiComma)
		switch d := max(from-at, at-from); {
		case d < pageBytes:
			assert.Equal(t, looked|privateUse|wideComma, is, from)
		case d > 3*pageBytes:
			assert.Equal(t, looked, is, from)
		}
	}
}

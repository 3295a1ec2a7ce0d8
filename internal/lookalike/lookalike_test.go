package lookalike

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

// The texts are the same whenever they are made, and well-formed.
func TestTexts(t *testing.T) {
	again := Texts(1)
	for name, text := range Texts(1) {
		assert.Equal(t, again[name], text, name)
		assert.True(t, utf8.ValidString(text), name)
		assert.Greater(t, len(text), 1000, name)
	}
}

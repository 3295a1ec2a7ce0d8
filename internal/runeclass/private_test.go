package runeclass_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/runeclass"
)

// What stands anywhere in a text is found, and nothing else.
func TestHasPrivate(t *testing.T) {
	pieces := []string{"中", "，", "！", "a", "\n", "é", "\ue000", "\uf8ff", "\uf900", "\ud7ff", "\xee", "\xef", "\xef\xa3", "\U0010fffd", "豈"}
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, piece := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "pieces") {
			text += piece
		}
		want := slices.ContainsFunc([]rune(text), func(r rune) bool { return r >= 0xE000 && r < 0xF900 })
		assert.Equal(t, want, runeclass.HasPrivate([]byte(text)), "%q", text)
	})
}

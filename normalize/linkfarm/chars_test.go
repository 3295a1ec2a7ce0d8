package linkfarm

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/pinyin"
)

// Readings are looked up in the farm's table only for characters that conversion changes.
func TestFarmReadsWhatConversionChanges(t *testing.T) {
	for e := range pinyin.FarmEntries() {
		assert.True(t, changes(e.Rune), "%c", e.Rune)
	}
}

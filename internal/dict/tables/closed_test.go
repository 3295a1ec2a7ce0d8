package tables_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// What the default table makes of any character or word, it leaves alone afterwards,
// and there is nothing traditional in it.
func TestClosed(t *testing.T) {
	table := &tables.Simplified
	check := func(key string) {
		once := table.Append(nil, []byte(key))
		assert.Equal(t, string(once), string(table.Append(nil, once)), key)
		for _, r := range string(once) {
			assert.Zero(t, table.RuneEntry(r)&dict.Strict, "%c in what %s becomes", r, key)
		}
	}
	for r := rune(0x80); r <= 0x3FFFF; r++ {
		if utf8.ValidRune(r) && table.RuneEntry(r) != 0 {
			check(string(r))
		}
	}
	for i := range table.Phrases.Len() {
		check(table.Phrases.Key(i))
		check(table.Phrases.Value(i))
	}
	assert.Greater(t, table.Phrases.Len(), 1000)
	assert.Less(t, tables.Size, 1_500_000)
}

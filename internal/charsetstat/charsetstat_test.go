package charsetstat

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/lm"
)

func TestTables(t *testing.T) {
	for name, table := range map[string]string{
		"gb18030": GB18030, "big5": Big5, "euctw": EUCTW, "eucjp": EUCJP, "shiftjis": ShiftJIS, "euckr": EUCKR,
	} {
		assert.Len(t, table, Rows*Columns, name)
	}
}

func TestFrequentCharactersAreCheap(t *testing.T) {
	for _, c := range []struct {
		table       string
		lead, trail byte
		what        string
	}{
		{GB18030, 0xB5, 0xC4, "的"}, {Big5, 0xAA, 0xBA, "的"}, {EUCTW, 0xce, 0xfb, "的"},
		{EUCJP, 0xA4, 0xCE, "の"}, {ShiftJIS, 0x82, 0xCC, "の"}, {EUCKR, 0xC0, 0xCC, "이"},
	} {
		assert.Less(t, Pair(c.table, c.lead, c.trail), 5*lm.Nat, c.what)
	}
	assert.Greater(t, Pair(GB18030, 0xFE, 0xA0), 9*lm.Nat, "a rare character")
	assert.Equal(t, NoPair, Pair(EUCKR, 0xFE, 0x41), "no character")
	assert.Equal(t, NoPair, Pair(GB18030, 0x80, 0x41), "no lead byte")
	assert.Equal(t, NoPair, Pair(GB18030, 0x81, 0x3F), "no trail byte")
}

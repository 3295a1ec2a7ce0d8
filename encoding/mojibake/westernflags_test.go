package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Letters and symbols that are UTF-8 by chance in the pages of macintosh and DOS stay:
// keys, flags of word lists, words of other pages, tables. Words that were read in these
// pages are undone.
func TestByChance(t *testing.T) {
	for _, line := range []string{
		"≤ç√∫≥≠±¡",         // what a keyboard types with a key held down
		"puro/ADÏú",        // flags behind a word
		"são/ajkÃÄ",        //
		"2018 is over!√ç",  // no word begins behind the mark
		"ƒôř ƭèƨƭ",         // letters that the page has not
		"[楂榣]",             // two rare characters for one
		"x = 3√é",          // a root
		"СупермаркетМотив", // words that would say letters of three scripts
		"изражувачКорал",
	} {
		assert.Equal(t, line, fixLine(line))
	}
	for bad, want := range map[string]string{
		"El ni√±o est√° aqu√≠.": "El niño está aquí.",
		"s├úo/paulo caf├®":      "são/paulo café",
	} {
		assert.Equal(t, want, fixLine(bad))
	}
}

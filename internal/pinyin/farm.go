package pinyin

import (
	"iter"
	"slices"
)

// A FarmEntry is one annotation a link farm was seen to write: Rune followed by
// Reading in parentheses. The counts come from about 50 pages. A character that
// farms read in more than one way (長 zhǎng, cháng) has an entry for each.
type FarmEntry struct {
	Rune    rune     // traditional, and other than its simplified form
	Reading Syllable // the same wherever the character stands
	Pages   uint16   // on how many pages the annotation was seen
	Seen    uint16   // how often in all
	Blank   uint16   // how many of these had a blank before the parenthesis: 創(chuàng )
}

// Farm returns what a link farm writes after r: the reading seen on most pages,
// and whether it was also seen with a blank before the closing parenthesis. ok
// reports whether r was seen annotated at all. The table is what has been seen so
// far, nearly but not surely all of it: take its silence as weak evidence.
func Farm(r rune) (y Syllable, blank bool, ok bool) {
	i, ok := slices.BinarySearchFunc(farm[:], r, func(e FarmEntry, r rune) int { return int(e.Rune - r) })
	if !ok {
		return 0, false, false
	}
	return farm[i].Reading, farm[i].Blank != 0, true
}

// FarmEntries yields every entry of the link farm's table, by code point, for
// one character the reading seen on most pages first.
func FarmEntries() iter.Seq[FarmEntry] {
	return slices.Values(farm[:])
}

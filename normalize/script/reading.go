package script

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/kanji"
)

// The bars of package kanji for a unit about which neither its own marks nor its
// neighbours say anything. A false conversion is worse than a missed one, and what
// stands beside the Han characters tells, too: text with words in Latin letters or
// kana is most likely not Chinese.
const (
	bar     = 0
	barAmid = -3 * kanji.Nat // in text in another script: more than amid Latin letters for a Han character
	amid    = 8
	barKana = -6 * kanji.Nat // with a word in kana

	// A sentence without kana is hardly Japanese, and the comma of Chinese is rare there.
	barMark  = 8 * kanji.Nat // for each mark of a sentence …
	mostMark = 3             // … of so many at most

	// Japanese has kana in every sentence. A unit amid Japanese that has none is Chinese
	// if it is long and reads as Chinese; a title, also in the forms of old, is short.
	proseBar = -16 * kanji.Nat
	proseLen = 12
)

// reads returns what the Han characters of text, of which c are the counts, are read
// as, Chinese or Japanese, if something in it would be converted.
func (c Counts) reads(text []byte) verdict {
	if c.Strict == 0 {
		return undecided
	}
	limit := bar
	switch {
	case c.KanaRuns+c.Quoted+c.No > 0:
		limit = barKana
	case c.Latin > amid*c.Han:
		limit = barAmid
	}
	if limit > barKana {
		limit += barMark * sentenceMarks(text)
	}
	if kanji.Score(text) > limit {
		return japanese
	}
	return chinese
}

// prose reports whether text, amid Japanese, is Chinese in spite of its neighbours.
func (c Counts) prose(text []byte) bool {
	marks := sentenceMarks(text)
	return (c.Han >= proseLen || marks > 1) && c.Strict > 0 && c.KanaRuns+c.HangulRuns+c.Quoted+c.No == 0 &&
		kanji.Score(text) <= proseBar+barMark*marks
}

// sentenceMarks returns how many marks text has that Japanese without kana does not, up
// to mostMark.
func sentenceMarks(text []byte) int {
	n := 0
	for _, mark := range [...]string{"，", "。", "！", "？"} {
		n += bytes.Count(text, []byte(mark))
	}
	return min(mostMark, n)
}

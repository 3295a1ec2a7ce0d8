package mojibake

import (
	"unicode"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// words returns readings of the frequent words in the line of which two characters are
// left, where UTF-8 was read as GBK and the third was left out: those that stand by
// themselves, as in quotes or behind a slash, since within a text nothing bounds them.
func (f *fixer) words() (list []reading) {
	w := &f.w
	if f.exact {
		return nil
	}
	for i := 0; i+1 < len(w.runes); i++ {
		word := w.word(i)
		if word == "" {
			continue
		}
		r := reading{From: w.offs[i], To: w.offs[i+2], Text: []byte(word), Steps: []step{{utf8Source, gbkPage}}}
		before, after := w.runes[:i], w.runes[i+2:]
		r.Ledger.Kind = judge.LostWord
		r.Ledger.Gain = costBetween(before, w.runes[i:i+2], after) - costBetween(before, []rune(word), after)
		r.Lost = judge.Lost{Places: 1, Margin: judge.RestoredMargin, Note: "; inferred: 1"}
		if f.accepts(&r) {
			list = append(list, r)
		}
	}
	return list
}

// word returns the word of which characters i and i+1 are left, if they stand by
// themselves.
func (w *walker) word(i int) string {
	beside := func(i int) bool {
		return i >= 0 && i < len(w.runes) && (runeclass.Is(w.runes[i], runeclass.Common|runeclass.KanaBlock|runeclass.Syllable) || w.mark(i))
	}
	if beside(i-1) || beside(i+2) {
		return ""
	}
	return decoder.Word(w.runes[i], w.runes[i+1])
}

// pairWord reports whether a frequent word of two characters begins at character i, of
// GBK that was read as Latin-1, by itself: four characters beyond ASCII, with no letter
// beside. Too little gains for a first look to find it; what becomes of it is judged as ever.
func (w *walker) pairWord(i int) bool {
	beside := func(i int) bool { return i >= 0 && i < len(w.runes) && unicode.IsLetter(w.runes[i]) }
	if beside(i-1) || beside(i+4) {
		return false
	}
	var b [4]byte
	for k := range b {
		r := w.runes[i+k]
		if r < 0xA1 || r > 0xFE {
			return false
		}
		b[k] = byte(r)
	}
	first, n := gb18030.WHATWG.DecodeRune(b[:2])
	second, m := gb18030.WHATWG.DecodeRune(b[2:])
	return n == 2 && m == 2 && runeclass.IsHan(first) && runeclass.IsHan(second) && decoder.FrequentWord(first, second)
}

// anyWord reports whether such a word is in the line.
func (w *walker) anyWord() bool {
	for i := 0; i+1 < len(w.runes); i++ {
		if w.word(i) != "" {
			return true
		}
	}
	return false
}

// anyPairWord is anyWord for pairWord.
func (w *walker) anyPairWord() bool {
	for i := 0; i+4 <= len(w.runes); i++ {
		if w.pairWord(i) {
			return true
		}
	}
	return false
}

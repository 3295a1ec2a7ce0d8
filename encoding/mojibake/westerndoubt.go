package mojibake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// What may have been written as it stands, although the language model finds it
// unlikely: words in capitals and marks behind them, drawings, formulas.

// doubtful reports whether a run may have been written as it stands although the
// language model does not think so: undoing it gains so much.
func (s *suspect) doubtful(gain int) bool {
	lead, trail := s.old[0], s.old[1]
	single, alone := len(s.said) == 1, !unicode.IsLetter(s.before) && !unicode.IsLetter(s.behind)
	switch {
	case single && len(s.old) == 2 && unicode.IsUpper(lead) && follows(trail) && !unicode.IsLetter(s.behind) &&
		(trail == '΄' || unicode.IsUpper(s.before)):
		return true // a capital, or a word in capitals, and a mark behind it: DATĂ™, Β΄
	case !judge.Enough(judge.WordClear, gain) && (!has(s.y, charset.Layers) || !judge.Enough(judge.WordHere, gain) || lead != 'Ã' && unicode.IsUpper(trail)) && s.wordlike():
		return true // HÅØYA
	case has(s.y, charset.Boxes) && s.drawn():
		return true
	case punctuating(lead) && (s.blanks() || !judge.Holds(judge.ManyLeads, judge.Share{N: len(s.said)})):
		return true // “É…”
	case s.saysLittle(alone):
		return true // ìµµ, аѕѕ
	case single && s.closes():
		return true // «Ĺ»
	case len(s.said) == 2 && len(s.old) == 4 && alone && !slices.ContainsFunc(s.said, notLatin):
		return !unicode.IsLetter(lead) // ≈ç√∫, which are keys side by side: a word has letters of ASCII, too
	case single && !unicode.IsLetter(lead):
		if lead == '√' && strings.ContainsRune("πΩµ∞", trail) && s.lettersBefore(s.from) < 3 {
			return true // of a formula, which has single letters
		}
		if lead == '¬' && strings.ContainsRune("©Æ∞†£¢ßΩ", trail) {
			return false
		}
		return len(s.old) == 2 && alone && !runeclass.Is(lead, runeclass.Box|runeclass.Block)
	}
	return false
}

// saysLittle reports whether a run would become nothing but rare characters of East Asia, or a word, or a part of one beside
// other letters, would become one letter of another script, or a rare character, though it is all letters itself: so say any
// three bytes, or six, that are UTF-8 by chance.
func (s *suspect) saysLittle(alone bool) bool {
	rare := func(r rune) bool { return lm.UnigramCost(lm.TokenOf(r)) >= gate.Rarest }
	if len(s.said) <= 2 && !slices.ContainsFunc(s.said, func(r rune) bool { return !rare(r) || !eastAsian(r) && !runeclass.IsPrivate(r) }) {
		return true // more are of another layer
	}
	stray := func(k int) bool { return !s.within[k] && s.glyphs[k].letter }
	if len(s.said) > 1 || !alone && !s.touch(s.from, s.to, stray) || slices.ContainsFunc(s.old, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return false
	}
	first, layers := s.said[0], has(s.y, charset.Layers)
	if first < 0x250 {
		return first >= 0x100 && !layers && lm.UnigramCost(lm.TokenOf(first)) >= gate.Rare
	}
	return first >= 0x530 && (unicode.IsLetter(first) || rare(first) && s.wordlike() || !layers && len(s.glyphs) > 3*len(s.old)) // ßÄÖ, in a line of such
}

// notLatin reports whether r is no letter of those that stand beside ASCII in words.
func notLatin(r rune) bool { return r >= 0x250 }

// blanks reports whether a run is letters with blanks that do not break between them.
func (s *suspect) blanks() bool {
	return !slices.ContainsFunc(s.run.seqs, func(q sequence) bool { return s.glyphs[q.from].r != '\u00A0' })
}

// word returns where the letters begin that stand before line[from:to], and where those behind it end.
func (w *western) word(from, to int) (first, end int) {
	for first = from; first > max(0, from-nearby); {
		r, n := utf8.DecodeLastRune(w.line[:first])
		if !unicode.IsLetter(r) {
			break
		}
		first -= n
	}
	for end = to; end < min(len(w.line), to+nearby); {
		r, n := utf8.DecodeRune(w.line[end:])
		if !unicode.IsLetter(r) {
			break
		}
		end += n
	}
	return first, end
}

// closes reports whether the last glyph of a run is a quotation mark that closes what another opens
// before the word that they begin or end, «Ĺ», «кВ», and not within it: «goÃ»t», «dÃ»».
func (s *suspect) closes() bool {
	at, _ := s.word(len(s.head), len(s.head))
	k := s.from
	for k > 0 && int(s.glyphs[k-1].end) > at {
		k--
	}
	if k == 0 || int(s.glyphs[k-1].end) != at || s.within[k-1] {
		return false
	}
	last := s.old[len(s.old)-1]
	return closes(s.glyphs[k-1].r, last) && s.behind != last && !unicode.IsLetter(s.behind)
}

// wordlike reports whether the glyphs of a run are letters, and with those beside them
// written as words are: capitals at the beginning only, or throughout.
func (s *suspect) wordlike() bool {
	if slices.ContainsFunc(s.old, func(r rune) bool { return !unicode.IsLetter(r) || r == 'ƒ' }) {
		return false
	}
	at := len(s.head)
	i, j := s.word(at, len(s.line)-len(s.tail))
	if s.old[0] >= 0x370 && (i < at && s.line[i] < utf8.RuneSelf || s.line[j-1] < utf8.RuneSelf) {
		return false // two scripts in a word
	}
	upper, lower := 0, 0
	for _, r := range string(s.line[i:j]) {
		switch {
		case !unicode.IsUpper(r):
			lower++
		case lower > 0:
			return false
		default:
			upper++
		}
	}
	return lower == 0 || upper <= 1
}

// follows reports whether r is a mark that stands behind words.
func follows(r rune) bool {
	return punctuating(r) && r != '€' && r != '÷' || strings.ContainsRune("™®©°•΄", r)
}

// punctuating reports whether r is a mark between words.
func punctuating(r rune) bool {
	switch r {
	case '…', '–', '—', '“', '”', '‘', '’', '«', '»', '‹', '›', '\u00A0', '€', '÷', '⁄':
		return true
	}
	return false
}

// drawn reports whether the glyphs of a run are lines and blocks to draw with, and not in
// a word.
func (s *suspect) drawn() bool {
	box := func(r rune) bool { return runeclass.Is(r, runeclass.Box|runeclass.Block) }
	if s.touch(s.from, s.to, func(k int) bool { return box(s.glyphs[k].r) }) {
		return true
	}
	return !slices.ContainsFunc(s.old, func(r rune) bool { return !box(r) }) && s.lettersBefore(s.from) == 0 && s.lettersAround(s.from, s.to) < 3
}

// lettersAround counts the letters of ASCII beside glyphs from..to, up to three on
// either side.
func (w *western) lettersAround(from, to int) int {
	n := w.lettersBefore(from)
	end := int(w.glyphs[to-1].end)
	for i := end; i < min(len(w.line), end+3) && isLetter(w.line[i]); i++ {
		n++
	}
	return n
}

// lettersBefore counts those before glyph k.
func (w *western) lettersBefore(k int) (n int) {
	at := int(w.glyphs[k].at)
	for i := at - 1; i >= max(0, at-3) && isLetter(w.line[i]); i-- {
		n++
	}
	return n
}

// isLetter reports whether b is a letter of ASCII.
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

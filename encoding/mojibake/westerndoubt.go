package mojibake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// What may have been written as it stands, although the language model finds it
// unlikely: words in capitals and marks behind them, drawings, formulas.

// ambiguous reports whether a run may have been written as it stands although the
// language model does not think so.
func (w *western) ambiguous(r *run, y page) bool {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	before, _ := utf8.DecodeLastRune(w.line[:w.glyphs[first].at])
	behind, _ := utf8.DecodeRune(w.line[w.glyphs[last-1].end:])
	lead, trail := w.glyphs[first].r, w.glyphs[first+1].r
	single := r.to == r.from+1
	switch {
	case single && last == first+2 && unicode.IsUpper(lead) && follows(trail) && !unicode.IsLetter(behind) &&
		(unicode.IsUpper(before) || w.out[0] >= 0xC0 && !unicode.IsLetter(before) && trail > 0x2000 && trail != '™'):
		return true // a capital, or a word in capitals, and a mark behind it: DATĂ™
	case !judge.Enough(judge.WordClear, r.gain) && (!has(y, charset.Layers) || !judge.Enough(judge.WordHere, r.gain) || lead != 'Ã' && unicode.IsUpper(trail)) && w.wordlike(first, last):
		return true // HÅØYA
	case has(y, charset.Boxes) && w.drawn(first, last):
		return true
	case has(y, charset.QuoteLeads) && punctuating(lead) && (w.blanks(r) || !judge.Holds(judge.ManyLeads, judge.Share{N: r.to - r.from})):
		return true // “É…”
	case single && w.closes(first, last):
		return true // «Ĺ»
	case r.to == r.from+2 && last == first+4 && !unicode.IsLetter(lead) && !unicode.IsLetter(before) && !unicode.IsLetter(behind) && !slices.ContainsFunc(w.out, notLatin):
		return true // ≈ç√∫, which are keys side by side: a word has letters of ASCII, too
	case single && !unicode.IsLetter(lead):
		if lead == '√' && strings.ContainsRune("πΩµ∞", trail) && w.lettersBefore(first) < 3 {
			return true // of a formula, which has single letters
		}
		if lead == '¬' && strings.ContainsRune("©Æ∞†£¢ßΩ", trail) {
			return false
		}
		return last == first+2 && !unicode.IsLetter(before) && !unicode.IsLetter(behind) && !runeclass.Is(lead, runeclass.Box|runeclass.Block)
	}
	return false
}

// notLatin reports whether r is no letter of those that stand beside ASCII in words.
func notLatin(r rune) bool { return r >= 0x250 || !unicode.IsLetter(r) }

// blanks reports whether a run is letters with blanks that do not break between them.
func (w *western) blanks(r *run) bool {
	return !slices.ContainsFunc(w.seqs[r.from:r.to], func(q sequence) bool { return w.glyphs[q.from].r != '\u00A0' })
}

// closes reports whether the last of glyphs from..to is a quotation mark that closes what another opens
// before the word that they begin or end, «Ĺ», «кВ», and not within it: «goÃ»t», «dÃ»».
func (w *western) closes(from, to int) bool {
	at := int(w.glyphs[from].at)
	for low := at - wordLimit; at > max(0, low); {
		r, n := utf8.DecodeLastRune(w.line[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= n
	}
	k := from
	for k > 0 && int(w.glyphs[k-1].end) > at {
		k--
	}
	if k == 0 || int(w.glyphs[k-1].end) != at || w.within[k-1] {
		return false
	}
	last := w.glyphs[to-1]
	behind, _ := utf8.DecodeRune(w.line[last.end:])
	return last.r >= utf8.RuneSelf && closes(w.glyphs[k-1].r, last.r) && behind != last.r && !unicode.IsLetter(behind)
}

// wordlike reports whether glyphs from..to are letters, and with those beside them
// written as words are: capitals at the beginning only, or throughout.
func (w *western) wordlike(from, to int) bool {
	for _, g := range w.glyphs[from:to] {
		if !unicode.IsLetter(g.r) || g.r == 'ƒ' {
			return false
		}
	}
	i, j := int(w.glyphs[from].at), int(w.glyphs[to-1].end)
	low, high := i-wordLimit, j+wordLimit
	for i > max(0, low) {
		r, n := utf8.DecodeLastRune(w.line[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= n
	}
	for j < min(len(w.line), high) {
		r, n := utf8.DecodeRune(w.line[j:])
		if !unicode.IsLetter(r) {
			break
		}
		j += n
	}
	if w.glyphs[from].r >= 0x370 && (i < int(w.glyphs[from].at) && w.line[i] < utf8.RuneSelf || w.line[j-1] < utf8.RuneSelf) {
		return false // two scripts in a word
	}
	upper, lower := 0, 0
	for _, r := range string(w.line[i:j]) {
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
	return punctuating(r) && r != '€' && r != '÷' || strings.ContainsRune("™®©°•", r)
}

// punctuating reports whether r is a mark between words.
func punctuating(r rune) bool {
	switch r {
	case '…', '–', '—', '“', '”', '‘', '’', '«', '»', '‹', '›', '\u00A0', '€', '÷', '⁄':
		return true
	}
	return false
}

// drawn reports whether glyphs from..to are lines and blocks to draw with, and not in
// a word.
func (w *western) drawn(from, to int) bool {
	box := func(k int) bool { return runeclass.Is(w.glyphs[k].r, runeclass.Box|runeclass.Block) }
	if from > 0 && w.appended(from) && box(from-1) || to < len(w.glyphs) && w.appended(to) && box(to) {
		return true
	}
	for k := from; k < to; k++ {
		if !box(k) {
			return false
		}
	}
	return w.lettersBefore(from) == 0 && w.lettersAround(from, to) < 3
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

package mojibake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// controls returns repairs of C1 controls, which nobody writes: they are bytes of a
// windows page that were read as ISO-8859-1. Letters among them are those of the
// language of the line.
func (w *western) controls() (list []reading) {
	if bytes.ContainsFunc(w.line, func(r rune) bool { return r < ' ' && r != '\t' }) {
		return nil // they are what the line is about
	}
	found, central, foreign := 0, false, false
	for _, g := range w.glyphs {
		if g.r >= 0x80 && g.r < 0xA0 {
			found++
		}
		if eastAsian(g.r) || g.r >= 0x700 && unicode.IsLetter(g.r) && !unicode.In(g.r, unicode.Thai, unicode.Latin, unicode.Greek) {
			return nil // no windows page has that letter
		}
		foreign = foreign || g.r >= 0x370 && unicode.IsLetter(g.r)
		central = central || g.r > 0x100 && g.r < 0x17F && g.r != 'œ' && g.r != 'Œ'
	}
	if found == 0 || w.amidBytes(found) {
		return nil
	}
	y := decoder.Latin
	if central {
		y = decoder.CP1250
	}
	for k := range w.glyphs {
		g := w.glyphs[k]
		if g.r < 0x80 || g.r >= 0xA0 {
			continue
		}
		r := sloppyPages[y].DecodeByte(byte(g.r))
		if !w.belongs(g, r) {
			continue
		}
		if r < 0xA0 || g.r == 0x85 && w.nextLine(g) || foreign && unicode.IsLetter(r) || found == 1 && strings.ContainsRune("‚‹›ˆ˜ƒ†‡", r) {
			continue // the pages of all scripts have the same marks there, but not these letters; some never stand by themselves
		}
		c := reading{From: int(g.at), To: int(g.end), Text: utf8.AppendRune(nil, r), Ledger: judge.Ledger{Kind: judge.Control}}
		c.Lost.Note = nameOf(step{Page: y}).As + " read as iso-8859-1"
		c.Ledger.Note(judge.Redone, true)
		list = append(list, c)
	}
	return list
}

// amidBytes reports whether most of so many controls of the line stand between other characters beyond ASCII:
// they are bytes of a charset of several, which nobody has read yet.
func (w *western) amidBytes(controls int) bool {
	n := 0
	for k := 1; k+1 < len(w.glyphs); k++ {
		if w.glyphs[k].r < 0xA0 && w.appended(k) && w.appended(k+1) && (w.glyphs[k-1].r >= 0xA0 || w.glyphs[k+1].r >= 0xA0) {
			n++
		}
	}
	return n > 1 && 2*n >= controls
}

// nextLine reports whether a control 85 may be the end of a line, as it is in text of
// mainframes.
func (w *western) nextLine(g glyph) bool {
	before, _ := utf8.DecodeLastRune(w.line[:g.at])
	behind, n := utf8.DecodeRune(w.line[g.end:])
	return n > 0 && (unicode.IsLetter(behind) || unicode.IsDigit(behind)) && (before == '.' || before == '!' || before == '?' || before == ':')
}

// belongs reports whether r, which a control is the byte of, fits where the control stands: a letter
// touches letters, and a mark words, with a blank or other marks between at most. A control by itself
// between quotation marks, in a class of a regular expression or in a table is written as such.
func (w *western) belongs(g glyph, r rune) bool {
	before, behind := w.line[:g.at], w.line[g.end:]
	a, _ := utf8.DecodeLastRune(before)
	b, _ := utf8.DecodeRune(behind)
	if unicode.IsLower(r) {
		return unicode.IsLower(a) || unicode.IsLower(b)
	} else if unicode.IsLetter(r) {
		return !unicode.IsLower(a) && (unicode.IsLetter(a) || unicode.IsLetter(b)) // what is left of UTF-8 is no capital in a word: č\u008D
	}
	if unicode.IsLetter(a) && unicode.IsLetter(b) {
		return r == '’' || r == '‘' || r == '–' || r == '—' || r == '…'
	}
	for range 3 {
		if a, n := utf8.DecodeLastRune(before); wordly(a) {
			return true
		} else if besideMarks(a) {
			before = before[:len(before)-n]
		}
		if b, n := utf8.DecodeRune(behind); wordly(b) {
			return true
		} else if besideMarks(b) {
			behind = behind[n:]
		}
	}
	return false
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// besideMarks reports whether r may stand between a word and a mark, or is one that may be such a control.
func besideMarks(r rune) bool {
	return r == ' ' || r == 0xA0 || r >= 0x80 && r < 0xA0 || strings.ContainsRune(".,;:!?()", r)
}

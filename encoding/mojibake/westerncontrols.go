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
	found, y, foreign := 0, decoder.Latin, false
	for _, g := range w.glyphs {
		switch {
		case g.r < 0xA0:
			found++
		case g.r >= 0x700 && unicode.IsLetter(g.r) && !unicode.In(g.r, unicode.Thai, unicode.Latin, unicode.Greek):
			return nil // no windows page has that letter
		case g.r >= 0x370:
			foreign = foreign || unicode.IsLetter(g.r)
		case g.r > 0x100 && g.r < 0x17F && g.r != 'œ' && g.r != 'Œ':
			y = decoder.CP1250
		}
	}
	for _, g := range w.glyphs {
		if g.r >= 0xA0 {
			continue
		}
		r := sloppyPages[y].DecodeByte(byte(g.r))
		if r < 0xA0 || !w.belongs(g, r) || foreign && unicode.IsLetter(r) || found == 1 && strings.ContainsRune("‚‹›ˆ˜ƒ†‡", r) {
			continue // the pages of all scripts have the same marks there, but not these letters; some never stand by themselves
		}
		c := reading{From: int(g.at), To: int(g.end), Text: utf8.AppendRune(nil, r), Ledger: judge.Ledger{Kind: judge.Control}}
		c.Lost.Note = nameOf(step{Page: y}).As + " read as iso-8859-1"
		c.Ledger.Note(judge.Redone, true)
		list = append(list, c)
	}
	if judge.Holds(judge.StrayBeside, judge.Share{N: found - len(list), Of: len(list)}) {
		return nil // they are bytes of pairs
	}
	return list
}

// belongs reports whether r, which a control is the byte of, fits where the control stands: a letter
// touches letters, and a mark words, with blanks or other marks between at most. A control by itself
// between quotation marks, in a class of a regular expression or in a table is written as such.
func (w *western) belongs(g glyph, r rune) bool {
	before, behind := w.line[:g.at], w.line[g.end:]
	a, _ := utf8.DecodeLastRune(before)
	b, _ := utf8.DecodeRune(behind)
	switch {
	case unicode.IsLower(r):
		return unicode.IsLower(a) || unicode.IsLower(b)
	case unicode.IsLetter(r):
		return !unicode.IsLower(a) && (unicode.IsLetter(a) || unicode.IsLetter(b)) // what is left of UTF-8 is no capital in a word: č\u008D
	case g.r == 0x85 && (unicode.IsDigit(b) || wordly(b) && strings.ContainsRune(".!?:", a)):
		return false // it may be the end of a line, as in text of mainframes
	case unicode.IsLetter(a) && unicode.IsLetter(b):
		return strings.ContainsRune("’‘–—…", r)
	}
	a, _ = utf8.DecodeLastRune(bytes.TrimRightFunc(before, besideMarks))
	b, _ = utf8.DecodeRune(bytes.TrimLeftFunc(behind, besideMarks))
	return wordly(a) || wordly(b)
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// besideMarks reports whether r may stand between a word and a mark, or is one that may be such a control.
func besideMarks(r rune) bool {
	return r == ' ' || r == 0xA0 || r >= 0x80 && r < 0xA0 || strings.ContainsRune(".,;:!?()", r)
}

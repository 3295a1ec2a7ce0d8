package mojibake

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Characters of UTF-8 that lost bytes when they were read in a single-byte page.
// A byte that the page has no character for became U+FFFD or a question mark, and
// the byte A0, a no-break space, often became a blank.

// incomplete adds repairs of characters that lost bytes to those in list, which
// are of page w.best.page. It is not ok if they may be Chinese, Japanese or Korean:
// the search can tell more about these.
func (w *western) incomplete(list []reading) (all []reading, ok bool) {
	y := w.best.page
	proved := judge.Enough(judge.RunAlone, w.best.gain)
	if !proved {
		y = decoder.Latin
	}
	w.encode(y)
	plain := w.consistent(list, y)
	wide := 0 // characters that may be Chinese, Japanese or Korean
	end := 0  // of what was restored last
	for k, undone := range w.undone {
		at, b := int(w.glyphs[k].at), w.bytes[k]
		if undone || at < end || b < 0xC2 || b > 0xF4 {
			continue
		}
		l := w.remains(k, y)
		if l.from == l.to {
			if r, ok := w.trimmed(y, k, list); ok && proved {
				list = inOrder(list, r)
				end = r.To
			}
			continue
		}
		if l.marks > 0 && (b >= 0xE3 && b < 0xEE || b == 0xEF && (l.b[1] == 0xBC || l.b[1] == 0xBD)) {
			wide++
			continue
		}
		if k > 0 && w.appended(k) && w.glyphs[k-1].letter && !w.undone[k-1] && end < at {
			continue // in a word of another script
		}
		r, ok := w.restore(l, y, proved, plain, list)
		if !ok {
			continue
		}
		list = inOrder(list, r)
		end = r.To
	}
	if wide > 0 && slices.ContainsFunc(w.best.seqs, func(q sequence) bool { return eastAsian(q.r) }) {
		return nil, false
	}
	return list, true
}

// consistent reports whether all glyphs outside of the repairs in list may be what is
// left of UTF-8.
func (w *western) consistent(list []reading, y page) bool {
	w.undo(list)
	end := 0 // of what is left of the last one
	for k, undone := range w.undone {
		if undone || int(w.glyphs[k].at) < end {
			continue
		}
		if b := w.bytes[k]; b < 0xC2 || b > 0xF4 {
			return false
		}
		l := w.remains(k, y)
		if l.from == l.to {
			return false
		}
		end = l.to
	}
	return true
}

// encode puts the bytes of the glyphs in page y into w.bytes.
func (w *western) encode(y page) {
	w.bytes = w.bytes[:0]
	for _, g := range w.glyphs {
		w.bytes = append(w.bytes, byteOf(y, g.r))
	}
}

// remnant is a character that lost bytes.
type remnant struct {
	from, to int     // bytes of the line
	b        [4]byte // 0: lost
	n        int
	marks    int  // bytes for which a mark stands
	blanks   int  // bytes A0 for which a blank stands
	asked    bool // the mark is a question mark
}

// remains returns the character that begins at glyph k, if some of its bytes are
// there, and marks or blanks stand for the others.
func (w *western) remains(k int, y page) (l remnant) {
	at := int(w.glyphs[k].end)
	l.from, l.to = int(w.glyphs[k].at), int(w.glyphs[k].at)
	l.b[0], l.n = w.bytes[k], 1
	size := utf8Len(l.b[0])
	found := 0
	for k++; l.n < size; l.n++ {
		switch {
		case at < len(w.line) && w.line[at] == ' ' && byteOf(y, 0xA0) == 0xA0:
			l.b[l.n] = 0xA0
			l.blanks++
			at++
		case at < len(w.line) && w.line[at] == '?' && has(y, charset.Gaps):
			l.marks++
			l.asked = true
			at++
		case k < len(w.glyphs) && int(w.glyphs[k].at) == at && w.glyphs[k].r == utf8.RuneError && has(y, charset.Gaps):
			l.marks++
			at = int(w.glyphs[k].end)
			k++
		case k < len(w.glyphs) && int(w.glyphs[k].at) == at && w.bytes[k]&0xC0 == 0x80:
			l.b[l.n] = w.bytes[k]
			found++
			at = int(w.glyphs[k].end)
			k++
		default:
			return l
		}
	}
	if l.marks+l.blanks > 0 && l.blanks < 2 && (size == 2 || found > 0) {
		l.to = at
	}
	return l
}

// restore returns what becomes of a character that lost bytes. Beside sure repairs
// in the line, list, U+FFFD stands for it as a whole, or the only mark that it can
// be. Without them, it must be a capital letter within a word.
func (w *western) restore(l remnant, y page, proved, plain bool, list []reading) (r reading, ok bool) {
	before, _ := utf8.DecodeLastRune(w.line[:l.from])
	lead, _ := utf8.DecodeRune(w.line[l.from:])
	odd := before >= 'a' && before <= 'z' && unicode.IsUpper(lead)
	r = reading{From: l.from, To: l.to, Steps: []step{as(decoder.FromUTF8, y)}, Lost: judge.Lost{Places: 1, Margin: judge.RestoredMargin}}
	r.Ledger.Kind, r.Ledger.Gain = judge.Restored, judge.RestoredGain
	if l.marks == 0 {
		return w.blank(r, l, y, proved, plain, odd)
	}
	if !proved && (!odd || l.asked) || l.asked && l.n == 2 && !odd {
		return r, false
	}
	c := utf8.RuneError
	if l.n == 3 && l.marks == 1 && l.b[0] == 0xE2 && l.b[1] == 0x80 {
		c = w.quote(y, madeIn(w.line, 0, l.from, list))
	}
	r.Text, r.Lost.Note = utf8.AppendRune(nil, c), "; bytes were lost"
	if c != utf8.RuneError {
		r.Lost.Note = "; inferred: 1"
	}
	return r, c != utf8.RuneError || l.asked || l.to-l.from != len(r.Text)
}

// quote returns the mark that E2 80 and a byte which page y does not have are, if a
// quotation that it ends is open in the text before it; else U+FFFD.
func (w *western) quote(y page, before []byte) rune {
	for _, q := range [...]struct {
		last       byte
		shut, open string
	}{{0x9D, "”", "“"}, {0x98, "‘", "‚"}} {
		if sloppyPages[y].Undefined(q.last) {
			if bytes.Count(before, []byte(q.open)) > bytes.Count(before, []byte(q.shut)) {
				return []rune(q.shut)[0]
			}
			break
		}
	}
	return utf8.RuneError
}

// blank restores a character of which a blank stands for the byte A0.
func (w *western) blank(r reading, l remnant, y page, proved, plain, odd bool) (reading, bool) {
	c, n := utf8.DecodeRune(l.b[:l.n])
	if n != l.n || !writable(c) || !proved && !(odd && c == 'à') {
		return r, false
	}
	behind := w.line[l.to:]
	r.Text = utf8.AppendRune(nil, c)
	text := w.line[:l.from]
	gain := costAmong(text, []rune(string(w.line[l.from:l.to])), behind) - costAmong(text, []rune{c}, behind)
	switch {
	case l.n > 2:
		return r, judge.Enough(judge.BlankInThree, gain) && !exotic(c)
	case c == 0xA0:
		return r, true
	case c != 'à':
		return r, (judge.Enough(judge.BlankInTwo, gain) || plain) && !exotic(c) && len(behind) > 0 && behind[0] != ' '
	case has(y, charset.Cyrillic) && !plain && !judge.Enough(judge.BlankInCyrillic, gain):
		return r, false // the letter Г
	}
	// A word ends with à: in French and Italian always, in Portuguese but for às, in Vietnamese seldom.
	// Of two blanks behind it, one may have been dropped.
	before, _ := utf8.DecodeLastRune(text)
	switch {
	case len(behind) > 0 && strings.IndexByte(" ,.)", behind[0]) >= 0, bytes.HasPrefix(behind, []byte("s ")):
	case unicode.IsLetter(before) && w.vietnamese():
	default:
		r.Text = append(r.Text, ' ')
	}
	return r, true
}

// vietnamese reports whether the repaired runs hold letters of Vietnamese.
func (w *western) vietnamese() bool {
	return slices.ContainsFunc(w.best.seqs, func(q sequence) bool {
		return runeclass.Is(q.r, runeclass.Vietnamese) || q.r == 'ơ' || q.r == 'ư' || q.r == 'đ'
	})
}

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
		return unicode.IsLetter(a) || unicode.IsLetter(b)
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

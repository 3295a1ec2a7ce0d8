package mojibake

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	w.undo(list)
	wide := false // characters are lost that may be Chinese, Japanese or Korean
	end := 0      // of what was restored last
	for k, undone := range w.undone {
		at, b := int(w.glyphs[k].at), w.bytes[k]
		if undone || at < end || b < 0xC2 || b > 0xF4 {
			continue
		}
		l := w.remains(k, y)
		if l.marks > 0 && (b >= 0xE3 && b < 0xEE || b == 0xEF) {
			wide = true
			continue
		}
		if k > 0 && w.appended(k) && w.glyphs[k-1].letter && !w.undone[k-1] {
			continue // in a word of another script
		}
		r, ok := reading{}, false
		switch {
		case l.from == l.to:
			r, ok = w.trimmed(y, k, list)
			ok = ok && proved
		case l.marks > 0:
			r, ok = w.marked(l, y, list)
			ok = ok && proved
		default:
			r, ok = w.blank(l, y, proved)
		}
		if ok {
			list = inOrder(list, r)
			end = r.To
		}
	}
	return list, !wide || !slices.ContainsFunc(w.best.seqs, func(q sequence) bool { return eastAsian(q.r) })
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
	for k++; l.n < utf8Len(l.b[0]); l.n++ {
		switch {
		case at < len(w.line) && w.line[at] == ' ' && byteOf(y, 0xA0) == 0xA0:
			l.b[l.n] = 0xA0
			l.blanks++
			at++
			continue
		case at < len(w.line) && w.line[at] == '?':
			l.marks++
			l.asked = true
			at++
			continue
		case k == len(w.glyphs) || int(w.glyphs[k].at) != at:
			return l
		case w.glyphs[k].r == utf8.RuneError:
			l.marks++
		case w.bytes[k]&0xC0 == 0x80:
			l.b[l.n] = w.bytes[k]
		default:
			return l
		}
		at = int(w.glyphs[k].end)
		k++
	}
	if l.marks+l.blanks > 0 && l.blanks < 2 {
		l.to = at
	}
	return l
}

// restored returns a reading of bytes from..to of the line, without its text.
func restored(y page, from, to int) (r reading) {
	r = reading{From: from, To: to, Steps: []step{as(decoder.FromUTF8, y)}, Lost: judge.Lost{Places: 1, Margin: judge.RestoredMargin}}
	r.Ledger.Kind, r.Ledger.Gain = judge.Restored, judge.RestoredGain
	return r
}

// marked returns what becomes of a character that lost bytes for which marks stand, beside the sure repairs
// of list: U+FFFD as a whole, or the only mark that it can be.
func (w *western) marked(l remnant, y page, list []reading) (r reading, ok bool) {
	r = restored(y, l.from, l.to)
	c := utf8.RuneError
	if l.n == 3 && l.marks == 1 && l.b[0] == 0xE2 && l.b[1] == 0x80 {
		c = w.quote(y, madeIn(w.line, 0, l.from, list))
	}
	r.Text, r.Lost.Note = utf8.AppendRune(nil, c), "; bytes were lost"
	if c != utf8.RuneError {
		r.Lost.Note = "; inferred: 1"
	}
	return r, c != utf8.RuneError || (l.asked || l.to-l.from != len(r.Text)) && !(l.asked && l.n == 2)
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

// blank restores a character of which a blank stands for the byte A0. Without sure repairs in the line,
// it must be a capital letter within a word.
func (w *western) blank(l remnant, y page, proved bool) (r reading, ok bool) {
	r = restored(y, l.from, l.to)
	c, n := utf8.DecodeRune(l.b[:l.n])
	before, _ := utf8.DecodeLastRune(w.line[:l.from])
	if n != l.n || !proved && !(before >= 'a' && before <= 'z' && c == 'à') {
		return r, false
	}
	behind := w.line[l.to:]
	r.Text = utf8.AppendRune(nil, c)
	switch {
	case l.n > 2:
		text := w.line[:l.from]
		gain := costAmong(text, []rune(string(w.line[l.from:l.to])), behind) - costAmong(text, []rune{c}, behind)
		return r, judge.Enough(judge.BlankInThree, gain)
	case c != 'à':
		return r, !unicode.IsMark(c) && !exotic(c)
	}
	// A word ends with à: in French and Italian always, in Portuguese but for às, in Vietnamese seldom.
	// Of two blanks behind it, one may have been dropped.
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

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

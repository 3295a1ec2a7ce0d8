package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Ends of lines and of cells. The last byte of a character of UTF-8 may be white space in a
// single-byte page, or an end of a line: programs trim the first, and cut at the second.

// trims are the bytes that programs take off the end of a line: the no-break space, and
// the soft hyphen.
var trims = [...]byte{0xA0, 0xAD}

// trimmed restores the character that begins at glyph k, of which the last byte was trimmed: at the
// end of the line or of a cell, behind what is sure, and if one of the two that it may be is far likelier
// than the other, and not much less likely than one that was cut. What was cut there is U+FFFD.
func (w *western) trimmed(y page, k int, list []reading) (r reading, ok bool) {
	i := slices.IndexFunc(list, func(r reading) bool { return r.To == int(w.glyphs[k].at) })
	if i < 0 {
		return r, false
	}
	n := 1 // bytes that are left
	if k+1 < len(w.glyphs) && w.appended(k+1) && w.bytes[k+1]&0xC0 == 0x80 {
		n = 2
	}
	end := k + n
	behind := w.line[w.glyphs[end-1].end:]
	r = restored(y, int(w.glyphs[k].at), int(w.glyphs[end-1].end))
	before := []rune(string(list[i].Text))
	if n == 2 && decoder.CellEnds(behind) {
		b := [3]byte{w.bytes[k], w.bytes[k+1]}
		if c, margin := mostLikely(before, b, func(last byte) bool { return slices.Contains(trims[:], last) && byteOf(y, rune(last)) == last }); margin >= trimLead {
			if cut, _ := mostLikely(before, b, func(byte) bool { return true }); cut.cost+trimLead > c.cost {
				r.Text = utf8.AppendRune(nil, c.r)
				r.Lost.Margin, r.Lost.Note = int32(margin), "; inferred: 1"
				return r, true
			}
		}
	}
	if utf8Len(w.bytes[k]) != 3 || end < len(w.glyphs) && w.appended(end) || !eastAsian(before[len(before)-1]) || len(behind) > 0 && isLetter(behind[0]) {
		return r, false
	}
	r.Text, r.Lost.Note = utf8.AppendRune(nil, utf8.RuneError), "; bytes were lost"
	return r, true
}

// mostLikely returns the likeliest character of UTF-8 behind text that begins with two bytes and ends in one
// that may be the last, and by how much it is likelier than the next; the rune is 0 if there is none.
func mostLikely(before []rune, b [3]byte, may func(last byte) bool) (best judgedRune, margin int) {
	margin = int(judge.RestoredMargin)
	for last := byte(0x80); last < 0xC0; last++ {
		b[2] = last
		c, n := utf8.DecodeRune(b[:])
		if n != len(b) || !runeclass.Is(c, runeclass.Common) || !may(last) {
			continue
		}
		cost := costBetween(before, []rune{c}, nil)
		switch {
		case best.r == 0:
			best = judgedRune{c, cost}
		case cost < best.cost:
			best, margin = judgedRune{c, cost}, min(margin, best.cost-cost)
		default:
			margin = min(margin, cost-best.cost)
		}
	}
	if best.r == 0 {
		margin = 0
	}
	return best, margin
}

// judgedRune is a character and what it costs.
type judgedRune struct {
	r    rune
	cost int
}

// cutAtControl reports whether a character was cut where the line before offset at of
// the block ends: by a program that takes the control 85 for an end of a line. What is
// left of it stands on both sides, and nothing on these lines is undone before they are
// one again.
func cutAtControl(block []byte, at int, y page) bool {
	if at >= len(block) || !y.Single() {
		return false
	}
	before, _ := utf8.DecodeLastRune(block[:at])
	behind, _ := utf8.DecodeRune(block[at+1:])
	r, n := utf8.DecodeRune([]byte{byteOf(y, before), 0x85, byteOf(y, behind)}) // one of three bytes
	return n == 3 && runeclass.Is(r, runeclass.Common)
}

// withoutCut leaves out the readings of lines between which a character was cut.
func withoutCut(block []byte, lines []found) {
	cut := -1 // where the line begins that is the second half
	for i := range lines {
		l := &lines[i]
		if len(l.readings) == 0 {
			continue
		}
		y := l.readings[len(l.readings)-1].Steps
		second := cut >= 0 && bytes.IndexByte(block[cut:l.from], '\n') < 0
		cut = -1
		end := len(block)
		if k := bytes.IndexByte(block[l.to:], '\n'); k >= 0 {
			end = l.to + k
		}
		if len(y) > 0 && y[0].Source == decoder.FromUTF8 && cutAtControl(block, end, y[0].Page) {
			cut = end + 1
		}
		if second || cut >= 0 {
			l.readings = nil
		}
	}
}

package prose

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// ordered finds characters in the order of their code points, or of their radicals, which
// is nearly that: tables of encodings, of normalization, of fonts. Nobody reads them, and a
// character that is replaced is missing there. Order is all that says so; in prose, one
// neighbour in forty stands so near.
func (f *finder) ordered() {
	if f.marks&row == 0 {
		return
	}
	for at := 0; at < len(f.line); {
		from, chars, near, last := at, 0, 0, rune(0)
		r, n := utf8scan.Decode(f.line[at:])
		for n > 0 && isHan(r) {
			if isNear(last, r) {
				near++
			}
			last = r
			chars++
			at += n
			r, n = utf8scan.Decode(f.line[at:])
		}
		if chars >= minOrdered && 4*near >= 3*(chars-1) {
			f.add(from, at)
		}
		at += n
	}
}

// series finds characters that stand by themselves, each behind a lower one, with marks, blanks or numbers
// between: sets of characters, and tables with a character a cell. Text that is cut into characters
// is in no order.
func (f *finder) series() {
	const most = 8 // words for so many characters and one more
	first, end := -1, 0
	singles, words, rising, last := 0, 0, 0, rune(0)
	for _, run := range f.runs() {
		if run.chars > 1 {
			if words++; words*most > singles+most {
				return
			}
			continue
		}
		if first < 0 {
			first = run.from
		}
		r, _ := utf8scan.Decode(f.line[run.from:])
		if singles++; r > last {
			rising++
		}
		end, last = run.to, r
	}
	if singles >= minSeries && 4*rising >= 3*singles {
		f.add(first, end)
	}
}

// han is a run of Han characters of a line.
type han struct{ from, to, chars int }

// runs returns those of the line. They are valid until the next line.
func (f *finder) runs() []han {
	if f.cut {
		return f.han
	}
	f.cut, f.han = true, f.han[:0]
	if f.runsInVectors() {
		return f.han
	}
	for p := 0; p < len(f.line); {
		if f.line[p] < utf8.RuneSelf {
			p++
			continue
		}
		n, chars := hanIn(f.line[p:])
		if n == 0 {
			_, n = utf8scan.Decode(f.line[p:])
		} else {
			f.han = append(f.han, han{p, p + n, chars})
		}
		p += n
	}
	return f.han
}

// hanIn returns the length of the Han characters that p begins with, in bytes and in characters.
func hanIn(p []byte) (n, chars int) {
	for len(p)-n >= 8 { // two at a time, of those that nearly all are
		w := binary.LittleEndian.Uint64(p[n:])
		a, b := rune(w&15<<12|w>>2&0xFC0|w>>16&63), rune(w>>12&0xF000|w>>26&0xFC0|w>>40&63)
		if w&0xC0C0F0_C0C0F0 != 0x8080E0_8080E0 || a < 0x4E00 || a >= 0xA000 || b < 0x4E00 || b >= 0xA000 {
			break
		}
		n += 6
		chars += 2
	}
	for {
		r, k := utf8scan.Decode(p[n:])
		if !isHan(r) {
			return n, chars
		}
		n += k
		chars++
	}
}

const (
	minOrdered = 8     // fewer may be the names of a few fish
	nearBy     = 0x100 // characters of a radical
	minSeries  = 16
)

package mojibake

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// UTF-8 of any language that was read in a single-byte page: Ã© for é, â€™ for ’.
// Nothing has to be searched for here: a page gives each character its byte, and
// bytes that begin a character of UTF-8 say how many follow. What is left to
// decide is in which page (westernpages.go), and whether someone wrote the characters as they stand
// (westernjudge.go). westernlost.go restores what is known of characters that lost bytes.

// glyph is a character of a line that is not ASCII.
type glyph struct {
	at, end int32 // its bytes in the line
	r       rune
	letter  bool // of a script that has words
}

// sequence is a character of UTF-8 whose bytes were read one by one.
type sequence struct {
	from, to int32 // glyphs
	r        rune
}

// run is a series of sequences without anything between them.
type run struct {
	seqs     []sequence
	from, to int // glyphs
	ledger   judge.Ledger
	broken   bool // it is UTF-8
}

// western holds what is known about one line.
type western struct {
	line   []byte
	glyphs []glyph
	bytes  []byte // of the glyphs, in the page that is looked at; 0 where it has none
	within []bool // which of the glyphs are in sequences of it
	undone []bool // which are in readings
	seqs   []sequence
	runs   []run
	best   struct { // what the page says that explains most
		page page
		seqs []sequence
		runs []run
		gain int
		rank int  // the gain, less for a page that is seldom met
		all  bool // it explains all of the line
	}
	operators int        // glyphs of formulas outside of sequences
	old, said []rune     // scratch: of a run
	pages     sloppy.Set // that may have begun a character of UTF-8 somewhere
	odd       bool       // much else in the line stands side by side
	found     bool       // something was undone in this block
}

// load takes in a line.
func (w *western) load(line []byte) {
	w.line, w.glyphs, w.pages = line, w.glyphs[:0], 0
	before := glyph{end: -1}
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		g := glyph{int32(i), int32(i + n), r, !eastAsian(r) && unicode.IsLetter(r)}
		if g.at == before.end {
			two, more := sloppy.Misread(before.r, r)
			w.pages |= two | more
		}
		w.glyphs = append(w.glyphs, g)
		before = g
		i += n
	}
}

// appended reports whether glyph k stands directly behind the one before it.
func (w *western) appended(k int) bool { return w.glyphs[k].at == w.glyphs[k-1].end }

// may reports whether the line may hold sequences of page y.
func (w *western) may(y page) bool {
	set := sloppy.Set(1) << sloppyPages[y]
	if y == decoder.Latin {
		set |= 1 << sloppy.Latin1
	}
	return w.pages&set != 0
}

// scan finds the sequences of page y.
func (w *western) scan(y page) {
	w.bytes, w.within, w.seqs, w.runs = w.bytes[:0], append(w.within[:0], make([]bool, len(w.glyphs))...), w.seqs[:0], w.runs[:0]
	leads := false
	for _, g := range w.glyphs {
		b := byteOf(y, g.r)
		w.bytes = append(w.bytes, b)
		leads = leads || b >= 0xC2 && b < 0xF5
	}
	if !leads {
		return
	}
	for k := 0; k < len(w.bytes); {
		r, n := w.character(k)
		if n == 0 || !has(y, charset.Layers) && (r < 0xA0 || runeclass.IsPrivate(r)) {
			k++
			continue
		}
		if len(w.seqs) == 0 || int(w.seqs[len(w.seqs)-1].to) != k || !w.appended(k) {
			w.runs = append(w.runs, run{from: k})
		}
		w.seqs = append(w.seqs, sequence{int32(k), int32(k + n), r})
		last := &w.runs[len(w.runs)-1]
		last.seqs, last.to = w.seqs[len(w.seqs)-1-len(last.seqs):], k+n
		for ; n > 0; n-- {
			w.within[k] = true
			k++
		}
	}
}

// mayCover reports at little cost whether UTF-8 that was read in a single-byte page may
// leave nothing else in line: whether it does if all of it was so.
func (w *western) mayCover(line []byte) bool {
	w.load(line)
	for _, y := range westernPages {
		if !w.may(y) {
			continue
		}
		w.scan(y)
		if s := w.strays(w.within); s.Of > 0 && !judge.Holds(judge.StrayBeside, s) {
			return true
		}
	}
	return false
}

// strays counts the glyphs that stand beside others outside of what was found, and of those inside.
func (w *western) strays(found []bool) (s judge.Share) {
	for k, in := range found {
		switch {
		case in:
			s.Of++
		case !punctuating(w.glyphs[k].r) && w.touch(k, k+1, func(int) bool { return true }):
			s.N++
		}
	}
	return s
}

// touch reports whether such a glyph stands right before glyphs from..to or right behind them.
func (w *western) touch(from, to int, such func(k int) bool) bool {
	return from > 0 && w.appended(from) && such(from-1) || to < len(w.glyphs) && w.appended(to) && such(to)
}

// character returns the character of UTF-8 that glyphs from k on are the bytes of,
// and how many; n is 0 if they are none. A character beyond the first plane may
// also be two surrogates in UTF-8 (CESU-8).
func (w *western) character(k int) (r rune, n int) {
	if r, n = utf8.DecodeRune(w.bytes[k:]); n == 1 {
		r, n = surrogates(w.bytes[k:])
	}
	if n < 2 || !writable(r) { // U+FFFD among them
		return 0, 0
	}
	for i := k + 1; i < k+n; i++ {
		if !w.appended(i) {
			return 0, 0
		}
	}
	return r, n
}

// surrogates returns the character that b begins with in CESU-8, and how many bytes it has; 0 if there is none.
func surrogates(b []byte) (r rune, n int) {
	if len(b) < 6 || b[0] != 0xED || b[3] != 0xED {
		return 0, 0
	}
	half := func(b []byte) rune {
		if b[1]&0xC0 != 0x80 || b[2]&0xC0 != 0x80 {
			return 0
		}
		return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
	}
	if r = utf16.DecodeRune(half(b), half(b[3:])); r == utf8.RuneError {
		return 0, 0
	}
	return r, 6
}

// writable reports whether r may stand in a text, perhaps after another step: it is
// assigned, and no control that a page has no character for either.
func writable(r rune) bool {
	if r < 0xA0 || runeclass.IsPrivate(r) { // bytes of a deeper layer
		return true
	}
	return runeclass.Is(r, runeclass.Common|runeclass.Syllable) || assigned(r)
}

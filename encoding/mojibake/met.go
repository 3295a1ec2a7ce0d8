package mojibake

import (
	"math/bits"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// met is what is known of a character beyond ASCII that was met: the pages that
// have it, and its bytes there. Asking all pages takes some time, and text
// repeats itself.
type met struct {
	r      rune
	pages  uint32                                       // as bits
	single [decoder.Partial]byte                        // its byte in each single-byte page that has it
	wide   [decoder.NumPages - decoder.GBK]decoder.Code // its bytes in the double-byte pages
}

// meet returns what is known of r. It is valid until another character is met.
func (w *walker) meet(r rune) *met {
	m := &w.known[uint32(r)*0x9E3779B1>>21]
	if m.r != r {
		m.ask(r)
	}
	return m
}

// ask finds out about r.
func (m *met) ask(r rune) {
	m.r, m.pages = r, 0
	if r < 0x3000 || r > 0xD7FF { // else it is in no single-byte page
		for y := range decoder.Partial {
			if c := y.Encode(r); c.N > 0 {
				m.pages |= 1 << y
				m.single[y] = c.B[0]
			}
		}
	}
	if decoder.Partial.Encode(r).N > 0 {
		m.pages |= 1 << decoder.Partial
	}
	for y := decoder.GBK; y < decoder.NumPages; y++ {
		m.wide[y-decoder.GBK] = y.Encode(r)
		if m.wide[y-decoder.GBK].N > 0 {
			m.pages |= 1 << y
		}
	}
}

// code returns the code of the character in page y, which has it.
func (m *met) code(y page) decoder.Code {
	switch {
	case y.Single():
		return decoder.Code{B: [4]byte{m.single[y]}, N: 1}
	case y == decoder.Partial:
		return y.Encode(m.r)
	}
	return m.wide[y-decoder.GBK]
}

// mask finds out which pages have the characters of the line, which load took in; ASCII is
// in all.
func (w *walker) mask() {
	w.masks = w.masks[:0]
	w.odd, w.oddIn = 0, [decoder.NumPages]int{}
	for i, r := range w.runes {
		pages := uint32(1<<decoder.NumPages - 1)
		if r >= utf8.RuneSelf {
			pages = w.meet(r).pages
			if w.raw[i] >= judge.OddCost {
				w.noteOdd(r, pages)
			}
		}
		w.masks = append(w.masks, pages)
	}
}

// noteOdd counts an odd character of the line, and in which pages it is.
func (w *walker) noteOdd(r rune, pages uint32) {
	w.odd++
	if r >= 0x800 {
		pages &^= 1 << decoder.Partial // which has everything
	}
	for ; pages != 0; pages &= pages - 1 {
		w.oddIn[bits.TrailingZeros32(pages)]++
	}
}

// encode puts the codes of the line's characters in page y into w.codes.
func (w *walker) encode(y page) {
	if w.coded == y && len(w.codes) == len(w.runes) {
		return
	}
	w.coded, w.codes = y, w.codes[:0]
	for i := range w.runes {
		w.codes = append(w.codes, w.code(y, i))
	}
}

// code returns the code of character i in page y.
func (w *walker) code(y page, i int) (c decoder.Code) {
	switch r := w.runes[i]; {
	case r < utf8.RuneSelf:
		c.B[0], c.N = byte(r), 1
	case y >= decoder.NumPages:
		return y.Encode(r)
	case w.masks[i]>>y&1 != 0:
		return w.meet(r).code(y)
	}
	return c
}

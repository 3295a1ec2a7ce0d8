package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// words are the pairs of Han characters that stand next to each other on a
// page. A page repeats its words and names, so a pair that is there elsewhere
// is a better guess than the language model alone knows.
type words struct {
	pairs [wordBits / 64]uint64
}

const wordBits = 1 << 18

// gather takes note of text.
func (w *words) gather(text []byte) {
	clear(w.pairs[:])
	prev := lm.Start
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if !han(r) {
			prev = lm.Start
			continue
		}
		t := lm.TokenOf(r)
		if prev != lm.Start {
			n := wordBit(prev, t)
			w.pairs[n/64] |= 1 << (n % 64)
		}
		prev = t
	}
}

// has reports whether a and b stand next to each other on the page.
func (w *words) has(a, b lm.Token) bool {
	n := wordBit(a, b)
	return w.pairs[n/64]>>(n%64)&1 != 0
}

func wordBit(a, b lm.Token) uint32 {
	return (uint32(a)<<16 | uint32(b)) * 0x9E3779B1 >> (32 - 18)
}

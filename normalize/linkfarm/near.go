package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// A block may hold several pages, or a part of one. What a page does throughout
// is looked for in the text on both sides of a line.

// surroundings are what the text near a line shows of its page.
type surroundings struct {
	from    int      // the line that they were last looked for
	known   bool     // they were
	folded  bool     // there are no full-width marks
	pua     bool     // private-use characters were kept
	foreign float64  // so many characters are not the tool's; 0 where these are few of the traditional ones
	never   charKind // which characters no such page has
	words   words
}

// gone says what became of pairs of bytes in the user-defined area.
type gone uint8

const (
	unknown gone = iota
	removed      // a later tool removed them
	marked       // a question mark stands for each
)

// words are the pairs of Han characters that stand next to each other on a
// page. A page repeats its words and names, so a pair that is there elsewhere
// is a better guess than the language model alone knows.
type words [1 << wordBits / 64]uint64

const wordBits = 16

// look brings the surroundings up to date for the line at from.
func (s *surroundings) look(block []byte, from int) {
	if s.known && from-s.from < nearBytes && s.from-from < nearBytes {
		return
	}
	far := block[max(0, from-pageBytes):min(from+pageBytes, len(block))]
	// Full-width marks were narrowed where text in Han characters has ASCII commas only.
	*s = surroundings{from: from, known: true, pua: runeclass.HasPrivate(far), folded: bytes.IndexByte(far, ',') >= 0 && !bytes.Contains(far, []byte("，"))}
	strict, simple, foreign, of := 0, 0, 0, 0
	prev := lm.Start
	near := block[max(0, from-nearBytes):min(from+nearBytes, len(block))]
	for i := 0; i < len(near); {
		r, size := utf8.DecodeRune(near[i:])
		i += size
		if r < 0x3400 {
			if prev = lm.Start; r == '「' {
				foreign++
				of++
			}
			continue
		}
		switch e := tables.Simplified.RuneEntry(r); { // a shifted run holds a few of either script by chance
		case e&dict.Strict != 0:
			strict++
		case e&dict.Simplified != 0:
			simple++
		}
		if changes(r) {
			if of++; variant(r) {
				foreign++
			}
		}
		t := lm.Start
		if han(r) {
			if t = lm.TokenOf(r); prev != lm.Start {
				s.words.add(prev, t)
			}
		}
		prev = t
	}
	switch {
	case strict > simple: // the rewriter leaves none simplified that has a traditional form
		s.never = charSimplified
	case simple > strict:
		s.never = charStrict
	}
	if float64(foreign) >= foreignShare*float64(of) {
		s.foreign = float64(min(foreign, foreignMost))
	}
}

func (w *words) add(a, b lm.Token) {
	n := wordBit(a, b)
	w[n/64] |= 1 << (n % 64)
}

// has reports whether a and b stand next to each other on the page.
func (w *words) has(a, b lm.Token) bool {
	n := wordBit(a, b)
	return w[n/64]>>(n%64)&1 != 0
}

func wordBit(a, b lm.Token) uint32 {
	return (uint32(a)<<16 | uint32(b)) * 0x9E3779B1 >> (32 - wordBits)
}

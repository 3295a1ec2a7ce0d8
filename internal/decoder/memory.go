package decoder

import (
	"math/bits"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// Memory holds which characters stand beside each other in a text: names and terms that are
// said elsewhere in it are likelier where bytes were lost. It knows sequences of two Han
// characters, and of three characters of which two are, by four bits each of a word of a filter
// (Bloom 1970): of those that the text does not have, it takes fewer than one in a thousand for
// known, as a place has a hundred that are asked about. The zero Memory knows nothing.
type Memory struct {
	filter []uint64 // a power of two of them
}

// reminded is what a sequence that the text has makes likelier, in units of package lm: 1.25
// nats. It was fitted to held-out pages of 50 lines, and of all lines of a source: how often
// the text has it says hardly more.
const reminded = 5 * lm.Nat / 4

// surelySaid is what must be said elsewhere for a character to be believed that is rare: two
// sequences, which are not likely to be there by chance.
const surelySaid = 2 * reminded

// bitsPerByte is how many bits the filter has for a byte of text, at least.
const bitsPerByte = 32

// Learn forgets what m holds, and takes in a text.
func (m *Memory) Learn(text []byte) {
	n := 1 << bits.Len(uint(len(text)*bitsPerByte/64))
	if cap(m.filter) < n {
		m.filter = make([]uint64, n)
	}
	m.filter = m.filter[:n]
	clear(m.filter)
	m.Add(text)
}

// Add takes in more text; all of it together is not much longer than what was learnt.
func (m *Memory) Add(text []byte) {
	var a, b lm.Token
	var han int // of the last three characters, as bits
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if i += size; r == '\n' || r == utf8.RuneError {
			a, b, han = lm.Start, lm.Start, 0
			continue
		}
		c := lm.TokenOf(r)
		if han = han << 1 & 7; isHan(r) {
			han |= 1
		}
		if han&3 == 3 {
			m.add(twoOf(b, c))
		}
		if bits.OnesCount(uint(han)) >= 2 && a != lm.Start {
			m.add(threeOf(a, b, c))
		}
		a, b = b, c
	}
}

func isHan(r rune) bool { return firstHan <= r && r <= lastHan }

func twoOf(a, b lm.Token) uint64      { return (uint64(a)<<16 | uint64(b)) * 0x9E3779B97F4A7C15 }
func threeOf(a, b, c lm.Token) uint64 { return twoOf(a, b)*0xD6E8FEB86659FD93 + twoOf(b, c) }

// places returns the word of the filter for a sequence, and its bits in it.
func (m *Memory) places(h uint64) (word int, set uint64) {
	h ^= h >> 32
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 29
	return int(h & uint64(len(m.filter)-1)), 1<<(h>>58) | 1<<(h>>52&63) | 1<<(h>>46&63) | 1<<(h>>40&63)
}

func (m *Memory) add(h uint64) {
	word, set := m.places(h)
	m.filter[word] |= set
}

func (m *Memory) has(h uint64) int {
	if word, set := m.places(h); m.filter[word]&set == set {
		return 1
	}
	return 0
}

// says returns by how much likelier tokens are between a, b and d, e, since the text has them so
// elsewhere: one, or two side by side. nil says nothing.
func (m *Memory) says(a, b lm.Token, ts []lm.Token, d, e lm.Token) int32 {
	if m == nil || len(m.filter) == 0 {
		return 0
	}
	var buf [6]lm.Token
	all := append(append(append(buf[:0], a, b), ts...), d, e)
	n := 0
	for k := 0; k+1 < len(all); k++ {
		if 1 <= k && k+2 < len(all) {
			n += m.has(twoOf(all[k], all[k+1]))
		}
		if k+2 < len(all) {
			n += m.has(threeOf(all[k], all[k+1], all[k+2]))
		}
	}
	return int32(n) * reminded
}

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
// known, as a place has a hundred that are asked about. It knows the part of the text that it was
// moved to last, and those beside it: all of a block takes too long where little was lost, and
// what is far away says little. The zero Memory knows nothing.
type Memory struct {
	at    int    // the part that it was moved to, from 1; 0 for none
	all   filter // of the parts that are near
	parts [3]part
}

// part is what was learnt of a part of the text.
type part struct {
	is int // which one, from 1; 0 for none
	filter
}

// filter has what was learnt.
type filter struct {
	words []uint64              // a power of two of them
	twos  [1 << twosBits]uint64 // a bit for each sequence of two, which most that are asked about lack
}

const twosBits = 13

// Part is how many bytes a part of a text has.
const Part = 64 << 10

// reminded is what a sequence that the text has makes likelier, in units of package lm: 1.25
// nats. It was fitted to held-out pages of 50 lines, and of all lines of a source: how often
// the text has it says hardly more.
const reminded = 5 * lm.Nat / 4

// surelySaid is what must be said elsewhere for a character to be believed that is rare: two
// sequences, which are not likely to be there by chance.
const surelySaid = 2 * reminded

// bitsPerByte is how many bits the filter has for a byte of text, at least.
const bitsPerByte = 16

// Forget forgets all.
func (m *Memory) Forget() {
	m.at, m.all.words = 0, m.all.words[:0]
	for i := range m.parts {
		m.parts[i].is = 0
	}
}

// Near makes m know what the text says around a byte of it. It calls more for each part that
// it had not learnt, which are bytes from..to of the text, so that what else is said there
// can be added.
func (m *Memory) Near(text []byte, at int, more func(from, to int)) {
	if at = at/Part + 1; at == m.at {
		return
	}
	n := 1 << bits.Len(uint(min(len(text), len(m.parts)*Part)*bitsPerByte/64))
	if len(m.all.words) != n {
		m.Forget()
	}
	m.at = at
	m.all.clear(n)
	for is := max(1, at-1); is <= at+1 && (is-1)*Part < len(text); is++ {
		p := &m.parts[is%len(m.parts)]
		if p.is != is {
			p.is = is
			p.clear(n)
			from, to := (is-1)*Part, min(is*Part, len(text))
			p.add(nil, text[from:to])
			more(from, to)
		}
	}
	for i := range m.parts {
		if p := &m.parts[i]; p.is > 0 && p.is >= at-1 && p.is <= at+1 {
			m.all.join(&p.filter)
		}
	}
}

// Add takes in what else is said at a byte of the text, if that is near. All that is added is not
// much longer than the text.
func (m *Memory) Add(at int, said []byte) {
	at = at/Part + 1
	if p := &m.parts[at%len(m.parts)]; p.is == at {
		p.add(&m.all, said)
	}
}

// clear makes f a filter of n words that knows nothing.
func (f *filter) clear(n int) {
	f.twos = [len(f.twos)]uint64{}
	if cap(f.words) < n {
		f.words = make([]uint64, n)
		return
	}
	f.words = f.words[:n]
	clear(f.words)
}

// join takes in what another filter of the same size knows.
func (f *filter) join(o *filter) {
	for i, w := range o.words {
		f.words[i] |= w
	}
	for i, w := range o.twos {
		f.twos[i] |= w
	}
}

// add takes in text, and adds it to another filter of the same size, if that is not nil.
func (f *filter) add(o *filter, text []byte) {
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
			h := twoOf(b, c)
			f.put(h, 1)
			if o != nil {
				o.put(h, 1)
			}
		}
		if bits.OnesCount(uint(han)) >= 2 && a != lm.Start {
			h := threeOf(a, b, c)
			f.put(h, 0)
			if o != nil {
				o.put(h, 0)
			}
		}
		a, b = b, c
	}
}

func isHan(r rune) bool { return firstHan <= r && r <= lastHan }

func twoOf(a, b lm.Token) uint64      { return (uint64(a)<<16 | uint64(b)) * 0x9E3779B97F4A7C15 }
func threeOf(a, b, c lm.Token) uint64 { return twoOf(a, b)*0xD6E8FEB86659FD93 + twoOf(b, c) }

// places returns the word of the filter for a sequence, and its bits in it.
func (f *filter) places(h uint64) (word int, set uint64) {
	h ^= h >> 32
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 29
	return int(h & uint64(len(f.words)-1)), 1<<(h>>58) | 1<<(h>>52&63) | 1<<(h>>46&63) | 1<<(h>>40&63)
}

// put takes in a sequence; two is 1 if it is one of two, else 0.
func (f *filter) put(h, two uint64) {
	word, set := f.places(h)
	f.words[word] |= set
	f.twos[h>>(64-twosBits)] |= two << (h >> (58 - twosBits) & 63)
}

func (f *filter) has(h uint64) int {
	if word, set := f.places(h); f.words[word]&set == set {
		return 1
	}
	return 0
}

// mayHave reports whether two tokens side by side may be known, from few memory.
func (f *filter) mayHave(a, b lm.Token) bool {
	h := twoOf(a, b)
	return f.twos[h>>(64-twosBits)]>>(h>>(58-twosBits)&63)&1 != 0
}

// beside reports whether t is known to stand behind a, or before d.
func (f *filter) beside(a, t, d lm.Token) bool {
	return (f.mayHave(a, t) || f.mayHave(t, d)) && f.two(a, t)+f.two(t, d) > 0
}

// two is has for a sequence of two.
func (f *filter) two(a, b lm.Token) int {
	if !f.mayHave(a, b) {
		return 0
	}
	return f.has(twoOf(a, b))
}

// says returns by how much likelier tokens are between a, b and d, e, since the text has them so
// elsewhere: one, or two side by side. nil says nothing.
func (m *Memory) says(a, b lm.Token, ts []lm.Token, d, e lm.Token) int32 {
	if m == nil || m.at == 0 {
		return 0
	}
	var buf [6]lm.Token
	all := append(append(append(buf[:0], a, b), ts...), d, e)
	n := 0
	for k := 0; k+1 < len(all); k++ {
		if 1 <= k && k+2 < len(all) {
			n += m.all.two(all[k], all[k+1])
		}
		if k+2 < len(all) {
			n += m.all.has(threeOf(all[k], all[k+1], all[k+2]))
		}
	}
	return int32(n) * reminded
}

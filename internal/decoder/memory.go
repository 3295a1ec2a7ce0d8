package decoder

import (
	"bytes"
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
	at    int               // the part that it was moved to, from 1; 0 for none
	parts [columns]int      // which part each column of the filter is of; 0 for none
	words [][columns]uint64 // the filter: a power of two of them
	next  [2][rows]tokens   // what stands right before characters, and right behind, also in parts that were left: most that is asked about does not
}

// columns of the filter lie beside each other, so that a look at all of them costs no more than at one.
const columns = 4

// tokens is a set of characters, of which some are taken for others; rows, of how many it is known
// what stands beside them, of which it is the same.
type tokens [16]uint64

const rows = 1 << 10

func (s *tokens) add(t lm.Token) { s[t/64%16] |= 1 << (t % 64) }

// mayHave reports whether t may be in the set.
func (s *tokens) mayHave(t lm.Token) bool { return s[t/64%16]>>(t%64)&1 != 0 }

// Part is how many bytes a part of a text has.
const Part = 64 << 10

// reminded is what a sequence that the text has makes likelier, in units of package lm: 1.25
// nats. It was fitted to held-out pages of 50 lines, and of all lines of a source: how often
// the text has it says hardly more.
const reminded = 5 * lm.Nat / 4

// bitsPerByte is how many bits the filter has for a byte of text, at least.
const bitsPerByte = 16

// Forget forgets all.
func (m *Memory) Forget() {
	if m.at > 0 {
		clear(m.words)
		m.at, m.parts, m.next = 0, [columns]int{}, [2][rows]tokens{}
	}
}

// Near makes m know what the text says around a byte of it. It calls more for each part that
// it had not learnt, which are bytes from..to of the text, so that what else is said there
// can be added.
func (m *Memory) Near(text []byte, at int, more func(from, to int)) {
	if at = at/Part + 1; at == m.at {
		return
	}
	if n := 1 << bits.Len(uint(min(len(text), Part)*bitsPerByte/64)); len(m.words) != n {
		m.Forget()
		if m.words = m.words[:0]; cap(m.words) < n {
			m.words = make([][columns]uint64, n)
		}
		m.words = m.words[:n]
	}
	m.at = at
	for k, is := range m.parts {
		if is > 0 && (is < at-1 || is > at+1) {
			m.parts[k] = 0
			for i := range m.words {
				m.words[i][k] = 0
			}
		}
	}
	for is := max(1, at-1); is <= at+1 && (is-1)*Part < len(text); is++ {
		if k := is % columns; m.parts[k] != is {
			m.parts[k] = is
			from, to := (is-1)*Part, min(is*Part, len(text))
			m.learnWhole(k, text[from:to])
			more(from, to)
		}
	}
}

// Add takes in what else is said at a byte of the text, if that is near. All that is added is not
// much longer than the text.
func (m *Memory) Add(at int, said []byte) {
	at = at/Part + 1
	if k := at % columns; m.parts[k] == at {
		m.learn(k, said)
	}
}

// learnWhole is learn, but for lines that lost bytes: mostly nobody wrote what stands there, and what is
// read in them is added.
func (m *Memory) learnWhole(column int, text []byte) {
	for len(text) > 0 {
		n := bytes.IndexByte(text, '\n') + 1
		if n == 0 {
			n = len(text)
		}
		if !bytes.Contains(text[:n], []byte("\uFFFD")) {
			m.learn(column, text[:n])
		}
		text = text[n:]
	}
}

// learn takes in text of a column.
func (m *Memory) learn(column int, text []byte) {
	var a, b lm.Token
	var han int // of the last three characters, as bits
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if i += size; r == '\n' || r == utf8.RuneError {
			a, b, han = lm.Start, lm.Start, 0
			continue
		}
		c := lm.TokenOf(r)
		if han = han << 1 & 7; isHan(r) {
			han |= 1
		}
		if han&3 == 3 {
			m.put(column, twoOf(b, c))
		}
		m.next[0][c%rows].add(b)
		m.next[1][b%rows].add(c)
		if bits.OnesCount(uint(han)) >= 2 && a != lm.Start {
			m.put(column, threeOf(a, b, c))
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
	return int(h & uint64(len(m.words)-1)), 1<<(h>>58) | 1<<(h>>52&63) | 1<<(h>>46&63) | 1<<(h>>40&63)
}

func (m *Memory) put(column int, h uint64) {
	word, set := m.places(h)
	m.words[word][column] |= set
}

func (m *Memory) has(h uint64) int {
	word, set := m.places(h)
	if w := &m.words[word]; w[0]&set == set || w[1]&set == set || w[2]&set == set || w[3]&set == set {
		return 1
	}
	return 0
}

// mayHave reports whether two tokens side by side may be known, from few memory.
func (m *Memory) mayHave(a, b lm.Token) bool { return m.next[1][a%rows].mayHave(b) }

// mayStand returns the characters that may be known to stand behind a, or before d.
func (m *Memory) mayStand(a, d lm.Token) (s tokens) {
	behind, before := &m.next[1][a%rows], &m.next[0][d%rows]
	for i := range s {
		s[i] = behind[i] | before[i]
	}
	return s
}

// beside reports whether t is known to stand behind a, or before d.
func (m *Memory) beside(a, t, d lm.Token) bool { return m.two(a, t)+m.two(t, d) > 0 }

// two is has for a sequence of two.
func (m *Memory) two(a, b lm.Token) int {
	if !m.mayHave(a, b) {
		return 0
	}
	return m.has(twoOf(a, b))
}

// three is has for a sequence of three.
func (m *Memory) three(a, b, c lm.Token) int {
	if !m.mayHave(a, b) || !m.mayHave(b, c) {
		return 0
	}
	return m.has(threeOf(a, b, c))
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
			n += m.two(all[k], all[k+1])
		}
		if k+2 < len(all) {
			n += m.three(all[k], all[k+1], all[k+2])
		}
	}
	return int32(n) * reminded
}

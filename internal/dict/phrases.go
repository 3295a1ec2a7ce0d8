package dict

import "unicode/utf8"

// Phrases is a sorted set of keys with their values, in one string.
type Phrases struct {
	// Text holds key, value, key, value … in ascending order of key.
	Text string
	// At are the offsets in Text where those strings start, and the last one's end.
	At []uint32
	// Pairs finds the first key that starts with two given characters: its number
	// plus 1 stands in the slot of their pairHash, or in one of those after it, up
	// to the next that is 0. The length is a power of two.
	Pairs []uint32
}

// Len returns the number of phrases.
func (p *Phrases) Len() int { return len(p.At) / 2 }

// Key returns the i-th key.
func (p *Phrases) Key(i int) string { return p.Text[p.At[2*i]:p.At[2*i+1]] }

// Value returns the value of the i-th key.
func (p *Phrases) Value(i int) string { return p.Text[p.At[2*i+1]:p.At[2*i+2]] }

// Match finds the longest key that src starts with. It returns its length in
// bytes, 0 if there is none, and its number.
func (p *Phrases) Match(src []byte) (n, i int) {
	a, k := utf8.DecodeRune(src)
	b, m := utf8.DecodeRune(src[k:])
	k += m
	lo := p.first(pairHash(a, b), src[:k])
	// Keys with the same start stand together, and a key before those it starts.
	for i := lo; i < p.Len(); i++ {
		if i == lo+8 {
			return p.narrow(src, lo)
		}
		key := p.Key(i)
		if len(key) < k || key[:k] != string(src[:k]) {
			break
		}
		if len(key) <= len(src) && key == string(src[:len(key)]) {
			n, lo = len(key), i
		}
	}
	return n, lo
}

// first returns the number of the first key that starts with pair, Len if there
// is none.
func (p *Phrases) first(hash uint32, pair []byte) int {
	mask := uint32(len(p.Pairs) - 1)
	for h := hash; len(p.Pairs) > 0 && p.Pairs[h&mask] != 0; h++ {
		i := int(p.Pairs[h&mask]) - 1
		if k := p.Key(i); len(k) >= len(pair) && k[:len(pair)] == string(pair) {
			return i
		}
	}
	return p.Len()
}

// narrow is Match for many keys with the same start, the first of which is number
// lo. Each character more narrows the range of keys that share it.
func (p *Phrases) narrow(src []byte, lo int) (n, i int) {
	hi, at := p.Len(), 0
	for at < len(src) {
		_, size := utf8.DecodeRune(src[at:])
		want := src[at : at+size]
		lo = p.search(lo, hi, at, want, false)
		hi = p.search(lo, hi, at, want, true)
		if lo == hi {
			break
		}
		at += size
		if len(p.Key(lo)) == at {
			n, i = at, lo
		}
	}
	return n, i
}

// search returns the first key in [lo, hi) whose bytes from at on, as many as
// want has, are not less than want, or greater than want if above is set.
func (p *Phrases) search(lo, hi, at int, want []byte, above bool) int {
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		k := p.Key(m)
		k = k[min(at, len(k)):min(at+len(want), len(k))]
		if k < string(want) || above && k == string(want) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func makePhrases(keys []string, value func(string) string) Phrases {
	var p Phrases
	if len(keys) == 0 {
		return p
	}
	p.Pairs = make([]uint32, 4)
	for len(p.Pairs) < 2*len(keys) {
		p.Pairs = append(p.Pairs, p.Pairs...)
	}
	var b []byte
	last := ""
	for i, k := range keys {
		p.At = append(p.At, uint32(len(b)))
		b = append(b, k...)
		p.At = append(p.At, uint32(len(b)))
		b = append(b, value(k)...)

		first, n := utf8.DecodeRuneInString(k)
		second, m := utf8.DecodeRuneInString(k[n:])
		if k[:n+m] == last {
			continue
		}
		last = k[:n+m]
		h, mask := pairHash(first, second), uint32(len(p.Pairs)-1)
		for p.Pairs[h&mask] != 0 {
			h++
		}
		p.Pairs[h&mask] = uint32(i) + 1
	}
	p.At = append(p.At, uint32(len(b)))
	p.Text = string(b)
	return p
}

// Bloom is a set of hashes that may hold some more. Its length is a power of two,
// or 0 for the empty set.
type Bloom []uint64

// Has reports whether h may be in the set. False is certain.
func (b Bloom) Has(h uint32) bool {
	if len(b) == 0 {
		return false
	}
	h &= uint32(len(b)*64 - 1)
	return b[h>>6]>>(h&63)&1 != 0
}

// newBloom returns the set of hashes, at so many bits for each at least.
func newBloom(hashes map[uint32]bool, bits int) Bloom {
	if len(hashes) == 0 {
		return nil
	}
	words := 1
	for words*64 < bits*len(hashes) {
		words *= 2
	}
	b := make(Bloom, words)
	for h := range hashes {
		h &= uint32(words*64 - 1)
		b[h>>6] |= 1 << (h & 63)
	}
	return b
}

// pairHash mixes an ordered pair of characters.
func pairHash(a, b rune) uint32 {
	h := (uint64(a)<<32 | uint64(b)) * 0x9E3779B97F4A7C15
	return uint32(h>>32 ^ h>>50)
}

// sharpSet is a set of hashes that may hold some more: two bits of a word stand for each.
type sharpSet [1 << 10]uint64

func (s *sharpSet) slot(h uint32) (word *uint64, bits uint64) {
	return &s[h%uint32(len(s))], 1<<(h>>20&63) | 1<<(h>>26)
}

func (s *sharpSet) has(h uint32) bool {
	word, bits := s.slot(h)
	return *word&bits == bits
}

// beside reports whether two characters with this hash may be neighbours in a phrase, of which one is
// its trigger. It says so by chance less often than Bigrams.
func (t *Table) beside(h uint32) bool {
	return t.Bigrams.Has(h) && (len(t.Chain) > 0 || t.pairs().has(h))
}

// pairs returns the neighbours in Phrases that Bigrams has.
func (t *Table) pairs() *sharpSet {
	t.sharpOnce.Do(func() {
		for i := range t.Phrases.Len() {
			last := rune(-1)
			for _, r := range t.Phrases.Key(i) {
				if h := pairHash(last, r); last >= 0 && t.Bigrams.Has(h) {
					word, bits := t.sharp.slot(h)
					*word |= bits
				}
				last = r
			}
		}
	})
	return &t.sharp
}

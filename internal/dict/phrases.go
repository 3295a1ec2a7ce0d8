package dict

import "unicode/utf8"

// Phrases is a sorted set of keys with their values, in one string.
type Phrases struct {
	// Text holds key, value, key, value … in ascending order of key.
	Text string
	// At are the offsets in Text where those strings start, and the last one's end.
	At []uint32
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
	// Keys that share the prefix src[:at] stand together, in [lo, hi). Each
	// character more narrows the range; the shortest key of a range stands first.
	lo, hi, at := 0, p.Len(), 0
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
	var b []byte
	for _, k := range keys {
		p.At = append(p.At, uint32(len(b)))
		b = append(b, k...)
		p.At = append(p.At, uint32(len(b)))
		b = append(b, value(k)...)
	}
	p.At = append(p.At, uint32(len(b)))
	p.Text = string(b)
	return p
}

package dict

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// Words is a set of keys with a value each, to be found in running text: unlike a
// Table it tells where keys stand, also those that keep their value. Its fields are
// exported so that generated source can hold it; programs do not change them. It is
// safe for concurrent use.
type Words struct {
	// Stop has a bit, by code point, for each character of three bytes that starts
	// a key, ASCII one for those of one byte. Wide is set if a key starts with a
	// character of another length.
	Stop  *[1024]uint64
	ASCII [2]uint64
	Wide  bool

	// Phrases are the keys of two or more characters, Singles those of one, in
	// ascending order.
	Phrases Phrases
	Singles []Entry
	// Starts holds the pairHash of the first two characters of each phrase; it is
	// empty if there are Singles, and then says nothing.
	Starts Bloom
	// Thirds, if it is not empty, holds thirdHash of the first three characters of each
	// phrase, with 0 for the third one of those that have two.
	Thirds Bloom

	// twos is set if there are phrases of two characters.
	twos bool
	// pairs holds the pairs of characters of three bytes that phrases begin with, by their
	// hash; it is empty in sets that are generated. Its length is a power of two.
	pairs []pairStart
}

// pairStart is how phrases begin: with the six bytes of pair.
type pairStart struct {
	pair   uint64 // 0 if there is none
	number int32  // of the phrase that is the pair itself, -1 if there is none
	longer bool   // there are others
}

// startBits is how many bits Starts has for each pair. A pair that is there by chance
// costs a search in the phrases.
const startBits = 64

// MakeWords returns the set of these entries. It fails on keys that are empty,
// ill-formed, broken across lines, or there twice.
func MakeWords(entries []Entry) (*Words, error) {
	w := &Words{Stop: new([1024]uint64)}
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Key, b.Key) })
	values := map[string]string{}
	starts, thirds := map[uint32]bool{}, map[uint32]bool{}
	var keys []string
	for i, e := range entries {
		if err := e.check(); err != nil {
			return nil, err
		}
		if i > 0 && entries[i-1].Key == e.Key {
			return nil, fmt.Errorf("dict: key %q twice", e.Key)
		}
		first, n := utf8.DecodeRuneInString(e.Key)
		switch n {
		case 1:
			w.ASCII[first>>6] |= 1 << (first & 63)
		case 3:
			w.Stop[first>>6] |= 1 << (first & 63)
		default:
			w.Wide = true
		}
		if n == len(e.Key) {
			w.Singles = append(w.Singles, e)
			continue
		}
		second, m := utf8.DecodeRuneInString(e.Key[n:])
		starts[pairHash(first, second)] = true
		third, k := utf8.DecodeRuneInString(e.Key[n+m:])
		if k == 0 {
			third, w.twos = 0, true
		}
		thirds[thirdHash(first, second, third)] = true
		keys = append(keys, e.Key)
		values[e.Key] = e.Value
	}
	if len(w.Singles) == 0 {
		w.Starts = newBloom(starts, startBits)
	}
	w.Thirds = newBloom(thirds, startBits)
	w.Phrases = makePhrases(keys, func(k string) string { return values[k] })
	w.index()
	return w, nil
}

// sixBytes are those of two characters in a word.
const sixBytes = 1<<48 - 1

// index makes pairs, for many keys.
func (w *Words) index() {
	if w.ASCII[0]|w.ASCII[1] != 0 || w.Wide || len(w.Starts) <= fewStarts {
		return
	}
	w.pairs = make([]pairStart, 4)
	for len(w.pairs) < 4*w.Phrases.Len() {
		w.pairs = append(w.pairs, w.pairs...)
	}
	for i := range w.Phrases.Len() {
		key := w.Phrases.Key(i)
		if _, n := utf8.DecodeRuneInString(key[3:]); n != 3 {
			w.pairs = nil // others ask for a longer look
			return
		}
		var b [8]byte
		copy(b[:], key[:6])
		x := load64(b[:], 0)
		e := w.pairAt(x)
		if e.pair == 0 {
			*e = pairStart{pair: x, number: -1}
		}
		if len(key) == 6 {
			e.number = int32(i)
		} else {
			e.longer = true
		}
	}
}

// pairAt returns the place of a pair, which is empty if no phrase begins with it.
func (w *Words) pairAt(x uint64) *pairStart {
	mask := uint64(len(w.pairs) - 1)
	for h := x * 0x9E3779B97F4A7C15 >> 40; ; h++ {
		if e := &w.pairs[h&mask]; e.pair == x || e.pair == 0 {
			return e
		}
	}
}

// Next finds the first key in src at or after p, and of those that start there the
// longest. It returns where it starts, its length in bytes and its value; n is 0 if
// there is none.
func (w *Words) Next(src []byte, p int) (at, n int, value string) {
	for p < len(src) {
		if p += w.skip(src[p:]); p == len(src) {
			break
		}
		if w.pairs != nil && p < len(src)-7 {
			if x := load64(src, p); x&twoThreesMask == twoThrees {
				e := w.pairAt(x & sixBytes)
				if e.pair == 0 || !e.longer {
					if e.pair != 0 {
						return p, 6, w.Phrases.Value(int(e.number))
					}
					p += 3
					continue
				}
			}
		}
		r, k := utf8.DecodeRune(src[p:])
		if w.starts(r, k) {
			if n, value = w.match(src[p:], r, k); n > 0 {
				return p, n, value
			}
		}
		p += k
	}
	return len(src), 0, ""
}

// skip returns how many bytes at the start of src certainly hold no start of a key.
// It leaves the last bytes alone, 13 at most.
func (w *Words) skip(src []byte) int {
	plain := w.ASCII[0]|w.ASCII[1] == 0
	if plain && !w.Wide && len(w.Starts) > fewStarts {
		return w.skipPairs(src)
	}
	p := 0
	for p >= 0 && p < len(src)-7 {
		if plain {
			if p += skip(w.Stop, src[p:]); p >= len(src)-7 {
				break
			}
		}
		x := load64(src, p)
		switch c := uint32(x); {
		case Three(c):
			if w.Stop[c&15<<6|c>>8&63]>>(c>>16&63)&1 != 0 {
				// Most characters that start words are common ones: ask what follows.
				next := uint32(x >> 24)
				if len(w.Starts) == 0 || !Three(next) || w.Starts.Has(pairHash(code(c), code(next))) {
					return p
				}
			}
			p += 3
		case c&0x80 == 0 && w.ASCII[c&0x7F>>6]>>(c&63)&1 == 0:
			p++
		default:
			return p
		}
	}
	return p
}

// fewStarts is how long Starts is, in words, where most characters start no key, so that
// looking for those that do is the faster way.
const fewStarts = 64

// skipPairs is skip for many keys, with which nearly every character may start: each pair
// of neighbours is looked for, without a branch for those of which only the first fits.
func (w *Words) skipPairs(src []byte) int {
	mask := uint32(len(w.Starts)*64 - 1)
	longer := !w.twos && len(w.Thirds) > 0
	p := 0
	for p >= 0 && p < len(src)-13 {
		x := load64(src, p)
		if x&twoThreesMask != twoThrees {
			switch c := uint32(x); {
			case Three(c):
				if w.Stop[c&15<<6|c>>8&63]>>(c>>16&63)&1 != 0 {
					return p
				}
				p += 3
			case c&0x80 == 0:
				p += bits.TrailingZeros64(x&highs|1<<63) >> 3
			default:
				return p
			}
			continue
		}
		if longer {
			if n := w.skipTriples(src[p:]); n > 0 {
				p += n
				continue
			}
		}
		a, b := code(uint32(x)), code(uint32(x>>24))
		if h := pairHash(a, b) & mask; w.Starts[h>>6]>>(h&63)&1 != 0 && w.Stop[a>>6]>>(a&63)&1 != 0 && w.third(src[p:], a, b) {
			return p
		}
		p += 3
	}
	return p
}

// skipTriples returns how many bytes at the start of src, which are characters of three
// bytes, certainly hold no start of a phrase, all of which have three characters or more.
// It asks for all three at once: a branch on the first two, which goes either way in
// common text, is dear.
func (w *Words) skipTriples(src []byte) int {
	mask := uint32(len(w.Thirds)*64 - 1)
	x := load64(src, 0)
	v := uint64(code(uint32(x)))<<21 | uint64(code(uint32(x>>24)))
	p := 0
	for p >= 0 && p < len(src)-13 {
		next := uint32(load64(src[p:], 6))
		if !Three(next) {
			break
		}
		v = (v<<21 | uint64(code(next))) & (1<<63 - 1)
		if h := tripleHash(v) & mask; w.Thirds[h>>6]>>(h&63)&1 != 0 {
			break
		}
		p += 3
	}
	return p
}

// third reports whether a phrase may begin at src with the characters a and b, each of
// three bytes, by what follows.
func (w *Words) third(src []byte, a, b rune) bool {
	if len(w.Thirds) == 0 || len(src) < 14 {
		return true
	}
	next := uint32(load64(src, 6))
	return !Three(next) || w.Thirds.Has(thirdHash(a, b, code(next))) || w.Thirds.Has(thirdHash(a, b, 0))
}

// starts reports whether a key may start with r, which is k bytes long.
func (w *Words) starts(r rune, k int) bool {
	switch k {
	case 1:
		return r < 0x80 && w.ASCII[r>>6]>>(r&63)&1 != 0
	case 3:
		return w.Stop[r>>6]>>(r&63)&1 != 0
	}
	return w.Wide
}

// mayMatch reports whether a phrase may stand at the start of src, whose first character is
// r. In most texts both characters that a phrase begins with are common, and what follows
// is not.
func (w *Words) mayMatch(src []byte, r rune, k int) bool {
	if len(w.Thirds) == 0 {
		return true
	}
	second, m := utf8.DecodeRune(src[k:])
	if w.Thirds.Has(thirdHash(r, second, 0)) {
		return true
	}
	third, _ := utf8.DecodeRune(src[k+m:])
	return w.Thirds.Has(thirdHash(r, second, third))
}

// thirdHash mixes an ordered triple of characters; the third one is 0 where there is none.
func thirdHash(a, b, c rune) uint32 {
	return tripleHash(uint64(a)<<42 | uint64(b)<<21 | uint64(c))
}

func tripleHash(v uint64) uint32 {
	h := v * 0x9E3779B97F4A7C15
	return uint32(h>>32 ^ h>>50)
}

// match finds the longest key that src starts with; its first character is r.
func (w *Words) match(src []byte, r rune, k int) (n int, value string) {
	if w.mayMatch(src, r, k) {
		if n, i := w.Phrases.Match(src); n > 0 {
			return n, w.Phrases.Value(i)
		}
	}
	i, found := slices.BinarySearchFunc(w.Singles, string(src[:k]), func(e Entry, key string) int {
		return strings.Compare(e.Key, key)
	})
	if !found {
		return 0, ""
	}
	return k, w.Singles[i].Value
}

package decoder

import (
	"math"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Characters that left no trace. The tables of Windows have characters for private use
// where others have none, or late ones: such as rows C6 to C8 of Big5, in which GBK has 期,
// 其 and 前. A program that leaves out what it can not show leaves out these, and what
// remains is well-formed, and says the text without them.

// Omits tells whether characters that s left out are missing from a text.
type Omits struct {
	toks []lm.Token
	has  map[rune]bool
	none float64 // what it costs that a Han character of text is none of them
}

// maxCommon is what a character costs at most that is looked for.
const maxCommon = 9 * lm.Nat

// omits are what every step between charsets of pairs may leave out.
var omits = sync.OnceValue(func() *[NumSources][NumPages]func() *Omits {
	var list [NumSources][NumPages]func() *Omits
	for x := range NumSources {
		for y := range NumPages {
			list[x][y] = sync.OnceValue(func() *Omits { return newOmits(Step{x, y}) })
		}
	}
	return &list
})

// Omits returns what a program that leaves out characters for private use makes of s.
func (s Step) Omits() *Omits { return omits()[s.Source][s.Page]() }

func newOmits(s Step) *Omits {
	o := &Omits{has: map[rune]bool{}}
	omitted, all := 0.0, 0.0 // how much of text
	var utf, b []byte
	for r := rune(0x4E00); r < 0x9FA6; r++ {
		t := lm.TokenOf(r)
		utf = utf8.AppendRune(utf[:0], r)
		var ok bool
		if b, ok = s.Source.AppendEncoded(b[:0], utf); !ok || len(b) != 2 {
			continue
		}
		cost := lm.UnigramCost(t)
		all += math.Exp(-float64(cost) / lm.Nat)
		if cost > maxCommon || !s.Page.forPrivateUse(b) {
			continue
		}
		o.toks, o.has[r] = append(o.toks, t), true
		omitted += math.Exp(-float64(cost) / lm.Nat)
	}
	if all > 0 { // UTF-8 has no pairs
		o.none = -math.Log1p(-omitted/all) * lm.Nat
	}
	return o
}

// forPrivateUse reports whether the table of Windows has a character for private use for
// a pair.
func (y Page) forPrivateUse(pair []byte) bool {
	r, n := y.Decode(pair)
	return n == 2 && runeclass.IsPrivate(r) || y == Big5 && (pair[0] == 0xC6 && pair[1] >= 0xA1 || pair[0] == 0xC7 || pair[0] == 0xC8)
}

// Has reports whether r is one of the characters that are left out.
func (o *Omits) Has(r rune) bool { return o.has[r] }

// Without returns by how much likelier it is that text of n Han characters has none of those
// that are left out because they were left out.
func (o *Omits) Without(n int) int { return int(float64(n) * o.none) }

// Gain returns by how much likelier text becomes if one of the characters that are left out
// stands before character at of it.
func (o *Omits) Gain(text []rune, at int) (gain int) {
	token := func(i int) lm.Token {
		if i < 0 || i >= len(text) {
			return lm.Start
		}
		return lm.TokenOf(text[i])
	}
	a, b, c, d := token(at-2), token(at-1), token(at), token(at+1)
	before := lm.Cost3(a, b, c) + lm.Cost3(b, c, d)
	for _, t := range o.toks {
		gain = max(gain, before-lm.Cost3(a, b, t)-lm.Cost3(b, t, c)-lm.Cost3(t, c, d))
	}
	return gain
}

package simplify

import (
	"math"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// choice is a character with two simplified forms between which the language model
// decides where no word does.
type choice struct {
	from rune
	to   [2]rune // the first one is what it usually is
	lead int     // how much likelier the second one must be, in units of lm
}

// choices are those characters. The leads were found on testdata/dev.tsv and on
// running text. The model is no judge of 乾, 徵 or 鍾, of which one form is rare.
var choices = [...]choice{
	{'沈', [2]rune{'沈', '沉'}, 24},
	{'著', [2]rune{'着', '著'}, 40},
	{'藉', [2]rune{'借', '藉'}, 48},
	{'覆', [2]rune{'覆', '复'}, 32},
}

// decideChar returns what becomes of the character r at offset p of the source, which
// no word holds, if the table alone does not know; 0 if it does. If the language
// model decided, ch is what it chose from, and lead by how many nats.
func (c *converter) decideChar(r rune, e uint32, p int) (to rune, ch *choice, lead float64) {
	if r == '著' && (c.variant == CN || c.variant == HK) {
		return r, nil, 0
	}
	if to = c.nameForm(r, e, p); to > 0 {
		return to, nil, 0
	}
	if ch = chooses(r); ch != nil {
		to, lead = ch.choose(c.src, p)
		return to, ch, lead
	}
	return c.dialect(r, p), nil, 0
}

// confidence is how sure a choice is whose form is likelier by so many nats.
func confidence(lead float64) float64 {
	return max(0.5, min(0.98, 1/(1+math.Exp(-lead))))
}

// chooses returns the choice for r, nil if it has none.
func chooses(r rune) *choice {
	if r == '嘅' {
		return nil // most often asked about in Cantonese
	}
	for i := range choices {
		if choices[i].from == r {
			return &choices[i]
		}
	}
	return nil
}

// choose returns what becomes of the character at offset p of src by what stands
// around it, and by how much that is likelier than the other form, in nats.
func (ch *choice) choose(src []byte, p int) (to rune, lead float64) {
	n := utf8.RuneLen(ch.from)
	b, k := before(src[:p])
	x, m := after(src[p+n:])
	t, u := lm.TokenOf(ch.to[0]), lm.TokenOf(ch.to[1])
	d := lm.Cost(b, t) + lm.Cost(t, x) - lm.Cost(b, u) - lm.Cost(u, x) - ch.lead
	if -plain < d && d < plain {
		// The neighbours alone do not tell.
		a, _ := before(src[:p-k])
		y, _ := after(src[p+n+m:])
		d = lm.Cost3(a, b, t) + lm.Cost3(b, t, x) + lm.Cost3(t, x, y) -
			lm.Cost3(a, b, u) - lm.Cost3(b, u, x) - lm.Cost3(u, x, y) - ch.lead
	}
	if d > 0 {
		return ch.to[1], float64(d) * lm.Unit
	}
	return ch.to[0], float64(-d) * lm.Unit
}

// plain is a difference between two forms that needs no second look.
const plain = 64

// other returns the form that was not chosen.
func (ch *choice) other(to rune) rune {
	if to == ch.to[0] {
		return ch.to[1]
	}
	return ch.to[0]
}

// before returns the last token of text, and the length of its character.
func before(text []byte) (lm.Token, int) {
	r, n := utf8.DecodeLastRune(text)
	if n == 0 || r == '\n' {
		return lm.Start, 0
	}
	return lm.TokenOf(r), n
}

// after returns the first token of text, and the length of its character.
func after(text []byte) (lm.Token, int) {
	r, n := utf8.DecodeRune(text)
	if n == 0 || r == '\n' {
		return lm.Start, 0
	}
	return lm.TokenOf(r), n
}

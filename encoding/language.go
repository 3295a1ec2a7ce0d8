package encoding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// unlikelyCost bounds what one character may cost, so that one odd character
// does not outvote the rest.
const unlikelyCost = 18 * nat

// everydayCost is what one of the characters costs that a charset has in its first
// plane, if nothing is known but that it is one of them.
const everydayCost = 10 * nat

// behindCost is what a blank or a sign of ASCII costs behind one at most: words stand
// alone, between quotes, before a comma.
const behindCost = 3 * nat

// groupCost is for different characters in a row that share a token because they
// are rare: having met one makes others of the group likelier, but not any one.
const groupCost = 8 * nat

// languageCost is the cost of text read as c by the language model, which knows
// how characters follow each other in many languages. sizes holds the lengths
// of the characters (see read); it is nil for charsets of single bytes. A cost
// above limit is far, and so is that of a text which up to some place costs much
// more than noise; not if limit is far. usual says that nearly all around is in c:
// then an everyday character is none of the unlikely ones, wherever it stands.
//
// Only what the charsets disagree about is counted: non-ASCII bytes, and ASCII
// within two bytes behind them.
func languageCost(text []byte, c Charset, cuts cut, sizes []uint8, limit int, usual bool) int {
	dec := newDecoder(c)
	var m model
	cost, strays := c.row().Detect.Rarity*nat, 0
	bound := behind // what cost may be here: more than noise, but not by far
	for i, n := 0, 0; i < len(text); i += n {
		n = 1
		b := text[i]
		if b < 0x80 {
			w := m.cost(c, rune(b))
			if at := noiseAt(text, i); at > 0 {
				if usual && !word(b) {
					w = min(w, behindCost)
				}
				cost += min(w, noiseCost)
				bound += at
			}
			continue
		}
		if cost > limit || cost > bound && limit < far {
			return far
		}
		r := utf8.RuneError
		if sizes == nil {
			r = dec.single.DecodeByte(b)
		} else if n = int(sizes[i]); n > 0 {
			r = dec.rune(text[i : i+n])
		}
		if r == utf8.RuneError {
			n = max(n, 1)
			bound += n * noiseCost
			if strays++; cuts&cutStart != 0 && i < 3 && strays == i+1 || cuts&cutEnd != 0 && i >= len(text)-3 {
				cost += edgeCost
			} else {
				cost += strayCost
			}
			m = model{}
			continue
		}
		w := min(m.cost(c, r), unlikelyCost)
		if r >= 0xAC00 && r < 0xD7A4 {
			w = min(w, 10*nat) // one of 11,172 syllables, of which the model knows few
		}
		if box(r) {
			w = min(w, 6*nat)
		}
		if usual && c.everyday(text[i:i+n]) {
			w = min(w, everydayCost)
		}
		cost += w
		bound += n * noiseCost
	}
	return cost
}

// relief returns by how much text is cheaper in c, in which nearly all around it is.
func (w *workspace) relief(text []byte, c Charset, cuts cut) int {
	sizes := w.sizes[0][:len(text)+1]
	read(text, c, cuts, sizes, far)
	return languageCost(text, c, cuts, sizes, far, false) - languageCost(text, c, cuts, sizes, far, true)
}

// box says whether tables are drawn with r. How they are drawn no model knows.
func box(r rune) bool { return r >= 0x2500 && r < 0x2580 }

// model is the language model between two characters.
type model struct {
	before, tok lm.Token // the last two
	rune        rune     // the last
}

// cost returns what r costs behind the last character, as one of charset c.
func (m *model) cost(c Charset, r rune) int {
	tok := lm.TokenOf(r)
	w := lm.Cost3(m.before, m.tok, tok) + identity(c, r)
	if tok == m.tok && r != m.rune && r >= 0x80 {
		if w += groupCost; r < 0x1000 {
			w -= groupCost / 2 // alphabets are small
		}
	}
	if r >= 0x0590 && r < 0x0E80 {
		if known := unlearned(m.rune, r); known > 0 {
			w = known
		}
	}
	m.before, m.tok, m.rune = m.tok, tok, r
	return w
}

// unlearned is the cost of letters that the model has not learned, Hebrew and Thai,
// behind another character; 0 for other characters.
func unlearned(before, r rune) int {
	const often = "אבהולימםנרשת" // three letters in four
	switch {
	case unicode.Is(unicode.Latin, before):
		return 0 // they do not follow each other in a word; the model knows that much
	case r >= 0x05D0 && r <= 0x05EA:
		if strings.ContainsRune(often, r) {
			return 3 * nat
		}
		return 42 * nat / 10
	case r >= 0x0E01 && r <= 0x0E2E: // consonants
		if before >= 0x0E01 && before <= 0x0E2E {
			return 5 * nat
		}
		return 42 * nat / 10
	case r == 0x0E31 || r >= 0x0E34 && r <= 0x0E3A || r >= 0x0E47 && r <= 0x0E4E: // above and below them
		tone := r >= 0x0E47
		if before >= 0x0E01 && before <= 0x0E2E || tone && before >= 0x0E31 && before <= 0x0E3A {
			return 35 * nat / 10
		}
		return strayCost
	case r >= 0x0E30 && r <= 0x0E46: // vowels beside them
		return 38 * nat / 10
	}
	return 0
}

// identity is what it costs to tell r from the characters that share its token,
// and what r costs because it is at home in other charsets.
func identity(c Charset, r rune) int {
	switch {
	case r < 0x80:
		switch {
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			return 3 * nat
		case r >= '0' && r <= '9':
			return 2 * nat
		}
	case r >= 0x3040 && r < 0x3100 && c.Chinese():
		return 2 * nat // kana
	case r >= 0x3130 && r < 0x3190:
		return 3 * nat // single Hangul letters
	case r >= 0xFF61 && r < 0xFFA0:
		return nat // half-width katakana: every byte from A1 to DF is one
	case r >= 'Ａ' && r <= 'ｚ':
		return 3 * nat
	case r >= '０' && r <= '９':
		return 2 * nat
	case runeclass.Is(r, runeclass.Private):
		return 6 * nat
	}
	return 0
}

// charmapOf returns x/text's table of a charset of single bytes, nil for others.
func charmapOf(c Charset) *charmap.Charmap {
	if single := c.row().Single; single != nil {
		return single()
	}
	return nil
}

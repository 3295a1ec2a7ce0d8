package encoding

import (
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Two bytes of GBK are well-formed UTF-8 once in twenty times: 右 is Ʒ and 写 is д.
// Where nearly all lines are in one other charset, a line of few such characters is
// read in both.

// chance reports whether line, which looks like UTF-8, does so by chance: where its
// block is in a charset in which it makes more sense. Well-formed lines with a
// character of three bytes are never doubted.
func (x *context) chance(line []byte) bool {
	if !x.doubts() || !twoByteOnly(line) && utf8scan.Valid(line) {
		return false
	}
	work := x.work.orNew()
	text, cuts := work.take(line, 0)
	sizes := work.sizes[0][:len(text)+1]
	read(text, x.dominant, cuts, sizes, far)
	here := languageCost(text, x.dominant, cuts, sizes, far, true)
	return noise(text) > here-x.prior[x.dominant] && utf8Cost(text) > here-x.doubt+helpedMargin
}

// twoByteOnly reports whether the non-ASCII characters of UTF-8 text are one to
// eight, of two bytes each. More of them are hardly ever UTF-8 by chance.
func twoByteOnly(line []byte) bool {
	high := 0
	for _, b := range line {
		if high += int(b >> 7); b >= 0xE0 || high > 16 {
			return false
		}
	}
	return high > 0
}

// Characters of two bytes in UTF-8, among text that is not in it.
const (
	signCost    = 5 * nat  // at most, for a sign beside what it belongs to: © 2014, 25 °C
	aloneCost   = 12 * nat // at least, for a letter that is no word: most alphabets have none of one letter
	symbolAlone = 8 * nat  // the same for letters that stand for something: α, π; and à, which is a word
)

// utf8Cost is languageCost of text as UTF-8, with what the model does not know about
// single characters.
func utf8Cost(text []byte) (cost int) {
	var m model
	for i, n := 0, 0; i < len(text); i += n {
		var r rune
		if r, n = utf8.DecodeRune(text[i:]); r == utf8.RuneError && n <= 1 {
			cost += strayCost
			m = model{}
			continue
		}
		w := min(m.cost(UTF8, r), unlikelyCost)
		if r < utf8.RuneSelf {
			if noiseAt(text, i) > 0 {
				if !word(text[i]) {
					w = min(w, behindCost)
				}
				cost += min(w, noiseCost)
			}
			continue
		}
		before, after := around(text, i, n)
		switch {
		case r < 0x100 && !unicode.IsLetter(r):
			if lettersOrDigits(text[:i], text[i+n:], !unicode.IsNumber(r)) {
				w = min(w, signCost)
			}
		case unicode.IsLetter(before) || unicode.IsLetter(after):
		case r < 0x100 || unicode.Is(unicode.Greek, r):
			w = max(w, symbolAlone)
		default:
			w = max(w, aloneCost)
		}
		cost += w
	}
	return cost
}

// around returns the characters before and after the one of n bytes at text[i].
func around(text []byte, i, n int) (before, after rune) {
	before, _ = utf8.DecodeLastRune(text[:i])
	after, _ = utf8.DecodeRune(text[i+n:])
	return before, after
}

// lettersOrDigits reports whether before ends or after begins with a letter or a
// digit of ASCII; there may be a blank between them, if so wanted.
func lettersOrDigits(before, after []byte, blank bool) bool {
	if n := len(before); blank && n > 1 && before[n-1] == ' ' {
		before = before[:n-1]
	}
	if blank && len(after) > 1 && after[0] == ' ' {
		after = after[1:]
	}
	return len(before) > 0 && word(before[len(before)-1]) || len(after) > 0 && word(after[0])
}

func word(b byte) bool { return letter(b) || b-'0' < 10 }

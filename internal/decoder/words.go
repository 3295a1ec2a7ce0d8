package decoder

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
)

// Words that lost a pair. A word of two characters is six bytes of UTF-8 and three
// characters of GBK; if one of these is for private use, and is left out, two rare
// characters are left, which are too few to judge. But the frequent words among them are
// known: there is one for each such two characters, or one that is far more frequent than
// the others.

//go:embed words.txt
var wordList string

// stripped are the words by what is left of them.
var stripped = sync.OnceValue(func() map[[2]rune]string {
	m := make(map[[2]rune]string)
	for word := range strings.FieldsSeq(wordList) {
		if left, ok := strip(word); ok {
			m[left] = word
		}
	}
	return m
})

// Word returns the word of which a and b are left where UTF-8 was read as GBK and a
// character for private use was left out; "" if there is none that is frequent.
func Word(a, b rune) string { return stripped()[[2]rune{a, b}] }

// StrippedAt returns before which of its two characters, or behind them, 2, the word lost the third.
func StrippedAt(word string) int {
	for i := 0; i+1 < len(word); i += 2 {
		if r, _ := GBK.decodePair(word[i], word[i+1]); private(r) {
			return i / 2
		}
	}
	return 2
}

// MisreadWord reports whether three characters are a frequent word of two, of which the UTF-8 was read
// as GBK.
func MisreadWord(text [3]rune) bool {
	var b [6]byte
	for i, r := range text {
		c := GBK.Encode(r)
		if c.N != 2 {
			return false
		}
		b[2*i], b[2*i+1] = c.B[0], c.B[1]
	}
	first, n := utf8.DecodeRune(b[:])
	second, m := utf8.DecodeRune(b[n:])
	return n == 3 && m == 3 && FrequentWord(first, second)
}

// FrequentWord reports whether a and b make a word that is as frequent as those of the list.
func FrequentWord(a, b rune) bool {
	if !frequent(a) || !frequent(b) {
		return false
	}
	cost, bond := pairOf(a, b)
	return cost <= wordMost && bond >= wordBond
}

// frequent reports whether a word of the list may have r: the model knows rare characters
// by their class alone, of which any two cost little.
func frequent(r rune) bool {
	_, _, ok := gb18030.EncodeGB2312(r)
	return ok && lm.UnigramCost(lm.TokenOf(r)) < wordRune
}

// pairOf returns what two characters cost in a row, and by how much less that is than
// what they cost by themselves.
func pairOf(a, b rune) (cost, bond int) {
	s, t := lm.TokenOf(a), lm.TokenOf(b)
	cost = lm.UnigramCost(s) + lm.Cost(s, t)
	return cost, lm.UnigramCost(s) + lm.UnigramCost(t) - cost
}

// strip returns what is left of a word; ok is false if that is not two characters.
func strip(word string) (left [2]rune, ok bool) {
	n := 0
	for b := []byte(word); len(b) > 1; b = b[2:] {
		r, known := GBK.decodePair(b[0], b[1])
		switch {
		case !known || r < 0x3400 && !private(r):
			return left, false
		case private(r):
		case n == len(left):
			return left, false
		default:
			left[n] = r
			n++
		}
	}
	return left, n == len(left) && len(word)%2 == 0
}

// What a word must be: its characters so frequent, each by itself; so frequent as a
// pair; more frequent than its characters make by chance, or very frequent; and so much
// more frequent than others of which the same is left, and than what is left.
const (
	wordRune   = 10 * lm.Nat
	wordMost   = 12 * lm.Nat
	wordOften  = 45 * lm.Nat / 4
	wordBond   = 3 * lm.Nat
	wordLoose  = 3 * lm.Nat / 2
	wordLead   = 2 * lm.Nat
	wordBeyond = 12 * lm.Nat
)

// Words makes the list of words, the most frequent first. It is for the generator; the list
// that is used lies in a file.
func Words() []byte {
	var han []rune
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		if frequent(r) {
			han = append(han, r)
		}
	}
	type entry struct {
		word string
		cost int
		bond int
	}
	best := map[[2]rune][2]entry{} // the two most frequent of each
	for _, a := range han {
		for _, b := range han {
			cost, bond := pairOf(a, b)
			if cost > wordMost+wordLead || bond < wordLoose {
				continue
			}
			e := entry{string([]rune{a, b}), cost, bond}
			left, ok := strip(e.word)
			if !ok {
				continue
			}
			two := best[left]
			switch {
			case two[0].word == "" || cost < two[0].cost:
				two[0], two[1] = e, two[0]
			case two[1].word == "" || cost < two[1].cost:
				two[1] = e
			}
			best[left] = two
		}
	}
	var list []entry
	for left, two := range best {
		e := two[0]
		clean, _ := pairOf(left[0], left[1])
		if e.cost > wordMost || e.bond < wordBond && e.cost > wordOften ||
			two[1].word != "" && two[1].cost < e.cost+wordLead || clean < e.cost+wordBeyond {
			continue
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int {
		if a.cost != b.cost {
			return a.cost - b.cost
		}
		return strings.Compare(a.word, b.word)
	})
	var out []byte
	for i, e := range list {
		if out = append(out, e.word...); i%16 == 15 || i == len(list)-1 {
			out = append(out, '\n')
		} else {
			out = append(out, ' ')
		}
	}
	return out
}

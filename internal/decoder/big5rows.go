package decoder

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// The decoders of Java and Python have the characters of rows C6 and C7 of Big5 in another
// order than ETEN, whose rows browsers and Hong Kong have: the first code of ETEN is that
// of ①. Windows has private use there. In GBK these rows are 品, 其, 前 and 请.

// otherRows are those characters in that order, from C6A1 on, without gaps.
const otherRows = "ヾゝゞ々" +
	"ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをん" +
	"ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ" +
	"ДЕЁЖЗИЙКЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя" +
	"①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"

// otherCodes are their codes.
var otherCodes = func() map[rune]Code {
	codes := make(map[rune]Code, utf8.RuneCountInString(otherRows))
	lead, trail := byte(0xC6), byte(0xA1)
	for _, r := range otherRows {
		codes[r] = Code{[4]byte{lead, trail}, 2}
		switch trail++; trail {
		case 0x7F:
			trail = 0xA1
		case 0xFF:
			lead, trail = lead+1, 0x40
		}
	}
	return codes
}()

// appendOther is AppendEncoded of Big5 as Java and Python read it. other tells whether that
// makes a difference.
func appendOther(dst, text []byte) (out []byte, other, ok bool) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		c, found := otherCodes[r]
		if !found {
			c = Big5.Encode(r)
		}
		if c.N == 0 {
			return dst, false, false
		}
		dst = append(dst, c.B[:c.N]...)
		other = other || found
		i += n
	}
	return dst, other, true
}

// otherLead is by how much likelier text must be that the other rows make, so that single
// characters do not decide by chance.
const otherLead = 2 * lm.Nat

// clearRows is by how much the text of one order must be likelier for nobody to look closer.
const clearRows = 9 * lm.Nat

// better reports whether text, which the other rows make, is likelier than what the
// common ones make. Where that is in doubt, the characters that differ are chosen as lost ones are.
func (u *Undoer) better(text, common []byte) bool {
	gain := lm.Sum(common) - lm.Sum(text)
	if gain > clearRows || gain < -clearRows {
		return gain > 0
	}
	a, b := []rune(string(common)), []rune(string(text))
	if len(a) != len(b) {
		return gain > otherLead
	}
	if u.place == nil {
		u.place = new(choice.Place)
	}
	taste := styleOf(a).tastes()
	gain = 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		u.place.At(func(offset int) lm.Token {
			if i+offset < 0 || i+offset >= len(a) {
				return lm.Start
			}
			return lm.TokenOf(a[i+offset])
		})
		var costs [2]int
		u.place.Costs([]lm.Token{lm.TokenOf(a[i]), lm.TokenOf(b[i])}, costs[:])
		gain += costs[0] - costs[1] + int(taste[kindOf(a[i])]-taste[kindOf(b[i])])
	}
	return gain > otherLead
}

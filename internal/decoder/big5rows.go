package decoder

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
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

// better reports whether text, which the other rows make, is likelier than what the
// common ones make.
func better(text, common []byte) bool {
	return lm.Sum(text)+otherLead < lm.Sum(common)
}

package linkfarm

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// others are traditional characters in common use, each beside one of the same
// simplified form that the tool writes for it: 發 is, so 髮 is not.
const others = "噹襬饑逕閑儘艷鍊縴囌甦朮嘩彆罈歎燬簽淒勛証鑒濕彊崙嚐臟糰穫鎗菸盪剷鐘鬚箇複鹵蹟搆彙曆衝鎚嬝裊讚啣髮瀰"

// shown are characters that pages of the tool show all the same.
const shown = "饋嫋準幾豐臺掛凈沖桿兒壞聽曬撲麼黴讌蝨餚"

// markVariants marks the characters that the tool does not write: traditional ones, because
// it leaves their simplified form as it is (后, not 後) or writes another one (發, not
// 髮), and those of no Chinese standard (図).
func (t *charTable) markVariants() {
	written := map[rune]bool{} // simplified characters that have a common traditional form
	for i := range t.byLead {
		if c := &t.byLead[i]; c.kind&charChanges != 0 && common(c.r) {
			written[simplifiedForm(c.r)] = true
		}
	}
	for i := range t.byLead {
		c := &t.byLead[i]
		switch {
		case c.r == '　':
			c.kind |= charVariant // text seldom goes on behind it
		case c.r < 0x3400 || c.r > 0x9FFF:
		case c.kind&charChanges != 0:
			s := simplifiedForm(c.r)
			_, _, seen := pinyin.Farm(c.r)
			if !seen && (common(s) || written[s] && !common(c.r) || strings.ContainsRune(others, c.r)) && !strings.ContainsRune(shown, c.r) {
				c.kind |= charVariant
			}
		case c.r >= 0x4E00 && !inGB2312(i) && known(c.tok):
			if _, n := big5.CP950.EncodeRune(c.r); n != 2 { // Japanese
				c.kind |= charVariant
			}
		}
	}
}

// variant reports whether the tool does not write r, but another traditional
// character of the same simplified form, or that form itself.
func variant(r rune) bool {
	lead, trail, ok := unpair(r)
	return ok && allChars().char(lead, trail).kind&charVariant != 0
}

// common reports whether r is common in traditional text: of level 1 of Big5.
func common(r rune) bool {
	b, n := big5.CP950.EncodeRune(r)
	return n == 2 && 0xA4 <= b[0] && b[0] <= 0xC6
}

// known reports whether the language model knows the character of t by itself.
func known(t lm.Token) bool {
	return t != lm.TokenOf('懰') && t != lm.TokenOf('㐀')
}

// inGB2312 reports whether entry i of a charTable is a Han character of GB 2312.
func inGB2312(i int) bool {
	lead, trail := 0x81+i/192, 0x40+i%192
	return 0xB0 <= lead && lead <= 0xF7 && trail >= 0xA1
}

// simplifiedForm returns what conversion makes of r.
func simplifiedForm(r rune) rune {
	change := tables.Simplified.RuneEntry(r) & dict.ChangeMask
	b := []byte(string(r))
	for i := range b {
		b[i] ^= byte(change >> (8 * i))
	}
	s, _ := utf8.DecodeRune(b)
	return s
}

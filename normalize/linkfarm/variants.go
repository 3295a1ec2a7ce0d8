package linkfarm

import (
	"slices"
	"strings"
	"sync"
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

// written are characters that pages of the tool show all the same.
const written = "饋嫋準幾豐臺掛凈沖桿兒壞聽曬撲麼黴讌蝨餚"

// variants are the characters that the tool does not write: traditional ones, because
// it leaves their simplified form as it is (后, not 後) or writes another one (發, not
// 髮), and those of no Chinese standard (図).
var variants = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	forms := map[rune][]rune{} // of a simplified character, the traditional ones in GBK
	for r := rune(0x3400); r <= 0x9FFF; r++ {
		if _, _, ok := unpair(r); !ok {
			continue
		}
		if changes(r) {
			s := simplifiedForm(r)
			forms[s] = append(forms[s], r)
		} else if _, n := big5.CP950.EncodeRune(r); r >= 0x4E00 && n != 2 && !inGB2312(r) && known(r) { // Japanese
			set[r] = true
		}
	}
	for s, list := range forms {
		for _, r := range list {
			if _, _, seen := pinyin.Farm(r); seen || strings.ContainsRune(written, r) {
				continue
			}
			set[r] = common(s) || strings.ContainsRune(others, r) || !common(r) && slices.ContainsFunc(list, common)
		}
	}
	return set
})

// common reports whether r is common in traditional text: of level 1 of Big5.
func common(r rune) bool {
	b, n := big5.CP950.EncodeRune(r)
	return n == 2 && 0xA4 <= b[0] && b[0] <= 0xC6
}

// known reports whether the language model knows r by itself.
func known(r rune) bool {
	t := lm.TokenOf(r)
	return t != lm.TokenOf('懰') && t != lm.TokenOf('㐀')
}

// inGB2312 reports whether r is a Han character of GB 2312.
func inGB2312(r rune) bool {
	lead, trail, _ := unpair(r)
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

package decoder

import (
	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
)

// style is the script of a line, as far as it is known.
type style struct{ traditional, kana, hangul bool }

// foreign is what a character of the wrong script costs.
const foreign = 4 * lm.Nat

// kind says in which scripts a character may stand.
type kind uint8

const (
	anyScript kind = iota
	kanaOnly
	hangulOnly
	simplifiedOnly
	traditionalOnly
	neitherScript // a rare character
)

func kindOf(r rune) kind {
	switch {
	case r >= 0x3040 && r < 0x3100:
		return kanaOnly
	case r >= 0xAC00 && r < 0xD7A4:
		return hangulOnly
	case r < 0x3400 || r > 0xFFFF:
		return anyScript
	}
	switch gb, b5 := scripts(r); {
	case gb && b5:
		return anyScript
	case gb:
		return simplifiedOnly
	case b5:
		return traditionalOnly
	}
	return neitherScript
}

// taste returns what a character costs beside, as a guess in a line of the style.
func (s style) taste(k kind) int32 {
	switch {
	case k == kanaOnly && !s.kana, k == neitherScript, k == simplifiedOnly && s.traditional, k == traditionalOnly && !s.traditional:
		return foreign
	case k == hangulOnly && !s.hangul:
		return 2 * foreign
	}
	return 0
}

// scripts reports whether r is a character of GB2312 and of the first two planes of Big5,
// which stand for simplified and traditional text.
func scripts(r rune) (gb, b5 bool) {
	_, _, gb = gb18030.EncodeGB2312(r)
	c, n := big5.CP950.EncodeRune(r)
	return gb, n == 2 && c[0] < 0xFA
}

// styleOf returns the style of text, of which lost characters do not count.
func styleOf(chars []Char) (s style) {
	simple, full := 0, 0
	for i := range chars {
		switch r := chars[i].R; {
		case r >= 0x3040 && r < 0x3100:
			s.kana = true
		case r >= 0xAC00 && r < 0xD7A4:
			s.hangul = true
		case r >= 0x4E00 && r < 0xA000 && !chars[i].Lost():
			gb, b5 := scripts(r)
			if gb && !b5 {
				simple++
			}
			if b5 && !gb {
				full++
			}
		}
	}
	s.traditional = full > simple || s.kana
	return s
}

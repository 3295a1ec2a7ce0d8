package mojibake

import (
	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// style is the script of a line, as far as it is known.
type style struct {
	traditional, kana, hangul bool
}

// costScript is what a character of the wrong script costs.
const costScript = 4 * nat

// scriptKind says in which scripts a character may stand.
type scriptKind uint8

const (
	anyScript scriptKind = iota
	kanaOnly
	hangulOnly
	simplifiedOnly
	traditionalOnly
	neitherScript // a rare character
)

func kindOf(r rune) scriptKind {
	switch class := runeclass.Of(r); {
	case class&runeclass.KanaBlock != 0:
		return kanaOnly
	case class == runeclass.Syllable:
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
func (w *walker) taste(k scriptKind) int32 {
	switch k {
	case kanaOnly:
		if !w.style.kana {
			return costScript
		}
	case hangulOnly:
		if !w.style.hangul {
			return 2 * costScript
		}
	case neitherScript:
		return costScript
	case simplifiedOnly:
		if w.style.traditional {
			return costScript
		}
	case traditionalOnly:
		if !w.style.traditional {
			return costScript
		}
	}
	return 0
}

// scripts reports whether r is a character of GB2312 and of the first two planes
// of Big5, which stand for simplified and traditional text.
func scripts(r rune) (gb, b5 bool) {
	_, _, gb = gb18030.EncodeGB2312(r)
	c, n := big5.CP950.EncodeRune(r)
	return gb, n == 2 && c[0] < 0xFA
}

// styleOf returns the style of text.
func styleOf(text []rune) (s style) {
	simple, full := 0, 0
	for _, r := range text {
		switch class := runeclass.Of(r); {
		case class&runeclass.KanaBlock != 0:
			s.kana = true
		case class == runeclass.Syllable:
			s.hangul = true
		case class == runeclass.Common:
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

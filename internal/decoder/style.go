package decoder

import (
	"strings"

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
	symbolOften   // the model knows symbols by their block only: those that lists and tables have
	symbolSeldom  // those that they have less often
	symbolRarely  // and the others
)

// numKinds is how many there are at most: a power of two.
const numKinds = 16

// symbols are those of lists, tables and programs' messages, the most frequent first of
// those that share their first two bytes in UTF-8.
const (
	oftenSymbols  = "✅✓✔❌⏳⚠⭐☀☆★♥☎"
	seldomSymbols = "⚡✗✘✨❗❓❤⏰☑☁☕⚙⛔♂♀♪✿❀➤➜"
)

// symbolKind returns how often symbol r is met.
func symbolKind(r rune) kind {
	switch {
	case strings.ContainsRune(oftenSymbols, r):
		return symbolOften
	case strings.ContainsRune(seldomSymbols, r):
		return symbolSeldom
	}
	return symbolRarely
}

// Often reports whether r is a symbol that is frequent, though the model knows it only
// by its block.
func Often(r rune) bool { return isSymbol(r) && symbolKind(r) == symbolOften }

// isSymbol reports whether r is a symbol that stands before a text, with a blank behind it.
func isSymbol(r rune) bool {
	return r >= 0x23E9 && r < 0x23FB || r >= 0x2600 && r < 0x27C0 || r == '⭐' || r >= 0x1F300 && r < 0x1FB00
}

func kindOf(r rune) kind {
	switch {
	case r >= 0x3040 && r < 0x3100:
		return kanaOnly
	case r >= 0xAC00 && r < 0xD7A4:
		return hangulOnly
	case isSymbol(r) && r < 0x10000:
		return symbolKind(r)
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
	case k == symbolSeldom:
		return 2 * lm.Nat
	case k == symbolRarely:
		return foreign
	case k == hangulOnly && !s.hangul:
		return 2 * foreign
	}
	return 0
}

// tastes returns the tastes of all kinds.
func (s style) tastes() (list [numKinds]int32) {
	for k := range list {
		list[k] = s.taste(kind(k))
	}
	return list
}

// scripts reports whether r is a character of GB2312 and of the first two planes of Big5,
// which stand for simplified and traditional text.
func scripts(r rune) (gb, b5 bool) {
	_, _, gb = gb18030.EncodeGB2312(r)
	c, n := big5.CP950.EncodeRune(r)
	return gb, n == 2 && c[0] < 0xFA
}

// scriptsOf is scripts from memory, for common Han.
func (f *Filler) scriptsOf(r rune) (gb, b5 bool) {
	const known = 4
	k := &f.scripts[r-firstHan]
	if *k == 0 {
		*k = known
		if gb, b5 = scripts(r); gb {
			*k |= 1
		}
		if b5 {
			*k |= 2
		}
	}
	return *k&1 != 0, *k&2 != 0
}

// The common Han.
const firstHan, lastHan = 0x4E00, 0x9FFF

// styleOf returns the style of text, of which lost characters do not count.
func (f *Filler) styleOf(chars []Char) (s style) {
	simple, full := 0, 0
	for i := range chars {
		switch r := chars[i].R; {
		case r >= 0x3040 && r < 0x3100:
			s.kana = true
		case r >= 0xAC00 && r < 0xD7A4:
			s.hangul = true
		case r >= firstHan && r <= lastHan && !chars[i].Lost():
			gb, b5 := f.scriptsOf(r)
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

// styleOf is Filler.styleOf of a text that lost nothing.
func styleOf(text []rune) (s style) {
	balance := 0
	for _, r := range text {
		switch kindOf(r) {
		case simplifiedOnly:
			balance++
		case traditionalOnly:
			balance--
		}
	}
	s.traditional = balance < 0
	return s
}

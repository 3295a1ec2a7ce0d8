package gate

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Pairs of GBK that were read in another charset of pairs are Han characters, many of
// them common: the model by classes finds a few of them likely. But most such charsets are
// of traditional or Japanese text, and a part of a line that is simplified otherwise has
// characters then that no simplified text has.

const (
	// strange is what such a character and the one behind it cost, each behind the one
	// before it, in units of lm: nine in ten in traditional text cost less.
	strange = 18 * lm.Nat
	// beside is how many characters on either side say which script a line is in.
	beside = 12
)

// Foreign reports whether r is a Han character that simplified text does not have, but in
// quotations and in names: GB 2312 lacks it.
func Foreign(r rune) bool {
	return r >= 0x3400 && r < 0xA000 && foreign[r>>6]>>(r&63)&1 != 0
}

// Simplified reports whether r is a character that traditional text does not have: it is
// in GB 2312, and not in Big5.
func Simplified(r rune) bool {
	return r >= 0x3400 && r < 0xA000 && native[r>>6]>>(r&63)&1 != 0
}

// Converts reports whether r is a character that conversion to simplified Chinese makes another of: none is
// left of such in what was converted.
func Converts(r rune) bool { return tables.Simplified.RuneEntry(r)&dict.ChangeMask != 0 }

// Stranger reports whether a Han character at offset p of block that simplified text does
// not have stands in simplified text, beside what it seldom stands beside; or by itself
// with a kana, and is rare.
func Stranger(block []byte, p int) bool {
	r, n := decode(block, p)
	if !Foreign(r) {
		return false
	}
	if beside := block[p+n:]; TwoAlone(block, p) && kana(beside) || TwoAlone(block, p-n) && kana(block[p-n:]) {
		return lm.UnigramCost(lm.TokenOf(r)) >= Rare // 妀こ is no word
	}
	return oddBeside(block, p, r, p+n) >= strange && simplifiedAround(block, p, p+n) // the cheaper question first
}

// mayBeStranger reports whether Stranger may say so of the character of three bytes at offset p: it seldom does in
// traditional text, and there nearly all are asked about. It is asked in ascending order.
func (s *Seen) mayBeStranger(block []byte, p int) bool {
	const far = 4 * beside // bytes
	from, to := max(0, p-far), min(len(block), p+3+far)
	if s.amid.native >= from || TwoAlone(block, p) || TwoAlone(block, p-3) {
		return true
	}
	for i := max(from, s.amid.end); i < to; {
		r, n := utf8scan.Decode(block[i:])
		if Simplified(r) {
			s.amid.native, s.amid.end = i, i+n
			return true
		}
		i += n
	}
	s.amid.end = to
	return false
}

// kana reports whether text begins with a kana.
func kana(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return runeclass.Is(r, runeclass.KanaBlock)
}

// simplifiedAround reports whether text around block[from:to] is simplified Chinese, as far
// as it is close by and on the same line: kana there say that it is Japanese.
func simplifiedAround(block []byte, from, to int) bool {
	found := false
	for range beside {
		r, n := utf8.DecodeLastRune(block[:from])
		if n == 0 || r == '\n' {
			break
		}
		if runeclass.Is(r, runeclass.KanaBlock) {
			return false
		}
		found = found || Simplified(r)
		from -= n
	}
	for range beside {
		if to >= len(block) {
			break
		}
		r, n := decode(block, to)
		if r == '\n' {
			break
		}
		if runeclass.Is(r, runeclass.KanaBlock) {
			return false
		}
		found = found || Simplified(r)
		to += n
	}
	return found
}

// oddBeside is what r at offset from costs behind what is before it, and what stands at
// offset to behind r; where that is less than strange, it may say more than it is.
func oddBeside(block []byte, from int, r rune, to int) int {
	t, prev := lm.TokenOf(r), lm.Start
	if a, n := utf8.DecodeLastRune(block[:from]); n > 1 {
		prev = lm.TokenOf(a)
	}
	if to == len(block) || block[to] < utf8.RuneSelf {
		return lm.Cost(prev, t)
	}
	c, _ := decode(block, to)
	next := lm.TokenOf(c)
	if most := lm.AtMost(prev, t) + lm.AtMost(t, next); most < strange {
		return most // as mostly, and cheaper
	}
	return lm.Cost(prev, t) + lm.Cost(t, next)
}

package mojibake

import (
	"github.com/fixtext/fixtext/internal/runeclass"
)

// How some scripts are written: what breaks their rules was not written in them.

// halfKana reports whether r is half-width katakana, which code page 932 has as single
// bytes, and others do not make.
func halfKana(r rune) bool { return runeclass.Is(r, runeclass.HalfWidth) }

// thaiFaults counts points for why text can hardly be Thai: letters stand where no syllable
// has them, or are hardly ever written. thai counts its letters.
func thaiFaults(text []rune) (points, thai int) {
	const (
		other = iota
		consonant
		leading // a vowel that is written before its consonant
		above   // a vowel or mark above or below one
	)
	class := func(r rune) int {
		switch {
		case r >= 0xE01 && r <= 0xE2E:
			return consonant
		case r >= 0xE40 && r <= 0xE44:
			return leading
		case r == 0xE31, r >= 0xE34 && r <= 0xE3A, r >= 0xE47 && r <= 0xE4E:
			return above
		}
		return other
	}
	prev := other
	for _, r := range text {
		c := class(r)
		switch {
		case runeclass.Is(r, runeclass.Thai):
			thai++
		case r >= 0x80:
			points += 2 // windows-874 has controls and a few marks beside Thai
		}
		switch r {
		case 'ฃ', 'ฅ', 'ฦ', '฿', '๏', '๚', '๛':
			points += 2
		case 'ฆ', 'ฌ', 'ฏ', 'ฑ', 'ฒ', 'ฤ', 'ฬ', 'ๅ', 'ฯ':
			points++
		}
		wrong := false
		switch {
		case c == above:
			wrong = prev != consonant && prev != above
		case prev == leading:
			wrong = c != consonant
		}
		if wrong {
			points += 2
		}
		prev = c
	}
	return points, thai
}

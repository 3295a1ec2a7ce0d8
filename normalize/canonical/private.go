package canonical

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// fromGB returns the character that GB18030-2022 has in the place where older
// versions and GBK had the private-use character r (U+E766 to U+E864, 䶮 at
// U+E863), 0 if there is none. The user-defined areas before it are no standard's.
func fromGB(r rune) rune {
	if r < 0xE766 || r > 0xE864 {
		return 0
	}
	switch r { // moved to Extension B in 2005; the tables of browsers still have them here
	case 0xE816:
		return 0x20087
	case 0xE817:
		return 0x20089
	case 0xE818:
		return 0x200CC
	case 0xE831:
		return 0x215D7
	case 0xE83B:
		return 0x2298F
	case 0xE855:
		return 0x241FE
	}
	b, n := gb18030.CP936.EncodeRune(r)
	if n != 2 {
		return 0
	}
	to, ok := gb18030.WHATWG.DecodePair(b[0], b[1])
	if !ok || isPrivate(to) {
		return 0
	}
	return to
}

// fromHKSCS returns the ideograph of HKSCS-2008 that has the Big5 code which
// Windows reads as the private-use character r; 0 if there is none.
func fromHKSCS(r rune) rune {
	b, n := big5.CP950.EncodeRune(r)
	if n != 2 {
		return 0
	}
	to, ok := big5.WHATWG.DecodePair(b[0], b[1])
	if !ok || to == utf8.RuneError || !isHan(to) {
		return 0
	}
	return to
}

func isPrivate(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

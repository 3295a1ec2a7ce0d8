package canonical

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// Private-use characters (FT503) stand for what the table of a charset had in
// their place before Unicode had the character. GB18030 has used U+E766 to
// U+E864 so; Windows reads the codes of HKSCS as U+E000 to U+F848. Icons of
// fonts and the characters of private fonts are there too. So they change only
// beside Han characters, in a line that something says is Chinese; by HKSCS, only
// in a line without simplified characters and where the language model knows the character in such a place (嘅 and 咗 in
// Cantonese), and that is inferred.

// private returns what the private-use character c at src[from:to] stands for, 0
// if that is not known.
func (l *line) private(c rune, from, to int) (repl rune, v edit.Verdict, confidence float64) {
	gb, hk := fromGB(c), fromHKSCS(c)
	if gb == 0 && hk == 0 || !l.besideHan(from, to) || !l.surelyChinese() || l.codes.is(l.talksCodes) {
		return 0, 0, 0
	}
	if hk != 0 && l.counts.Simplified == 0 && (gb == 0 || l.class == script.Traditional) && l.fits(hk, from, to) {
		return hk, edit.Inferred, 0.95
	}
	return gb, edit.Exact, 1
}

// fitting is the highest cost, in nats, of a character behind the one before it
// and of the one behind it, together, at which the character fits. Where a text
// used a font of its own, what HKSCS has there costs 19 and more, while the
// words of Cantonese cost 5 to 15.
const fitting = 16

// fits reports whether the language model expects r in the place of src[from:to].
func (l *line) fits(r rune, from, to int) bool {
	prev, t, next := lm.Start, lm.TokenOf(r), lm.Start
	if c := l.before(from); c != 0 {
		prev = lm.TokenOf(asHKSCS(c))
	}
	if c := l.after(to); c != 0 {
		next = lm.TokenOf(asHKSCS(c))
	}
	return float64(lm.Cost(prev, t)+lm.Cost(t, next))*lm.Unit <= fitting
}

// asHKSCS returns what r stands for if it is a private-use character of HKSCS,
// else r.
func asHKSCS(r rune) rune {
	if isPrivate(r) {
		if to := fromHKSCS(r); to != 0 {
			return to
		}
	}
	return r
}

// besideHan reports whether src[from:to], or the few private-use characters it
// stands among, touches a Han character.
func (l *line) besideHan(from, to int) bool {
	const most = 8
	p := from
	for range most {
		r, n := utf8.DecodeLastRune(l.src[l.from:p])
		if isHan(r) {
			return true
		}
		if !isPrivate(r) && !invisible(r) {
			break
		}
		p -= n
	}
	p = to
	for range most {
		r, n := utf8.DecodeRune(l.src[p:l.to])
		if isHan(r) {
			return true
		}
		if !isPrivate(r) && !invisible(r) {
			break
		}
		p += n
	}
	return false
}

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

func isPrivate(r rune) bool { return runeclass.Is(r, runeclass.Private) }

package mojibake

import (
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/lm"
)

// verdict is what speaks for a repair.
type verdict struct {
	gain  int // what the text costs less, in 1/16 nat
	bar   int // how much less it has to cost
	chars int // characters beyond ASCII in the repaired text
	ok    bool
}

// weigh compares old text with new, between the two characters before it and
// the two behind it.
func weigh(s step, before, old, text, after []rune, proved bool) (v verdict) {
	a, b := costBetween(before, old, after), costBetween(before, text, after)
	v.gain = a - b
	o, t := survey(old), survey(text)
	v.chars = t.wide
	if t.wide == 0 || t.distinct < 2 && s.x != utf8Source {
		return v
	}
	if !s.y.single() && o.wide < 3 {
		return v // six bytes of UTF-8 at least
	}
	if s.x == utf8Source && s.y.single() && (2*t.east < t.wide || t.wide == 2 && t.east == 1) {
		return v // western.go knows more about that
	}
	mean := costOf(text) / max(1, t.wide)
	strong := v.gain >= 30*nat && v.gain >= 5*nat*t.wide // what stood there was far less likely
	var perChar, most int
	switch {
	case s.x == utf8Source:
		v.bar, perChar, most = 12*nat, nat, 10*nat
	case s.y.phased():
		v.bar, perChar, most = 14*nat, 2*nat, 9*nat
		if t.wide < 5 || o.wide < 5 || o.wide < 7 && old[0] != '?' && old[0] != utf8.RuneError {
			return v
		}
	case s.y.single() || s.y == partial:
		v.bar, perChar, most = 18*nat, 5*nat/2, 17*nat/2
		if t.wide >= 4 && v.gain >= 40*nat && v.gain >= 8*nat*t.wide {
			most = 11 * nat // rare words, but the letters that stand there are rarer
		}
	default:
		v.bar, perChar, most = 20*nat, 5*nat/2, 8*nat
		if t.distinct < 3 || o.distinct < 3 {
			return v
		}
		if s.x != utf8Source && t.wide < 4 && !proved {
			return v // a few characters by themselves: a list of rare ones, more likely
		}
		if strong {
			most = 10 * nat
		}
	}
	if s.x != utf8Source && s.y.single() && o.cased == 0 && t.wide < 4 || s.x == gbkSource && s.y.western() && o.han == 0 && 4*o.cased < o.wide {
		return v // symbols of formulas and quotations, more likely
	}
	if s.x != utf8Source && !proved && t.distinct < 3 && t.wide > 2 {
		return v // the same few characters again and again
	}
	if s.x != utf8Source && (t.han == 0 || 2*t.han < t.wide && (!s.y.single() && (!strong || t.han < 2) || 2*(t.han+t.marks) < t.wide)) {
		return v
	}
	if s.x != utf8Source && !s.y.phased() && o.alphabet > 0 {
		v.bar, perChar = 35*nat, 7*nat/2
	}
	if s.x == utf8Source && s.y.single() && v.chars >= 3 {
		// So much valid UTF-8 is no chance.
		perChar, most = 0, 64*nat
	}
	if s.x == utf8Source && s.y.has(charset.Likely) && accented(old) {
		v.bar, perChar, most = 5*nat, 0, 14*nat
	}
	if s.crosses() && !s.y.phased() && japanese(before)+japanese(after) >= 3 {
		v.bar *= 2
	}
	if proved {
		v.bar, perChar, most = 4*nat, 0, max(most, 10*nat)
		if s.crosses() {
			v.bar, perChar, most = 10*nat, 3*nat/2, max(most, 9*nat)
		}
	}
	v.bar = max(v.bar, perChar*t.wide)
	v.ok = v.gain >= v.bar && mean <= most && !innocent(s, before, old, after, text, mean)
	return v
}

// japanese returns the number of kana in text.
func japanese(text []rune) (n int) {
	for _, r := range text {
		if r >= 0x3040 && r < 0x3100 {
			n++
		}
	}
	return n
}

// eastAsian tells whether r is a character of Chinese, Japanese or Korean.
func eastAsian(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xAC00 && r < 0xD7A4 || r >= 0xFF00 && r < 0xFFF0 || r >= 0x20000
}

// accented tells whether symbols stand where they should in UTF-8 that was read
// in a Western page: behind most letters that are not ASCII.
func accented(old []rune) bool {
	letters, symbols := 0, 0
	for _, r := range old {
		if r < 0x80 {
			continue
		}
		if symbol([]byte(string(r))) {
			symbols++
		} else {
			letters++
		}
	}
	return symbols >= letters
}

// census counts the characters of a text.
type census struct {
	wide     int // beyond ASCII
	han      int
	marks    int // full-width punctuation, quotation marks
	cased    int // capital and small letters beyond ASCII
	alphabet int // kana, Hangul, Cyrillic, Greek letters
	east     int // characters of Chinese, Japanese and Korean
	distinct int // different characters beyond ASCII, counted up to 8
}

// punctuation tells whether r is a mark of Chinese text.
func punctuation(r rune) bool {
	return r >= 0x3000 && r < 0x3020 || r >= 0xFF01 && r < 0xFF10 || r >= 0xFF1A && r < 0xFF20 || typographic(r)
}

// typographic tells whether r is a mark that Chinese text shares with the
// single-byte pages.
func typographic(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·', '•', '–':
		return true
	}
	return false
}

func survey(text []rune) (c census) {
	var seen [8]rune
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		c.wide++
		if eastAsian(r) {
			c.east++
		}
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			c.cased++
		}
		switch {
		case r >= 0x3400 && r < 0xA000 || r >= 0x20000 && r < 0x40000:
			c.han++
		case punctuation(r):
			c.marks++
		case r >= 0x370 && r < 0x530 || r >= 0x3040 && r < 0x3100 || r >= 0xAC00 && r < 0xD7A4:
			c.alphabet++
		}
		if c.distinct < len(seen) {
			found := false
			for _, x := range seen[:c.distinct] {
				found = found || x == r
			}
			if !found {
				seen[c.distinct] = r
				c.distinct++
			}
		}
	}
	return c
}

// costBetween is the cost of text between the ends of before and after.
func costBetween(before, text, after []rune) (sum int) {
	first, prev := lm.Start, lm.Start
	for _, r := range before[max(0, len(before)-2):] {
		first, prev = prev, lm.TokenOf(r)
	}
	add := func(r rune) {
		t := lm.TokenOf(r)
		sum += lm.Cost3(first, prev, t)
		first, prev = prev, t
	}
	for _, r := range text {
		add(r)
	}
	for _, r := range after[:min(2, len(after))] {
		add(r)
	}
	return sum
}

// costOf is the cost of the characters of text that are not ASCII.
func costOf(text []rune) (sum int) {
	first, prev := lm.Start, lm.Start
	for _, r := range text {
		t := lm.TokenOf(r)
		if r >= 0x80 {
			sum += lm.Cost3(first, prev, t)
		}
		first, prev = prev, t
	}
	return sum
}

// symbol tells whether b begins with a character that is no letter, and a byte
// 80 to BF of a Western page.
func symbol(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	if r < 0x80 || r > 0x2122 || r > 0xBF && unicode.IsLetter(r) && r != 'œ' && r != 'Œ' && r != 'š' && r != 'Š' && r != 'ž' && r != 'Ž' && r != 'Ÿ' && r != 'ƒ' {
		return false
	}
	c := latin.encode(r)
	if c.n == 0 {
		c = cp1250.encode(r)
	}
	return c.n == 1 && c.b[0] >= 0x80 && c.b[0] < 0xC0
}

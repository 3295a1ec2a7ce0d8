package mojibake

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// reading is a hypothesis about a part of a line: what it was before steps were done.
type reading = judge.Reading[step]

// kind returns what is decided about a reading that undoes s.
func kindOf(s step) judge.Kind {
	switch {
	case s.Source == decoder.FromUTF8 && s.Page.Single():
		return judge.UTF8InSingle
	case s.Source == decoder.FromUTF8:
		return judge.UTF8InPairs
	case s.OutOfStep():
		return judge.OutOfStep
	case s.Page.Single():
		return judge.PairsInSingle
	case s.Page == decoder.Partial:
		return judge.PairsInParts
	}
	return judge.PairsInPairs
}

// weigh measures what speaks for text in the place of old, between what is before
// and after it, and against it: that s is undone, and guesses characters of it are
// guesses. Most is measured of what is possible only.
func weigh(s step, before, old, text, after []rune, guesses int, proved bool) (l judge.Ledger) {
	l.Kind = kindOf(s)
	l.Gain = costBetween(before, old, after) - costBetween(before, text, after) - overrated(old)
	if l.Gain <= 0 {
		return l
	}
	o, t := survey(old), survey(text)
	l.Chars = t.wide
	l.Add(judge.OldWide, o.wide, len(old))
	l.Add(judge.OldDistinct, o.distinct, o.wide)
	l.Add(judge.OldCased, o.cased, o.wide)
	l.Add(judge.OldLatin, o.latin, o.wide)
	if l.Kind == judge.PairsInPairs {
		l.Set(judge.Ruled, count(old, ruled))
		if !laced(old) {
			l.Set(judge.OldHalf, count(old, halfKana))
		}
		l.Set(judge.OldPrivate, count(old, runeclass.IsPrivate))
		if !noJapanese(old) {
			l.Set(judge.OldKana, count(old, func(r rune) bool { return writesKana(s, r) }))
		}
	}
	l.Add(judge.OldEast, o.east, o.wide)
	l.Add(judge.NewWide, t.wide, len(text))
	l.Add(judge.NewDistinct, t.distinct, t.wide)
	l.Add(judge.NewHan, t.han, t.wide)
	l.Add(judge.NewMarks, t.marks, t.wide)
	l.Add(judge.NewEast, t.east, t.wide)
	l.Add(judge.NewKana, t.kana, t.wide)
	l.Add(judge.Guesses, guesses, t.wide)
	l.Note(judge.Proved, proved)
	if l.Impossible() != 0 {
		return l
	}
	var behind []rune // what stands behind a rare word may suit a reading by chance
	if l.Kind == judge.PairsInPairs && stranger(old, before[max(0, len(before)-nearby):], after[:min(nearby, len(after))]) {
		l.Note(judge.Amid, s.Source == decoder.FromGBK || s.Source == decoder.FromBig5)
		behind = after
	}
	cost := costOf(nil, text, nil)
	if guesses == 0 { // these were chosen to suit what stands beside
		cost = max(0, min(cost, costOf(before, text, behind)))
	}
	l.Mean = cost / t.wide
	l.Add(judge.OldSorted, o.sorted, o.wide)
	l.Add(judge.OldRepeated, o.repeated, o.wide)
	l.Add(judge.NewSorted, t.sorted, t.wide)
	l.Add(judge.NewLetters, t.letters, t.wide)
	l.Note(judge.Touches, chinese(before, len(before)-1) || chinese(after, 0))
	l.Add(judge.OldSymbols, o.symbols, o.wide)
	l.Note(judge.Closes, t.wide == 1 && len(before) > 0 && slices.ContainsFunc(old, func(r rune) bool { return r >= utf8.RuneSelf && closes(before[len(before)-1], r) }))
	if s.Source == decoder.FromUTF8 && has(s.Page, charset.Likely) {
		symbols, letters := accents(old)
		l.Add(judge.Accented, symbols, letters)
	}
	switch {
	case s.Source == decoder.FromUTF8:
		object(&l, s, old, text)
	case s.Page.Single():
		l.Note(judge.CaseRun, o.wide >= 4 && caseRun(old, 2))
	case l.Kind == judge.PairsInPairs && (s.Source == decoder.FromGBK || s.Source == decoder.FromBig5):
		l.Set(judge.SortedOld, sorted(old, near))
		l.Set(judge.SortedNew, sorted(text, near))
		l.Set(judge.AtHome, atHome(s, before, old, after, text, false))
	}
	return l
}

// partClean reports whether a part of old, of which text says what each character was, is much likelier
// as it stands: where only some of a line was damaged, the rest has a reading, too.
func partClean(before, old, text []rune) bool {
	if len(old) != len(text) {
		return false
	}
	var was, is lm.Walk
	for _, r := range before[max(0, len(before)-2):] {
		was.Next(r)
		is.Next(r)
	}
	sum, most := 0, 0
	for i, r := range old {
		sum = max(0, sum+is.Next(text[i])-was.Next(r))
		most = max(most, sum)
	}
	return judge.Enough(judge.PartClean, most)
}

// writesKana reports whether r is kana, and no character that GBK text which s misread often
// has: the kana of Big5 are where GBK has 期 and 日. In the other direction they are where
// Big5 has 不 and 一, all of them, and nothing would speak for Japanese any more.
func writesKana(s step, r rune) bool {
	if !runeclass.Is(r, runeclass.KanaBlock) {
		return false
	}
	return s.Source != decoder.FromGBK || han(s, r) == 0
}

// noJapanese reports whether text is hardly Japanese, though it may have kana: it has
// private-use characters, or marks of lost bytes with a letter behind, as Big5 leaves them.
func noJapanese(text []rune) bool {
	marks := 0
	for i, r := range text {
		if runeclass.IsPrivate(r) {
			return true
		}
		if (r == utf8.RuneError || r == '?') && i+1 < len(text) && text[i+1] >= '@' && text[i+1] < 0x7F {
			marks++
		}
	}
	return marks > 1
}

// laced reports whether single characters of ASCII stand between kana of half width more than
// once, as trail bytes of Big5 and GBK do, and letters beside words of these do not: ｳoｭｺｺq.
func laced(text []rune) bool {
	n := 0
	for i := 1; i+1 < len(text); i++ {
		if text[i] >= '@' && text[i] < 0x7F && halfKana(text[i-1]) && halfKana(text[i+1]) {
			n++
		}
	}
	return n > 1
}

// eastAsian reports whether r is a character of Chinese, Japanese or Korean.
func eastAsian(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xAC00 && r < 0xD7A4 || r >= 0xFF00 && r < 0xFFF0 || r >= 0x20000
}

// accents counts the symbols that stand in UTF-8 that was read in a Western page behind
// most letters that are not ASCII, and these.
func accents(old []rune) (symbols, letters int) {
	for _, r := range old {
		if r < 0x80 {
			continue
		}
		if symbol(r) {
			symbols++
		} else {
			letters++
		}
	}
	return symbols, letters
}

// census counts the characters of a text.
type census struct {
	wide     int // beyond ASCII
	han      int
	marks    int // full-width punctuation, quotation marks
	latin    int // below U+0100
	cased    int // capital and small letters beyond ASCII
	east     int // characters of Chinese, Japanese and Korean
	distinct int // different characters beyond ASCII, counted up to 8
	sorted   int // that follow close behind the one before in the order of code points
	repeated int // the same as one of the two before
	kana     int
	letters  int // of alphabets
	symbols  int // no letters
}

// punctuation reports whether r is a mark of Chinese text.
func punctuation(r rune) bool {
	return r >= 0x3000 && r < 0x3020 || r >= 0xFF01 && r < 0xFF10 || r >= 0xFF1A && r < 0xFF20 || typographic(r)
}

// typographic reports whether r is a mark that Chinese text shares with the
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
	var one, two rune // the two characters beyond ASCII before
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		c.wide++
		if r < 0x100 {
			c.latin++
		}
		if !unicode.IsLetter(r) {
			c.symbols++
		}
		if r == one || r == two {
			c.repeated++
		} else if r > one && r-one <= near {
			c.sorted++
		}
		one, two = r, one
		class := runeclass.Of(r)
		switch {
		case class&(runeclass.KanaBlock|runeclass.HalfWidth) != 0:
			c.kana++
		case r < 0x2000 && unicode.IsLetter(r):
			c.letters++
		}
		if eastAsian(r) {
			c.east++
		}
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			c.cased++
		}
		switch {
		case runeclass.Is(r, runeclass.Unified|runeclass.Supplementary):
			c.han++
		case punctuation(r):
			c.marks++
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
	var w lm.Walk
	for _, r := range before[max(0, len(before)-2):] {
		w.Next(r)
	}
	for _, r := range text {
		sum += w.Next(r)
	}
	for _, r := range after[:min(2, len(after))] {
		sum += w.Next(r)
	}
	return sum
}

// overrated is what text costs too much for being in an alphabet of which the model knows only that
// there is one, such as Hebrew: behind one of its letters any other is likely.
func overrated(text []rune) (sum int) {
	var w lm.Walk
	prev := rune(0) // if it is such a letter
	for _, r := range text {
		c := w.Next(r)
		if r < 0x530 || r >= 0x2000 || runeclass.Of(r) != 0 || lm.UnigramCost(lm.TokenOf(r)) < gate.Rare {
			prev = 0
			continue
		}
		if r>>7 == prev>>7 {
			sum += max(0, c-nextLetter)
		}
		prev = r
	}
	return sum
}

// costOf is the cost of the characters of text that are not ASCII, between what is before it and after; what that is
// likelier for standing behind text counts for it.
func costOf(before, text, after []rune) (sum int) {
	var w lm.Walk
	for _, r := range before[max(0, len(before)-2):] {
		w.Next(r)
	}
	for _, r := range text {
		if c := w.Next(r); r >= 0x80 {
			sum += c
		}
	}
	if len(after) > 0 {
		sum += min(0, w.Next(after[0])-lm.UnigramCost(lm.TokenOf(after[0])))
	}
	return sum
}

// symbol reports whether r is no letter, and a byte 80 to BF of a Western page.
func symbol(r rune) bool {
	if r < 0x80 || r > 0x2122 || r > 0xBF && unicode.IsLetter(r) && r != 'œ' && r != 'Œ' && r != 'š' && r != 'Š' && r != 'ž' && r != 'Ž' && r != 'Ÿ' && r != 'ƒ' {
		return false
	}
	for y := range decoder.Partial {
		if has(y, charset.Likely) {
			if b := byteOf(y, r); b != 0 {
				return b >= 0x80 && b < 0xC0
			}
		}
	}
	return false
}

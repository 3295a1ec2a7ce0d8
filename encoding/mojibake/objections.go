package mojibake

import (
	"slices"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// What clean text has that has another reading, too: tables of characters, words of
// scripts that the language model does not know, ruled lines. They were all found in
// clean text that was "repaired". How much of it a reading may have stands in package
// judge.

// object measures what speaks against text in the place of old, between before and
// after, however likely s, undone, makes it.
func object(l *judge.Ledger, s step, before, old, after, text []rune) {
	l.Set(judge.SortedNew, sorted(text))
	if s.y.western() {
		l.Set(judge.SortedOld, sorted(old))
	}
	beside := chinese(before, len(before)-1) || chinese(after, 0)
	if s.y.has(charset.Thai) {
		l.Note(judge.ThaiPage, true)
		disproveThai(l, old, beside)
	}
	switch {
	case s.y.single() && s.x == utf8Source:
		l.Note(judge.FrenchQuote, guillemets(old))
	case s.y == partial:
		l.Note(judge.PartlyPage, true)
		latin := judge.MostlyLatin
		if beside {
			latin = judge.SomeLatinBeside
		}
		l.Set(latin, count(old, func(r rune) bool { return r < 0x100 }))
		objectToLetters(l, old)
	case s.y.single():
		objectToLetters(l, old)
	default:
		objectToPairs(l, s, old, text, beside)
	}
}

// objectToLetters measures what letters and marks of a single-byte page may be beside
// bytes of pairs.
func objectToLetters(l *judge.Ledger, old []rune) {
	l.Set(judge.Alternating, alternating(old))
	l.Set(judge.Doubled, count(old, func(r rune) bool { return r == 'Ã' || r == 'Â' }))
	l.Set(judge.Drawing, count(old, func(r rune) bool { return runeclass.Is(r, runeclass.Box) }))
	l.Set(judge.Monotonous, monotonous(old))
	l.Set(judge.Ascending, ascending(old))
}

// objectToPairs measures what characters of a charset of pairs may be beside bytes of
// something else.
func objectToPairs(l *judge.Ledger, s step, old, text []rune, beside bool) {
	l.Set(judge.Ruled, count(old, func(r rune) bool { return runeclass.Is(r, runeclass.Box|runeclass.Block|runeclass.Shape) }))
	l.Set(judge.SortedOld, sorted(old))
	l.Set(judge.HalfWidth, count(old, halfKana))
	if s.y.has(charset.LoneKana) {
		disproveKana(l, old, beside)
	}
	for y := gbkPage; y < gbkPhase && !l.Counts(judge.SameRow); y++ {
		if !y.has(charset.LoneKana) {
			l.Set(judge.SameRow, inRow(y, old))
		}
	}
	switch {
	case s.x == utf8Source:
		letters, words := wordsOf(text)
		l.Set(judge.LettersOnly, letters)
		l.Set(judge.Words, words)
	case !s.y.phased():
		bopomofo, kana := phonetic(old)
		l.Set(judge.Bopomofo, bopomofo)
		l.Set(judge.KanaOnly, kana)
		l.Set(judge.NotIdeographic, count(old, func(r rune) bool { return !ideographic(r) }))
	}
}

// ascending counts the characters of text beyond ASCII that come behind the one before
// them in the order of code points: all of a list of letters.
func ascending(text []rune) (s judge.Share) {
	prev := rune(0)
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if s.Of++; r > prev {
			s.N++
		}
		prev = r
	}
	return s
}

// monotonous counts the most frequent character of text beyond ASCII: if it is most of
// them, it is a letter of some language and no lead byte.
func monotonous(text []rune) judge.Share {
	var counts [8]struct {
		r rune
		n int
	}
	wide, most := 0, 0
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		wide++
		for i := range counts {
			c := &counts[i]
			if c.n == 0 {
				c.r = r
			}
			if c.r == r {
				c.n++
				most = max(most, c.n)
				break
			}
		}
	}
	return judge.Share{N: most, Of: wide}
}

// alternating returns all of text if every other character of it is the same: kana of
// EUC-JP that were read in a single-byte page, which are no Chinese.
func alternating(text []rune) judge.Share {
	s := judge.Share{Of: len(text)}
	for k := range min(2, len(text)) {
		same := true
		for i := k + 2; i < len(text)-2 && same; i += 2 {
			same = text[i] == text[k]
		}
		if same {
			s.N = len(text)
		}
	}
	return s
}

// inRow counts the characters of text that lie in the same row of page y as the one
// before them, as in tables in the order of pinyin or of the page.
func inRow(y page, text []rune) (s judge.Share) {
	var lead byte
	for _, r := range text {
		var c code
		if r >= 0x3400 && r < 0xE000 {
			c = y.encode(r)
		}
		if c.n != 2 {
			lead = 0
			continue
		}
		if lead != 0 {
			if s.Of++; c.b[0] == lead {
				s.N++
			}
		}
		lead = c.b[0]
	}
	return s
}

// ideographic reports whether r is a Han character, kana, Hangul or for private use, as
// what a double-byte charset makes of another is.
func ideographic(r rune) bool {
	const such = runeclass.KanaBlock | runeclass.Unified | runeclass.Compatible | runeclass.Syllable | runeclass.Private | runeclass.HalfWidth
	return runeclass.Is(r, such) || r == '｠'
}

// chinese tells whether character i of text is a Han character or a full-width mark.
func chinese(text []rune, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 0x3000 && text[i] < 0x3040 || text[i] >= 0x4E00 && text[i] < 0xA000 || text[i] >= 0xFF00 && text[i] < 0xFF60)
}

// sorted counts the characters of text that follow close behind the one before them in
// the order of code points, as in a table of characters.
func sorted(text []rune) (s judge.Share) {
	prev := rune(0)
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if s.Of++; r > prev && r-prev <= near {
			s.N++
		}
		prev = r
	}
	return s
}

// count returns how many characters of text beyond ASCII are such.
func count(text []rune, such func(rune) bool) (s judge.Share) {
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		s.Of++
		if such(r) {
			s.N++
		}
	}
	return s
}

// wordsOf counts in text that was found in UTF-8 the letters of alphabets, which have
// two bytes and are what the bytes of many Han characters say here and there, and how
// many of these are different, up to six.
func wordsOf(text []rune) (letters, distinct judge.Share) {
	var seen [6]rune
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		if letters.Of++; r >= 0x800 {
			continue
		}
		letters.N++
		if n := distinct.N; n < len(seen) && !slices.Contains(seen[:n], r) {
			seen[n] = r
			distinct.N++
		}
	}
	distinct.Of = letters.N
	return letters, distinct
}

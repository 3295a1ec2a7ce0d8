package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// What clean text has that has another reading, too, where the form of what was read
// proves it and no language model is asked: tables of characters, words of scripts, ruled
// lines. How much of it a reading may have stands in package judge.

// object measures what speaks against UTF-8 in the place of old, which says text.
func object(l *judge.Ledger, s step, old, text []rune) {
	l.Set(judge.SortedNew, sorted(text, near))
	if s.Page.Single() {
		l.Note(judge.CaseRun, caseRun(old, 3))
		l.Set(judge.Jumbled, jumbled(old, text))
		return
	}
	if !inAlphabet(text) {
		l.Set(judge.LettersOnly, count(text, func(r rune) bool { return r < 0x800 })) // they have two bytes, as some of Han characters say
	}
}

// inAlphabet reports whether text, a reading, is words of one alphabet, Russian or such: chance makes letters of all, and of tables
// of characters single ones, or rows without end. Latin ones beyond ASCII stand in words of ASCII, where hardly anybody writes Han
// characters one by one.
func inAlphabet(text []rune) bool {
	alphabet, letters, words, row, within, different := 0, 0, 0, 0, 0, false
	var one rune
	for i, r := range text {
		now := script(r)
		if r < utf8.RuneSelf || now == 0 {
			row = 0
			continue
		}
		if alphabet != 0 && now != alphabet || eastAsian(r) || exotic(r) || row == nearby {
			return false
		}
		if row == 0 {
			words++
		}
		before, behind := i > 0 && latin(text[i-1]), i+1 < len(text) && latin(text[i+1])
		if row++; now != script('À') || before || behind {
			letters++
		}
		if before && behind {
			within++
		}
		different = different || alphabet != 0 && r != one
		alphabet, one = now, r
	}
	if alphabet == script('À') {
		return letters >= fewLatin && within > 0 && different
	}
	return letters >= 2*minWhole && letters > 2*words
}

func latin(r rune) bool { return r < utf8.RuneSelf && isLetter(byte(r)) }

// atHome counts the characters beside old that are of its script, if the text there reads well, has
// nothing of simplified Chinese, and text, a reading, has less of that script: characters of
// traditional text amid such are rare words, however well they read as simplified ones. Kana are
// such where they are a word, or stand beside one: else wrong decodings have them, too. Big5 that has some of them is no rare
// word of simplified text.
func atHome(s step, before, old, after, text []rune, word bool) (home judge.Share) {
	before, after = before[max(0, len(before)-nearby):], after[:min(nearby, len(after))]
	if !word && len(before)+len(after) < len(old) {
		return home // what is left of a line is no text that old could be at home in
	}
	was, is, beside := scriptsOf(old), scriptsOf(text), scriptsOf(before)
	for i, n := range scriptsOf(after) {
		beside[i] += n
	}
	full := s.Source == decoder.FromBig5 && is[traditionalHan] > 0 && is[simplifiedHan] == 0
	for i := range beside {
		if home.Of += beside[i]; i != simplifiedHan && (i != kanaScript || word || len(text) < minWhole) && is[i] < was[i] && (i != traditionalHan || !full) {
			home.N = max(home.N, beside[i])
		}
	}
	if beside[simplifiedHan] > 0 {
		return judge.Share{} // it is the rest of the damage
	}
	return home
}

// The scripts of East Asian text that are told apart by characters the others do not have.
const (
	traditionalHan = iota
	simplifiedHan
	kanaScript
	hangulScript
	scripts
)

func scriptsOf(text []rune) (n [scripts]int) {
	for _, r := range text {
		switch {
		case r < 0x2E80:
		case gate.Foreign(r):
			n[traditionalHan]++
		case gate.Simplified(r):
			n[simplifiedHan]++
		case runeclass.Is(r, runeclass.KanaBlock):
			n[kanaScript]++
		case runeclass.Is(r, runeclass.Hangul):
			n[hangulScript]++
		}
	}
	return n
}

// ruled reports whether r is part of a drawing, a letter of Bopomofo, which stands for syllables by itself,
// or a mark for columns or of another size, ︒﹀﹐, which tables have side by side.
func ruled(r rune) bool {
	return runeclass.Is(r, runeclass.Box|runeclass.Block|runeclass.Shape|runeclass.Bopomofo) || r >= 0xFE10 && r < 0xFE70
}

// chinese reports whether character i of text is a Han character or a full-width mark.
func chinese(text []rune, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 0x3000 && text[i] < 0x3040 || text[i] >= 0x4E00 && text[i] < 0xA000 || text[i] >= 0xFF00 && text[i] < 0xFF60)
}

// sorted counts the characters of text beyond ASCII that follow behind the one before them in
// the order of code points, so far at most: close behind it in a table of characters; of the same
// side by side, the first.
func sorted(text []rune, most rune) (s judge.Share) {
	prev := rune(0)
	for _, r := range text {
		if r < 0x80 || r == prev {
			continue
		}
		if s.Of++; r > prev && r-prev <= most {
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

// halfKana reports whether r is half-width katakana, which code page 932 has as single
// bytes, and others do not make.
func halfKana(r rune) bool { return runeclass.Is(r, runeclass.HalfWidth) }

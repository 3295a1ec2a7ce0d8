package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// words returns readings of the frequent words in the line of which two characters are
// left, where UTF-8 was read as GBK and the third was left out: those that stand by
// themselves, as in quotes or behind a slash, since within a text nothing bounds them.
func (f *fixer) words() (list []reading) {
	w := &f.w
	for i := 0; i+1 < len(w.runes); i++ {
		if r, ok := f.crossed(i); ok {
			list = append(list, r)
			continue
		}
		if r, ok := f.mark(i); ok {
			list = append(list, r)
			continue
		}
		if f.exact {
			continue
		}
		word, to := w.word(i)
		if word == "" {
			continue
		}
		r := w.wordAt(i, to, as(decoder.FromUTF8, decoder.GBK), []rune(word), judge.LostWord)
		r.Lost = judge.Lost{Places: 1, Margin: judge.RestoredMargin, Note: "; inferred: 1"}
		if f.accepts(&r) {
			list = append(list, r)
		}
	}
	return list
}

// crossed returns a reading of characters i and i+1, which stand by themselves, if they are
// a frequent word of a charset of pairs that was read in another. The recogniser, which
// knows single characters, makes nothing of so few.
func (f *fixer) crossed(i int) (r reading, ok bool) {
	w := &f.w
	if !w.stray(i) || !w.stray(i+1) || w.runes[i] == w.runes[i+1] || !w.alone(i, i+2) {
		return reading{}, false // 様様 is a word, whatever else its bytes are
	}
	return f.crossedWord(i)
}

// crossedWord is crossed for characters that stand by themselves.
func (f *fixer) crossedWord(i int) (r reading, ok bool) {
	w := &f.w
	for y := decoder.GBK; y < decoder.NumPages; y++ {
		for x := decoder.FromGBK; x < numSources; x++ {
			s := as(x, y)
			if s.OutOfStep() {
				continue
			}
			first := han(s, w.runes[i])
			if first == 0 {
				continue
			}
			second := han(s, w.runes[i+1])
			if second == 0 || !decoder.FrequentWord(first, second) {
				continue
			}
			word := []rune{first, second}
			r = w.wordAt(i, i+2, s, word, judge.CrossedWord)
			r.Ledger.Set(judge.AtHome, atHome(s, w.runes[:i], w.runes[i:i+2], w.runes[i+2:], word, true))
			if f.accepts(&r) {
				return r, true
			}
		}
	}
	return r, false
}

// mark returns a reading of characters i and i+1 if they are, in GBK, the bytes of an emoji, or those of a mark or a symbol in UTF-8
// and a letter, and stand by themselves: don鈥檛, 鈥渉ello. Text without Chinese has nothing else that goes wrong.
func (f *fixer) mark(i int) (reading, bool) {
	w := &f.w
	if lm.UnigramCost(w.toks[i]) < gate.Rare {
		return reading{}, false
	}
	a, b := decoder.GBK.Encode(w.runes[i]), decoder.GBK.Encode(w.runes[i+1])
	if a.N != 2 || b.N != 2 || a.B[0] != 0xE2 && a.B[0] != 0xF0 {
		return reading{}, false
	}
	said := []byte{a.B[0], a.B[1], b.B[0], b.B[1]}
	switch c, n := utf8.DecodeRune(said); {
	case n == 4 && c >= 0x1F300 && c < 0x1FB00:
	case n == 3 && c >= 0x2010 && c < 0x2C00 && said[n] < utf8.RuneSelf && w.alone(i, i+2):
	default:
		return reading{}, false
	}
	r := w.wordAt(i, i+2, as(decoder.FromUTF8, decoder.GBK), []rune(string(said)), judge.LoneMark)
	return r, f.accepts(&r)
}

// wordAt returns the reading of characters from..to as a word that s made them of.
func (w *walker) wordAt(from, to int, s step, word []rune, kind judge.Kind) (r reading) {
	r = reading{From: w.offs[from], To: w.offs[to], Text: []byte(string(word)), Steps: []step{s}}
	before, after := w.runes[:from], w.runes[to:]
	r.Ledger.Kind = kind
	r.Ledger.Gain = costBetween(before, w.runes[from:to], after) - costBetween(before, word, after)
	return r
}

// stray reports whether character i is East Asian and rare where it stands, or a kana. Words
// and names of Japanese, as 畠中, mostly have a common character beside the rare one. Kana of
// half width are rare, and come in words: ﾞｶ is in ｼﾞｶﾝ.
func (w *walker) stray(i int) bool {
	r := w.runes[i]
	return r >= 0x2E80 && !runeclass.Is(r, runeclass.HalfWidth) && (w.raw[i] >= judge.StrayCost || runeclass.Is(r, runeclass.KanaBlock))
}

// han returns the Han character that text in s.Source has where page s.Page has r, the likelier one
// if there are two codes; 0 if there is none.
func han(s step, r rune) (of rune) {
	least := 0
	for _, c := range [...]decoder.Code{s.Page.Encode(r), s.Page.Other(r)} {
		p := decoder.Char{}
		for _, b := range c.B[:c.N] {
			got, st := s.Source.Feed(&p, b)
			if st != decoder.Done || !runeclass.IsHan(got) {
				continue
			}
			if cost := lm.UnigramCost(lm.TokenOf(got)); of == 0 || cost < least {
				of, least = got, cost
			}
		}
	}
	return of
}

// word returns the word that stands from character i on by itself and of which two characters are
// left, and where it ends: a mark may stand in the place of the third.
func (w *walker) word(i int) (word string, to int) {
	var left [2]rune
	n, at := 0, -1 // before which of them the mark stands
	for to = i; to < len(w.runes) && to < i+len(left)+1; to++ {
		switch {
		case !w.mark(to):
			if n == len(left) {
				return w.wordOf(left, at, i, to)
			}
			left[n] = w.runes[to]
			n++
		case at >= 0:
			return "", 0
		default:
			at = n
		}
	}
	if n < len(left) {
		return "", 0
	}
	return w.wordOf(left, at, i, to)
}

// wordOf is word, if that is what is left of it, and a mark stands before character at of that.
func (w *walker) wordOf(left [2]rune, at, from, to int) (string, int) {
	word := decoder.Word(left[0], left[1])
	if word == "" || at >= 0 && at != decoder.StrippedAt(word) || !w.alone(from, to) || chinese(w.runes, to) { // a full-width mark may be bytes of it: 鏂囨。
		return "", 0
	}
	return word, to
}

// alone reports whether characters from..to have nothing of East Asian text beside, and no
// mark of lost bytes.
func (w *walker) alone(from, to int) bool { return !w.eastern(from-1) && !w.eastern(to) }

// eastern reports whether character i is of East Asian text, or a mark of lost bytes.
func (w *walker) eastern(i int) bool {
	return i >= 0 && i < len(w.runes) && (runeclass.Is(w.runes[i], runeclass.Common|runeclass.Iteration|runeclass.KanaBlock|runeclass.HalfWidth|runeclass.Syllable) || w.mark(i))
}

// anyWord reports whether such a word is in the line, or one that crossed or mark finds.
func (f *fixer) anyWord() bool {
	w := &f.w
	for i := 0; i+1 < len(w.runes); i++ {
		if _, ok := f.mark(i); ok {
			return true
		}
		if w.eastern(i-1) || w.eastern(i+2) && w.eastern(i+3) {
			continue // no two or three stand alone
		}
		if _, ok := f.crossed(i); ok {
			return true
		}
		if word, _ := w.word(i); word != "" || i+2 < len(w.runes) && decoder.MisreadWord([3]rune(w.runes[i:i+3])) && w.alone(i, i+3) {
			return true
		}
	}
	return false
}

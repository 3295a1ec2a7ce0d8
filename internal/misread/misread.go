// Package misread tells Chinese that was written in UTF-8 and read in a charset of
// pairs, by what it looks like: 启动 as 鍚姩. Such text may have lost too much to be
// undone, and then must be left as it is: the characters in it were never written.
package misread

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/eastasia"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// pages are the charsets that text is wrongly read in. What is read in those of Korean
// and Japanese has Hangul and half-width kana among its Han characters.
var pages = [...]struct {
	coder interface {
		EncodeRune(r rune) (b [4]byte, n int)
	}
	among func(r rune) bool
	two   int // what two characters must cost, see below
}{
	{gb18030.WHATWG, runeclass.IsHan, two},
	{big5.WHATWG, runeclass.IsHan, two + 4*lm.Nat}, // Han are all over its table
	{eastasia.CP949, hangul, two},
	{eastasia.CP932, kana, two},
}

func hangul(r rune) bool { return runeclass.Is(r, runeclass.Hangul) }

// narrow reports whether r is a katakana of half width, or a mark of theirs.
func narrow(r rune) bool { return r >= 0xFF61 && r <= 0xFF9F }

// kana reports whether r is one of them but no mark: Chinese text has ､ between words, too.
func kana(r rune) bool { return r >= 0xFF66 && r <= 0xFF9F }

// What two characters in a row, or three, must cost to be so rare that hardly
// anybody wrote them. Two of clean text seldom cost more than 20 nats, even of rare
// names; two of the others seldom less.
const (
	two    = 28 * lm.Nat
	three  = 37 * lm.Nat
	rarest = 45 * lm.Nat // three of which a place may be lost
)

// In reports whether line has such text: two or three characters in a row that are
// very rare, and the bytes of which are, in one of the pages, those of Chinese in
// UTF-8. With two, one place may be lost, and none with three unless they are rarer
// still.
func In(line []byte) bool {
	_, _, what := Find(line)
	return what != ""
}

// What text was, and was read as.
const (
	UTF8     = "utf-8 read in another charset, with bytes lost"
	ShiftJIS = "shift_jis read as gbk"
)

// Find returns where the first such text stands in line, from its first such characters
// to its last ones in a row, and what it was; what is empty if there is none.
func Find(line []byte) (from, to int, what string) {
	if from, to, ok := twice(line); ok {
		return from, to, UTF8
	}
	if from, to, ok := hiragana(line); ok {
		return from, to, ShiftJIS
	}
	if from, to, ok := once(line); ok {
		return from, to, UTF8
	}
	return 0, 0, ""
}

// once returns where the first text of UTF-8 stands that was read in a wrong charset once.
func once(line []byte) (from, to int, ok bool) {
	var ring [3]seen // the last characters, at their numbers modulo three
	row := 0         // how many stand side by side
	first, prev := lm.Start, lm.Start
	for i := 0; i < len(line); {
		r, n := utf8scan.Decode(line[i:])
		at := i
		i += n
		t := lm.TokenOf(r)
		if !runeclass.IsHan(r) && !hangul(r) && !narrow(r) {
			if ok {
				break
			}
			row = 0
			first, prev = prev, t
			continue
		}
		a, b, c := &ring[row%3], &ring[(row+2)%3], &ring[(row+1)%3] // this one, and those before
		a.r, a.tokens, a.most, a.at, a.asked = r, [3]lm.Token{first, prev, t}, lm.AtMost(prev, t), at, 0
		first, prev = prev, t
		row++
		if row == 1 || b.most+a.most < two && (row == 2 || c.most+b.most+a.most < three) {
			continue // as nearly always
		}
		last := [3]seen{1: *b, 2: *a}
		if row > 2 {
			last[0] = *c
		}
		pair := last[1].cost() + last[2].cost()
		all := last[0].cost() + pair
		begin := -1
		switch {
		case last[0].r != 0 && (all >= three && fits(last[:], all, 0) || all >= rarest && fits(last[:], all, 1)) && rarer(line, last[:], all-three, i):
			begin = last[0].at
		case last[1].r != 0 && pair >= two && fits(last[1:], pair, 1) && !japanese(line[max(0, last[1].at-beside):min(len(line), i+beside)]) && rarer(line, last[1:], pair-two, i):
			begin = last[1].at
		}
		if begin < 0 {
			continue
		}
		if !ok {
			from, ok = begin, true
		}
		to = i
	}
	return from, to, ok
}

// rarer reports whether characters that end before line[end:] and cost so much more than what is asked for are rare
// beside the others of the line, too. In verse and old texts all are rare, and in tables of characters they are in the
// order of code points or say what another is made of (⿱宀旦), in dictionaries they have pinyin beside.
func rarer(line []byte, text []seen, more, end int) bool {
	if before, _ := utf8.DecodeLastRune(line[:text[0].at]); before >= 0x2FF0 && before <= 0x2FFF {
		return false
	}
	if bytes.ContainsAny(line[max(0, text[0].at-beside):min(len(line), end+beside)], pinyin) {
		return false
	}
	ascending := true
	for k := 1; k < len(text); k++ {
		ascending = ascending && text[k].r > text[k-1].r && text[k].r <= text[k-1].r+near
	}
	if ascending {
		return false
	}
	var w lm.Walk
	sum, n, all := 0, 0, 0
	from := max(0, text[0].at-beside)
	for i, r := range string(line[from:min(len(line), end+beside)]) {
		cost := w.Next(r)
		if !runeclass.IsHan(r) || from+i >= text[0].at && from+i < end {
			continue
		}
		if all++; cost < damaged {
			sum += cost
			n++
		}
	}
	return n < others || mostly*n < (mostly-1)*all || more >= len(text)*(sum/n-usual)
}

const (
	near    = 16          // code points that a character of a table stands behind the one before at most
	usual   = 5 * lm.Nat  // what a character of Chinese costs, mostly
	damaged = 12 * lm.Nat // what costs more is no measure of the others
	mostly  = 3           // and where more than one in so many does, nothing is
	beside  = 256         // bytes on either side that are the line's others, so that a long line costs what short ones do
	others  = 4           // so many are
)

// pinyin are letters that only dictionaries have, beside words as rare as these: 杓窊 biāo wā.
const pinyin = "āēīōūǎěǐǒǔǘǚǜ"

// japanese reports whether two hiragana stand side by side: in text that was read in another charset they stand alone.
// Words such as 閾値 cost as much as damage, for a model of Chinese.
func japanese(line []byte) bool {
	prev := false
	for _, r := range string(line) {
		here := r >= 'ぁ' && r <= 'ゖ'
		if here && prev {
			return true
		}
		prev = here
	}
	return false
}

// twice returns where the first text of two characters stands, or more, that were read twice in a wrong charset: 氓楼陆
// is 好 in UTF-8, read in ISO-8859-1, and that read in GBK. Bytes that nobody writes side by side prove it.
func twice(line []byte) (from, to int, ok bool) {
	const triple = 9 // bytes of such a character
	first := firsts()
	for i := 0; i < len(line); {
		r, n := utf8scan.Decode(line[i:])
		if !first[byte(r)] {
			i += n
			continue
		}
		end := i
		for third(line[end:]) {
			end += triple
		}
		if end-i >= 2*triple {
			return i, end, true
		}
		i = max(end, i+n)
	}
	return 0, 0, false
}

// hiragana returns where text stands that was Japanese in Shift_JIS, and was read in GBK: the hiragana of one are there where
// the other has rare characters side by side in Unicode, 偼偑偺偱偡 are はがのです.
func hiragana(line []byte) (from, to int, ok bool) {
	const (
		least = 4 // and one in so many characters
		rare  = 13 * lm.Nat
		first = 0x9F
		last  = 0xF1
	)
	from = -1
	n, all, ascending := 0, 0, 0
	prev := rune(0)
	for i, r := range string(line) {
		if !runeclass.IsHan(r) {
			continue
		}
		if all++; r < '偀' || r > '傫' || lm.UnigramCost(lm.TokenOf(r)) < rare { // 側, 備 and such are traditional
			continue
		}
		if b, size := gb18030.WHATWG.EncodeRune(r); size != 2 || b[0] != 0x82 || b[1] < first || b[1] > last {
			continue
		}
		if n++; from < 0 {
			from = i
		}
		if to = i + utf8.RuneLen(r); r > prev && r <= prev+near {
			ascending++
		}
		prev = r
	}
	return from, to, n >= least && least*n >= all && 2*ascending < n // else a table of characters
}

// firsts tells by the low byte of a character whether it may be the first of three that are one in truth:
// most are none, and to encode each takes long.
var firsts = sync.OnceValue(func() (t [256]bool) {
	for trail := byte(0xA3); trail < 0xC0; trail++ {
		if r, ok := gb18030.WHATWG.DecodePair(0xC3, trail); ok {
			t[byte(r)] = true
		}
	}
	return t
})

// third reports whether text begins with three characters that are one in truth.
func third(text []byte) bool {
	for k := range 3 {
		r, n := utf8scan.Decode(text)
		text = text[n:]
		if n != 3 {
			return false
		}
		b, n := gb18030.WHATWG.EncodeRune(r)
		if n != 2 || b[1] < 0x80 || b[1] > 0xBF || k > 0 && b[0] != 0xC2 || k == 0 && (b[0] != 0xC3 || !belongs(b[1]|0x40) || b[1] < 0xA3) {
			return false
		}
	}
	return true
}

// seen is a character, what it costs where it stands, and where that is; and once they
// were asked for, its bytes in the pages, if they may be bytes of Chinese in UTF-8.
type seen struct {
	r      rune        // 0 for none
	tokens [3]lm.Token // the two before, and its own
	most   int         // what it costs at most
	at     int
	asked  uint8 // pages, as bits
	bytes  [len(pages)][2]byte
	n      [len(pages)]uint8 // how many; 0: they may not be
}

// cost returns what the character costs, 0 if it is none.
func (s *seen) cost() int {
	if s.r == 0 {
		return 0
	}
	return lm.Cost3(s.tokens[0], s.tokens[1], s.tokens[2])
}

// in returns the character's bytes in page k; none if they may not be bytes of Chinese in
// UTF-8.
func (s *seen) in(k int) []byte {
	if s.asked>>k&1 == 0 {
		s.asked |= 1 << k
		code, n := pages[k].coder.EncodeRune(s.r)
		if n > 0 && n <= 2 && belongs(code[0]) && (n == 1 || belongs(code[1])) {
			s.bytes[k], s.n[k] = [2]byte(code[:]), uint8(n)
		}
	}
	return s.bytes[k][:s.n[k]]
}

// belongs reports whether b may be a byte of a Chinese character in UTF-8.
func belongs(b byte) bool { return b&0xC0 == 0x80 || b >= 0xE3 && b <= 0xE9 || b == 0xEF }

// fits reports whether the characters, which cost so much, are bytes of Chinese in
// UTF-8 in one of the pages, if at most so many pairs of bytes are missing.
func fits(text []seen, cost, missing int) bool {
pages:
	for k, p := range pages {
		if cost < p.two || !slices.ContainsFunc(text, func(s seen) bool { return p.among(s.r) }) {
			continue
		}
		var buf [6]byte
		b, ends := buf[:0], [3]int{}
		for i := range text {
			code := text[i].in(k)
			if len(code) == 0 {
				continue pages
			}
			b = append(b, code...)
			ends[i] = len(b)
		}
		if parses(b, ends[:len(text)-1], 0, missing) {
			return true
		}
	}
	return false
}

// parses reports whether b goes on with characters of Chinese in UTF-8, where state
// bytes of the last one were seen. Behind the offsets in ends, a pair of bytes may be
// missing. The last character may be cut off; it is what is missing, then.
func parses(b []byte, ends []int, state, missing int) bool {
	for i := 0; i < len(b); i++ {
		switch {
		case state == 0:
			if !leads(b[i:]) {
				return false
			}
			state = 1
		case b[i]&0xC0 != 0x80:
			return false
		default:
			state = (state + 1) % 3
		}
		if len(ends) > 0 && i+1 == ends[0] {
			rest := make([]int, 0, 3)
			for _, e := range ends[1:] {
				rest = append(rest, e-i-1)
			}
			if missing > 0 && parses(b[i+1:], rest, (state+2)%3, missing-1) {
				return true
			}
			ends = ends[1:]
		}
	}
	return state == 0 || missing > 0
}

// leads reports whether b begins with the first bytes of a Chinese character: Han of
// the first block, or punctuation.
func leads(b []byte) bool {
	second := byte(0xBF)
	if len(b) > 1 {
		second = b[1]
	}
	switch b[0] {
	case 0xE3:
		return second == 0x80
	case 0xE4:
		return second >= 0xB8
	case 0xE5, 0xE6, 0xE7, 0xE8, 0xE9:
		return true
	case 0xEF:
		return second == 0xBC || second == 0xBD
	}
	return false
}

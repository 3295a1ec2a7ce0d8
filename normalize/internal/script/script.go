// Package script finds out what writing a piece of text is in: traditional or
// simplified Chinese, both mixed, Japanese, Korean with hanja, Vietnamese.
//
// It looks at characters, not at words. Kana, hangul and the Latin letters that
// Vietnamese alone uses are the strong signs, yet Chinese text that quotes a
// Japanese title stays Chinese. A line of Han characters only (東京都議会) may
// be anything: Context decides it by the lines around it.
package script

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Class is the writing of a piece of text.
type Class uint8

const (
	// Other has no Han characters, or none that tell.
	Other Class = iota
	// Traditional Chinese, of Taiwan, Hong Kong or older times.
	Traditional
	// Simplified Chinese.
	Simplified
	// Mixed is Chinese with forms of both kinds.
	Mixed
	// Japanese, modern or in old character forms.
	Japanese
	// Korean, with or without hanja.
	Korean
	// Vietnamese, with or without Han characters.
	Vietnamese
)

// String returns the name of the class in lower case.
func (c Class) String() string {
	return [...]string{"other", "traditional", "simplified", "mixed", "japanese", "korean", "vietnamese"}[c]
}

// Chinese reports whether the class is one of Chinese text, or does not speak
// against it.
func (c Class) Chinese() bool { return c <= Mixed }

// Classify returns the class of text, a line or a sentence, without regard to
// what stands around it. Bytes that are not UTF-8 do not count.
func Classify(text []byte) Class {
	c := Count(text)
	if c.verdict() == undecided && c.read(text, 0) == japanese {
		return Japanese
	}
	return c.Class()
}

// Class returns the class that the counts speak for.
func (c Counts) Class() Class {
	switch v := c.verdict(); {
	case v == japanese || v == undecided && c.No > 0:
		return Japanese
	case v == korean:
		return Korean
	case v == vietnamese:
		return Vietnamese
	case c.Strict > 0 && c.Simplified > 0:
		return Mixed
	case c.Strict > 0:
		return Traditional
	case c.Simplified > 0:
		return Simplified
	default:
		return Other
	}
}

// SurelyChinese reports whether the counts speak for Chinese by themselves, so that
// no neighbour can say otherwise.
func (c Counts) SurelyChinese() bool { return c.verdict() == chinese }

// Plain reports whether text is surely Chinese, as Count would find out at more cost: by a character that Chinese alone
// has, where nothing speaks for another language. False is not certain.
func Plain(text []byte) bool {
	seen := uint32(0)
	for rest := text; len(rest) > 0; {
		if rest[0] < 0x80 {
			rest = rest[1:]
			continue
		}
		r, n := utf8scan.Decode(rest)
		if n != 3 {
			return false
		}
		seen |= tables.Simplified.RuneEntry(r)
		rest = rest[n:]
	}
	return seen&(dict.Chinese|dict.Foreign) == dict.Chinese && !bytes.Contains(text, []byte("這入")) // see crawls
}

// Counts is the evidence a piece of text gives, in characters.
type Counts struct {
	Han        int // Han characters
	Strict     int // never standard in simplified Chinese
	Variant    int // those of them that are no usual traditional form either
	Dual       int // standard, but another character's traditional form as well
	Simplified int // written in simplified Chinese only
	Chinese    int // hardly ever in Japanese or Korean
	Japanese   int // forms made in Japan
	Latin      int // Latin letters
	Vietnamese int // Latin letters that Vietnamese alone uses
	Southern   int // Han characters beyond U+20000 that no table of Chinese has: mostly those of Vietnamese

	// Kana and hangul outside quotation marks and brackets, and in how many
	// stretches; inside, both together. の counts for itself: Chinese brands and
	// titles use it.
	Kana, KanaRuns     int
	Hangul, HangulRuns int
	Quoted             int
	No                 int

	outside int // Han characters outside quotation marks
	theirs  int // characters as those of Chinese, in quotations that are not: they are not in Chinese
}

// quotation is what was counted in one, with those within it.
type quotation struct {
	runs    int // stretches of kana and hangul, and の
	chinese int
}

// leave ends a quotation. One in another language says nothing about the language of the text,
// whatever it has in common with Chinese: 「後を跟けて這入る」.
func (c *Counts) leave(q *quotation) {
	if q.runs > 0 && !enough(q.chinese, q.runs) {
		c.Chinese -= q.chinese
		c.theirs += max(0, q.chinese)
	}
	*q = quotation{}
}

// enough reports whether so many characters of Chinese outweigh stretches of kana and hangul.
func enough(chinese, runs int) bool { return chinese > 0 && 2*chinese >= runs }

// Count counts the evidence in text.
func Count(text []byte) Counts {
	var c Counts
	quotes := 0
	var quoted quotation
	var run rune           // the script of the stretch the last character belongs to: あ, 가 or 0
	var last rune          // the character before
	described := len(text) // text is inside a description while it is longer
	for len(text) > 0 {
		r, n := utf8scan.Decode(text)
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				c.Latin++
			}
			run, last, text = 0, 0, text[n:]
			continue
		}
		e := tables.Simplified.RuneEntry(r)
		if len(text) <= described {
			described = len(text) - Description(text)
		}
		if len(text) > described {
			// Its parts tell the language, but are not written in a script.
			e &= dict.Chinese | dict.Foreign
		}
		text = text[n:]
		class := runeclass.Of(r)
		before := last
		last = r
		switch {
		case r == 'の':
			c.No++
			if quotes > 0 {
				quoted.runs++
			}
		case r == 'ー' || r == '・': // go on with what stands before
		case class&kanas != 0:
			begins := run != 'あ'
			run = 'あ'
			if begins && before == '這' {
				c.crawls(&quoted)
			}
			c.letter(begins, quotes, &c.Kana, &c.KanaRuns, &quoted)
			continue
		case class&hanguls != 0:
			begins := run != '가'
			run = '가'
			c.letter(begins, quotes, &c.Hangul, &c.HangulRuns, &quoted)
			continue
		case class&horned != 0:
			c.Vietnamese++
			c.Latin++
		case r < 0x250:
			c.Latin++
		default:
			switch {
			case r == '入' && before == '這':
				c.crawls(&quoted)
			case quote(r) > 0:
				last = before // 這《は》う
			}
			if class&hans != 0 {
				c.add(e, quotes)
				quoted.chinese += int(e & dict.Chinese / dict.Chinese)
				if r >= 0x20000 && e == 0 {
					c.Southern++
				}
			}
			depth := quotes
			if quotes = max(0, quotes+quote(r)); quotes == 0 || depth == 0 {
				c.leave(&quoted)
			}
		}
		if r != 'の' && r != 'ー' && r != '・' {
			run = 0
		}
	}
	c.leave(&quoted)
	return c
}

// crawls takes back that 這 is Chinese: 這う and 這入る are words of Japanese.
func (c *Counts) crawls(quoted *quotation) {
	c.Chinese--
	quoted.chinese = max(0, quoted.chinese-1)
}

// letter counts one of kana or hangul, with which a stretch begins or goes on.
func (c *Counts) letter(begins bool, quotes int, letters, runs *int, quoted *quotation) {
	if quotes > 0 {
		letters, runs = &c.Quoted, &quoted.runs
	}
	*letters++
	if begins {
		*runs++
	}
}

// add counts a Han character with its table entry.
func (c *Counts) add(e uint32, quotes int) {
	c.Han++
	if quotes == 0 {
		c.outside++
	}
	switch {
	case e&dict.Strict != 0:
		c.Strict++
		if e&dict.Variant == dict.Variant {
			c.Variant++
		}
	case e&dict.ChangeMask != 0:
		c.Dual++
	}
	c.Simplified += int(e & dict.Simplified / dict.Simplified)
	c.Chinese += int(e & dict.Chinese / dict.Chinese)
	c.Japanese += int(e & dict.Foreign / dict.Foreign)
}

// Description returns the length in bytes of the ideographic description sequence
// (⿰亻門) at the start of text, 0 if there is none. It tells how a character looks
// and is no text. What is ASCII is no part of a character.
func Description(text []byte) int {
	n := dict.IDS(text)
	for _, b := range text[:n] {
		if b < 0x80 {
			return 0
		}
	}
	return n
}

func quote(r rune) int {
	switch r {
	case '「', '『', '《', '〈', '“', '‘', '【', '（':
		return 1
	case '」', '』', '》', '〉', '”', '’', '】', '）':
		return -1
	}
	return 0
}

// The scripts, and what counts with them.
const (
	hans    = runeclass.Han | runeclass.Iteration | runeclass.Closing
	kanas   = runeclass.Kana | runeclass.Voiced
	hanguls = runeclass.Hangul
	horned  = runeclass.Vietnamese // no Vietnamese sentence goes without one of these
)

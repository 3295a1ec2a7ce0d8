// Package script finds out what writing a piece of text is in: traditional or
// simplified Chinese, both mixed, Japanese, Korean with hanja, Vietnamese.
//
// It looks at characters, not at words. Kana, hangul and the Latin letters that
// Vietnamese alone uses are the strong signs, yet Chinese text that quotes a
// Japanese title stays Chinese. A line of Han characters only (東京都議会) may
// be anything: Context decides it by the lines around it.
package script

import (
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
}

// Count counts the evidence in text.
func Count(text []byte) Counts {
	var c Counts
	quotes := 0
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
		case r == 'ー' || r == '・': // go on with what stands before
		case class&kanas != 0:
			if quotes > 0 {
				c.Quoted++
				break
			}
			c.Kana++
			if run != 'あ' {
				c.KanaRuns++
				if before == '這' {
					c.Chinese-- // 這う, "to crawl"
				}
			}
			run = 'あ'
			continue
		case class&hanguls != 0:
			if quotes > 0 {
				c.Quoted++
				break
			}
			c.Hangul++
			if run != '가' {
				c.HangulRuns++
			}
			run = '가'
			continue
		case class&horned != 0:
			c.Vietnamese++
			c.Latin++
		case r < 0x250:
			c.Latin++
		default:
			if class&hans != 0 {
				c.add(e, quotes)
				if r >= 0x20000 && e == 0 {
					c.Southern++
				}
			}
			quotes = max(0, quotes+quote(r))
		}
		if r != 'の' && r != 'ー' && r != '・' {
			run = 0
		}
	}
	return c
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

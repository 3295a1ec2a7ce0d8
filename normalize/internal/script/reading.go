package script

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/kanji"
)

// The bars of package kanji for a unit about which neither its own marks nor its
// neighbours say anything. A false conversion is worse than a missed one, and what
// stands beside the Han characters tells, too: text with words in Latin letters or
// kana is most likely not Chinese.
const (
	bar     = kanji.Nat / 4
	barAmid = -3 * kanji.Nat // in text in another script: more than amid Latin letters for a Han character
	amid    = 8
	barKana = -6 * kanji.Nat // with a word in kana

	// A sentence without kana is hardly Japanese, and the comma of Chinese is rare there.
	barMark  = 8 * kanji.Nat // for each mark of a sentence …
	mostMark = 3             // … of so many at most

	// Japanese has kana in every sentence. A unit amid Japanese that has none, but is one by its
	// marks, is Chinese if it is long and reads as Chinese; the titles and dates of old books do, too.
	proseBar = -8 * kanji.Nat
	proseLen = 12
)

// Many short lines side by side are of one language: a menu, a list of words. Those that
// read as Chinese speak for the ones about them; each has its say, and not more. Those
// that read as Japanese do not speak against Chinese, so that a second conversion, which
// finds fewer that are Chinese, changes nothing more.
const (
	leanMost  = 4 * kanji.Nat // what one unit that reads as Chinese adds at most …
	leanLeast = 1 * kanji.Nat // … and one that reads as Japanese takes away: both languages have many such words
	ownMost   = 6 * kanji.Nat // what a unit amid Chinese says for itself at most
	leanFar   = 2000          // bytes without such a unit, behind which nothing is known
	leanAhead = 600           // bytes that are looked at ahead, if nothing is known behind
)

// reads returns what the undecided unit text[from:to], of which c are the counts, is read
// as, by its Han characters and those of the units around it.
func (x *Context) reads(from, to int, c Counts) verdict {
	if c.Strict == 0 {
		return undecided
	}
	if x.leanEnd == 0 || from-x.leanEnd > leanFar {
		x.lean = 0
		for p := to; p < min(len(x.text), to+leanAhead); {
			end := p + UnitEnd(x.text[p:])
			k := Count(x.text[p:end])
			if k.verdict() > chinese {
				break
			}
			x.lean += k.say(x.text[p:end])
			p = end
		}
	}
	v := c.read(x.text[from:to], min(0, x.lean))
	x.lean, x.leanEnd = x.lean*7/8+c.say(x.text[from:to]), to
	return v
}

// say is what a unit speaks for, to those around it.
func (c Counts) say(text []byte) int {
	if c.Strict == 0 || c.verdict() != undecided {
		return 0
	}
	return max(-leanMost, min(leanLeast, kanji.Score(text)))
}

// read returns what the Han characters of text, of which c are the counts, are read
// as, Chinese or Japanese, if something in it would be converted. What stands around
// it may lean to one of them.
func (c Counts) read(text []byte, lean int) verdict {
	if c.Strict == 0 {
		return undecided
	}
	limit := bar
	switch {
	case c.KanaRuns+c.Quoted+c.No > 0:
		limit = barKana
	case c.Latin > amid*c.Han:
		limit = barAmid
	}
	if limit > barKana {
		limit += barMark * sentenceMarks(text)
	}
	score := kanji.Score(text)
	if lean < 0 {
		score = min(score, ownMost)
	}
	if score+lean > limit {
		return japanese
	}
	return chinese
}

// prose reports whether text, amid Japanese, is Chinese in spite of its neighbours.
func (c Counts) prose(text []byte) bool {
	marks, limit := sentenceMarks(text), proseBar
	if bytes.Contains(text, []byte("，")) {
		limit += barMark
	}
	return (c.Han >= proseLen && marks > 0 || marks > 1) && c.Strict > 0 && c.KanaRuns+c.HangulRuns+c.Quoted+c.No == 0 &&
		kanji.Score(text) <= limit
}

// sentenceMarks returns how many marks text has that Japanese without kana does not, up
// to mostMark. One behind a blank ends no sentence.
func sentenceMarks(text []byte) int {
	n := 0
	for _, mark := range [...]string{"，", "。", "！", "？", "；"} {
		n += bytes.Count(text, []byte(mark)) - bytes.Count(text, []byte("　"+mark)) - bytes.Count(text, []byte(" "+mark))
	}
	return min(mostMark, n)
}

package script

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// verdict is what a piece of text says of its own language. It rests only on
// characters that a conversion into simplified Chinese leaves, or replaces by
// others that say the same, and on counts that it does not change: converting one
// line never changes what the next one is taken for.
type verdict uint8

const (
	undecided verdict = iota
	chinese
	japanese
	korean
	vietnamese
)

func (c Counts) verdict() verdict {
	runs, letters := c.KanaRuns+c.HangulRuns, c.Kana+c.Hangul
	foreign := japanese
	if c.Hangul > c.Kana {
		foreign = korean
	}
	switch {
	case c.southern():
		return vietnamese
	case runs > 0 && c.Latin > c.Han && c.Chinese < 2:
		return foreign // letters of all kinds, and no sentence
	case runs > 0 && enough(c.Chinese, runs+c.No):
		return chinese
	case c.theirs > 0 && c.Chinese <= 0:
		return foreign
	case runs == 1 && c.Han >= 2*letters && c.Japanese == 0:
		return undecided // Han text with one foreign word
	case runs > 0:
		return foreign
	case c.Chinese > 0:
		if c.Vietnamese > 1 && c.Latin > 8*c.Han {
			return vietnamese
		}
		return chinese
	case c.Quoted > 0 && c.outside < 4:
		return foreign // nothing but a quotation
	case c.Vietnamese > 1 && c.Latin > 2*c.Han:
		return vietnamese
	case c.Japanese > 0 && 8*c.Japanese >= c.Han:
		return japanese
	}
	return undecided
}

// southern reports whether most Han characters are those of Vietnamese alone.
func (c Counts) southern() bool { return c.Southern > 1 && 2*c.Southern >= c.Han }

func (v verdict) class() Class {
	return [...]Class{Other, Mixed, Japanese, Korean, Vietnamese}[v]
}

const (
	// reach is how many characters back a decided unit decides those after it.
	reach = 8000
	// ahead is how many characters are searched for the next decided unit, by
	// those that have none behind them.
	ahead = 300
)

// Context decides units of one text by those around them. Units are asked for in
// ascending order; those that stand between may be left out if table
// tables.Simplified stops nowhere in them, so that they hold no kana, no hangul
// and nothing to convert.
type Context struct {
	text []byte

	foreign    verdict // of the last unit that was decided not to be Chinese …
	foreignEnd int     // … and where it ends
	mark       int     // end of the last Chinese character found up to scanned
	scanned    int
	hint       int // a Chinese character stands at or after it; -1 if not known

	next     verdict // of the first decided unit ahead …
	nextFrom int     // … and where it starts
	seen     int     // up to where units ahead were looked at

	behind, ahead window

	lean    int // what undecided units up to leanEnd are read as: less than 0 for Chinese
	leanEnd int
}

// NewContext returns the context of a text that starts a document.
func NewContext(text []byte) Context {
	return Context{text: text, hint: -1}
}

// Decide returns the class of the unit text[from:to], of which c are the counts.
func (x *Context) Decide(from, to int, c Counts) Class {
	v := c.verdict()
	switch {
	case v > chinese && c.southern():
		// Of this unit alone: others like it were left out, as no table knows their characters.
	case v > chinese:
		x.foreign, x.foreignEnd = v, to
	case v == chinese:
		x.hint = from
	default:
		if v = x.before(from); v == undecided {
			v = x.after(to)
		}
	}
	// What the Han characters are read as is for this unit alone: a conversion changes
	// it.
	switch {
	case v == undecided:
		v = x.reads(from, to, c)
	case v == japanese && c.verdict() == undecided && c.prose(x.text[from:to]):
		v = chinese
	}
	switch v {
	case undecided:
		return c.Class()
	case chinese:
		return Counts{Strict: c.Strict, Simplified: c.Simplified}.Class()
	default:
		return v.class()
	}
}

// Presumed reports whether all units of text[from:to], which hold no kana, no
// hangul and no character in a Japanese form, certainly count as Chinese because of
// what stands before from. It is a quick way to ask; Decide knows more.
func (x *Context) Presumed(from, to int) bool {
	if x.near(to) {
		return true
	}
	return x.search(from) == chinese &&
		x.behind.runes(x.text, x.mark, from)+characters(x.text[from:to]) <= reach
}

// Passed tells that the unit text[from:to] holds a character of mark Chinese, or
// that it does not, and neither kana nor hangul nor a character in a Japanese form.
// It spares the Context from looking itself.
func (x *Context) Passed(from, to int, hasChinese bool) {
	if hasChinese {
		x.hint = from
	} else if x.scanned >= from {
		x.scanned = to
	}
}

// near reports whether a Chinese character is known to stand close before from.
func (x *Context) near(from int) bool {
	return x.hint >= x.foreignEnd && x.hint >= 0 && from-x.hint <= reach
}

// before returns the verdict of what stands before the unit at from.
func (x *Context) before(from int) verdict {
	if x.near(from) {
		return chinese
	}
	return x.search(from)
}

// search is before by looking at the text.
func (x *Context) search(from int) verdict {
	t := &tables.Simplified
	for p, k := from, 0; k <= reach && p > max(x.scanned, x.foreignEnd); k++ {
		r, n := utf8.DecodeLastRune(x.text[:p])
		if n == 3 && t.RuneEntry(r)&dict.Chinese != 0 {
			x.mark = p
			break
		}
		p -= n
	}
	x.scanned = max(x.scanned, from)
	switch {
	case x.mark > x.foreignEnd && x.behind.runes(x.text, x.mark, from) <= reach:
		return chinese
	case x.mark <= x.foreignEnd && x.foreign != undecided && x.behind.runes(x.text, x.foreignEnd, from) <= reach:
		return x.foreign
	}
	return undecided
}

// after returns the verdict of the first decided unit at or after p, if it is near.
func (x *Context) after(p int) verdict {
	for {
		if x.next != undecided && x.nextFrom >= p {
			if x.ahead.runes(x.text, p, x.nextFrom) <= ahead {
				return x.next
			}
			return undecided
		}
		x.next, x.seen = undecided, max(x.seen, p)
		if x.seen == len(x.text) || x.ahead.runes(x.text, p, x.seen) > ahead {
			return undecided
		}
		x.nextFrom = x.seen
		x.seen += UnitEnd(x.text[x.seen:])
		x.next = Count(x.text[x.nextFrom:x.seen]).verdict()
	}
}

// window counts the characters between two offsets that only move on.
type window struct{ from, to, n int }

func (w *window) runes(text []byte, from, to int) int {
	if from < w.from || from > w.to || to < w.to {
		*w = window{from, from, 0}
	}
	w.n += characters(text[w.to:to]) - characters(text[w.from:from])
	w.from, w.to = from, to
	return w.n
}

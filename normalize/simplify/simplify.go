// Package simplify turns traditional Chinese text into canonical simplified
// Chinese and leaves all other text as it is, byte for byte.
//
// What is canonical is the Table of General Standard Chinese Characters
// (通用规范汉字表, State Council of the People's Republic of China, 2013). Two
// kinds of characters change:
//
//   - Those that are never standard (國 說 峯) take their standard form wherever
//     the text is Chinese: not in Japanese, Korean or Vietnamese.
//   - Those that are themselves standard, but also another character's
//     traditional form (乾 in 餅乾, 著 in 看著, 瞭 in 瞭解), change in
//     traditional text only, and there as words and neighbours tell. 乾清宫 and
//     瞭望 in simplified text never change.
//
// Where a character has two forms, words decide, and the language model where no word
// does (著 in 哼著歌, 沈 in 心一沈); such edits name the other form.
//
// Evidence is local: a decision rests on one unit (a line, or about 400
// characters of a longer one) and on what is close to it, so a file in which
// texts of many kinds follow each other does not mix them up.
//
// Append(Append(x)) equals Append(x) for every byte string x. Bytes that are not
// UTF-8 are copied untouched.
//
// The dictionaries are those of OpenCC 1.4.2 (Apache-2.0), corrected by the
// standard. OpenCC's own configurations are here too, see OpenCC. New gives converters
// for a region's spelling and vocabulary, or with a dictionary of the user.
package simplify

import (
	"bytes"
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

const (
	// Character is the rule for a character or word of which the traditional
	// form has one simplified form only. Verdict exact.
	Character edit.Code = "FT301"
	// Context is the rule for a character that is standard in simplified text as
	// well, or that has several simplified forms. A word or the text around it
	// decided. Verdict inferred.
	Context edit.Code = "FT302"
	// Ambiguous is the rule for a character of the same kind of which no word tells
	// the form: the language model chose. Verdict inferred; the note has the
	// alternative.
	Ambiguous edit.Code = "FT303"
)

// Append appends the simplified form of src to dst and returns the extended slice.
// It records each changed character in log, with offsets in bytes into src; log
// may be nil, and with log.Keep unset edits are counted only. The result never
// shares memory with src; dst and src do not overlap. Callers for whom clean text
// is common ask Span first and keep src if it is as long as src.
func Append(dst, src []byte, log *edit.Log) []byte {
	c := converter{src: src, context: script.NewContext(src), log: log}
	return c.append(dst)
}

// append is Append for a converter that has its source.
func (c *converter) append(dst []byte) []byte {
	src := c.src
	dst = slices.Grow(dst, len(src)+slack)
	for p := 0; p < len(src); {
		if n := 0; c.batches(p) {
			if dst, n = c.batch(dst, p); n > 0 {
				p += n
				continue
			}
		}
		from, to := c.nextUnit(p)
		dst = append(dst, src[p:from]...)
		if from < to {
			dst = c.unit(dst, from, to)
		}
		p = to
	}
	c.count()
	return dst
}

// Span returns the length of the longest prefix of src, up to a whole unit, that
// Append would leave unchanged: len(src) if it changes nothing. It does not
// allocate as long as nothing changes.
func Span(src []byte) int { return span(src, Auto) }

// span is Span for text of a region.
func span(src []byte, v Variant) int { return spanOf(converter{src: src, variant: v}) }

// spanOf is Span for a converter that has its source.
func spanOf(c converter) int {
	c.context = script.NewContext(c.src)
	var buf [4096]byte // more than most units
	for p := 0; p < len(c.src); {
		from, to := c.nextUnit(p)
		if from < to {
			if out := c.unit(buf[:0], from, to); !bytes.Equal(out, c.src[from:to]) {
				return from
			}
		}
		p = to
	}
	return len(c.src)
}

// converter is the state of one call.
type converter struct {
	src     []byte
	context script.Context
	log     *edit.Log
	edits   edit.Log // those that are kept, where the log does not keep all
	wanted  bool     // the edits of the unit at hand are kept
	variant Variant
	stops   []int32 // where characters may change, from the unit at hand on, if known
	known   bool

	// Where words is set, evident are the parts of the output that come of units
	// which are traditional by their own evidence.
	words   bool
	evident [][2]int

	near     neighbours
	noBatch  int    // offset before which no batch is tried
	kept     []int  // offsets of characters that the unit at hand talks about
	variants []int  // scratch
	listless [2]int // a part of the source in which nothing is that mayList looks for

	characters, contexts, choices int // edits by rule, to be counted in log at the end
}

// nextUnit returns the first unit at or after p that may need a change, or that
// is not Chinese. p is the start of a unit. If there is none, both are len(src).
func (c *converter) nextUnit(p int) (from, to int) {
	at := p
	for {
		at = c.next(at)
		if at == len(c.src) {
			return at, at
		}
		e, _, n := entry(c.src[at:])
		if e&(dict.Trigger|dict.ChangeMask|dict.Special) != dict.Trigger || tables.Simplified.Covered(c.src, at, p) {
			break
		}
		at += n // a character that only words change, and none is here
	}
	from = p + linescan.Start(c.src[p:], at-p)
	for {
		to = from + script.UnitEnd(c.src[from:])
		if at < to {
			return from, to
		}
		from = to
	}
}

func (c *converter) count() {
	if c.log == nil || c.log.Keep {
		return
	}
	c.log.Take(&c.edits)
	if c.characters > 0 {
		c.log.Count(Character, c.characters)
	}
	if c.contexts > 0 {
		c.log.Count(Context, c.contexts)
	}
	if c.choices > 0 {
		c.log.Count(Ambiguous, c.choices)
	}
	c.log.Verdicts[edit.Exact] -= c.contexts + c.choices
	c.log.Verdicts[edit.Inferred] += c.contexts + c.choices
}

// plan says what to do with a unit.
type plan uint8

const (
	leave plan = iota // it is not Chinese, or nothing speaks for traditional text
	whole             // it is traditional: all its characters change
	parts             // it is of both kinds
	slips             // it is simplified but for variants, which change in words only
)

// unit appends what becomes of the unit src[from:to].
func (c *converter) unit(dst []byte, from, to int) []byte {
	if unit := c.src[from:to]; vector(unit) || amidLatin(unit) {
		return append(dst, c.src[from:to]...)
	}
	base := len(dst)
	c.wanted = c.log != nil && c.log.Keep
	var t tally
	if !c.wanted {
		// Most units with something to convert are traditional throughout. Do them
		// as if they all were, and see then.
		dst, t = c.fast(dst, from, to)
	} else {
		c.mentions(from, to)
	}
	var do plan
	known := false
	if !c.wanted && len(c.kept) == 0 {
		do, known = c.quick(from, to, t)
	}
	if !known {
		do = c.decide(from, to)
	}
	if do == leave {
		return append(dst[:base], c.src[from:to]...)
	}
	if c.wanted = c.log.Wants(from, to); c.wanted || len(c.kept) > 0 || do != whole {
		dst = c.careful(dst[:base], from, to, do)
		if c.words && c.near.from == from && c.near.to == to {
			c.evident = append(c.evident, [2]int{base, len(dst)})
		}
		return dst
	}
	if c.words && do == whole && t.characters > 0 {
		c.evident = append(c.evident, [2]int{base, len(dst)})
	}
	c.characters += t.characters
	c.contexts += t.contexts
	c.choices += t.choices
	return dst
}

// decide makes the plan for a unit by counting.
func (c *converter) decide(from, to int) plan {
	counts := script.Count(c.src[from:to])
	class := c.context.Decide(from, to, counts)
	if counts.Strict > 0 && c.mayList(from, to, counts.Simplified > 0) && c.listed(from, to) {
		return leave
	}
	strict := counts.Strict - c.keptStrict()
	switch {
	case !class.Chinese():
		return leave
	case strict > 0 && strict == counts.Variant:
		switch {
		case counts.Simplified > 0:
			return slips
		case c.near.among(c, from, to) || counts.SurelyChinese():
			return whole
		}
		return slips
	case strict > 0 && counts.Simplified > 0:
		return parts
	case strict > 0:
		c.near.traditional(from, to)
		return whole
	case counts.Simplified == 0 && (c.near.among(c, from, to) || strict == 0 && c.doubtful(from, to, counts)):
		return whole
	}
	return leave
}

// quick makes the plan for a unit from what fast saw in it, if that is enough.
func (c *converter) quick(from, to int, t tally) (do plan, known bool) {
	mixed := t.seen&(dict.Strict|dict.Simplified) == dict.Strict|dict.Simplified
	if t.seen&dict.Foreign != 0 || len(t.variants) > 0 || t.seen&dict.Strict != 0 && c.mayList(from, to, mixed) || isBeyond(c.src[from:to]) {
		return leave, false
	}
	marked := t.seen&dict.Chinese != 0
	chinese := marked || t.seen&dict.Strict != 0 && c.context.Presumed(from, to)
	c.context.Passed(from, to, marked)
	switch t.seen & (dict.Strict | dict.Simplified) {
	case dict.Simplified:
		return leave, true
	case dict.Strict:
		if chinese {
			c.near.traditional(from, to)
		}
		return whole, chinese
	}
	return leave, false
}

package canonical

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// evidence tells what language a line is in. It looks at the skeleton of the
// text: the text as it would be if every character were changed that may be.
// A text and what Append makes of it have the same skeleton, but for what private-use
// characters stood for, so decisions hardly depend on changes.
type evidence struct {
	text     []byte
	from     *origin // of its lines; nil if the text is all that there is
	asked    int     // text[:asked] was asked for, …
	line     int     // … so many lines
	src      []byte  // the block with them, as they are now; nil until it is needed
	starts   []int   // of them in src
	skeleton []byte  // of src[base:limit], whole lines; nil until it is needed
	base     int
	limit    int
	done     int // src[:done] was asked for …
	at       int // … and is skeleton[:at]
	fed      int // the context knows skeleton[:fed]
	context  script.Context

	// The Chinese characters around the line asked for: where the last one before
	// it was seen, and the first one from its start on.
	before, after int

	own []byte // the skeleton of a line by itself
}

// newEvidence returns the evidence about a text with the lines of from, or without them
// about one that is all there is.
func newEvidence(text []byte, from *origin) *evidence {
	return &evidence{text: text, from: from}
}

// nearby is how far a character that only Chinese has speaks for lines around it,
// in bytes.
const nearby = 1000

// class returns the class of the line that starts at text[from], what was counted in it, and
// whether something speaks for Chinese, in the line or nearby. Lines are asked for
// in ascending order.
func (e *evidence) class(from int) (class script.Class, counts script.Counts, sure bool) {
	// What a line says of itself, most often, no other can deny.
	e.own = appendSkeleton(e.own[:0], e.text[from:linescan.End(e.text, from)])
	if counts = script.Count(e.own); counts.SurelyChinese() {
		return counts.Class(), counts, !isTable(e.own)
	}
	if e.src == nil {
		e.src, e.starts = e.from.with(e.text)
	}
	if e.from != nil { // line feeds stay, so that lines are found by counting them
		e.line += bytes.Count(e.text[e.asked:from], []byte{'\n'})
		e.asked, from = from, e.starts[e.line]
	}
	if end := min(linescan.End(e.src, from)+margin, len(e.src)); e.skeleton == nil || end > e.limit {
		e.look(from, end)
	}
	// Changes keep line feeds, so lines are found again by counting them.
	for n := bytes.Count(e.src[e.done:from], []byte{'\n'}); n > 0; n-- {
		e.at = linescan.End(e.skeleton, e.at)
	}
	e.done = from
	// What stands before must be known to the context where it tells a language.
	for e.fed < e.at {
		stop := tables.Simplified.Next(e.skeleton[:e.at], e.fed)
		if stop == e.at {
			break
		}
		unit := e.fed + linescan.Start(e.skeleton[e.fed:], stop-e.fed)
		for {
			end := unit + script.UnitEnd(e.skeleton[unit:e.at])
			if stop < end {
				if script.Plain(e.skeleton[unit:end]) {
					e.context.Passed(unit, end, true)
				} else {
					e.context.Decide(unit, end, script.Count(e.skeleton[unit:end]))
				}
				e.fed = end
				break
			}
			unit = end
		}
	}
	end := linescan.End(e.skeleton, e.at)
	e.fed = end
	counts = script.Count(e.skeleton[e.at:end])
	class = e.context.Decide(e.at, end, counts)
	sure = class.Chinese() && (class != script.Other || counts.Chinese > 0 || e.near(e.at, end)) && !isTable(e.skeleton[e.at:end])
	return class, counts, sure
}

// How far around a line its context looks, in bytes: so far back that no unit of
// script.Context is farther, and so far ahead. More is looked at in one go the more lines
// are asked for.
const (
	behind = 1 << 16
	margin = 1 << 13
	leap   = 1 << 13
)

// look makes the skeleton of what stands around the line at src[from], to src[end] at least.
func (e *evidence) look(from, end int) {
	size := max(leap, 2*(e.limit-e.base))
	e.base, e.limit = 0, len(e.src)
	if from > behind {
		e.base = linescan.Start(e.src, from-behind)
	}
	if end = max(end, from+size); end < len(e.src) {
		e.limit = linescan.End(e.src, end)
	}
	part := e.src[e.base:e.limit]
	e.skeleton = appendSkeleton(make([]byte, 0, len(part)), part)
	e.context = script.NewContext(e.skeleton)
	e.done, e.at, e.fed, e.before, e.after = e.base, 0, 0, 0, 0
}

// isTable reports whether a line is a table of characters and no text: its Han
// characters do not follow each other as in any text. Text costs the language
// model 4 to 6 nats a character, a table of a charset 9 and more.
func isTable(line []byte) bool {
	const enough, most, costly = 12, 400, 8.5
	cost, n, prev := 0, 0, lm.Start
	for len(line) > 0 && n < most {
		r, size := utf8.DecodeRune(line)
		line = line[size:]
		t := lm.TokenOf(r)
		if isHan(r) {
			cost += lm.Cost(prev, t)
			n++
		}
		prev = t
	}
	return n >= enough && float64(cost)*lm.Unit > costly*float64(n)
}

// near reports whether a character that only Chinese has stands near
// skeleton[from:to].
func (e *evidence) near(from, to int) bool {
	for e.after < len(e.skeleton) && e.after < to+nearby {
		r, n := utf8.DecodeRune(e.skeleton[e.after:])
		if n == 3 && tables.Simplified.RuneEntry(r)&dict.Chinese != 0 {
			if e.after >= from {
				break
			}
			e.before = e.after + n
		}
		e.after += n
	}
	return e.before > 0 && from-e.before <= nearby || e.after < len(e.skeleton) && e.after < to+nearby
}

// appendSkeleton appends text with every character changed that a rule of
// Canonical is about, to dst. Private-use characters are left out of it: what
// they stand for depends on what the text is.
func appendSkeleton(dst, text []byte) []byte {
	for p := 0; p < len(text); {
		at := next(text, p, Canonical)
		dst = append(dst, text[p:at]...)
		if at == len(text) {
			break
		}
		r, n := utf8.DecodeRune(text[at:])
		p = at + n
		switch kind, to := kindOf(r); {
		case kind == radical || kind == compatibility:
			dst = utf8.AppendRune(dst, to)
		case kind == other:
			dst = append(dst, text[at:p]...)
		}
	}
	return dst
}

// kind is what a character that next stops at may be.
type kind uint8

const (
	other kind = iota // nothing clean is about
	radical
	compatibility
	private
	zeroWidth
	bidi
	softHyphen
	bom
)

// kindOf returns the kind of r, and what a radical or a compatibility ideograph
// stands for.
func kindOf(r rune) (kind, rune) {
	switch {
	case r == 0xAD:
		return softHyphen, 0
	case r == 0xFEFF:
		return bom, 0
	case r >= 0x200B && r <= 0x200D, r == 0x2060:
		return zeroWidth, 0
	case r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return bidi, 0
	case isRadical(r):
		if to := rune(unified[r-0x2E80]); to != 0 {
			return radical, to
		}
	case isPrivate(r):
		return private, 0
	case r >= 0xF900 && r <= 0xFAFF, r >= 0x2F800 && r <= 0x2FA1F:
		if to := ideograph(r); to != r {
			return compatibility, to
		}
	}
	return other, r
}

// invisible reports whether r is a character that cannot be seen.
func invisible(r rune) bool {
	k, _ := kindOf(r)
	return k >= zeroWidth
}

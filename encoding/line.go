package encoding

import (
	"math"

	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// A line is judged in steps, and the first step whose answer fits wins: with
// what nearly all lines of its block are; alone; with what the user prefers;
// with what the document declares; with what some lines of its block are.
//
// Only lines that decide alone and fit speak for their block. A second run finds
// those lines in UTF-8, so it takes fewer steps than the first, those that gave
// no answer, and leaves alone what the first left alone.

// Margins of cost by which a reading must beat every other.
const (
	aloneMargin  = 8 * nat
	helpedMargin = 2 * nat
	hintBonus    = 6 * nat
	blockBonus   = 8 * nat // for a charset that all lines of a block agree on
)

// context is what is known about a line beside its bytes.
type context struct {
	forced   Charset  // the only charset to be tried
	allowed  charsets // those that are decoded
	hints    [2]charsets
	prior    bonuses // from the block
	dominant Charset // what nearly all lines of the block are
}

// decide appends line decoded to UTF-8, or as it is if nothing fits. log may be
// nil.
func (x *context) decide(dst, line []byte, off int64, log *edit.Log) []byte {
	if utf8scan.Valid(line) {
		return append(dst, line...)
	}
	if out, ok := tryCESU8(dst, line, off, log); ok {
		return out
	}
	if utf8Like(line) {
		return keep(dst, line, off, "", log)
	}
	t := trial{dst: dst, line: line, off: off, log: log}
	c := x.judge(line, 0, &t)
	switch {
	case c == Unknown:
		return keep(dst, line, off, "", log)
	case !x.allowed.has(c) && c != x.forced:
		return keep(dst, line, off, "looks like "+c.String()+", kept", log)
	}
	return t.dst
}

// trial decodes a line from the charset that it turns out to be in.
type trial struct {
	dst, line []byte
	off       int64
	log       *edit.Log
}

// fits tells whether the line can be decoded from c, and does so. A nil trial
// only asks what a line looks like.
func (t *trial) fits(c Charset) (ok bool) {
	if t != nil {
		t.dst, ok = tryDecode(t.dst, t.line, c, t.off, t.log)
		return ok
	}
	return true
}

// judge returns the charset of a line that is not UTF-8, Unknown if that cannot
// be told. It is one that fits, or one that is not allowed.
func (x *context) judge(line []byte, cuts cut, t *trial) Charset {
	answers := func(c Charset) bool { return !x.allowed.has(c) || t.fits(c) }
	if x.forced != Unknown {
		if t.fits(x.forced) {
			return x.forced
		}
		return Unknown
	}
	c := quick(line)
	if c == Unknown && x.dominant != Unknown && plausible(line, x.dominant) {
		c = x.dominant
	}
	if c != Unknown && answers(variant(c, line)) {
		return variant(c, line)
	}
	text, cuts := sample(line, cuts)
	opinion := weigh(text, cuts)
	for step := range 5 {
		margin := helpedMargin
		var bonus bonuses
		switch step {
		case 0: // the line agrees with all others
			bonus.add(setOf(x.dominant), blockBonus)
		case 1:
			margin = aloneMargin
		case 2:
			bonus.add(x.hints[0], hintBonus)
		case 3:
			bonus.add(x.hints[0], hintBonus)
			bonus.add(x.hints[1], hintBonus)
		case 4:
			bonus = x.prior
			bonus.add(x.hints[0], hintBonus)
			bonus.add(x.hints[1], hintBonus)
		}
		o := opinion // settle changes it
		c, _, m := o.settle(text, &bonus, x.allowed)
		if m < margin || c == Binary || step != 1 && bonus[c] == 0 {
			continue
		}
		if c = variant(c, line); answers(c) {
			return c
		}
	}
	return Unknown
}

// plausible says whether a line may well be in the charset of nearly all other
// lines of its block.
func plausible(line []byte, c Charset) bool {
	pairs, mean := meanCost(line, c.table(), 32)
	return pairs > 0 && mean <= 8.5
}

// learn looks at lines all over src and sets what their charset says about the
// others.
func (x *context) learn(src []byte) {
	const samples = 96
	var lines [numCharsets]int
	var scratch [512]byte
	total := 0
	for _, alone := range []bool{false, true} {
		for i, next := 0, 0; i < samples && next < len(src); i++ {
			at := max(next, len(src)/samples*i)
			if at > next {
				at += lineLen(src[at:]) // to the beginning of a line
			}
			if at >= len(src) {
				break
			}
			line := src[at : at+lineLen(src[at:])]
			next = at + len(line)
			if utf8scan.Valid(line) || utf8Like(line) {
				continue
			}
			c := quick(line)
			if alone {
				text, cuts := sample(line, 0)
				o := weigh(text, cuts)
				if w, _, margin := o.settle(text, nil, x.allowed); margin >= aloneMargin && w != Binary {
					c = w
				}
			}
			if c == Unknown || !x.allowed.has(c) {
				continue
			}
			if _, ok := tryDecode(scratch[:0], line, variant(c, line), 0, nil); ok {
				lines[c]++
				total++
			}
		}
		if total > 0 {
			break
		}
	}
	x.prior, x.dominant = bonuses{}, Unknown
	for c, n := range lines {
		if n > 0 {
			x.prior[c] = max(0, blockBonus+int(float64(nat)*math.Log(float64(n)/float64(total))))
		}
		if n >= 8 && 10*n >= 9*total {
			x.dominant = Charset(c)
		}
	}
}

package encoding

import (
	"math/bits"

	"github.com/fixtext/fixtext/edit"
)

// A line is judged in steps, and the first step whose answer fits wins: with
// what other lines of its block are; alone; with what the user prefers; with what
// the document declares.
//
// Only lines that decide alone and fit speak for their block. A second run finds
// those lines in UTF-8, so it takes fewer steps than the first, those that gave
// no answer, and leaves alone what the first left alone.

// Margins of cost by which a reading must beat every other.
const (
	aloneMargin  = 8 * nat
	helpedMargin = 3 * nat
	hintBonus    = 6 * nat
)

// context is what is known about a line beside its bytes.
type context struct {
	forced   Charset  // the only charset to be tried
	allowed  charsets // those that are decoded
	hints    [2]charsets
	prior    bonuses // from the block
	dominant Charset // what nearly all lines of the block are
	doubt    int     // by so much lines in it are likelier than in UTF-8, before they are read
	start    census  // of the start of the input

	work *workspace // may be nil; one user at a time
}

// decide appends line, which is not well-formed UTF-8, decoded to it, or as it is
// if nothing fits. glance is what x.glance says of it. log may be nil.
func (x *context) decide(dst, line []byte, glance Charset, off int64, log *edit.Log) []byte {
	t := trial{dst: dst, line: line, off: off, log: log, sure: 1}
	switch c := x.judge(line, glance, 0, &t); {
	case c != UTF8 && c != Unknown && x.decodes(c):
		return t.dst
	case c == UTF8 || c == Unknown:
		return keep(dst, line, off, "", log)
	default:
		return keep(dst, line, off, "looks like "+c.String()+", kept", log)
	}
}

// decodes says whether a line in c is to be decoded.
func (x *context) decodes(c Charset) bool { return x.allowed.has(c) || c == x.forced || c == CESU8 }

// trial decodes a line from the charset that it turns out to be in.
type trial struct {
	dst, line []byte
	off       int64
	log       *edit.Log
	sure      float64 // the chance that the charset is right
}

// fits reports whether the line can be decoded from c, and does so. A nil trial
// only asks what a line looks like.
func (t *trial) fits(c Charset) (ok bool) {
	switch {
	case t == nil:
		return true
	case c == CESU8:
		t.dst = decodeCESU8(t.dst, t.line, t.off, t.log)
		return true
	case t.log == nil:
		t.dst, ok = tryDecode(t.dst, t.line, c, t.off, nil)
		return ok
	}
	before := len(t.log.Edits)
	t.dst, ok = tryDecode(t.dst, t.line, c, t.off, t.log)
	for i := range t.log.Edits[before:] {
		if e := &t.log.Edits[before+i]; e.Rule == ruleDecoded {
			e.Confidence = t.sure
		}
	}
	return ok
}

// silent says whether nobody asks what a line looks like that is not decoded.
func (t *trial) silent() bool { return t != nil && (t.log == nil || !t.log.Keep) }

// mostBonus is the most that context takes off the cost of a charset that is
// decoded.
func (x *context) mostBonus() (most int) {
	for c, b := range x.prior {
		if x.allowed.has(Charset(c)) {
			most = max(most, b)
		}
	}
	for _, h := range x.hints {
		if h&x.allowed != 0 {
			most += hintBonus
		}
	}
	return most
}

// judge returns the charset of a line that is not well-formed UTF-8: UTF8 if it
// is but damaged, Unknown if that cannot be told, else one that fits or is not to
// be decoded.
func (x *context) judge(line []byte, glance Charset, cuts cut, t *trial) Charset {
	answers := func(c Charset) bool { return c == UTF8 || c != Unknown && (!x.decodes(c) || t.fits(c)) }
	if answers(glance) {
		return glance
	}
	if x.forced != Unknown {
		return Unknown
	}
	if controls(line) {
		return Binary
	}
	bonus := x.mostBonus()
	if bonus == 0 && tiny(line) {
		return Unknown
	}
	work := x.work.orNew()
	text, cuts := work.take(line, cuts)
	wanted := charsets(0)
	if t.silent() { // what it looks like will not be told
		wanted = withBase(x.allowed) & lineCharsets
	}
	relief := 0
	if c := x.dominant; c != Unknown {
		relief = work.relief(text, c, cuts)
	}
	opinion := work.weigh(text, cuts, wanted, bonus+relief)
	if wanted != 0 && opinion.lostToNoise(wanted, bonus+relief) {
		return Unknown
	}
	for step := range steps {
		bonus, margin := x.context(step)
		if step == withBlock {
			bonus[x.dominant] += relief
		}
		o := opinion // settle changes it
		c, _, m, _ := o.settle(text, &bonus, x.allowed)
		if step == withBlock && c == x.dominant && !c.anyEveryday(text) {
			margin = aloneMargin // a letter of a name in another charset, and the one behind it
		}
		if m < margin || c == Binary || step == alone && c.Chinese() && !twoHan(line, c) || step != alone && bonus[c] == 0 || step == withBlock && x.prior[c] == 0 {
			continue
		}
		if t != nil {
			t.sure = confidence(m)
		}
		if c = variant(c, line); answers(c) {
			return c
		}
	}
	return Unknown
}

// tiny says whether line has no more than two bytes that are not ASCII: one
// character of Chinese, which by itself says nothing.
func tiny(line []byte) bool {
	high := 0
	for _, b := range line {
		if high += int(b >> 7); high > 2 {
			return false
		}
	}
	return true
}

// controls says whether the beginning of line has so many kinds of control
// characters that it is no text. Those that text is laid out or taken apart with
// do not count, nor those that switch between character sets.
func controls(line []byte) bool {
	return bits.OnesCount32(controlKinds(line[:min(len(line), 256)])&^controlsInText) >= 4
}

// twoHan says whether a line in c, a charset of Chinese, has at least two
// ideographs. Symbols have the same codes in the charsets of Japanese and Korean.
func twoHan(line []byte, c Charset) bool {
	last := c.row().Pairs.LastSymbol
	han := 0
	for i := 0; i < len(line) && han < 2; i++ {
		if line[i] >= 0x80 {
			if line[i] < 0xA1 || line[i] > last {
				han++
			}
			i++
		}
	}
	return han >= 2
}

// The steps of judge.
const (
	withBlock = iota
	alone
	withPreferred
	withDeclared
	steps
)

// context returns what the context of a step takes off the costs, and the margin
// it asks for.
func (x *context) context(step int) (b bonuses, margin int) {
	if step == alone {
		return b, aloneMargin
	}
	if step == withBlock {
		b = x.prior
	}
	b.add(x.hints[0], hintBonus)
	if step != withPreferred {
		b.add(x.hints[1], hintBonus)
	}
	return b, helpedMargin
}

// glance returns what a look at the first characters of line tells, without the
// language model; Unknown if that is not enough. The line may still not fit.
func (x *context) glance(line []byte) Charset {
	if x.forced == Unknown {
		if c := quick(line); c != Unknown {
			return variant(c, line)
		}
	}
	switch {
	case hasSurrogates(line) && fitsCESU8(line):
		return CESU8
	case utf8Like(line):
		if x.chance(line) {
			return variant(x.dominant, line)
		}
		return UTF8
	case x.forced != Unknown:
		return x.forced
	case x.dominant != Unknown && plausible(line, x.dominant):
		return variant(x.dominant, line)
	}
	return Unknown
}

// plausible says whether a line may well be in the charset of nearly all other
// lines of its block: its characters are frequent, or not too rare and far more
// frequent than in any other charset of pairs.
func plausible(line []byte, c Charset) bool {
	pairs, sum := pairCost(line, c.table(), Unknown)
	if pairs == 0 || 2*sum <= 17*pairs*nat {
		return pairs > 0
	}
	if pairs < 8 || sum > 10*pairs*nat {
		return false
	}
	for _, rival := range multiByte {
		if !rival.pairsOnly() {
			continue
		}
		if n, other := pairCost(line, rival.table(), Unknown); rival != c && n > 0 && other < sum+25*nat {
			return false
		}
	}
	return true
}

// pairsOnly says whether c is a charset of pairs in which no single byte beyond ASCII
// is a letter.
func (c Charset) pairsOnly() bool {
	pairs := &c.row().Pairs
	return pairs.Costs != nil && !pairs.LoneKana
}

package encoding

import (
	"math"
	"math/bits"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/utf8scan"
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

// fits tells whether the line can be decoded from c, and does so. A nil trial
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
	opinion := work.weigh(text, cuts, wanted, bonus)
	if wanted != 0 && opinion.lostToNoise(wanted, bonus) {
		return Unknown
	}
	for step := range steps {
		bonus, margin := x.context(step)
		o := opinion // settle changes it
		c, _, m, _ := o.settle(text, &bonus, x.allowed)
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

// learn looks at lines all over src and sets what their charset says about the
// others. Only charsets that are decoded speak, and none does where other ones are
// as frequent: a line of quotation marks, which has the same bytes in several
// charsets, is not decoded for the sake of one line among many in another. Nor
// does any where most lines are no text.
func (x *context) learn(src []byte) {
	lines, seen := x.survey(src, false)
	own, foreign := x.count(lines)
	if 2*own < seen {
		lines, _ = x.survey(src, true)
		own, foreign = x.count(lines)
	}
	x.prior, x.dominant = bonuses{}, Unknown
	if own <= foreign || 2*lines[Binary] > seen {
		return
	}
	for c, n := range lines {
		if n == 0 || !x.allowed.has(Charset(c)) || Charset(c) == Binary {
			continue
		}
		x.prior[c] = max(0, evidence(n, own))
		if n >= 8 && 10*n >= 9*own {
			x.dominant = Charset(c)
		}
	}
}

// count returns how many lines are in charsets that are decoded, and in others.
func (x *context) count(lines [numCharsets]int) (own, foreign int) {
	for c, n := range lines {
		switch {
		case Charset(c) == Binary:
		case x.allowed.has(Charset(c)):
			own += n
		default:
			foreign += n
		}
	}
	return own, foreign
}

// survey returns how many of the lines at some 96 places are in each charset, at a
// glance or by a closer look, and how many were seen that are not UTF-8.
func (x *context) survey(src []byte, closer bool) (lines [numCharsets]int, seen int) {
	const samples = 96
	var scratch [512]byte
	work := x.work.orNew()
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
		if utf8scan.Valid(line) || utf8Like(line) || tiny(line) || controls(line) {
			continue
		}
		seen++
		c := quick(line)
		if closer && c == Unknown {
			text, cuts := work.take(line, 0)
			o := work.weigh(text, cuts, 0, 0)
			w, _, margin, shared := o.settle(text, nil, x.allowed)
			if w == Binary || margin >= aloneMargin && !shared && !(w.Chinese() && !twoHan(line, w)) {
				c = w
			}
		}
		if c == Unknown {
			continue
		}
		if x.allowed.has(c) && c != Binary {
			if _, ok := tryDecode(scratch[:0], line, variant(c, line), 0, nil); !ok {
				continue
			}
		}
		lines[c]++
	}
	return lines, seen
}

// evidence is what n of total lines in a charset say about another line.
func evidence(n, total int) int {
	return int(float64(nat) * (min(12, 4+2*math.Log2(float64(n))) + math.Log(float64(n)/float64(total))))
}

// chance tells whether line, which looks like UTF-8, does so by chance: where its
// block is in a charset in which it makes more sense. 系统 in GBK is well-formed
// UTF-8. Well-formed lines with a character of three bytes are never doubted.
func (x *context) chance(line []byte) bool {
	if x.dominant == Unknown || !twoByteOnly(line) && utf8scan.Valid(line) {
		return false
	}
	work := x.work.orNew()
	text, cuts := work.take(line, 0)
	o := work.weigh(text, cuts, 0, x.mostBonus())
	c, _, margin, _ := o.settle(text, &x.prior, x.allowed)
	return c == x.dominant && margin >= aloneMargin
}

// twoByteOnly says whether the non-ASCII characters of UTF-8 text are one to
// eight, of two bytes each. More of them are hardly ever UTF-8 by chance.
func twoByteOnly(line []byte) bool {
	high := 0
	for _, b := range line {
		if high += int(b >> 7); b >= 0xE0 || high > 16 {
			return false
		}
	}
	return high > 0
}

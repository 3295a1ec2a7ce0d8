package encoding

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// A line of one word says little about its charset, the lines around it say much.
// A block is looked at as a whole before its lines are read: what its lines are
// that leave no doubt, and, where most of them are too short for that, what all of
// them are together. The start of the input speaks for blocks that have few lines,
// so that it does not matter much where blocks are cut.

// census says what the lines are that were looked at, of those beyond ASCII.
type census struct {
	lines [numCharsets]int // not UTF-8: clearly in one of the charsets
	seen  int              // not UTF-8, clear or not
	tiny  int              // not UTF-8, of one character beyond ASCII
	utf8  int              // UTF-8, and not by chance
}

// Lines are looked at in samples places of a block. A census is full with enough of
// them.
const (
	samples = 96
	enough  = 16
	few     = 2 // lines that speak for others where nothing speaks against them
)

// wholeInput is the size of inputs that are sure to be in one block, also when they
// are read again after their repair.
const wholeInput = 64 << 10

// learn sets what the lines of src say about each other; its first valid bytes are
// lines of well-formed UTF-8. Only charsets that are decoded speak, and none does
// where other ones are as frequent: a line of quotation marks, which has the same
// bytes in several charsets, is not decoded for the sake of one line among many in
// another. Nor does any where most lines are no text.
//
// Lines that are clear are read whatever stands around them, so that a second run
// finds none of them and learns nothing. Those that are clear together only speak
// where src is the whole input: elsewhere a second run may cut its blocks in other
// places, and find lines together that were not.
//
// It returns what was seen in src.
func (x *context) learn(src []byte, valid int, whole bool) (here census) {
	here = x.census(src, valid, whole)
	c := here
	c.fill(&x.start)
	x.prior, x.dominant, x.doubt = bonuses{}, Unknown, 0
	own, foreign := x.count(&c)
	if own <= foreign || 2*c.lines[Binary] > c.seen {
		return here
	}
	for i, n := range c.lines {
		if n == 0 || !x.allowed.has(Charset(i)) || Charset(i) == Binary {
			continue
		}
		x.prior[i] = max(0, evidence(n, own))
		if n >= 8 && 10*n >= 9*(own+foreign) || n >= few && n == own+foreign && c.utf8 == 0 {
			x.dominant = Charset(i)
			x.doubt = doubt(c.seen+c.tiny, c.utf8)
		}
	}
	return here
}

// evidence is what n of total lines in a charset say about another line.
func evidence(n, total int) int {
	return int(float64(nat) * (min(12, 4+2*math.Log2(float64(n))) + math.Log(float64(n)/float64(total))))
}

// doubt is by how much n lines, nearly all in one charset, make that likelier than UTF-8 for a line
// that may be in either. With other lines in UTF-8, it takes more than that the line
// makes as much sense in that charset.
func doubt(n, utf8 int) int {
	switch {
	case n >= 10*utf8:
		return min(6*nat, nat+int(float64(nat)*math.Log(float64(n))))
	case n >= utf8/4:
		return -3 * nat
	}
	return -far
}

// doubts reports whether lines of UTF-8 are doubted at all.
func (x *context) doubts() bool { return x.dominant != Unknown && x.doubt > -far }

// fill adds from another census what c lacks to be full.
func (c *census) fill(from *census) {
	have, all := c.seen+c.tiny+c.utf8, from.seen+from.tiny+from.utf8
	if have >= enough || all < enough {
		return
	}
	part := func(n int) int { return n * (enough - have) / enough }
	for i, n := range from.lines {
		c.lines[i] += part(n)
	}
	c.seen += part(from.seen)
	c.tiny += part(from.tiny)
	c.utf8 += part(from.utf8)
}

// count returns how many lines are in charsets that are decoded, and in others.
func (x *context) count(c *census) (own, foreign int) {
	for i, n := range c.lines {
		switch {
		case Charset(i) == Binary:
		case x.allowed.has(Charset(i)):
			own += n
		default:
			foreign += n
		}
	}
	return own, foreign
}

// census looks at lines all over src, at a glance, or more closely where that does
// not tell what most of them are.
func (x *context) census(src []byte, valid int, whole bool) census {
	c := x.survey(src[valid:], false, false)
	if own, _ := x.count(&c); 2*own < c.seen || whole && 2*own < c.seen+c.tiny {
		c = x.survey(src[valid:], true, whole)
	}
	eachLine(src[:valid], samples/2, func(line []byte) {
		if surelyUTF8(line) {
			c.utf8++
		}
	})
	return c
}

// eachLine calls f with the lines beyond ASCII that come next at so many places
// all over src.
func eachLine(src []byte, places int, f func(line []byte)) {
	for i, next := 0, 0; i < places && next < len(src); i++ {
		at := max(next, len(src)/places*i)
		if at > next {
			at += linescan.Len(src[at:]) // to the beginning of a line
		}
		high := at + asciiLen(src[at:])
		if high == len(src) {
			return
		}
		at += linescan.Start(src[at:], high-at)
		next = high + linescan.Len(src[high:])
		f(src[at:next])
	}
}

// asciiLen returns the length of the ASCII that p begins with.
func asciiLen(p []byte) int {
	i := 0
	for ; i+8 <= len(p); i += 8 {
		if w := binary.LittleEndian.Uint64(p[i:]) & highBits; w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	for i < len(p) && p[i] < 0x80 {
		i++
	}
	return i
}

// surelyUTF8 reports whether a line, which is not ASCII, is in UTF-8, and not only by
// chance.
func surelyUTF8(line []byte) bool { return utf8scan.Valid(line) && !twoByteOnly(line) }

// survey counts lines of src at a glance or, closer, each by itself and, jointly,
// those together that are too short for it.
func (x *context) survey(src []byte, closer, joint bool) (c census) {
	var scratch [512]byte
	work := x.work.orNew()
	var all ballot
	eachLine(src, samples, func(line []byte) {
		if utf8scan.Valid(line) {
			if !twoByteOnly(line) {
				c.utf8++
			}
			return
		}
		if utf8Like(line) || controls(line) {
			return
		}
		short := tiny(line)
		if short {
			c.tiny++
		} else {
			c.seen++
		}
		as := quick(line)
		if closer && (joint || as == Unknown && !short) {
			text, cuts := work.take(line, 0)
			o := work.weigh(text, cuts, 0, 0)
			if joint { // those that are clear vote, too
				all.add(text, &o)
			}
			if w, _, margin, shared := o.settle(text, nil, x.allowed); as == Unknown && !short &&
				(w == Binary || margin >= aloneMargin && !shared && !(w.Chinese() && !twoHan(line, w))) {
				as = w
			}
		}
		if as == Unknown {
			return
		}
		if x.allowed.has(as) && as != Binary {
			if _, ok := tryDecode(scratch[:0], line, variant(as, line), 0, nil); !ok {
				return
			}
		}
		c.lines[as]++
	})
	if w, n := all.winner(); n > c.lines[w] {
		c.lines[w] = n
	}
	return c
}

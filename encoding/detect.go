package encoding

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Result is what Detect found.
type Result struct {
	// Charset is that of most of the text, Unknown if the evidence is too weak
	// to say. Text in ASCII alone is UTF8.
	Charset Charset
	// Confidence is the chance that Charset is right, from 0 to 1.
	Confidence float64
	// BOM is the length of the byte order mark, in bytes.
	BOM int
	// Evidence says in words what decided.
	Evidence string
	// Others are the runners-up, likelier ones first.
	Others []Guess
	// Segments cover the input in order. A text of one charset is one segment.
	Segments []Segment
}

// Guess is a charset and the chance, from 0 to 1, that it is the right one.
type Guess struct {
	Charset    Charset
	Confidence float64
}

// Segment is a run of lines in one charset.
type Segment struct {
	Offset, Len int // in bytes
	Charset     Charset
}

// leastConfidence is that of an answer; below it, Detect abstains.
const leastConfidence = 0.75

// Detect tells the charset of b. It may begin and end inside a character, hold
// stray bytes, and change its charset from line to line.
func Detect(b []byte, hints ...Hint) Result {
	var opt Options
	for _, h := range hints {
		h(&opt)
	}
	x := newContext(opt)
	if len(opt.Allow) == 0 {
		x.allowed = 1<<numCharsets - 1
	}
	if r, ok := detectWide(b); ok {
		return r
	}
	if notText(b) {
		return Result{
			Charset: Binary, Confidence: 0.99, Evidence: "NULs among other control characters",
			Segments: []Segment{{0, len(b), Binary}},
		}
	}
	if r, ok := detectEscapes(b); ok {
		return r
	}
	r := Result{}
	if len(b) >= 3 && string(b[:3]) == "\xef\xbb\xbf" {
		r.BOM = 3
	}
	if c, ok := declared(b, false); ok {
		x.hints[1] |= setOf(c)
	}
	x.work = new(workspace)
	valid := validLines(b)
	if valid < len(b) {
		x.learn(b, valid, true)
	}
	votes := x.segments(b, valid, &r)
	r.conclude(b, &x, &votes)
	return r
}

// segments judges each line, sets r.Segments and returns how many non-ASCII
// bytes each charset has. Lines of ASCII go with those before them. The first
// valid bytes are lines of well-formed UTF-8.
func (x *context) segments(b []byte, valid int, r *Result) (votes [numCharsets]int) {
	ascii := 0 // bytes of ASCII at the beginning
	quiet := 0 // lines that told nothing, less twice those since that did
	for off := 0; off < len(b); {
		n := valid - off
		if n <= 0 {
			n = validLines(b[off:])
		}
		if n > 0 && x.dominant != Unknown {
			n = linescan.Len(b[off : off+n])
		}
		c, high := UTF8, 0
		if n > 0 {
			line := b[off : off+n]
			if high = countHigh(line); high > 0 && x.chance(line) {
				c = x.dominant
			}
		} else {
			n = linescan.Len(b[off:])
			line := b[off : off+n]
			high = countHigh(line)
			c = x.judge(line, x.glance(line), cutsOf(off, n, len(b)), nil)
			if quiet++; !untold(c) {
				quiet = max(0, quiet-3)
			} else if more := x.quietRun(b[off+n:], min(quiet/64, 64)); more > 0 {
				high += countHigh(b[off+n : off+n+more])
				n += more
			}
		}
		votes[c] += high
		switch last := len(r.Segments) - 1; {
		case last >= 0 && (high == 0 || r.Segments[last].Charset == c):
			r.Segments[last].Len += n
		case high == 0:
			ascii += n
		default:
			r.Segments = append(r.Segments, Segment{Offset: off - ascii, Len: n + ascii, Charset: c})
			ascii = 0
		}
		off += n
	}
	return votes
}

// untold says whether c tells nothing about a line.
func untold(c Charset) bool { return c == Unknown || c == Binary }

// quietRun returns the length of so many lines of b, or of fewer up to one in
// UTF-8, if the last of them tells nothing: then those before it will not either,
// and what is no text, however long, is not weighed line by line.
func (x *context) quietRun(b []byte, lines int) (size int) {
	last := 0
	for ; lines > 0 && size < len(b); lines-- {
		n := linescan.Len(b[size:])
		if utf8scan.Valid(b[size : size+n]) {
			break
		}
		last = size
		size += n
	}
	line := b[last:size]
	if size == 0 || !untold(x.judge(line, x.glance(line), 0, nil)) {
		return 0
	}
	return size
}

// cutsOf tells at which ends a line of n bytes at off may be cut, in size bytes
// that may be cut at both ends.
func cutsOf(off, n, size int) (cuts cut) {
	if off == 0 {
		cuts |= cutStart
	}
	if off+n == size {
		cuts |= cutEnd
	}
	return cuts
}

// conclude sets the answer from what the lines said and from a closer look at
// one sample.
func (r *Result) conclude(b []byte, x *context, votes *[numCharsets]int) {
	if votes[CESU8] > 0 { // which is UTF-8 where it has no surrogates
		votes[CESU8] += votes[UTF8]
		votes[UTF8] = 0
		r.join(UTF8, CESU8)
	}
	total, winner := votes[Unknown], Unknown
	for c := UTF8; c < numCharsets; c++ {
		total += votes[c]
		if votes[c] > 0 && (winner == Unknown || votes[c] > votes[winner]) {
			winner = c
		}
	}
	// Where the lines say little, one look at all of them is better.
	decided := total > sampleHigh && votes[winner] > total/8 && votes[winner] > votes[Unknown] || winner == CESU8
	part := b
	if decided {
		part = r.longest(b, winner)
	}
	work := x.work.orNew()
	text, cuts := work.take(part, cutStart|cutEnd)
	bonus := x.hintBonuses()
	o := work.weigh(text, cuts, 0, hopeless)
	best, second, margin, _ := o.settle(text, &bonus, 0)
	if !decided {
		winner = best
	}
	sure := confidence(margin)
	switch {
	case winner == CESU8: // surrogate pairs do not happen by chance
		sure, second = 0.99, UTF8
	case total == votes[UTF8] || utf8scan.Valid(b) || total > 24 && validButEnds(b):
		// UTF-8 is UTF-8, even if it makes little sense.
		if winner = UTF8; best != UTF8 {
			second = best
		}
		if sure = max(sure, leastConfidence); r.BOM > 0 {
			sure = 0.99
		}
	case winner != best && winner.standard() != best:
		sure, second = 1-sure, best
	}
	r.Evidence = fmt.Sprintf("%.1f nats before %v", float64(margin)/float64(nat), second)
	if decided && votes[winner] < total {
		r.Evidence += fmt.Sprintf("; %.0f %% of the non-ASCII bytes", 100*float64(votes[winner])/float64(total))
	}
	r.Charset, r.Confidence = winner, sure
	if !decided && sure >= leastConfidence {
		r.join(Unknown, winner)
	}
	r.rank(&o, &bonus, best)
	if sure < leastConfidence {
		r.Others = append([]Guess{{winner, sure}}, r.Others...)
		r.Charset = Unknown
	}
}

// longest returns the longest segment of b in c.
func (r *Result) longest(b []byte, c Charset) []byte {
	best := Segment{Len: -1}
	for _, s := range r.Segments {
		if s.Charset == c && s.Len > best.Len {
			best = s
		}
	}
	if best.Len < 0 {
		return b
	}
	return b[best.Offset : best.Offset+best.Len]
}

// rank sets the runners-up.
func (r *Result) rank(o *opinion, bonus *bonuses, best Charset) {
	for c := UTF8; c < Binary; c++ {
		if c != r.Charset && o[c] < far {
			r.Others = append(r.Others, Guess{c, confidence(o[best] - bonus[best] - o[c] + bonus[c])})
		}
	}
	slices.SortStableFunc(r.Others, func(a, b Guess) int { return cmp.Compare(b.Confidence, a.Confidence) })
	r.Others = r.Others[:min(len(r.Others), 4)]
}

// join renames segments of one charset, and joins neighbours that are alike then.
func (r *Result) join(from, to Charset) {
	joined := r.Segments[:0]
	for _, s := range r.Segments {
		if s.Charset == from {
			s.Charset = to
		}
		if last := len(joined) - 1; last >= 0 && joined[last].Charset == s.Charset {
			joined[last].Len += s.Len
			continue
		}
		joined = append(joined, s)
	}
	r.Segments = joined
}

// hintBonuses is what user and document declare.
func (x *context) hintBonuses() (b bonuses) {
	b.add(x.hints[0], hintBonus)
	b.add(x.hints[1], hintBonus)
	for c := range b {
		if !x.allowed.has(Charset(c)) && Charset(c) != UTF8 && Charset(c) != Binary {
			b[c] = -far
		}
	}
	return b
}

// detectWide recognises UTF-16 and UTF-32, also from inside a unit.
func detectWide(b []byte) (r Result, ok bool) {
	head := b[:min(len(b), wideSample)]
	c, bom := guessWide(head)
	skip, margin := 0, far
	if bom {
		r.BOM = c.bomLen(head)
		r.Evidence = "byte order mark"
	} else {
		c, skip, margin = weighWide(head, cutStart|cutEnd)
		r.Evidence = fmt.Sprintf("%.1f nats before any other reading", float64(margin)/float64(nat))
	}
	if c == Unknown || margin < helpedMargin || !c.textual(b[skip:], bom, cutStart) {
		return Result{}, false
	}
	r.Charset, r.Confidence = c, confidence(margin)
	r.Segments = []Segment{{0, len(b), c}}
	return r, true
}

// detectEscapes recognises ASCII, and the charsets of seven bits.
func detectEscapes(b []byte) (r Result, ok bool) {
	if c, gain := sniffCutEscapes(b); c != Unknown {
		r.Charset, r.Confidence = c, confidence(gain)
		r.Evidence = fmt.Sprintf("%.1f nats likelier decoded", float64(gain)/float64(nat))
	} else if !isASCII(b) {
		return r, false
	} else if c := shifted(b); c != Unknown {
		r.Charset, r.Confidence, r.Evidence = c, 0.99, "ASCII with its escape sequences"
	} else {
		r.Charset, r.Confidence, r.Evidence = UTF8, 1, "ASCII only"
	}
	if len(b) > 0 {
		r.Segments = []Segment{{0, len(b), r.Charset}}
	}
	return r, true
}

// shifted recognises the charsets of the ISO 2022 family by what they announce.
func shifted(b []byte) Charset {
	first := bytes.IndexByte(b, '\x1b')
	if first < 0 {
		return Unknown
	}
	b = b[first:min(len(b), first+escapeWindow)]
	for c := Binary; c > Unknown; c-- { // the later ones have fewer
		for _, e := range c.row().Detect.Escapes {
			if bytes.Contains(b, []byte(e)) {
				return c
			}
		}
	}
	return Unknown
}

func isASCII(b []byte) bool {
	for len(b) >= 32 {
		w := binary.LittleEndian.Uint64(b) | binary.LittleEndian.Uint64(b[8:]) |
			binary.LittleEndian.Uint64(b[16:]) | binary.LittleEndian.Uint64(b[24:])
		if w&highBits != 0 {
			return false
		}
		b = b[32:]
	}
	return countHigh(b) == 0
}

const highBits = 0x8080808080808080

// countHigh returns the number of bytes that are not ASCII.
func countHigh(b []byte) (n int) {
	for len(b) >= 8 {
		n += bits.OnesCount64(binary.LittleEndian.Uint64(b) & highBits)
		b = b[8:]
	}
	for _, c := range b {
		n += int(c >> 7)
	}
	return n
}

package encoding

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Rules of this stage.
const (
	ruleDecoded edit.Code = "FT201" // decoded from another charset
	ruleBOM     edit.Code = "FT202" // byte order mark of UTF-16 or UTF-32 removed
	ruleKept    edit.Code = "FT203" // ill-formed bytes kept
)

// Stream is what the start of an input said about all of it. It never changes,
// and decodes each block of the input by itself: a block must begin and end
// between lines.
type Stream struct {
	wide    Charset // a charset of 2 or 4 bytes to a unit, or Unknown
	bom     bool    // a BOM of that charset begins the input
	escapes Charset // a charset of seven bits, or Unknown
	raw     bool    // nothing is to be decoded
	binary  bool    // it is no text
	whole   int     // the length of an input that is so short that its start is all of it; else 0
	context context
}

// Sniff looks at the first block of an input, which should be of 256 KiB to 1 MiB
// if the input has that much. With the same blocks, or other ones, a second run
// over what comes out changes nothing.
func Sniff(head []byte, opt Options) Stream { return sniff(head, validLines(head), opt) }

// SniffValid is [Sniff] for a block that is known to be well-formed UTF-8.
func SniffValid(head []byte, opt Options) Stream { return sniff(head, len(head), opt) }

// sniff is Sniff for a block of which so many bytes are lines of well-formed UTF-8.
func sniff(head []byte, valid int, opt Options) Stream {
	s := Stream{context: newContext(opt)}
	plain := valid == len(head) && bytes.IndexByte(head[:min(len(head), wideWindow)], 0) < 0
	if !plain { // UTF-16 and UTF-32 are no UTF-8, or have NULs
		s.wide, s.bom = sniffWide(head, opt.Charset)
	}
	if s.wide == Unknown {
		if notText(head) {
			return Stream{raw: true, binary: true}
		}
		s.sniffLines(head, valid)
	}
	if (!plain || s.escapes != Unknown) && s.unstable(head) {
		return Stream{raw: true}
	}
	return s
}

// sniffLines looks for a charset of seven bits and for what lines say; head is UTF-8
// up to offset valid.
func (s *Stream) sniffLines(head []byte, valid int) {
	first := head[:min(len(head), 1<<16)]
	if forced := s.context.forced; coderOf(forced) != nil {
		s.escapes = forced
	} else if c, _ := sniffEscapes(head); forced == Unknown && s.context.allowed.has(c) {
		s.escapes = c
		first = s.appendLines(nil, first, 0, nil, len(first)) // a label is looked for in what comes out
	}
	if c, ok := declared(first, s.escapes == Unknown && valid == len(head)); ok {
		s.context.hints[1] |= setOf(c)
	}
	if valid < len(head) {
		if len(head) < wholeInput {
			s.whole = len(head)
		}
		s.context.start = s.context.learn(head, valid, s.whole > 0)
	}
}

// unstable says whether a second run would take what comes out for UTF-16 or for a
// charset of seven bits: UTF-16 may be one byte off behind a line that grew.
func (s *Stream) unstable(head []byte) bool {
	window := 4 * wideWindow
	if countHigh(head[:min(len(head), 64<<10)]) < 1<<10 {
		window = len(head) + escapeWindow // little but ASCII: it may come to have escapes
	}
	var out []byte
	if s.wide != Unknown {
		out = s.wide.appendDecoded(nil, head[s.wide.bomLen(head):], nil)
	} else if n := s.Span(head); n < len(head) {
		out = append(out, head[:n]...)
		out = s.appendLines(out, head, n, nil, window)
	} else {
		return false
	}
	if c, _ := sniffWide(out, s.context.forced); c != Unknown {
		return true
	}
	c, _ := sniffEscapes(out)
	return c != Unknown
}

func newContext(opt Options) context {
	x := context{forced: opt.Charset, allowed: setOf(opt.Allow...)}
	x.hints[0] = setOf(opt.Prefer...)
	if c, ok := declaredAs(opt.Declared); ok {
		x.hints[1] = setOf(c)
	}
	if x.allowed == 0 {
		x.allowed = onSight | x.hints[0]
	}
	return x
}

// Width returns the size of a code unit in bytes and its byte order. Blocks are
// to be cut behind newlines of that size.
func (s Stream) Width() (unit int, bigEndian bool) {
	return s.wide.unitSize()
}

// Binary reports whether the input is no text, so that nothing in it is to be
// changed; where it is UTF-8 all the same, it may be UTF-16 that was read as
// another charset, NULs and all.
func (s Stream) Binary() bool { return s.binary }

// Span returns the length of a prefix of whole lines of src that is UTF-8 and
// stays as it is; len(src) if all does.
func (s Stream) Span(src []byte) int {
	if s.wide != Unknown || s.escapes != Unknown || s.raw {
		return 0
	}
	n := validLines(src)
	if n == len(src) && !s.context.doubts() {
		return n
	}
	// Lines of few characters may be UTF-8 by chance in such a block.
	for i := 0; i < n; {
		line := src[i : i+linescan.Len(src[i:])]
		if twoByteOnly(line) {
			return i
		}
		i += len(line)
	}
	return n
}

// Append decodes one block to UTF-8 and appends it to dst. Newlines are never
// touched, and lines that are UTF-8 stay as they are. Offsets in log, which may
// be nil, are into src; src must not overlap the free part of dst.
func (s Stream) Append(dst, src []byte, log *edit.Log) []byte {
	n := s.Span(src)
	if n == len(src) {
		return append(dst, src...)
	}
	switch {
	case s.raw:
		return keep(dst, src, 0, "", log)
	case s.wide != Unknown:
		return s.appendWide(dst, src, log)
	}
	if s.whole == len(src) {
		return s.appendWhole(dst, src, n, log)
	}
	dst = append(dst, src[:n]...)
	return s.appendLines(dst, src, n, log, len(src)<<3)
}

// appendWhole is appendLines for all of an input, until a second run would find
// nothing: once some lines are decoded, those that are left may speak together for
// another charset.
func (s Stream) appendWhole(dst, src []byte, n int, log *edit.Log) []byte {
	if log == nil {
		log = new(edit.Log)
	}
	var edits []edit.Edit
	text := src
	for round := range maxRounds {
		own := edit.Log{Keep: log.Keep}
		out := s.appendLines(append([]byte(nil), text[:n]...), text, n, &own, len(text)<<3)
		if round > 0 && !own.Changed() {
			break
		}
		if log.Keep {
			edits = edit.Compose(edits, own.Edits)
		} else {
			log.Merge(&own)
		}
		s.context.start = census{}
		text, s.whole = out, len(out)
		if n = s.Span(text); !own.Changed() || n == len(text) || len(text) >= wholeInput {
			break
		}
	}
	for _, e := range edits {
		log.Add(e)
	}
	return append(dst, text...)
}

// maxRounds bounds how often a whole input is decoded; two rounds are the rule.
const maxRounds = 4

// appendLines decodes the lines of a block from offset n on, until limit bytes
// have come out.
func (s Stream) appendLines(dst, src []byte, n int, log *edit.Log, limit int) []byte {
	limit += len(dst)
	x := s.context
	x.work = new(workspace)
	x.learn(src, n, s.whole == len(src))
	for budget := 1 << 10; n < len(src) && len(dst) < limit; {
		line := src[n : n+linescan.Len(src[n:])]
		if s.escapes != Unknown {
			var ok bool
			if dst, ok = tryEscapes(dst, line, s.escapes, int64(n), log); ok {
				n += len(line)
				continue
			}
		}
		if utf8scan.Valid(line) {
			var ok bool
			if x.chance(line) {
				dst, ok = tryDecode(dst, line, variant(x.dominant, line), int64(n), log)
			}
			if !ok {
				dst = append(dst, line...)
			}
			n += len(line)
			continue
		}
		size, glance := len(line), x.glance(line)
		if run := x.run(src[n:], len(line), glance, budget); run.charset == Unknown {
			dst = x.decide(dst, line, glance, int64(n), log)
		} else if out, ok := run.decode(dst, src[n:], int64(n), log); ok {
			dst, size, budget = out, run.n, min(2*max(budget, 1<<10), 1<<18)
		} else {
			// Not to decode the same lines again and again, those that follow are
			// read in smaller runs.
			dst, budget = x.decide(dst, line, glance, int64(n), log), 0
		}
		n += size
	}
	return dst
}

// run is a number of lines, n bytes long, that are at a glance in one charset.
// They are decoded all at once because that is faster.
type run struct {
	charset Charset
	n       int
}

// run returns the run that src begins with, of up to budget bytes or one line,
// and the zero run if the lines are to be decided one by one. The first line has
// first bytes, and c is what x.glance says of it.
func (x *context) run(src []byte, first int, c Charset, budget int) (r run) {
	if x.forced != Unknown || !c.row().Table.Dense() || !x.decodes(c) {
		return run{}
	}
	r = run{c, first}
	for r.n < min(len(src), budget) {
		n := linescan.Len(src[r.n:])
		if x.glance(src[r.n:r.n+n]) != c {
			break
		}
		r.n += n
	}
	return r
}

// decode appends the run decoded. ok is false if some bytes do not fit, or if the
// lines are to be looked at more closely.
func (r run) decode(dst, src []byte, off int64, log *edit.Log) (_ []byte, ok bool) {
	start := len(dst)
	src, ok = src[:r.n], true
	dst = r.charset.row().Table.Append(dst, src, func(int, int) { ok = false })
	switch {
	case !ok || private(dst[start:]):
		return dst[:start], false
	case log == nil:
	case log.Keep:
		for in, out := src, dst[start:]; len(in) > 0; {
			n, m := linescan.Len(in), linescan.Len(out)
			reportLine(out[:m], in[:n], r.charset, off, log)
			off += int64(n)
			in, out = in[n:], out[m:]
		}
	default:
		log.Count(ruleDecoded, bytes.Count(src[:len(src)-1], newline)+1)
	}
	return dst, true
}

var newline = []byte{'\n'}

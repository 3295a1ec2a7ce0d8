package encoding

import (
	"github.com/fixtext/fixtext/internal/edit"
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
	context context
}

// Sniff looks at the start of an input, up to its first MiB.
func Sniff(head []byte, opt Options) Stream {
	s := Stream{context: newContext(opt)}
	if s.wide, s.bom = sniffWide(head, opt.Charset); s.wide != Unknown {
		return s
	}
	first := head[:min(len(head), 1<<16)]
	if s.escapes = s.context.forced; coderOf(s.escapes) == nil {
		s.escapes = Unknown
	}
	if s.context.forced == Unknown {
		if c, _ := sniffEscapes(head); s.context.allowed.has(c) {
			s.escapes = c
			first = s.Append(nil, first, nil) // a label is looked for in what comes out
		}
	}
	if c, ok := declared(first); ok {
		s.context.hints[1] |= setOf(c)
	}
	if n := validLines(head); n < len(head) {
		s.context.learn(head[n:])
	}
	return s
}

func newContext(opt Options) context {
	x := context{forced: opt.Charset, allowed: setOf(opt.Allow...)}
	x.hints[0] = setOf(opt.Prefer...)
	if c, ok := Lookup(opt.Declared); ok {
		x.hints[1] = setOf(c)
	}
	if x.allowed == 0 {
		x.allowed = setOf(GB18030, HZ, ISO2022CN, Big5, Big5UAO, EUCTW, UTF7) | x.hints[0]
	}
	return x
}

// Width returns the size of a code unit in bytes and its byte order. Blocks are
// to be cut behind newlines of that size.
func (s Stream) Width() (unit int, bigEndian bool) {
	return s.wide.unitSize()
}

// Span returns the length of the prefix of whole lines of src that is UTF-8 and
// stays as it is; len(src) if all does.
func (s Stream) Span(src []byte) int {
	if s.wide != Unknown || s.escapes != Unknown {
		return 0
	}
	return validLines(src)
}

// Append decodes one block to UTF-8 and appends it to dst. Newlines are never
// touched, and a line that is UTF-8 stays as it is. Offsets in log, which may be
// nil, are into src; src must not overlap the free part of dst.
func (s Stream) Append(dst, src []byte, log *edit.Log) []byte {
	if s.wide != Unknown {
		return s.appendWide(dst, src, log)
	}
	n := s.Span(src)
	dst = append(dst, src[:n]...)
	if n == len(src) {
		return dst
	}
	x := s.context
	x.learn(src[n:])
	if x.prior == (bonuses{}) {
		x.prior, x.dominant = s.context.prior, s.context.dominant
	}
	for n < len(src) {
		if s.escapes != Unknown {
			line := src[n : n+lineLen(src[n:])]
			var ok bool
			if dst, ok = tryEscapes(dst, line, s.escapes, int64(n), log); ok {
				n += len(line)
				continue
			}
		} else if v := validLines(src[n:]); v > 0 {
			dst = append(dst, src[n:n+v]...)
			n += v
			continue
		}
		end := n + lineLen(src[n:])
		dst = x.decide(dst, src[n:end], int64(n), log)
		n = end
	}
	return dst
}

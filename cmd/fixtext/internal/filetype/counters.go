package filetype

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// counters are formats in which lengths are bytes. A file is in one of them if all
// of it reads so, to the last byte, and its text is whole characters.
var counters = [...]struct {
	kind string
	all  func(*counter) bool
}{
	{"application/x-protobuf", protobuf},
	{"application/msgpack", msgpack},
	{"application/cbor", cbor},
	{"application/x-der", der},
	{"application/octet-stream", func(r *counter) bool { return r.chain(r.varint) }},
	{"application/octet-stream", func(r *counter) bool { return r.chain(func() int { return r.big(2) }) }},
	{"application/octet-stream", func(r *counter) bool { return r.chain(r.little2) }},
}

// maxNesting is how deep the values of counters are nested in each other.
const maxNesting = 16

// counter reads a file of counted text.
type counter struct {
	b       []byte
	pos     int
	cut     bool // the file goes on behind b
	bad     bool // it is not in the format
	over    bool // the end of b was reached inside of something
	strings int  // of text that is not ASCII
	names   int  // of ASCII
	framing bool // a length is no byte of text
}

// done reports whether nothing is left to be read, or nothing can be.
func (r *counter) done() bool { return r.bad || r.over || r.pos >= len(r.b) }

// whole reports whether all is in the format, with so many strings at least.
func (r *counter) whole(strings int) bool {
	if r.over {
		return !r.bad && r.cut && r.strings >= max(strings, 8)
	}
	return !r.bad && r.pos == len(r.b) && r.strings >= strings
}

// take returns the next n bytes.
func (r *counter) take(n int) []byte {
	if r.bad || r.over || n < 0 || n > len(r.b)-r.pos {
		r.over = r.over || n > 0 && r.cut
		r.bad = r.bad || !r.over
		return nil
	}
	r.pos += n
	return r.b[r.pos-n : r.pos]
}

// big returns a number of n bytes.
func (r *counter) big(n int) (v int) {
	for _, b := range r.take(n) {
		v = v<<8 | int(b)
	}
	if v < 0 || v >= 1<<31 {
		r.bad = true
	}
	r.framing = r.framing || n > 1 && v < ' '<<8
	return v
}

func (r *counter) little2() int {
	v := r.big(2)
	v = v>>8 | v&0xFF<<8
	r.framing = r.framing || v < ' '<<8
	return v
}

// varint returns a number of seven bits in each byte.
func (r *counter) varint() (v int) {
	for shift := 0; shift < 14; shift += 7 { // more are longer than the head
		b := r.big(1)
		if v |= b & 0x7F << shift; b < 0x80 {
			r.framing = r.framing || shift > 0 || b < ' ' && b != '\n' && b != '\r' && b != '\t'
			return v
		}
	}
	r.bad = true
	return 0
}

// text takes n bytes of text.
func (r *counter) text(n int) {
	p := r.take(n)
	switch {
	case p == nil:
	case !wholeText(p):
		r.bad = true
	case n > 0 && ascii(p):
		r.names++
	case n > 0:
		r.strings++
	}
}

func ascii(p []byte) bool {
	for _, b := range p {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// wholeText reports whether p is text of whole characters: UTF-8, or pairs of bytes.
func wholeText(p []byte) bool {
	if Controls(p) {
		return false
	}
	if utf8scan.Valid(p) {
		return true
	}
	for i := 0; i < len(p); i++ {
		if p[i] < 0x80 {
			continue
		}
		if i++; i == len(p) || p[i] < '0' || p[i] == 0x7F {
			return false
		}
	}
	return true
}

// chain reads lengths and text. Letters of ASCII taken for lengths lead from one to
// another for long, so most of the text must not be ASCII.
func (r *counter) chain(length func() int) bool {
	n := 0
	for ; !r.done(); n++ {
		r.text(length())
	}
	return (n >= 16 || r.framing) && r.strings >= 4*r.names && r.whole(3)
}

func protobuf(r *counter) bool {
	if first := r.b[0]; first >= ' ' {
		return false // the first fields have the least numbers
	}
	r.message(len(r.b), 0)
	// One string that goes to the end may be chance, if there are lines.
	return r.whole(2) || r.whole(1) && bytes.IndexByte(r.b[1:], '\n') < 0
}

// message reads fields up to an end.
func (r *counter) message(end, depth int) {
	for !r.done() && r.pos < end {
		tag := r.varint()
		if tag>>3 == 0 {
			r.bad = true
			return
		}
		switch tag & 7 {
		case 0:
			for n := 0; r.big(1) >= 0x80 && !r.done(); n++ {
				if n == 9 {
					r.bad = true
				}
			}
		case 1:
			r.take(8)
		case 5:
			r.take(4)
		case 2:
			n := r.varint()
			if inside := r.pos + n; !r.bad && n > 0 && inside <= len(r.b) && !wholeText(r.b[r.pos:inside]) && depth < maxNesting {
				r.message(inside, depth+1)
				break
			}
			r.text(n)
		default:
			r.bad = true
		}
	}
	if !r.over && r.pos > end {
		r.bad = true
	}
}

func msgpack(r *counter) bool {
	for !r.done() {
		if b := r.b[r.pos]; b < 0x80 || b >= 0xA0 && b < 0xDC || b >= 0xE0 {
			return false // neither a map nor a list
		}
		r.msgpackValue(0)
	}
	return r.whole(3) || r.names > 0 && r.whole(1)
}

func (r *counter) msgpackValue(depth int) {
	b := r.big(1)
	many := func(n int) {
		for ; n > 0 && !r.done(); n-- {
			r.msgpackValue(depth + 1)
		}
		r.bad = r.bad || n > 0 && !r.over
	}
	switch {
	case depth > maxNesting || b == 0xC1:
		r.bad = true
	case b < 0x80 || b >= 0xE0 || b >= 0xC0 && b <= 0xC3:
	case b < 0x90:
		many(2 * (b & 15))
	case b < 0xA0:
		many(b & 15)
	case b < 0xC0:
		r.text(b & 31)
	case b <= 0xC6:
		r.take(r.big(1 << (b - 0xC4)))
	case b <= 0xC9:
		r.take(r.big(1<<(b-0xC7)) + 1)
	case b <= 0xCB:
		r.take(4 << (b - 0xCA))
	case b <= 0xD3:
		r.take(1 << (b & 3))
	case b <= 0xD8:
		r.take(1<<(b-0xD4) + 1)
	case b <= 0xDB:
		r.text(r.big(1 << (b - 0xD9)))
	case b <= 0xDD:
		many(r.big(2 << (b - 0xDC)))
	default:
		many(2 * r.big(2<<(b-0xDE)))
	}
}

func cbor(r *counter) bool {
	for !r.done() {
		if b := r.b[r.pos]; b < 0x80 || b >= 0xC0 {
			return false // neither a map nor a list
		}
		r.cborValue(0)
	}
	return r.whole(3) || r.names > 0 && r.whole(1)
}

func (r *counter) cborValue(depth int) {
	b := r.big(1)
	n, kind := b&31, b>>5
	switch {
	case depth > maxNesting || n > 27:
		r.bad = true
	case n >= 24 && kind >= 2 && kind <= 5:
		n = r.big(1 << (n - 24))
	case n >= 24:
		r.take(1 << (n - 24))
	}
	switch kind {
	case 2:
		r.take(n)
	case 3:
		r.text(n)
	case 5:
		n *= 2
		fallthrough
	case 4:
		for ; n > 0 && !r.done(); n-- {
			r.cborValue(depth + 1)
		}
		r.bad = r.bad || n > 0 && !r.over
	case 6:
		r.cborValue(depth + 1)
	}
}

// der reads one value that is made of others.
func der(r *counter) bool {
	if r.b[0] != 0x30 && r.b[0] != 0x31 {
		return false
	}
	r.derValue(0)
	return r.whole(1)
}

func (r *counter) derValue(depth int) {
	tag, n := r.big(1), r.big(1)
	switch {
	case n > 0x84 || n == 0x80 || tag&31 == 31 || depth > maxNesting:
		r.bad = true
	case n > 0x80:
		n = r.big(n & 15)
	}
	switch end := r.pos + n; {
	case r.bad || r.over:
	case tag&0x20 != 0:
		for !r.done() && r.pos < end {
			r.derValue(depth + 1)
		}
		r.bad = r.bad || r.pos != end && !r.over
	case tag >= 0x0C && tag <= 0x1E && tag != 0x17 && tag != 0x18: // strings
		r.text(n)
	default:
		r.take(n)
	}
}

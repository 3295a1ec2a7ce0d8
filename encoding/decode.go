package encoding

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// decoder reads characters of one charset.
type decoder struct {
	charset Charset
	single  *charmap.Charmap
	table   charset.Table
	costs   string // of its pairs
}

func newDecoder(c Charset) decoder {
	d := decoder{charset: c, single: charmapOf(c)}
	if d.single == nil {
		d.table, d.costs = c.row().Table, c.table()
	}
	return d
}

// byLine reports whether c is a charset that newDecoder knows.
func (c Charset) byLine() bool { return c.row().Single != nil || !c.row().Table.IsZero() }

// size returns the length of the character that p begins with, 0 if there is
// none.
func (d *decoder) size(p []byte) int {
	if p[0] < 0x80 || d.single != nil {
		return 1
	}
	n, _ := d.charset.unit(d.costs, p)
	return n
}

// rune decodes p, which is one character by its size. It returns utf8.RuneError
// for a code that has no character.
func (d *decoder) rune(p []byte) rune {
	if p[0] < 0x80 {
		return rune(p[0])
	}
	if d.single != nil {
		return d.single.DecodeByte(p[0])
	}
	if d.charset == UTF8 {
		r, _ := utf8.DecodeRune(p)
		return r
	}
	r, _ := d.table.DecodeRune(p)
	return r
}

// append appends the UTF-8 form of p, which is one character r by its size. Few
// codes are a letter and a combining mark.
func (d *decoder) append(dst, p []byte, r rune) []byte {
	dst = utf8.AppendRune(dst, r)
	if mark := d.table.Mark(p); mark != 0 {
		dst = utf8.AppendRune(dst, mark)
	}
	return dst
}

// step reads the first character of p, as an edit.Stepper does.
func (d *decoder) step(p []byte) (n, m int) {
	var buf [8]byte
	n = max(d.size(p), 1)
	return n, len(d.append(buf[:0], p[:n], d.rune(p[:n])))
}

// tryDecode appends line decoded from c, and reports what it decoded and what it
// kept. ok is false, and dst as it was, if the line does not fit: if so much of it
// is kept that a second run would not know it for UTF-8.
func tryDecode(dst, line []byte, c Charset, off int64, log *edit.Log) (out []byte, ok bool) {
	if !c.byLine() {
		return dst, false
	}
	n := len(dst)
	bad := 0
	count := func(int, int) { bad++ }
	if table := c.row().Table; table.Dense() {
		dst = table.Append(dst, line, count)
	} else {
		dst, bad = decodeLine(dst, line, c, nil, off, nil)
	}
	if bad == 0 && !outOfStep(line, dst[n:], c) {
		reportLine(dst[n:], line, c, off, log)
		return dst, true
	}
	// The bytes to be kept are those that leave the likeliest characters.
	var sizes []uint8
	if charmapOf(c) == nil {
		sizes = make([]uint8, len(line)+1)
		read(line, c, 0, sizes, far)
	}
	dst, _ = decodeLine(dst[:n], line, c, sizes, off, nil)
	if !settled(dst[n:]) {
		return dst[:n], false
	}
	dst, _ = decodeLine(dst[:n], line, c, sizes, off, log)
	return dst, true
}

// outOfStep reports whether out, which line was decoded to from c without a bad
// byte, looks as if a byte of a pair were missing: then the pairs behind it are
// others than were written. They have characters all the same where a charset
// leaves few codes free.
func outOfStep(line, out []byte, c Charset) bool {
	if !c.row().Table.Dense() {
		return false
	}
	if private(out) {
		return true
	}
	pairs, sum := pairCost(line[:min(len(line), 12)], c.table(), Unknown)
	return pairs == 0 || sum > 10*pairs*nat
}

// private reports whether UTF-8 text has a character of the private use area that
// charsets of Chinese map to. They stand there in a charset's table for users'
// own characters, and are seldom meant.
func private(text []byte) bool { return bytes.IndexByte(text, 0xEE) >= 0 }

// reportLine reports a line of which every byte was decoded.
func reportLine(out, line []byte, c Charset, off int64, log *edit.Log) {
	if log == nil {
		return
	}
	if !log.Keep {
		log.Count(ruleDecoded, 1)
		return
	}
	first, tail := 0, 0
	for first < len(line) && line[first] < 0x80 {
		first++
	}
	for tail < len(out) && out[len(out)-1-tail] < 0x80 {
		tail++
	}
	if first < len(line) {
		decoded(line[first:len(line)-tail], out[first:len(out)-tail], c, off+int64(first), log)
	}
}

// decodeLine appends line decoded from c, and returns how many bytes it kept.
// sizes, if not nil, holds the length of the character that begins at each
// offset, 0 for a byte to be kept; else characters follow each other without
// gaps. log may be nil.
func decodeLine(dst, line []byte, c Charset, sizes []uint8, off int64, log *edit.Log) (out []byte, bad int) {
	dec := newDecoder(c)
	from, outFrom, to, outTo := -1, 0, 0, 0 // what was decoded since the last byte kept
	flush := func() {
		if from >= 0 && log != nil {
			decoded(line[from:to], dst[outFrom:outTo], c, off+int64(from), log)
		}
		from = -1
	}
	for i := 0; i < len(line); {
		if b := line[i]; b < 0x80 {
			dst = append(dst, b)
			i++
			continue
		}
		n := 0
		if sizes == nil {
			n = dec.size(line[i:])
		} else {
			n = int(sizes[i])
		}
		r := utf8.RuneError
		if n > 0 {
			r = dec.rune(line[i : i+n])
		}
		if r == utf8.RuneError {
			n = max(n, 1)
			flush()
			kept(line[i:i+n], off+int64(i), "", log)
			dst = append(dst, line[i:i+n]...)
			bad += n
			i += n
			continue
		}
		if from < 0 {
			from, outFrom = i, len(dst)
		}
		dst = dec.append(dst, line[i:i+n], r)
		i += n
		to, outTo = i, len(dst)
	}
	flush()
	return dst, bad
}

// decoded reports one run of bytes that was decoded.
func decoded(in, out []byte, c Charset, off int64, log *edit.Log) {
	log.Add(edit.Edit{
		Offset: off, In: in, Out: out, Rule: ruleDecoded, Verdict: edit.Exact, Confidence: 1,
		Note: "decoded from " + c.String(),
		Step: func(in []byte) (n, m int) {
			d := newDecoder(c)
			return d.step(in)
		},
	})
}

// kept reports ill-formed bytes that stay as they are.
func kept(b []byte, off int64, note string, log *edit.Log) {
	if log == nil {
		return
	}
	if note == "" {
		note = "ill-formed bytes kept"
	}
	log.Add(edit.Edit{Offset: off, In: b, Out: b, Rule: ruleKept, Verdict: edit.Unrepairable, Note: note})
}

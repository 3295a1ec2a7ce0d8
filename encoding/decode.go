package encoding

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/edit"
)

// decodeRune reads the first character of p under c. size is 1 with
// utf8.RuneError where none begins.
func (c Charset) decodeRune(p []byte) (r rune, size int) {
	if p[0] < 0x80 {
		return rune(p[0]), 1
	}
	switch c {
	case GB18030:
		return gb18030.WHATWG.DecodeRune(p)
	case Big5:
		return decodeBig5(p)
	}
	return utf8.RuneError, 1
}

func decodeBig5(p []byte) (rune, int) {
	var buf [8]byte
	if len(p) < 2 {
		return utf8.RuneError, 1
	}
	n, _, err := traditionalchinese.Big5.NewDecoder().Transform(buf[:], p[:2], true)
	r, size := utf8.DecodeRune(buf[:n])
	if err != nil || r == utf8.RuneError || size != n {
		return utf8.RuneError, 1
	}
	return r, 2
}

// stepper returns the edit.Stepper of c.
func (c Charset) stepper() edit.Stepper {
	return func(in []byte) (n, m int) {
		r, n := c.decodeRune(in)
		return n, utf8.RuneLen(r)
	}
}

// decodeLine appends line decoded from c. sizes, if not nil, holds the length of
// the character that begins at each offset, 0 for a byte to be kept; else
// characters follow each other without gaps. log may be nil.
func decodeLine(dst, line []byte, c Charset, sizes []uint8, off int64, log *edit.Log) []byte {
	run := run{from: -1, charset: c, off: off, log: log}
	for i := 0; i < len(line); {
		if b := line[i]; b < 0x80 {
			dst = append(dst, b)
			i++
			continue
		}
		r, n := utf8.RuneError, 1
		if sizes == nil || sizes[i] > 0 {
			r, n = c.decodeRune(line[i:])
		}
		if r == utf8.RuneError && n == 1 {
			run.end(dst, line)
			kept(line[i:i+1], off+int64(i), "", log)
			dst = append(dst, line[i])
			i++
			continue
		}
		run.begin(i, len(dst))
		dst = utf8.AppendRune(dst, r)
		i += n
		run.to, run.outTo = i, len(dst)
	}
	run.end(dst, line)
	return dst
}

// forward turns lengths noted where characters end into lengths noted where they
// begin, along the one path that leads to the end.
func forward(sizes []uint8) []uint8 {
	i := len(sizes) - 1
	n := sizes[i]
	for i > 0 {
		i -= max(int(n), 1)
		n, sizes[i] = sizes[i], n
	}
	return sizes
}

// run is the part of a line, from the first changed byte to the last, that is
// reported as one edit.
type run struct {
	from, to       int // in the line
	outFrom, outTo int // in dst
	charset        Charset
	off            int64
	log            *edit.Log
}

func (r *run) begin(from, outFrom int) {
	if r.from < 0 {
		r.from, r.outFrom = from, outFrom
	}
}

func (r *run) end(dst, line []byte) {
	if r.from < 0 || r.log == nil {
		r.from = -1
		return
	}
	r.log.Add(edit.Edit{
		Offset: r.off + int64(r.from), In: line[r.from:r.to], Out: dst[r.outFrom:r.outTo],
		Rule: ruleDecoded, Verdict: edit.Exact, Confidence: 1,
		Note: "decoded from " + r.charset.String(), Step: r.charset.stepper(),
	})
	r.from = -1
}

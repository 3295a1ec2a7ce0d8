// Package coder turns the description of a character set into the decoder and
// the encoder that golang.org/x/text/encoding asks for. The charsets of the
// sibling packages are built on it.
package coder

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Step converts the first unit of src: a character, or a shift sequence. It
// appends the result to dst and returns the extended slice, the number of bytes
// read, and the state that the rest of src begins in. The state of the beginning
// of a text is 0.
//
// n is 0 only where more input is needed to decide, and never if atEOF. ok is
// false if the first n bytes of src have no meaning; then nothing is appended.
//
// A Step must depend on nothing but its arguments, and append at most 16
// bytes.
type Step func(state uint64, dst, src []byte, atEOF bool) (out []byte, n int, next uint64, ok bool)

const maxStep = 16

// Bulk converts as much of src as it can do fast, from state 0 to state 0, and
// returns the bytes written and read. It may stop anywhere between characters, and use
// what is left of dst as scratch space.
type Bulk func(dst, src []byte) (nDst, nSrc int)

// Charset describes a character set. It is an [encoding.Encoding]. Decode turns
// its bytes into UTF-8, Encode does the reverse; src is never empty.
type Charset struct {
	Name   string // as reports spell it
	Decode Step
	Encode Step

	// DecodeBulk and EncodeBulk may be nil.
	DecodeBulk Bulk
	EncodeBulk Bulk

	// End appends what takes an encoder from a state back to state 0. It is nil
	// for charsets that are always in state 0.
	End func(state uint64, dst []byte) []byte
}

// String returns the name of c.
func (c *Charset) String() string { return c.Name }

// Handler is told of bytes that have no meaning, in ascending order of offset
// (in bytes, from the beginning of the input). b is valid during the call only.
// If it returns nil, U+FFFD is written for b and decoding goes on, else
// decoding stops with its error.
type Handler func(offset int64, b []byte) error

// NewDecoder returns a decoder that writes U+FFFD for ill-formed bytes.
func (c *Charset) NewDecoder() *encoding.Decoder { return c.NewDecoderFunc(nil) }

// NewDecoderFunc returns a decoder that asks h about ill-formed bytes. A nil h
// is the same as one that always returns nil.
func (c *Charset) NewDecoderFunc(h Handler) *encoding.Decoder {
	return &encoding.Decoder{Transformer: &decoder{machine{charset: c, step: c.Decode, bulk: c.DecodeBulk}, h}}
}

// NewStrictDecoder returns a decoder that stops at the first ill-formed bytes,
// with a [*DecodeError].
func (c *Charset) NewStrictDecoder() *encoding.Decoder {
	return c.NewDecoderFunc(func(offset int64, b []byte) error {
		return &DecodeError{Charset: c.Name, Offset: offset, Bytes: append([]byte(nil), b...)}
	})
}

// NewEncoder returns an encoder that stops at the first character that the
// charset does not have, and at bytes that are not UTF-8, with an
// [*EncodeError]. It works with [encoding.ReplaceUnsupported] and
// [encoding.HTMLEscapeUnsupported].
func (c *Charset) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: &encoder{machine{charset: c, step: c.Encode, bulk: c.EncodeBulk}}}
}

// machine is what a decoder and an encoder have in common.
type machine struct {
	charset *Charset
	step    Step
	bulk    Bulk
	state   uint64
	offset  int64 // of the input that the next call of Transform gets
	scratch [maxStep]byte
}

func (m *machine) Reset() { m.state, m.offset = 0, 0 }

// run converts src until it meets the end, bytes without meaning (bad is their
// number, after the state behind them), or an error. nDst and nSrc are where to
// begin, and where it stopped.
func (m *machine) run(dst, src []byte, atEOF bool, nDst, nSrc int) (_, _, bad int, after uint64, err error) {
	for {
		if m.bulk != nil && m.state == 0 {
			d, s := m.bulk(dst[nDst:], src[nSrc:])
			nDst += d
			nSrc += s
		}
		if nSrc == len(src) {
			return nDst, nSrc, 0, 0, nil
		}
		out, n, next, ok := m.step(m.state, m.scratch[:0], src[nSrc:], atEOF)
		if n == 0 {
			return nDst, nSrc, 0, 0, transform.ErrShortSrc
		}
		if !ok {
			return nDst, nSrc, n, next, nil
		}
		if len(out) > len(dst)-nDst {
			return nDst, nSrc, 0, 0, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], out)
		nSrc += n
		m.state = next
	}
}

type decoder struct {
	machine
	handler Handler
}

const replacement = "\uFFFD"

func (d *decoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	start := d.offset
	for {
		var bad int
		var after uint64
		nDst, nSrc, bad, after, err = d.run(dst, src, atEOF, nDst, nSrc)
		d.offset = start + int64(nSrc)
		if bad == 0 || err != nil {
			return nDst, nSrc, err
		}
		if len(dst)-nDst < len(replacement) {
			return nDst, nSrc, transform.ErrShortDst
		}
		if d.handler != nil {
			if err := d.handler(d.offset, src[nSrc:nSrc+bad]); err != nil {
				return nDst, nSrc, err
			}
		}
		nDst += copy(dst[nDst:], replacement)
		nSrc += bad
		d.state = after
	}
}

type encoder struct{ machine }

func (e *encoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	start := e.offset
	nDst, nSrc, bad, _, err := e.run(dst, src, atEOF, 0, 0)
	e.offset = start + int64(nSrc)
	if err != nil {
		return nDst, nSrc, err
	}
	if bad > 0 || atEOF {
		// Back to ASCII, which a replacement would be written in.
		if e.state != 0 && e.charset.End != nil {
			out := e.charset.End(e.state, e.scratch[:0])
			if len(out) > len(dst)-nDst {
				return nDst, nSrc, transform.ErrShortDst
			}
			nDst += copy(dst[nDst:], out)
			e.state = 0
		}
	}
	if bad > 0 {
		err = newEncodeError(e.charset.Name, e.offset, src[nSrc:nSrc+bad])
	}
	return nDst, nSrc, err
}

// Package frames reads and writes what fixtext worker and its clients say to each
// other: frames with records in columns, as WORKER.md specifies them. Numbers are
// little-endian, and columns begin at multiples of eight bytes, so that both sides
// may take them as they lie in memory.
package frames

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Version is that of the protocol.
const Version = 1

// Kind is what a frame says.
type Kind uint8

// The kinds of frames.
const (
	Hello   Kind = 1 // of the client, first: options, as JSON
	Welcome Kind = 2 // of the worker, first: versions and limits, as JSON
	Input   Kind = 3 // of the client: a [Batch]
	Output  Kind = 4 // of the worker: an [Answer], one for each Input, in order
	Failure Kind = 5 // of the worker, last: why it ends, as JSON
)

// headSize is the size of what comes before the body of a frame, in bytes.
const headSize = 16

// magic begins every frame; the version follows.
const magic = "FXW"

var le = binary.LittleEndian

// AppendHead appends the head of a frame whose body has size bytes.
func AppendHead(dst []byte, k Kind, size int) []byte {
	dst = append(append(dst, magic...), Version, byte(k), 0, 0, 0)
	return le.AppendUint64(dst, uint64(size))
}

// AppendFrame appends a frame.
func AppendFrame(dst []byte, k Kind, body []byte) []byte {
	return append(AppendHead(dst, k, len(body)), body...)
}

// Reader reads frames.
type Reader struct {
	R     io.Reader
	Limit int // of the body of a frame, in bytes

	frames int // read so far
}

// step is how much of a body is made room for at once, in bytes: a frame that says
// that it is long must bring its bytes before it gets memory.
const step = 4 << 20

// Next reads a frame; its body is in buf, which may be replaced by a larger one. At
// the end of the stream the error is [io.EOF]; where it ends in the midst of a frame,
// it is not.
func (r *Reader) Next(buf []byte) (Kind, []byte, error) {
	var head [headSize]byte
	n, err := io.ReadFull(r.R, head[:])
	if err == io.EOF {
		return 0, nil, err
	}
	r.frames++
	if i := min(n, len(magic)); string(head[:i]) != magic[:i] {
		return 0, nil, r.bad("it begins with %q, so this is no stream of frames", head[:n])
	}
	if err != nil {
		return 0, nil, r.cut("head", n, headSize, err)
	}
	if head[3] != Version {
		return 0, nil, r.bad("it is of version %d; this program knows version %d", head[3], Version)
	}
	size := le.Uint64(head[8:])
	if size > uint64(r.Limit) {
		return 0, nil, r.bad("its body has %d bytes; the limit is %d", size, r.Limit)
	}
	body := buf[:0]
	for uint64(len(body)) < size {
		have := len(body)
		more := min(int(size)-have, max(step, cap(body)-have))
		body = slices.Grow(body, more)[:have+more]
		n, err := io.ReadFull(r.R, body[have:])
		if err != nil {
			return 0, nil, r.cut("body", have+n, int(size), err)
		}
	}
	return Kind(head[4]), body, nil
}

func (r *Reader) bad(format string, args ...any) error {
	return fmt.Errorf("frame %d: %w", r.frames, fmt.Errorf(format, args...))
}

func (r *Reader) cut(part string, have, want int, err error) error {
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return r.bad("%w", err)
	}
	return r.bad("the stream ends after %d of the %d bytes of its %s", have, want, part)
}

// columns takes a body apart.
type columns struct {
	rest []byte
	at   int // of rest in the body
	err  error
}

var errShort = errors.New("a column is longer than the frame")

// take returns the next column, of n bytes, and leaves out what fills it up to a
// multiple of eight.
func (c *columns) take(n uint64) []byte {
	if c.err != nil || n > uint64(len(c.rest)) {
		c.err = cmpErr(c.err, errShort)
		return nil
	}
	col := c.rest[:n:n]
	c.skip(int(n))
	c.skip(min(-c.at&7, len(c.rest)))
	return col
}

func (c *columns) skip(n int) { c.rest, c.at = c.rest[n:], c.at+n }

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// end is an error if anything is left.
func (c *columns) end() error {
	if c.err == nil && len(c.rest) > 0 {
		return fmt.Errorf("%d bytes follow the last column", len(c.rest))
	}
	return c.err
}

// pad fills dst up to a multiple of eight bytes behind start.
func pad(dst []byte, start int) []byte {
	for (len(dst)-start)&7 != 0 {
		dst = append(dst, 0)
	}
	return dst
}

// Offsets are where values lie in a column of bytes: value i from At(i) to At(i+1).
// They are of 4 or of 8 bytes.
type Offsets struct {
	raw  []byte
	wide bool
}

// At returns the offset with this number.
func (o Offsets) At(i int) uint64 {
	if o.wide {
		return le.Uint64(o.raw[8*i:])
	}
	return uint64(le.Uint32(o.raw[4*i:]))
}

// offsets takes a column of n+1 offsets, which must not fall.
func (c *columns) offsets(n uint64, width uint32) (o Offsets) {
	if n >= uint64(len(c.rest)) { // each offset is longer than a byte
		c.err = cmpErr(c.err, errShort)
		return o
	}
	o = Offsets{c.take((n + 1) * uint64(width)), width == 8}
	if c.err != nil {
		return o
	}
	last := o.At(0)
	for i := range int(n) {
		next := o.At(i + 1)
		if next < last {
			c.err = fmt.Errorf("offset %d is %d, less than the %d before it", i+1, next, last)
			return o
		}
		last = next
	}
	return o
}

// opening takes the first 16 bytes of a body with records.
func (c *columns) opening() (n uint64, width, flags uint32) {
	head := c.take(16)
	if c.err != nil {
		return 0, 4, 0
	}
	n, width, flags = le.Uint64(head), le.Uint32(head[8:]), le.Uint32(head[12:])
	if width != 4 && width != 8 {
		c.err = fmt.Errorf("offsets of %d bytes: they have 4 or 8", width)
	}
	if flags&^allFlags != 0 {
		c.err = fmt.Errorf("unknown flags %#x", flags&^allFlags)
	}
	return n, width, flags
}

// Flags of batches and answers.
const (
	flagValid = 1 << iota // there is a column of validity
	flagEdits             // edits are asked for, or there
	flagBrief             // only what changed is asked for, or there
	allFlags  = flagValid | flagEdits | flagBrief
)

// validity takes the column of validity, if there is one.
func (c *columns) validity(n uint64, flags uint32) []byte {
	if flags&flagValid == 0 {
		return nil
	}
	return c.take((n + 7) / 8)
}

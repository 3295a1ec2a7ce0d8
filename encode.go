package fixtext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/coder"
)

// Encoder writes UTF-8 text in another charset. It is an io.WriteCloser; what it
// cannot write is an error, never a question mark.
type Encoder struct {
	w       io.Writer
	name    string
	t       transform.Transformer
	hasBOM  bool // the charset has U+FEFF
	started bool // the start of the text was seen
	rest    []byte
	out     []byte
	line    int64 // newlines written
	offset  int64 // bytes of text that were taken
	err     error
}

// NewEncoder returns an Encoder that writes to w in the charset with this label.
// Unlike for reading, the variants of a charset are told apart: "gbk" is that of
// the WHATWG, "cp936" that of Windows. See [encoding.Exact].
//
// A byte order mark at the start of the text is written where the charset has
// one (those of Unicode, and GB18030) and dropped elsewhere. [BOM] sets it.
func NewEncoder(w io.Writer, label string) (*Encoder, error) {
	c, ok := encoding.Exact(label)
	if !ok {
		return nil, fmt.Errorf("fixtext: cannot write charset %q: must be one of %s", label, strings.Join(encoding.Written(), ", "))
	}
	e := &Encoder{w: w, name: c.Name, t: c.NewEncoder().Transformer, hasBOM: true, out: make([]byte, 1<<16)}
	c.AppendEncoded(nil, []byte(bomUTF8), func(int, int) { e.hasBOM = false })
	return e, nil
}

// EncodeError says what an Encoder could not write.
type EncodeError struct {
	Charset string
	Line    int64  // from 1
	Offset  int64  // in bytes, from the start of the UTF-8 text
	Bytes   []byte // one character in UTF-8, or one byte that is none
}

// Error returns the error as one line.
func (e *EncodeError) Error() string {
	r, size := utf8.DecodeRune(e.Bytes)
	if r == utf8.RuneError && size <= 1 {
		return fmt.Sprintf("fixtext: line %d, offset %d: ill-formed byte %X cannot be written in %s", e.Line, e.Offset, e.Bytes, e.Charset)
	}
	char := fmt.Sprintf("%U", r)
	if unicode.IsPrint(r) {
		char += " " + string(r)
	}
	return fmt.Sprintf("fixtext: line %d, offset %d: %s is not in %s", e.Line, e.Offset, char, e.Charset)
}

// Write takes all of p, UTF-8 text that may begin and end inside a character. In
// front of a character that the charset does not have it stops with an
// [*EncodeError]; what is before it has been written.
func (e *Encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	e.rest = append(e.rest, p...)
	if e.err = e.flush(false); e.err != nil {
		return max(0, len(p)-len(e.rest)), e.err
	}
	return len(p), nil
}

// Close writes what is left and ends the text. It does not close the writer
// below.
func (e *Encoder) Close() error {
	if errors.Is(e.err, errClosed) {
		return nil
	}
	if e.err != nil {
		return e.err
	}
	if e.err = e.flush(true); e.err != nil {
		return e.err
	}
	e.err = errClosed
	return nil
}

// flush writes all of e.rest but an incomplete character at its end.
func (e *Encoder) flush(final bool) error {
	if !e.start(final) {
		return nil
	}
	src := e.rest
	for {
		nDst, nSrc, err := e.t.Transform(e.out, src, final)
		e.offset += int64(nSrc)
		e.line += int64(bytes.Count(src[:nSrc], []byte{'\n'}))
		src = src[nSrc:]
		if nDst > 0 {
			if _, err := e.w.Write(e.out[:nDst]); err != nil {
				return err
			}
		}
		if errors.Is(err, transform.ErrShortDst) {
			continue
		}
		var bad *coder.EncodeError
		switch {
		case errors.As(err, &bad):
			err = &EncodeError{e.name, e.line + 1, e.offset, bytes.Clone(src[:bad.Size])}
		case errors.Is(err, transform.ErrShortSrc):
			err = nil
		}
		e.rest = append(e.rest[:0], src...)
		return err
	}
}

// start drops the byte order mark of a charset that has none. It is false while
// it is not known whether there is one.
func (e *Encoder) start(final bool) bool {
	if e.started || e.hasBOM {
		return true
	}
	if !final && len(e.rest) < len(bomUTF8) && strings.HasPrefix(bomUTF8, string(e.rest)) {
		return false
	}
	e.started = true
	if rest, ok := bytes.CutPrefix(e.rest, []byte(bomUTF8)); ok {
		e.rest = rest
		e.offset += int64(len(bomUTF8))
	}
	return true
}

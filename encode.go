package fixtext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/big5"
	"github.com/fixtext/fixtext/encoding/cesu8"
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/encoding/gb18030"
	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/encoding/sloppy"
	"github.com/fixtext/fixtext/encoding/utf7"
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
// the WHATWG, "cp936" that of Windows.
//
// A byte order mark at the start of the text is written where the charset has
// one (those of Unicode, and GB18030) and dropped elsewhere. [BOM] sets it.
func NewEncoder(w io.Writer, label string) (*Encoder, error) {
	name, c := writableCharset(label)
	if c == nil {
		return nil, fmt.Errorf("fixtext: cannot write charset %q: must be one of %s", label, strings.Join(writableNames(), ", "))
	}
	e := &Encoder{w: w, name: name, t: c.NewEncoder().Transformer, hasBOM: true, out: make([]byte, 1<<16)}
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

// writable are the charsets that can be written, by all of their names: the
// first is that of messages. Names of Chinese and Unicode charsets that are not
// here are looked up as those of charsets to be read.
var writable = [...]struct {
	names   string
	charset func() *coder.Charset
}{
	{"utf-8", func() *coder.Charset { return unicodeForm("utf-8", putUTF8) }},
	{"gb18030", gb18030.GB18030},
	{"gb18030-2005", gb18030.GB18030v2005},
	{"gbk x-gbk gb2312 gb-2312-80 chinese csgb2312 csgbk csiso58gb231280 iso-ir-58 euc-cn euccn", gb18030.GBK},
	{"cp936 ms936 windows-936 936", gb18030.CP936},
	{"big5", big5.Big5},
	{"cp950 ms950 windows-950 950", big5.CP950},
	{"big5-uao", big5.UAO},
	{"euc-tw", euctw.EUCTW},
	{"hz-gb-2312", hz.HZ},
	{"iso-2022-cn", iso2022cn.CN},
	{"iso-2022-cn-ext", iso2022cn.CNExt},
	{"utf-7", utf7.UTF7},
	{"cesu-8", cesu8.CESU8},
	{"utf-16le", func() *coder.Charset { return unicodeForm("utf-16le", putUTF16LE) }},
	{"utf-16be", func() *coder.Charset { return unicodeForm("utf-16be", putUTF16BE) }},
	{"utf-32le", func() *coder.Charset { return unicodeForm("utf-32le", putUTF32LE) }},
	{"utf-32be", func() *coder.Charset { return unicodeForm("utf-32be", putUTF32BE) }},
	{"iso-8859-1 iso8859-1 latin1 latin-1 l1", sloppy.Latin1},
	{"windows-1250 cp1250 1250", sloppy.CP1250},
	{"windows-1251 cp1251 1251", sloppy.CP1251},
	{"windows-1252 cp1252 1252", sloppy.CP1252},
	{"windows-1253 cp1253 1253", sloppy.CP1253},
	{"windows-1254 cp1254 1254", sloppy.CP1254},
	{"windows-874 cp874 874", sloppy.CP874},
	{"cp437 ibm437 437", sloppy.CP437},
	{"cp850 ibm850 850", sloppy.CP850},
	{"ibm866 cp866 866", sloppy.CP866},
	{"koi8-r koi8r cskoi8r", sloppy.KOI8R},
	{"macintosh mac macroman x-mac-roman", sloppy.MacRoman},
}

func writableNames() (names []string) {
	for _, w := range writable {
		name, _, _ := strings.Cut(w.names, " ")
		names = append(names, name)
	}
	return names
}

// writableCharset returns the charset with this label, nil if it cannot be
// written. Readers take some single-byte labels for others that have a little
// more (iso-8859-15 for windows-1252); writing is exact.
func writableCharset(label string) (name string, c *coder.Charset) {
	label = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(label)), "_", "-")
	for range 2 {
		for _, w := range writable {
			for name := range strings.FieldsSeq(w.names) {
				if name == label {
					name, _, _ = strings.Cut(w.names, " ")
					return name, w.charset()
				}
			}
		}
		read, ok := encoding.Lookup(label)
		if !ok || !read.Chinese() && read > encoding.UTF32BE {
			break
		}
		label = read.String()
	}
	return "", nil
}

// unicodeForm describes an encoding form of all of Unicode.
func unicodeForm(name string, put func(rune) ([4]byte, int)) *coder.Charset {
	return &coder.Charset{Name: name, Encode: coder.Encoding(put)}
}

func putUTF8(r rune) (b [4]byte, n int) {
	n = utf8.EncodeRune(b[:], r)
	return b, n
}

func putUTF16BE(r rune) (b [4]byte, n int) {
	if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
		return [4]byte{byte(hi >> 8), byte(hi), byte(lo >> 8), byte(lo)}, 4
	}
	return [4]byte{byte(r >> 8), byte(r)}, 2
}

func putUTF16LE(r rune) (b [4]byte, n int) {
	b, n = putUTF16BE(r)
	return [4]byte{b[1], b[0], b[3], b[2]}, n
}

func putUTF32BE(r rune) (b [4]byte, n int) {
	return [4]byte{byte(r >> 24), byte(r >> 16), byte(r >> 8), byte(r)}, 4
}

func putUTF32LE(r rune) (b [4]byte, n int) {
	return [4]byte{byte(r), byte(r >> 8), byte(r >> 16), byte(r >> 24)}, 4
}

// Package decode reads the bytes of single edits, so that they can be shown, or
// decoded although the rest of an edit is not wanted.
package decode

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	xencoding "golang.org/x/text/encoding"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// ruleDecoded is the rule of edits that only decode; their note names the charset.
const ruleDecoded fixtext.Code = "FT201"

// Decoder reads bytes in the charset of the last edit that said which it decoded.
type Decoder struct {
	label string
	enc   xencoding.Encoding
	here  bool // an edit of this line was decoded
}

// See learns from an edit which charset is being decoded.
func (d *Decoder) See(e *fixtext.Edit) {
	if e.Rule != ruleDecoded {
		return
	}
	if _, label, ok := strings.Cut(e.Note, "decoded from "); ok {
		d.set(label)
		d.here = true
	}
}

// EndLine says that a line ended: the next may be in another charset.
func (d *Decoder) EndLine() { d.here = false }

// Plain reports whether bytes are UTF-8. In a line that was decoded, two bytes may
// look so and not be.
func (d *Decoder) Plain(b []byte) bool { return utf8scan.Valid(b) && (!d.here || ascii(b)) }

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Readable returns the input of an edit as text to be shown. Wide says that it is
// in UTF-16 or UTF-32.
func (d *Decoder) Readable(e *fixtext.Edit, wide bool) []byte {
	d.See(e)
	if !wide && e.Rule != ruleDecoded && d.Plain(e.In) {
		return e.In
	}
	if e.Rule == ruleDecoded {
		return e.Out
	}
	if text := d.Text(e.In); text != nil {
		return text
	}
	return e.In
}

func (d *Decoder) set(label string) {
	label, _, _ = strings.Cut(label, " ")
	label = strings.Trim(label, ",;")
	if label == d.label {
		return
	}
	d.label, d.enc = label, nil
	if c, ok := encoding.Lookup(label); ok && (c.Chinese() || c == encoding.CESU8) {
		if enc, ok := encoding.Exact(label); ok {
			d.enc = enc
		}
	}
}

// Text decodes b, or returns nil.
func (d *Decoder) Text(b []byte) []byte {
	switch d.label {
	case "utf-16le":
		return wide16(b, binary.LittleEndian)
	case "utf-16be":
		return wide16(b, binary.BigEndian)
	case "utf-32le":
		return wide32(b, binary.LittleEndian)
	case "utf-32be":
		return wide32(b, binary.BigEndian)
	}
	if d.enc == nil {
		return nil
	}
	text, err := d.enc.NewDecoder().Bytes(b)
	if err != nil {
		return nil
	}
	return text
}

func wide16(b []byte, order binary.ByteOrder) []byte {
	var units []uint16
	for ; len(b) > 1; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return []byte(string(utf16.Decode(units)))
}

func wide32(b []byte, order binary.ByteOrder) (text []byte) {
	for ; len(b) > 3; b = b[4:] {
		text = utf8.AppendRune(text, rune(order.Uint32(b)))
	}
	return text
}

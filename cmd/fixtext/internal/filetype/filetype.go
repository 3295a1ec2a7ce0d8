// Package filetype tells files that are not text by their first bytes.
//
// The signatures are those of github.com/gabriel-vasile/mimetype (MIT, no
// dependencies of its own). Beside github.com/h2non/filetype it knows more kinds,
// Parquet, fonts, bytecode and packed text among them, weighs gzip, BMP and MP3 by
// more than two bytes, and says which kinds are text in its hierarchy: HTML, SVG,
// JSON and scripts descend from text/plain. Both take about 25 µs for the first
// 8 KiB of a file, so they are not asked about what has no byte that text never
// has. What neither of them looks at is how long a file says that its text is.
package filetype

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// asciiKinds are the beginnings of kinds that may have nothing but ASCII in
// their first bytes.
var asciiKinds = [...]string{"%PDF-", "!<arch>\n"}

// unknownToLibrary are signatures of kinds that mimetype has not. Their bytes are
// not the beginning of any text.
var unknownToLibrary = [...]struct{ magic, kind string }{
	{"\xde\x12\x04\x95", "application/x-gettext-translation"},
	{"\x95\x04\x12\xde", "application/x-gettext-translation"},
	{"\x93NUMPY", "application/x-numpy"},
	{"PACK\x00\x00\x00", "application/x-git-pack"},
	{"\xfftOc", "application/x-git-pack-index"},
	{"DIRC\x00\x00\x00", "application/x-git-index"},
	{"GGUF\x02\x00\x00\x00", "application/x-gguf"},
	{"GGUF\x03\x00\x00\x00", "application/x-gguf"},
	{"ARROW1\x00\x00", "application/vnd.apache.arrow.file"},
	{"Obj\x01", "application/avro"},
	{"\x80\x02", "application/x-pickle"},
	{"\x80\x03", "application/x-pickle"},
	{"\x80\x04\x95", "application/x-pickle"},
	{"\x80\x05\x95", "application/x-pickle"},
}

// Binary returns the media type of a file that begins with head and is known not
// to be text, and "" if it is text or its kind is not known.
func Binary(head []byte) string {
	if kind := counted(head); kind != "" {
		return kind
	}
	if !suspicious(head) {
		return ""
	}
	for _, k := range unknownToLibrary {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return k.kind
		}
	}
	m := mimetype.Detect(head)
	for p := m; p != nil; p = p.Parent() {
		if p.Is("text/plain") || strings.HasPrefix(p.String(), "text/") {
			return ""
		}
	}
	if m.Is("application/octet-stream") {
		return ""
	}
	kind, _, _ := strings.Cut(m.String(), ";")
	return kind
}

// suspicious reports whether head has controls or begins like one of asciiKinds:
// GBK that begins with BM or MZ is not a picture or a program.
func suspicious(head []byte) bool {
	for _, magic := range asciiKinds {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return Controls(head)
}

// controlsInText are the C0 control characters that text is laid out, taken apart
// or switched between charsets with.
const controlsInText = 1<<1 | 1<<'\b' | 1<<'\t' | 1<<'\n' | 1<<'\v' | 1<<'\f' | 1<<'\r' | 1<<0x0E | 1<<0x0F | 1<<0x1A | 1<<0x1B

// Controls reports whether head has a NUL or another byte that no text has, save
// by accident or in a charset of wide units.
func Controls(head []byte) bool {
	for i := nextControl(head, 0); i < len(head); i = nextControl(head, i+1) {
		if controlsInText&(1<<head[i]) == 0 {
			return true
		}
	}
	return false
}

// nextControl returns the offset of the first C0 control character of p from offset i on, or its length.
func nextControl(p []byte, i int) int {
	for i+32 <= len(p) && (below(p[i:])|below(p[i+8:])|below(p[i+16:])|below(p[i+24:])) == 0 {
		i += 32
	}
	for i+8 <= len(p) {
		if found := below(p[i:]); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
		i += 8
	}
	for i < len(p) && p[i] >= ' ' {
		i++
	}
	return i
}

// below has a bit for the first of eight bytes that is a C0 control character, and perhaps for others behind it.
func below(p []byte) uint64 {
	const each = 0x0101010101010101
	w := binary.LittleEndian.Uint64(p)
	return (w - ' '*each) &^ w & (0x80 * each)
}

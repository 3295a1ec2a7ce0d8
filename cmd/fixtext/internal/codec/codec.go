// Package codec reads compressed files, known by their first bytes, and writes
// some of them. What is compressed and cannot be read to its last byte is an
// error, never a text that is shorter.
package codec

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"strings"
)

// Format is a way to compress.
type Format string

// The formats. Bzip2 and XZ can be read only.
const (
	None  Format = ""
	Gzip  Format = "gzip"
	Zstd  Format = "zstd"
	LZ4   Format = "lz4"
	Bzip2 Format = "bzip2"
	XZ    Format = "xz"
)

// Formats that are known, so that they are not taken for something else, but
// cannot be read.
const (
	compress Format = "compress"
	snappy   Format = "snappy"
	lzip     Format = "lzip"
	lzop     Format = "lzop"
	sevenZip Format = "7-Zip"
)

// oldLZ4 begins a frame of the older form of LZ4.
const oldLZ4 = "\x02\x21\x4c\x18"

var magics = [...]struct {
	bytes  string
	format Format
}{
	{"\x1f\x8b", Gzip}, // RFC 1952
	{"\x28\xb5\x2f\xfd", Zstd},
	{"\x04\x22\x4d\x18", LZ4},
	{oldLZ4, LZ4},
	{"BZh", Bzip2},
	{"\xfd7zXZ\x00", XZ},
	{"\x1f\x9d", compress},
	{"\xff\x06\x00\x00sNaPpY", snappy},
	{"\xff\x06\x00\x00S2sTwO", snappy},
	{"LZIP\x01", lzip},
	{"\x89LZO\x00", lzop},
	{"7z\xbc\xaf\x27\x1c", sevenZip},
}

// Detect tells how a file that begins with head is compressed.
func Detect(head []byte) Format {
	rest, skipped := skipFrames(head)
	for _, m := range magics {
		if bytes.HasPrefix(rest, []byte(m.bytes)) {
			if m.format == Bzip2 && !bzip2Head(rest) {
				continue // text may begin with BZh
			}
			return m.format
		}
	}
	if skipped {
		return Zstd // its frames lie behind what was skipped
	}
	return None
}

// skipFrames passes over frames that hold no text; zstd and LZ4 share them.
func skipFrames(head []byte) (rest []byte, skipped bool) {
	for len(head) >= 8 && binary.LittleEndian.Uint32(head)&^0xf == 0x184D2A50 {
		size := uint64(binary.LittleEndian.Uint32(head[4:]))
		head, skipped = head[min(8+size, uint64(len(head))):], true
	}
	return head, skipped
}

// bzip2Head reports whether a block, or the end of an empty file, begins behind the
// first bytes.
func bzip2Head(head []byte) bool {
	if len(head) < 10 || head[3] < '1' || head[3] > '9' {
		return false
	}
	s := string(head[4:10])
	return s == "1AY&SY" || s == "\x17\x72\x45\x38\x50\x90"
}

// endings are those of names.
var endings = map[string]Format{".gz": Gzip, ".zst": Zstd, ".lz4": LZ4, ".bz2": Bzip2, ".xz": XZ}

// ByName tells how a file of this name is to be compressed, and its name without
// that ending.
func ByName(name string) (Format, string) {
	ending := filepath.Ext(name)
	if format, ok := endings[strings.ToLower(ending)]; ok {
		return format, name[:len(name)-len(ending)]
	}
	return None, name
}

var foreign = map[string]string{
	".Z": "compress", ".br": "brotli", ".lz": "lzip", ".lzma": "lzma", ".lzo": "lzop", ".sz": "snappy", ".snappy": "snappy",
}

// Foreign tells what a name says of compression that cannot be read; empty if it
// says nothing. A text may have such a name.
func Foreign(name string) string {
	return foreign[filepath.Ext(name)]
}

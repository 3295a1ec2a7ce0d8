package codec

import (
	"bytes"
	"encoding/hex"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/s2"
	"github.com/stretchr/testify/require"
	"github.com/ulikunitz/xz"
)

const tree = "院子里的石榴树\n"

// emptyBzip2 and treeBzip2 are nothing and tree, compressed: there is no writer.
const (
	emptyBzip2 = "425a683917724538509000000000"
	treeBzip2  = "425a6839314159265359aacabd9500000ac079001004846030d1020c0003a02000314c98990646140d01a19ea897139ba1016475981dc3e2ee48a70a12155957b2a0"
)

// packed compresses a text.
func packed(t testing.TB, f Format, text string) []byte {
	var b bytes.Buffer
	switch f {
	case XZ:
		w, err := xz.NewWriter(&b)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
		require.NoError(t, w.Close())
	case Bzip2:
		require.Equal(t, tree, text)
		raw, err := hex.DecodeString(treeBzip2)
		require.NoError(t, err)
		return raw
	default:
		w, err := NewWriter(&b, f)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
		require.NoError(t, w.Close())
	}
	return b.Bytes()
}

// unpacked reads all of a file.
func unpacked(data []byte) (string, Format, error) {
	r, f, err := NewReader(bytes.NewReader(data))
	if err != nil {
		return "", f, err
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	return string(text), f, err
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	text := strings.Repeat(tree, 50_000)
	for _, f := range []Format{None, Gzip, Zstd, LZ4} {
		got, found, err := unpacked(packed(t, f, text))
		require.NoError(t, err)
		require.Equal(t, f, found)
		require.Equal(t, text, got)
	}
	_, err := NewWriter(io.Discard, XZ)
	require.ErrorContains(t, err, "cannot write xz")
}

// Members, frames and streams that stand one behind the other are one text, and
// a frame that is skipped holds none of it.
func TestAllPartsAreRead(t *testing.T) {
	skipped := []byte("\x50\x2a\x4d\x18\x04\x00\x00\x00note")
	for _, f := range []Format{Gzip, Zstd, LZ4, Bzip2, XZ} {
		one := packed(t, f, tree)
		list := [][]byte{one, one, one}
		if f == Zstd || f == LZ4 {
			list = [][]byte{skipped, one, skipped, one, one, skipped}
		}
		got, found, err := unpacked(bytes.Join(list, nil))
		require.NoError(t, err, f)
		require.Equal(t, f, found)
		require.Equal(t, strings.Repeat(tree, 3), got, f)
	}
	empty, err := hex.DecodeString(emptyBzip2)
	require.NoError(t, err)
	for f, data := range map[Format][]byte{Gzip: packed(t, Gzip, ""), LZ4: packed(t, LZ4, ""), Bzip2: empty, XZ: packed(t, XZ, "")} {
		got, _, err := unpacked(data)
		require.NoError(t, err, f)
		require.Empty(t, got)
	}
}

// A file that is cut anywhere, or has something else behind it, is an error.
func TestCutIsAnError(t *testing.T) {
	for _, f := range []Format{Gzip, Zstd, LZ4, Bzip2, XZ} {
		whole := packed(t, f, tree)
		for n := 1; n < len(whole); n++ {
			if Detect(whole[:n]) == None {
				continue // too short to be known by its bytes; its name tells
			}
			_, _, err := unpacked(whole[:n])
			require.Error(t, err, "%s cut at %d of %d", f, n, len(whole))
			require.ErrorAs(t, err, new(*Unreadable))
			_, _, err = unpacked(append(bytes.Clone(whole), whole[:n]...))
			require.Error(t, err, "%s with a second part cut at %d", f, n)
		}
		for _, more := range []string{"x", "more text behind the end\n", "\x00"} {
			_, _, err := unpacked(append(bytes.Clone(whole), more...))
			require.Error(t, err, "%s with %q behind it", f, more)
		}
	}
}

// A bit that was flipped is an error, or does not matter to the text.
func TestFlippedBits(t *testing.T) {
	for _, f := range []Format{Gzip, Zstd, LZ4, Bzip2, XZ} {
		whole := packed(t, f, tree)
		for bit := 0; bit < 8*len(whole); bit += 5 { // each bit of some byte
			data := bytes.Clone(whole)
			data[bit/8] ^= 1 << (bit % 8)
			if Detect(data) != f {
				continue
			}
			if got, _, err := unpacked(data); err == nil {
				require.Equal(t, tree, got, "%s, bit %d", f, bit)
			}
		}
	}
}

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	var snap bytes.Buffer
	w := s2.NewWriter(&snap, s2.WriterSnappyCompat())
	_, err := io.WriteString(w, tree)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for name, data := range map[string]string{
		"gzip, method":           "\x1f\x8b\x07\x00\x00\x00\x00\x00\x00\x03" + tree,
		"gzip, flags":            "\x1f\x8b\x08\xe0\x00\x00\x00\x00\x00\x03" + tree,
		"gzip, nothing more":     "\x1f\x8b",
		"xz, flags":              "\xfd7zXZ\x00\xff\xff" + tree,
		"zstd, nothing more":     "\x28\xb5\x2f\xfd",
		"zstd, skipped is short": "\x50\x2a\x4d\x18\xff\xff\x00\x00" + tree,
		"lz4, version":           "\x04\x22\x4d\x18\x00\x00\x00" + tree,
		"compress":               "\x1f\x9d\x90" + tree,
		"snappy":                 snap.String(),
		"lzip":                   "LZIP\x01" + tree,
		"lzop":                   "\x89LZO\x00\r\n" + tree,
		"7-Zip":                  "7z\xbc\xaf\x27\x1c\x00\x04" + tree,
	} {
		_, _, err := unpacked([]byte(data))
		require.ErrorAs(t, err, new(*Unreadable), name)
	}
	_, _, err = unpacked([]byte("\x5d\x2a\x4d\x18\x08\x00\x00\x00\x37\xa4\x30\xec----"))
	require.ErrorContains(t, err, "dictionary")
}

// Each record of WARC is a member of its own; together they are the text.
func TestMembers(t *testing.T) {
	for f, magic := range map[Format]string{Gzip: "\x1f\x8b\x08", Zstd: "\x28\xb5\x2f\xfd", LZ4: "\x04\x22\x4d\x18"} {
		var b bytes.Buffer
		w, err := NewMemberWriter(&b, f)
		require.NoError(t, err)
		for _, s := range []string{"one, ", "in two parts\n", "", "two\n"} {
			_, err := io.WriteString(w, s)
			require.NoError(t, err)
			if strings.HasSuffix(s, "\n") {
				require.NoError(t, EndMember(w))
			}
		}
		require.NoError(t, w.Close())
		require.Equal(t, 2, bytes.Count(b.Bytes(), []byte(magic)), f)
		got, _, err := unpacked(b.Bytes())
		require.NoError(t, err)
		require.Equal(t, "one, in two parts\ntwo\n", got)
	}
	_, err := NewMemberWriter(io.Discard, XZ)
	require.ErrorContains(t, err, "cannot write xz")
}

// What the header of gzip says of the file is kept.
func TestHeaderIsKept(t *testing.T) {
	var b bytes.Buffer
	old := gzip.NewWriter(&b)
	old.Name, old.Comment, old.ModTime, old.Extra = "caf\u00e9.txt", "a note", time.Unix(1_700_000_000, 0), []byte("BC\x02\x00\x10\x00")
	_, err := io.WriteString(old, tree)
	require.NoError(t, err)
	require.NoError(t, old.Close())
	r, _, err := NewReader(&b)
	require.NoError(t, err)
	var out bytes.Buffer
	w, err := NewWriter(&out, Gzip)
	require.NoError(t, err)
	Keep(w, r)
	_, err = io.Copy(w, r)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	got, err := gzip.NewReader(&out)
	require.NoError(t, err)
	require.Equal(t, []string{"caf\u00e9.txt", "a note"}, []string{got.Name, got.Comment})
	require.Equal(t, int64(1_700_000_000), got.ModTime.Unix())
	require.Empty(t, got.Extra, "it tells of the old bytes")
}

func TestTextIsNotTakenForCompressed(t *testing.T) {
	for _, s := range []string{"", "B", "BZh9 is how bzip2 begins", "院子", "7z is a format", "LZIP is one, too", "PK"} {
		require.Equal(t, None, Detect([]byte(s)), "%q", s)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]Format{"a.jsonl.zst": Zstd, "a.GZ": Gzip, "a.lz4": LZ4, "a.bz2": Bzip2, "a.xz": XZ, "gz": None, "a.txt": None} {
		f, stem := ByName(name)
		require.Equal(t, want, f, name)
		if f != None {
			require.Less(t, len(stem), len(name))
		} else {
			require.Equal(t, name, stem)
		}
	}
	require.Equal(t, "brotli", Foreign("page.html.br"))
	require.Equal(t, "", Foreign("page.html"))
}

// Whatever comes in, it is read, or an error; what has no sign of compression
// comes out as it is.
func FuzzNewReader(f *testing.F) {
	for _, format := range []Format{None, Gzip, Zstd, LZ4, Bzip2, XZ} {
		f.Add(packed(f, format, tree))
	}
	f.Add([]byte("\x50\x2a\x4d\x18\xff\xff\xff\xff\x50\x2a\x4d\x18"))
	f.Add([]byte("\x1f\x8b\x08\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, format, err := NewReader(bytes.NewReader(data))
		if err != nil {
			require.ErrorAs(t, err, new(*Unreadable))
			return
		}
		defer r.Close()
		text, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if format == None {
			require.NoError(t, err)
			require.True(t, bytes.HasPrefix(data, text))
			require.True(t, len(text) == len(data) || len(text) == 1<<20)
		}
	})
}

package records

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	brotli "github.com/molecule-man/go-brrr"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

// codings compress as servers do; by their names in Content-Encoding, and one
// that goes under a wrong one.
var codings = map[string]func(io.Writer) io.WriteCloser{
	"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"br": func(w io.Writer) io.WriteCloser {
		b, err := brotli.NewWriter(w, brotliLevel)
		if err != nil {
			panic(err)
		}
		return b
	},
	"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	"raw":  func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 6); return f },
}

func coded(t require.TestingT, name, text string) string {
	var b bytes.Buffer
	w := codings[name](&b)
	_, err := io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// chunked frames a text in chunks of n bytes.
func chunked(text string, n int, end string) string {
	var b strings.Builder
	for part := range slices.Chunk([]byte(text), n) {
		fmt.Fprintf(&b, "%X;ext=1\r\n%s\r\n", len(part), part)
	}
	return b.String() + end
}

// A body that is compressed or in chunks is repaired, and is in the same coding
// afterwards; its lengths and digests follow.
func TestCodedBodies(t *testing.T) {
	for name := range codings {
		field := "Content-Encoding: " + strings.Replace(name, "raw", "deflate", 1) + "\r\n"
		body := coded(t, name, page)
		in := response(field+fmt.Sprintf("Content-Length: %d\r\n", len(body)), body, body)
		out, edits := repair(t, "warc", options(), in)
		require.Equal(t, in, run2(t, in))
		_, block, _ := strings.Cut(out, "\r\n\r\n")
		_, body, _ = strings.Cut(strings.TrimSuffix(block, "\r\n\r\n"), "\r\n\r\n")
		require.Equal(t, response(field+fmt.Sprintf("Content-Length: %d\r\n", len(body)), body, body), out, name)
		require.Equal(t, repaired, decodedBody(t, out), name)
		require.Contains(t, notes(edits), "body: 圖 → 图, 書 → 书", name)

		again, _ := repair(t, "warc", options(), out)
		require.Equal(t, out, again, "a second run")
		clean := response(field, coded(t, name, "<p>院子里</p>"), "")
		same, edits := repair(t, "warc", options(), clean)
		require.Equal(t, clean, same)
		require.Empty(t, edits)
	}
	in := response("Transfer-Encoding: chunked\r\n", chunked(page, 7, "0\r\nX-Trailer: 1\r\n\r\n"), page)
	want := fmt.Sprintf("%x\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n", len(repaired), repaired)
	require.Equal(t, response("Transfer-Encoding: chunked\r\n", want, repaired), run(t, "warc", options(), 1, in))

	in = response("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(coded(t, "gzip", page), 9, "0\r\n\r\n"), coded(t, "gzip", page))
	require.Equal(t, repaired, decodedBody(t, run(t, "warc", options(), 1, in)))

	in = response("Content-Encoding: gzip, br\r\n", coded(t, "br", coded(t, "gzip", page)), "")
	require.Equal(t, repaired, decodedBody(t, run(t, "warc", options(), 1, in)))

	// Crawlers keep the field, and store the body without chunks.
	in = response("Transfer-Encoding: chunked\r\n", page, page)
	require.Equal(t, response("Transfer-Encoding: chunked\r\n", repaired, repaired), run(t, "warc", options(), 1, in))
}

// run2 repairs a file and leads it back by its edits, which run checks.
func run2(t *testing.T, in string) string {
	run(t, "warc", options(), 1, in)
	return in
}

// decodedBody is the text of the only record.
func decodedBody(t *testing.T, record string) string {
	head, length, err := recordHead([]byte(record))
	require.NoError(t, err)
	p, ok := findPayload([]byte(record[:head]), []byte(record[head:head+int(length)]))
	require.True(t, ok)
	require.NoError(t, p.err)
	return string(p.text)
}

// The payload's digest is of what it was of.
func TestPayloadDigestKeepsItsMeaning(t *testing.T) {
	stored := chunked(page, 9, "0\r\n\r\n")
	want := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(repaired), repaired)
	in := response("Transfer-Encoding: chunked\r\n", stored, stored)
	require.Equal(t, response("Transfer-Encoding: chunked\r\n", want, want), run(t, "warc", options(), 1, in), "of the chunks, too")
	out := run(t, "warc", options(), 1, response("Content-Encoding: gzip\r\n", coded(t, "gzip", page), page))
	require.Contains(t, out, "WARC-Payload-Digest: "+sum(repaired)+"\r\n", "of the text")
}

// A body that cannot be decoded stays byte for byte, and is reported.
func TestBodiesThatCannotBeDecoded(t *testing.T) {
	for _, c := range []struct{ fields, body, why string }{
		{"Content-Encoding: gzip\r\n", page, "gzip: "},
		{"Content-Encoding: deflate\r\n", page, "deflate: "},
		{"Content-Encoding: br\r\n", page, "br: "},
		{"Content-Encoding: zstd\r\n", page, "zstd: "},
		{"Content-Encoding: gzip\r\n", coded(t, "gzip", page) + "more", "gzip: "},
		{"Content-Encoding: deflate\r\n", coded(t, "deflate", page) + "more", "deflate: "},
		{"Content-Encoding: br\r\n", coded(t, "br", page) + "more", "br: "},
		{"Content-Encoding: compress\r\n", page, "not known"},
		{"Content-Encoding: gzip, gzip\r\n", coded(t, "gzip", page), "gzip: "},
		{"Transfer-Encoding: gzip, chunked\r\n", page, "not known"},
		{"Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n", "longer than its size"},
		{"Transfer-Encoding: chunked\r\n", "ff\r\nabc", "is cut"},
		{"Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n", "is missing"},
		{"Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\nmore", "behind the last chunk"},
		{"Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n7fffffffffffffff\r\n", "is missing"},
	} {
		in := wet("院子") + response(c.fields, c.body, c.body)
		out, edits := repair(t, "warc", options(), in)
		require.Equal(t, in, out)
		require.Equal(t, 1, count(edits, Malformed), c.why)
		require.Contains(t, notes(edits), "the body cannot be decoded: ")
		require.Contains(t, notes(edits), c.why)
	}
}

// A body that was cut is never taken for a whole one.
func TestCutBodies(t *testing.T) {
	for name := range codings {
		field := "Content-Encoding: " + strings.Replace(name, "raw", "deflate", 1) + "\r\n"
		whole := coded(t, name, page)
		for n := 1; n < len(whole); n++ {
			in := response(field, whole[:n], "")
			out, edits := repair(t, "warc", options(), in)
			require.Equal(t, in, out, "%s, %d of %d", name, n, len(whole))
			require.Equal(t, 1, count(edits, Malformed), "%s, %d of %d", name, n, len(whole))
		}
	}
}

// What cannot be repaired in a body is reported, too.
func TestUnrepairableInBody(t *testing.T) {
	for _, text := range []string{"<p>錕斤拷锟斤拷锟斤拷</p>", "<p>圖書館锟斤拷锟斤拷</p>"} {
		in := response("Content-Encoding: gzip\r\n", coded(t, "gzip", text), "")
		_, edits := repair(t, "warc", options(), in)
		require.Equal(t, 1, count(edits, "FT104"), text)
		for _, e := range edits {
			if e.Rule == "FT104" {
				require.Equal(t, "gzip", string(e.In))
				require.Equal(t, fixtext.Unrepairable, e.Verdict)
				require.Contains(t, e.Note, "cannot be repaired")
			}
		}
	}
}

// A body that would be too long is not unpacked.
func TestBomb(t *testing.T) {
	in := response("Content-Encoding: gzip\r\n", coded(t, "gzip", strings.Repeat("圖", Longest/3+1)), "")
	out, edits := repair(t, "warc", options(), in)
	require.Equal(t, in, out)
	require.Contains(t, notes(edits), "is longer than 64 MiB")
}

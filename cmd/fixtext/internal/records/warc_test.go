package records

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

func sum(s string) string {
	h := sha1.Sum([]byte(s))
	return "sha1:" + base32.StdEncoding.EncodeToString(h[:])
}

// response writes a record of WARC with an answer of HTTP. The digest of the
// payload is taken of payload.
func response(fields, body, payload string) string {
	web := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + fields + "\r\n"
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Block-Digest: %s\r\nWARC-Payload-Digest: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		sum(web+body), sum(payload), len(web+body), web+body)
}

// record writes a record of WARC with a page of this text.
func record(body string) string {
	return response(fmt.Sprintf("Content-Length: %d\r\n", len(body)), body, body)
}

// wet writes a record of a text.
func wet(text string, fields ...string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", strings.Join(fields, ""), len(text), text)
}

const (
	page     = "<p>圖書館創(chuàng )業(yè)開(kāi)門(mén)了</p>"
	repaired = "<p>图书馆创业开门了</p>"
)

func TestWARCLengthsAndDigestsFollow(t *testing.T) {
	in := record(page) + record("<p>院子</p>")
	want := record(repaired) + record("<p>院子</p>")
	require.Equal(t, want, run(t, "warc", options(), 1, in))
	require.Equal(t, want, run(t, "warc", options(), 1, want))
}

// A digest keeps its form; one of a method that is not known cannot follow, so
// that the record stays.
func TestWARCDigests(t *testing.T) {
	of := func(s string) [20]byte { return sha1.Sum([]byte(s)) }
	in, out := of("圖書館"), of("图书馆")
	for _, c := range []struct{ in, want string }{
		{"sha1:" + hex.EncodeToString(in[:]), "sha1:" + hex.EncodeToString(out[:])},
		{"SHA1:" + strings.ToUpper(hex.EncodeToString(in[:])), "SHA1:" + strings.ToUpper(hex.EncodeToString(out[:]))},
		{sum("圖書館"), sum("图书馆")},
	} {
		require.Equal(t, wet("图书馆", "WARC-Block-Digest: "+c.want+"\r\n"), run(t, "warc", options(), 1, wet("圖書館", "WARC-Block-Digest: "+c.in+"\r\n")))
	}
	in2 := wet("圖書館", "WARC-Block-Digest: blake3:abcd\r\n")
	out2, edits := repair(t, "warc", options(), in2)
	require.Equal(t, in2, out2)
	require.Contains(t, notes(edits), "is of a method that is not known")
}

// What was decoded is declared: in the header of the answer, and in the page.
func TestWARCDeclaresWhatItIsIn(t *testing.T) {
	page := func(label, text string) string {
		return strings.Replace(record("<meta charset="+label+"><p>"+text+"</p>"), "charset=utf-8\r\nContent-Length", "charset="+label+"\r\nContent-Length", 1)
	}
	// The lengths and digests of the header hold for the label that was put into it.
	fix := func(s string) string {
		_, block, _ := strings.Cut(s, "\r\n\r\n")
		block = strings.TrimSuffix(block, "\r\n\r\n")
		_, body, _ := strings.Cut(block, "\r\n\r\n")
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Block-Digest: %s\r\nWARC-Payload-Digest: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			sum(block), sum(body), len(block), block)
	}
	const gbk = "\xbd\xf1\xcc\xec\xcc\xec\xc6\xf8\xba\xdc\xba\xc3\xa3\xac\xcd\xbc\xca\xe9\xb9\xdd\xbf\xaa\xc3\xc5\xc1\xcb" // 今天天气很好，图书馆开门了
	in, want := fix(page("gb2312", gbk)), fix(page("utf-8", "今天天气很好，图书馆开门了"))
	opt := options()
	require.Equal(t, fix(page("gb2312", "今天天气很好，图书馆开门了")), run(t, "warc", opt, 1, in), "not asked for")
	target := relabel.NewTarget("")
	opt.Labels = &target
	require.Equal(t, want, run(t, "warc", opt, 1, in))
	require.Equal(t, want, run(t, "warc", opt, 1, want))
	wrong := fix(page("gb2312", "今天天气很好"))
	require.Equal(t, wrong, run(t, "warc", opt, 1, wrong), "nothing was decoded")
}

func TestWARCLeavesAloneWhatIsNoText(t *testing.T) {
	for _, in := range []string{
		strings.ReplaceAll(record("圖書館"), "text/html", "image/png"),
		strings.ReplaceAll(record("圖書館"), "WARC-Type: response", "WARC-Type: request"),
		strings.ReplaceAll(record("圖書館"), "WARC-Type: response", "WARC-Type: revisit"),
		wet("圖書館", "WARC-Truncated: length\r\n"),
		wet("圖書館", "WARC-Segment-Number: 1\r\n"),
		strings.ReplaceAll(wet("圖書館", "WARC-Segment-Number: 2\r\n"), "conversion", "continuation"),
		response("Content-Encoding: gzip\r\n", "", ""), // an answer without a body
	} {
		out, edits := repair(t, "warc", options(), in)
		require.Equal(t, in, out)
		require.Empty(t, edits)
	}
}

// A header that does not say how long its record is, whatever is wrong with it,
// is reported; the records behind it are found again.
func TestWARCBadHeads(t *testing.T) {
	good, want := wet("圖書館"), wet("图书馆")
	for _, length := range []string{
		"Content-Length: 9223372036854775807", "Content-Length: 9223372036854775803", "Content-Length: 18446744073709551617", "Content-Length: 99999999999999999999999",
		"Content-Length: -1", "Content-Length: +3", "Content-Length: 0x3", "Content-Length: 3.0", "Content-Length: ", "Content-Length: 1 2", "Content-Length: 3,3",
		"Content-Length: 3\r\nContent-Length: 4", "Content-Length: 3\r\ncontent-length: 3", "Content-Length: 3\r\n 4", "X: 3", "Content-Length: 1099511627776", "Content-Length: 2000000",
	} {
		in := good + "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n" + length + "\r\n\r\n圖\r\n\r\n"
		for _, behind := range []string{"", good + good} {
			out, edits := repair(t, "warc", options(), in+behind)
			require.Equal(t, strings.ReplaceAll(in+behind, good, want), out, length)
			require.Equal(t, 1, count(edits, Malformed), length)
		}
	}
	for _, in := range []string{"圖書館", "WARC", "WARC/1.0\r\n", "WARC/1.0\r\nContent-Length: 999\r\n\r\n圖", "WARC/1.0\r\nContent-Length: 3\r\n"} {
		out, edits := repair(t, "warc", options(), in)
		require.Equal(t, in, out)
		require.Equal(t, 1, count(edits, Malformed), in)
	}
}

// What is unusual and clear is no fault.
func TestWARCUnusualHeads(t *testing.T) {
	for _, edit := range [][2]string{
		{"", ""}, {"\r\n", "\n"}, {"Content-Length: 9", "Content-Length: 0009"}, {"Content-Length: 9", "content-length:9 "}, {"Content-Length: 9", "Content-Length:\t9"},
		{"Content-Type: text/plain", "Content-Type:\r\n text/plain"}, {"\r\n\r\n\r\n", "\r\n\r\n\r\n\r\n\r\n"},
	} {
		in := strings.ReplaceAll(wet("圖書館")+wet("圖書館"), edit[0], edit[1])
		if edit[0] == "" {
			in = wet("圖書館") + wet("圖書館")
		}
		out, edits := repair(t, "warc", options(), in)
		require.Equal(t, strings.ReplaceAll(in, "圖書館", "图书馆"), out, edit)
		require.Zero(t, count(edits, Malformed), edit)
	}
	require.Equal(t, "\r\n\r\n"+wet("图书馆"), run(t, "warc", options(), 1, "\r\n\r\n"+wet("圖書館")))
	require.Equal(t, strings.TrimRight(wet("图书馆"), "\r\n"), run(t, "warc", options(), 1, strings.TrimRight(wet("圖書館"), "\r\n")))
}

// A record that is too long to be held is handed on as it is, and is one record.
func TestWARCLongRecord(t *testing.T) {
	long := strings.ReplaceAll(wet(strings.Repeat("圖書館 WARC/1.0\r\n\r\n", Longest/16)), "text/plain", "video/mp4")
	in, records, bad := wet("圖書館")+long+wet("圖書館"), 0, 0
	var out bytes.Buffer
	emit := func(s engine.Segment) error {
		out.Write(s.Out)
		records += len(s.Records)
		bad += count(s.Edits, Malformed)
		return nil
	}
	require.NoError(t, warcFormat.Run(strings.NewReader(in), options(), 2, emit))
	require.True(t, wet("图书馆")+long+wet("图书馆") == out.String())
	require.Equal(t, []int{3, 0}, []int{records, bad})

	cut := long[:len(long)-20]
	out.Reset()
	require.NoError(t, warcFormat.Run(strings.NewReader(wet("圖書館")+cut), options(), 2, emit))
	require.True(t, wet("图书馆")+cut == out.String())
	require.Equal(t, []int{5, 1}, []int{records, bad})
}

// repair repairs a file and returns its edits, too.
func repair(t require.TestingT, format string, opt Options, in string) (out string, edits []fixtext.Edit) {
	err := Named(format).Run(strings.NewReader(in), opt, 2, func(s engine.Segment) error {
		out += string(s.Out)
		for _, e := range s.Edits {
			e.In, e.Out = bytes.Clone(e.In), bytes.Clone(e.Out)
			edits = append(edits, e)
		}
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, out, string(engine.Apply(nil, []byte(in), 0, edits)))
	return out, edits
}

func count(edits []fixtext.Edit, rule fixtext.Code) (n int) {
	for _, e := range edits {
		if e.Rule == rule {
			n++
		}
	}
	return n
}

func notes(edits []fixtext.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		b.WriteString(e.Note + "\n")
	}
	return b.String()
}

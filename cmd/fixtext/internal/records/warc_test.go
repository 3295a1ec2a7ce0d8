package records

import (
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

func sum(s string) string {
	h := sha1.Sum([]byte(s))
	return "sha1:" + base32.StdEncoding.EncodeToString(h[:])
}

// record writes a record of WARC with a page of this text.
func record(body string) string {
	web := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n", len(body))
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Block-Digest: %s\r\nWARC-Payload-Digest: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		sum(web+body), sum(body), len(web+body), web+body)
}

func TestWARCLengthsAndDigestsFollow(t *testing.T) {
	in := record("<p>圖書館創(chuàng )業(yè)開(kāi)門(mén)了</p>") + record("<p>院子</p>")
	want := record("<p>图书馆创业开门了</p>") + record("<p>院子</p>")
	require.Equal(t, want, run(t, "warc", options(), 1, in))
	require.Equal(t, want, run(t, "warc", options(), 1, want))
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
	in := strings.ReplaceAll(record("圖書館"), "text/html", "image/png")
	require.Equal(t, in, run(t, "warc", options(), 1, in))
	in = strings.ReplaceAll(record("圖書館"), "WARC-Type: response", "WARC-Type: request")
	require.Equal(t, in, run(t, "warc", options(), 1, in))
	for _, in := range []string{"圖書館", "WARC/1.0\r\n", "WARC/1.0\r\nContent-Length: 999\r\n\r\n圖", "WARC/1.0\r\nContent-Length: -1\r\n\r\n圖\r\n\r\n"} {
		require.Equal(t, in, run(t, "warc", options(), 1, in))
	}
}

func TestWET(t *testing.T) {
	wet := func(text string) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(text), text)
	}
	require.Equal(t, wet("图书馆创业开门")+wet("院子"), run(t, "warc", options(), 2, wet("圖書館創(chuàng )業(yè)開(kāi)門(mén)")+wet("院子")))
}

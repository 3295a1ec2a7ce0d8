package records

import (
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
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

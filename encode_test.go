package fixtext_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
)

// encode writes text in a charset, a number of bytes at a time.
func encode(text, label string, size int) (string, error) {
	var b bytes.Buffer
	e, err := fixtext.NewEncoder(&b, label)
	if err != nil {
		return "", err
	}
	if _, err = io.Copy(onlyWriter{e}, &chunks{[]byte(text), size}); err == nil {
		err = e.Close()
	}
	return b.String(), err
}

// What is written is read back by other people's decoders.
func TestEncoder(t *testing.T) {
	const simplified = "第一行：渡口的老船工\n第二行 plain ~ ASCII\n\n末行。"
	const traditional = "第一行：渡口的老船工\n第二行，圖書館裡的燈\n\n末行。"
	for label, c := range map[string]struct {
		text string
		dec  encoding.Encoding
	}{
		"gb18030":      {simplified + "😀", simplifiedchinese.GB18030},
		"gbk":          {simplified, simplifiedchinese.GBK},
		"GB2312":       {simplified, simplifiedchinese.GBK},
		"cp936":        {simplified, simplifiedchinese.GBK},
		"big5":         {traditional, traditionalchinese.Big5},
		"big5_hkscs":   {traditional, traditionalchinese.Big5},
		"cp950":        {traditional, traditionalchinese.Big5},
		"utf-16le":     {simplified + "😀", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		"utf-16be":     {simplified + "😀", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		"utf-32le":     {simplified + "😀", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
		"UCS-4BE":      {simplified + "😀", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
		"utf8":         {simplified + "😀", encoding.Nop},
		"windows-1252": {"café – ½ €", charmap.Windows1252},
		"latin1":       {"café ½", charmap.ISO8859_1},
	} {
		t.Run(label, func(t *testing.T) {
			for _, size := range []int{1, 2, 3, 1000} {
				got, err := encode(c.text, label, size)
				require.NoError(t, err)
				back, err := c.dec.NewDecoder().String(got)
				require.NoError(t, err)
				require.Equal(t, c.text, back, "written %d bytes at a time", size)
			}
		})
	}
	got, err := encode("中~\n文", "hz", 1)
	require.NoError(t, err)
	require.Equal(t, "~{VP~}~~\n~{ND~}", got, "RFC 1843")
}

// What a charset does not have is an error with its place, never a question mark.
func TestEncoderErrors(t *testing.T) {
	for _, size := range []int{1, 2, 3, 1000} {
		got, err := encode("圖書館\n在\n這裡😀。", "big5", size)
		require.EqualError(t, err, "fixtext: line 3, offset 20: U+1F600 😀 is not in big5")
		want, _ := encode("圖書館\n在\n這裡", "big5", 1000)
		require.Equal(t, want, got, "what is before it was written")

		_, err = encode("好\xd6\xd0", "utf-16le", size)
		require.EqualError(t, err, "fixtext: line 1, offset 3: ill-formed byte D6 cannot be written in utf-16le")
		_, err = encode("\uFFFD", "utf-8", size)
		require.NoError(t, err, "U+FFFD is a character")
	}
	_, err := encode("", "shift_jis", 1)
	require.ErrorContains(t, err, `cannot write charset "shift_jis": must be one of utf-8, gb18030,`)

	e, err := fixtext.NewEncoder(io.Discard, "gbk")
	require.NoError(t, err)
	n, err := e.Write([]byte("好😀好"))
	require.Error(t, err)
	require.Equal(t, 3, n)
	_, again := e.Write([]byte("好"))
	require.Equal(t, err, again)
	require.Equal(t, err, e.Close())
}

// The mark is written where the charset has one, and dropped elsewhere.
func TestEncoderBOM(t *testing.T) {
	for label, want := range map[string]string{
		"utf-8":    "\xef\xbb\xbfa",
		"utf-16le": "\xff\xfea\x00",
		"utf-16be": "\xfe\xff\x00a",
		"utf-32le": "\xff\xfe\x00\x00a\x00\x00\x00",
		"gb18030":  "\x84\x31\x95\x33a",
		"gbk":      "a",
		"big5":     "a",
		"hz":       "a",
	} {
		for _, size := range []int{1, 2, 3, 1000} {
			got, err := encode("\uFEFFa", label, size)
			require.NoError(t, err)
			require.Equal(t, want, got, label)
		}
	}
	_, err := encode("\uFEFF中\uFEFF", "gbk", 1)
	require.EqualError(t, err, "fixtext: line 1, offset 6: U+FEFF is not in gbk", "inside the text it is a character")
	_, err = encode("\xef\xbb", "gbk", 1)
	require.EqualError(t, err, "fixtext: line 1, offset 0: ill-formed byte EF cannot be written in gbk")
}

// The output does not depend on how the text was cut, and is all of it.
func TestEncoderChunkInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(text().Draw(t, "text"))
		label := rapid.SampledFrom([]string{"gb18030", "big5", "hz", "iso-2022-cn", "utf-7", "utf-16be"}).Draw(t, "label")
		want, wantErr := encode(text, label, len(text)+1)
		got, err := encode(text, label, rapid.IntRange(1, 5).Draw(t, "size"))
		require.Equal(t, want, got)
		require.Equal(t, wantErr, err)
	})
	long := strings.Repeat("渡口的老船工每天天不亮就把缆绳解开。\n", 1<<15)
	got, err := encode(long, "gb18030", len(long))
	require.NoError(t, err)
	back, err := simplifiedchinese.GB18030.NewDecoder().String(got)
	require.NoError(t, err)
	require.True(t, long == back)
}

package encoding

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/cases"
)

func TestDetect(t *testing.T) {
	for c, text := range inEveryCharset(t) {
		r := Detect([]byte(text[0]))
		assert.Equal(t, c, r.Charset, "%+v", r)
		assert.Greater(t, r.Confidence, 0.95, c)
		assert.NotEmpty(t, r.Evidence, c)
		assert.Equal(t, []Segment{{0, len(text[0]), c}}, r.Segments, "one segment")
	}
}

func TestDetectSpecialCases(t *testing.T) {
	assert.Equal(t, Result{Charset: UTF8, Confidence: 1, Evidence: "ASCII only", Segments: []Segment{{0, 5, UTF8}}}, Detect([]byte("a = b")))
	assert.Equal(t, 3, Detect([]byte("\ufeff"+hans)).BOM)
	r := Detect([]byte(enc(t, utf16le(unicode.UseBOM), "a")))
	assert.Equal(t, UTF16LE, r.Charset)
	assert.Equal(t, 2, r.BOM)
}

func TestDetectAbstains(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	noise := make([]byte, 4000)
	r.Read(noise)
	for _, src := range [][]byte{noise, noise[:100], []byte("\xb0"), []byte("a\xe9b")} {
		got := Detect(src).Charset
		assert.Contains(t, []Charset{Unknown, Binary}, got, "%q", src[:min(len(src), 20)])
	}
}

// What is no text is told at any length, and not by weighing every line of it.
func TestDetectBinary(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	noise := make([]byte, 1<<20)
	r.Read(noise)
	short := make([]byte, 0, 1<<18) // lines of two bytes
	for len(short) < 1<<18 {
		short = append(short, 0x80|byte(r.Intn(128)), 0x80|byte(r.Intn(128)), '\n')
	}
	program := slices.Concat([]byte("\x7fELF\x02\x01\x01"), make([]byte, 300), noise[:300], make([]byte, 3000), noise[:3000])
	for _, src := range [][]byte{noise, short, program} {
		assert.Equal(t, Binary, Detect(src).Charset)
	}
	assert.Equal(t, UTF8, Detect(make([]byte, 1<<20)).Charset, "NULs are ASCII")
	assert.Equal(t, 0.99, Detect([]byte("\ufeffplain")).Confidence)
}

// Text in a charset of seven bits is known from a piece of it that shows an
// escape, even if the piece is cut at both ends.
func TestDetectPiecesOfEscapes(t *testing.T) {
	const text = "三点。\n我们都没有意见，只是小王还在路上。"
	for c, e := range map[Charset]xencoding.Encoding{HZ: hz.HZ(), UTF7: utf7.UTF7()} {
		src := enc(t, e, text)
		for cutOff := range 8 {
			assert.Equal(t, c, Detect([]byte(src[3:len(src)-cutOff])).Charset, "%q", src[3:len(src)-cutOff])
		}
	}
}

func TestDetectSegments(t *testing.T) {
	parts := []string{
		"plain\n" + enc(t, simplifiedchinese.GBK, hans), hans + "plain\n", enc(t, traditionalchinese.Big5, hant),
	}
	r := Detect([]byte(strings.Join(parts, "")))
	a, b := len(parts[0]), len(parts[0])+len(parts[1])
	assert.Equal(t, []Segment{{0, a, GB18030}, {a, b - a, UTF8}, {b, len(parts[2]), Big5}}, r.Segments)
}

// Allow outweighs what the bytes say.
func TestAllow(t *testing.T) {
	big5 := []byte(enc(t, traditionalchinese.Big5, hant))
	assert.NotEqual(t, Big5, Detect(big5, Allow(GB18030)).Charset)
}

func TestLookup(t *testing.T) {
	for label, want := range map[string]Charset{
		"GB2312": GB18030, "gbk": GB18030, "Big5-HKSCS": Big5, "x-euc-tw": EUCTW, "Shift_JIS": ShiftJIS, "shift-jis": ShiftJIS,
		"UTF8": UTF8, "windows-1252": Windows1252, "ISO-8859-1": Windows1252, "koi8-r": KOI8R, "hz": HZ,
	} {
		c, ok := Lookup(label)
		assert.True(t, ok, label)
		assert.Equal(t, want, c, label)
	}
	c, ok := Lookup(" gbk\t")
	assert.True(t, ok, "blanks around a label do not matter")
	assert.Equal(t, GB18030, c)
	_, ok = Lookup("klingon")
	assert.False(t, ok)
	for c := UTF8; c < Binary; c++ {
		got, ok := Lookup(c.String())
		assert.True(t, ok)
		assert.Equal(t, c, got)
	}
}

func TestDeclared(t *testing.T) {
	for src, want := range map[string]Charset{
		"<html><meta charset=gbk>": GB18030,
		`<meta http-equiv="Content-Type" content="text/html; charset=big5" />`: Big5,
		`<?xml version="1.0" encoding="GB2312"?>`:                              GB18030,
		"# -*- coding: euc-jp -*-\n":                                           EUCJP,
		"Content-Type: text/plain; charset=\"hz-gb-2312\"\n":                   HZ,
		"the charset of coding\n":                                              Unknown,
		strings.Repeat("x\n", labelWindow) + "<meta charset=gbk>":              Unknown,
	} {
		c, _ := declared([]byte(src), false)
		assert.Equal(t, want, c, src)
	}
}

// What is declared outside the text may be a label or a content type, well-formed or
// not; what is neither says nothing.
func TestDeclaredOutside(t *testing.T) {
	for s, want := range map[string]Charset{
		"gb2312": GB18030, " GB_2312-80\t": GB18030, "windows-31j": ShiftJIS,
		"text/html; charset=gb2312":                 GB18030,
		"Text/HTML;Charset=\"Big5\"":                Big5,
		"text/plain; format=flowed; charset=euc-tw": EUCTW,
		"text/plain; charset*=us-ascii'en'koi8-r":   KOI8R,
		"text/html; charset=gb2312;; q=1":           GB18030,
		"text/html charset = 'gbk'":                 GB18030,
		"charset=gbk":                               GB18030,
		"utf8mb4":                                   Unknown,
		"text/html; charset=utf8mb4":                Unknown,
		"text/html":                                 Unknown,
		"":                                          Unknown,
		"charset":                                   Unknown,
		"cp437":                                     Unknown, // written, never read
		"binary":                                    Unknown,
		strings.Repeat("charset=", 1000):            Unknown,
		"\xff\xfe; charset=gbk" + strings.Repeat(";", 100): GB18030,
	} {
		c, ok := declaredAs(s)
		assert.Equal(t, want, c, "%.80q", s)
		assert.Equal(t, want != Unknown, ok, "%.80q", s)
	}
	src := []byte(enc(t, simplifiedchinese.GBK, "凯"))
	assert.Equal(t, GB18030, Detect(src, Declared("text/html; charset=gb2312")).Charset)
	assert.Equal(t, Detect(src), Detect(src, Declared("text/html; charset=utf8mb4")))
}

// A program finds out what there is without a list of its own.
func TestCharsets(t *testing.T) {
	for _, c := range Charsets() {
		for _, label := range append(c.Labels(), c.String()) {
			got, ok := Lookup(label)
			assert.True(t, ok, label)
			assert.Equal(t, c, got, label)
		}
		for _, tag := range c.Languages() {
			assert.Equal(t, c.Chinese(), strings.HasPrefix(tag, "zh"), "%v %s", c, tag)
		}
	}
	assert.Contains(t, GB18030.Labels(), "cp936")
	assert.Equal(t, []string{"zh-Hant"}, EUCTW.Languages())
	assert.Empty(t, UTF8.Languages())
	assert.Equal(t, "unknown", Charset(200).String())
	for _, name := range Written() {
		c, ok := Exact(name)
		assert.True(t, ok, name)
		assert.Equal(t, name, c.Name)
	}
	for label, want := range map[string]string{"GB_2312-80": "gbk", "936": "cp936", "54936": "gb18030", "hz": "hz-gb-2312", "ibm437": "cp437", "latin1": "iso-8859-1"} {
		c, ok := Exact(label)
		assert.True(t, ok, label)
		assert.Equal(t, want, c.Name)
	}
	for _, label := range []string{"shift_jis", "iso-8859-7", "koi8", "binary", "unknown", ""} {
		_, ok := Exact(label)
		assert.False(t, ok, label)
	}
}

// Whatever the bytes, there is an answer, the segments cover them, and numbers
// are in range.
func checkDetect(t require.TestingT, src []byte) {
	r := Detect(src)
	require.GreaterOrEqual(t, r.Confidence, 0.0)
	require.LessOrEqual(t, r.Confidence, 1.0)
	at := 0
	for _, s := range r.Segments {
		require.Equal(t, at, s.Offset)
		require.Positive(t, s.Len)
		at += s.Len
	}
	require.Equal(t, len(src), at)
	if _, g, ok := DecodeShort(src[:min(len(src), 40)]); ok {
		require.NotEqual(t, Unknown, g.Charset)
	}
}

func TestDetectAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkDetect(t, broken().Draw(t, "src")) })
}

func FuzzDetect(f *testing.F) {
	cases.Seed(f)
	f.Fuzz(func(t *testing.T, src []byte) { checkDetect(t, src) })
}

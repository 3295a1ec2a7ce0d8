package gb18030_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/gb18030"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

var charsets = []*coder.Charset{gb18030.GB18030(), gb18030.GBK(), gb18030.CP936(), gb18030.GB18030v2005()}

const alphabet = "\xC4\xE3\xBA\xC3\x81\x30\x84\x31\xA4\x37\x80\xFF\xA1\xAA\xFE\x7F\x40\n a"

func TestEncodings(t *testing.T) {
	text := "桥下的水很清，鱼也多。\nThe bridge is 12 m long — 約四丈。\n\uE000\uE4C5\uE4C6\uE765"
	for _, c := range charsets {
		codepagetest.Encoding(t, c, text, alphabet)
	}
	codepagetest.Encoding(t, charsets[0], text+"𠀀😀ⅷ\uFFFD€ḿ\u00a0", alphabet)
	codepagetest.Encoding(t, charsets[2], text+"€\uE766\uE864\uF8F5", alphabet)
}

// TestGBKMatchesReference compares what GBK writes for all of Unicode with
// encoding_rs 0.8.44: the sum is over each code point (big-endian, 32 bits)
// followed by its code.
func TestGBKMatchesReference(t *testing.T) {
	h := sha256.New()
	for r := rune(0x80); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		b := gb18030.GBK().AppendEncoded(nil, []byte(string(r)), nil)
		if string(b) != string(r) {
			h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
			h.Write(b)
		}
	}
	assert.Equal(t, "bb0049e2d57739a0479d7333c87d311c400c873985532007a724c3a63333bb25", hex.EncodeToString(h.Sum(nil)))
}

func TestErrors(t *testing.T) {
	_, err := gb18030.GBK().NewEncoder().String("价格：€5，😀\n")
	var e *coder.EncodeError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, coder.EncodeError{Charset: "gbk", Offset: 16, Rune: '😀', Size: 4}, *e)
	assert.EqualError(t, err, "fixtext: gbk has no code for '😀' (U+1F600) at byte 16")

	_, err = gb18030.GBK().NewStrictDecoder().Bytes([]byte("\xC4\xE3\xBA\n"))
	assert.EqualError(t, err, "fixtext: no gbk character at byte 2: BA")

	out, err := encoding.ReplaceUnsupported(gb18030.GBK().NewEncoder()).String("你😀好")
	assert.NoError(t, err)
	assert.Equal(t, "\xC4\xE3\x1A\xBA\xC3", out)
	out, err = encoding.HTMLEscapeUnsupported(gb18030.GBK().NewEncoder()).String("你😀")
	assert.NoError(t, err)
	assert.Equal(t, "\xC4\xE3&#128512;", out)
}

func ExampleGB18030() {
	text, _ := gb18030.GB18030().NewDecoder().String("\xC4\xE3\xBA\xC3")
	fmt.Println(text)
	// Output: 你好
}

// The decoder can be told what to do about bytes without meaning.
func ExampleGBK_errors() {
	tooMany := errors.New("too many errors")
	count := 0
	dec := gb18030.GBK().NewDecoderFunc(func(offset int64, b []byte) error {
		fmt.Printf("offset %d: % X\n", offset, b)
		if count++; count > 100 {
			return tooMany
		}
		return nil
	})
	text, err := dec.String("\xC4\xE3\xFF\xBA\xC3\xBA\n")
	fmt.Printf("%q %v\n", text, err)
	// Output:
	// offset 2: FF
	// offset 5: BA
	// "你�好�\n" <nil>
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\xC4\xE3\xBA\xC3\x81\x30\x81\x30\n\x80"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range charsets {
			if c.Name != "gbk" { // which reads more than it writes
				codepagetest.RoundTrip(t, c, src)
			}
		}
	})
}

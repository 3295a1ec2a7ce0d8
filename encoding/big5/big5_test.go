package big5_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/encoding/big5"
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

var charsets = []*coder.Charset{big5.Big5(), big5.CP950(), big5.UAO()}

const alphabet = "\xA7\x41\xA6\x6E\x88\x62\xA3\xC0\xFA\x40\xC6\xA1\x80\xFF\xFE\x7F\n a"

func TestEncodings(t *testing.T) {
	text := "橋下的水很清，魚也多。\nThe bridge is 12 m long — 約四丈，包括引道。\n"
	for _, c := range charsets {
		codepagetest.Encoding(t, c, text, alphabet)
	}
	codepagetest.Encoding(t, charsets[0], text+"嘅㗎Ê\u0304Êê\u030CêÊ", alphabet)
	codepagetest.Encoding(t, charsets[1], text+"\uE000\uF848\u0080\uF8F8▓", alphabet)
	codepagetest.Encoding(t, charsets[2], text+"国会あア", alphabet)
}

func TestMarkAtTheEnd(t *testing.T) {
	enc := big5.Big5().NewEncoder()
	out, err := enc.String("Ê")
	assert.NoError(t, err)
	assert.Equal(t, "\x88\x66", out)
	_, err = enc.String("Ê\u0301")
	assert.EqualError(t, err, "fixtext: big5 has no code for '\u0301' (U+0301) at byte 2")
}

func ExampleBig5() {
	b, _ := big5.Big5().NewEncoder().String("包")
	fmt.Printf("% X\n", b)
	// Output: A5 5D
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\xA7\x41\xA6\x6E\x88\x62\x88\x66\n\xC6\xA1\xFA\x40"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range charsets {
			codepagetest.RoundTrip(t, c, src)
		}
	})
}

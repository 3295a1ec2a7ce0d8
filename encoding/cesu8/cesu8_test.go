package cesu8_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/encoding/cesu8"
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

func charsets() []*coder.Charset { return []*coder.Charset{cesu8.CESU8(), cesu8.Modified()} }

const alphabet = "\xED\xA0\x80\xBD\xB8\xBF\xAF\xC0\x80\xF0\x9F\x98\x80\xE4\xB8\xAD\n\x00a"

func TestEncodings(t *testing.T) {
	for _, c := range charsets() {
		codepagetest.Encoding(t, c, "漢字😀𠀀\U0010FFFF\U00010000é\x00\uFFFF end of the text", alphabet)
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		modified       bool
		bad            [][2]int
	}{
		{"pair", "\xED\xA0\xBD\xED\xB8\x80", "😀", false, nil},
		{"lone high", "\xED\xA0\xBD\n", "\xED\xA0\xBD\n", false, [][2]int{{0, 3}}},
		{"lone low", "\xED\xB8\x80\xED\xA0\xBD\xED\xB8\x80", "\xED\xB8\x80😀", false, [][2]int{{0, 3}}},
		{"two high", "\xED\xA0\xBD\xED\xA0\xBD\xED\xB8\x80", "\xED\xA0\xBD😀", false, [][2]int{{0, 3}}},
		{"cut", "\xED\xA0\xBD\xED\xB8", "\xED\xA0\xBD\xED\xB8", false, [][2]int{{0, 3}, {3, 1}, {4, 1}}},
		{"UTF-8", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", false, [][2]int{{0, 4}}},
		{"zero", "a\x00\xC0\x80", "a\x00\x00", true, nil},
		{"no zero in CESU-8", "\xC0\x80", "\xC0\x80", false, [][2]int{{0, 1}, {1, 1}}},
		{"overlong", "\xC0\x81\xC1", "\xC0\x81\xC1", true, [][2]int{{0, 1}, {1, 1}, {2, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := cesu8.CESU8()
			if c.modified {
				cs = cesu8.Modified()
			}
			var bad [][2]int
			out := cs.Append(nil, []byte(c.in), func(off, n int) { bad = append(bad, [2]int{off, n}) })
			assert.Equal(t, c.want, string(out))
			assert.Equal(t, c.bad, bad)
		})
	}
}

func ExampleCESU8() {
	b, _ := cesu8.CESU8().NewEncoder().String("😀")
	fmt.Printf("% X\n", b)
	// Output: ED A0 BD ED B8 80
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\xED\xA0\xBD\xED\xB8\x80\xC0\x80\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range charsets() {
			codepagetest.RoundTrip(t, c, src)
		}
	})
}

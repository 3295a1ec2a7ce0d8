package bulk

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// pairs knows two pairs, as a code page with a hole would: C4E3 你 and A7A1 А,
// whose UTF-8 form has two bytes.
func pairs() *Pairs {
	var t Pairs
	t[0x44E3] = 0xA0BDE4
	t[0x27A1] = 0x90D0
	return &t
}

// codes knows 你 only, and a wrong entry for U+0041, which no sequence of three
// bytes may reach.
func codes() Codes {
	var index [1024]uint16
	blocks := make([]uint16, 3*64)
	index['你'>>6], index['A'>>6] = 1, 2
	blocks[64+'你'&63], blocks[128+'A'&63] = 0xC4E3, 0x4141
	return Codes{Index: &index, Blocks: blocks}
}

func TestDecodeStopsAtWhatItDoesNotKnow(t *testing.T) {
	const tail = "\xC4\xE3\xC4\xE3\xC4\xE3\xC4\xE3" // so that 8 bytes are left
	for stop, name := range map[string]string{
		"\xA7\xA1": "two bytes of UTF-8", "\x80": "80", "\xFF": "FF", "\xC4\n": "newline", "\xC4\xE4": "hole", "\xC4": "shift",
	} {
		for _, start := range []string{"", "a", "\xC4\xE3", "a\xC4\xE3b\xC4\xE3", "\xC4\xE3\xC4\xE3\xC4\xE3\xC4\xE3\xC4\xE3", "a long line of ASCII, more than 32 bytes of it\n"} {
			dst := make([]byte, 200)
			nDst, nSrc := pairs().Decode(dst, []byte(start+stop+tail))
			want := string(bytes.ReplaceAll([]byte(start), []byte("\xC4\xE3"), []byte("你")))
			assert.Equal(t, want, string(dst[:nDst]), name)
			assert.Equal(t, len(start), nSrc, name)
		}
	}
}

func TestEncodeStopsAtWhatItDoesNotKnow(t *testing.T) {
	const tail = "你你你"
	for stop, name := range map[string]string{
		"好": "no code", "é": "two bytes", "😀": "four bytes", "\xE4\xBD\n": "cut", "\xE0\x81\x81": "overlong", "\xED\xA0\x80": "surrogate", "\x80": "stray",
	} {
		for _, start := range []string{"", "a", "你", "a你b你", "你你你你你", "a long line of ASCII, more than 32 bytes of it\n"} {
			dst := make([]byte, 200)
			nDst, nSrc := codes().Encode(dst, []byte(start+stop+tail))
			want := string(bytes.ReplaceAll([]byte(start), []byte("你"), []byte("\xC4\xE3")))
			assert.Equal(t, want, string(dst[:nDst]), name)
			assert.Equal(t, len(start), nSrc, name)
		}
	}
}

// TestBounds: whatever the input, nothing is written beyond dst, and what is read
// and written belongs together.
func TestBounds(t *testing.T) {
	table, inverse := pairs(), codes()
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SliceOfN(rapid.SampledFrom([]byte("\xC4\xE3\xC4\xE3a\n\xE4\xBD\xA0\xFF")), 0, 100).Draw(t, "src")
		n := rapid.IntRange(0, 100).Draw(t, "dst")
		buf := bytes.Repeat([]byte{'.'}, n+32)
		for _, f := range []func(dst, src []byte) (int, int){
			table.Decode, inverse.Encode, func(dst, src []byte) (int, int) { n := ASCII(dst, src); return n, n },
		} {
			d, s := f(buf[:n:n], src)
			assert.True(t, d <= n && s <= len(src))
			assert.Equal(t, bytes.Repeat([]byte{'.'}, 32), buf[n:])
			out := make([]byte, 1000)
			d2, s2 := f(out, src[:s]) // the same again, as far as it goes
			assert.True(t, d2 <= d && s2 <= s)
			assert.Equal(t, out[:d2], buf[:d2])
		}
	})
}

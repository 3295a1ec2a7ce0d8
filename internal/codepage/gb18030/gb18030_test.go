package gb18030

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

var variants = []Variant{WHATWG, CP936, GB2005}

// eachPair calls f for every two-byte code, in order.
func eachPair(f func(lead, trail byte)) {
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x40; t <= 0xFE; t++ {
			if t != 0x7F {
				f(byte(l), byte(t))
			}
		}
	}
}

// TestPairsMatchReference compares all pairs with other people's tables. Each
// sum is over the 23,940 characters as big-endian 16-bit numbers, as decoded by
// encoding_rs 0.8.44 (gb18030) and ICU 72.1 (windows-936-2000, gb18030).
func TestPairsMatchReference(t *testing.T) {
	want := map[Variant]string{
		WHATWG: "cff50468440b4654167396762719ddd62c927582eeed3623f3d6f11793096410",
		CP936:  "8df05117ad84bc4edcef7a392de90ab82dc1529cb25c3ef0f407a2cb5180456d",
		GB2005: "ae6fa03e70f066986143e09173b48dbd3a72741777826b3841c65a9b65ec117c",
	}
	for _, v := range variants {
		var all []byte
		eachPair(func(l, tr byte) {
			r, ok := v.DecodePair(l, tr)
			assert.True(t, ok, "%v %02X%02X", v, l, tr)
			all = binary.BigEndian.AppendUint16(all, uint16(r))
		})
		sum := sha256.Sum256(all)
		assert.Equal(t, want[v], hex.EncodeToString(sum[:]), v)
	}
}

// TestEncoderMatchesReference compares what the encoder writes for all of
// Unicode with encoding_rs 0.8.44: the sum is over each code point (big-endian,
// 32 bits) followed by its code.
func TestEncoderMatchesReference(t *testing.T) {
	h := sha256.New()
	for r := rune(0x80); r <= utf8.MaxRune; r++ {
		if b, n := WHATWG.EncodeRune(r); n > 0 {
			h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
			h.Write(b[:n])
		}
	}
	assert.Equal(t, "9b5ac1aa8e6d281b6a3253a2ba228574d4effffd5c93fff46932d7d1beede871", hex.EncodeToString(h.Sum(nil)))
}

// TestFourByteMatchesReference does the same for the 39,420 four-byte codes of
// the BMP, as big-endian 16-bit numbers.
func TestFourByteMatchesReference(t *testing.T) {
	h := sha256.New()
	for n := 0; n < 39420; n++ {
		b := []byte{byte(0x81 + n/12600), byte(0x30 + n/1260%10), byte(0x81 + n/10%126), byte(0x30 + n%10)}
		r, size := WHATWG.DecodeRune(b)
		require.Equal(t, 4, size)
		h.Write(binary.BigEndian.AppendUint16(nil, uint16(r)))
	}
	assert.Equal(t, "d6572f0a4452629f936199f6778f808866140b8373e334eeafe9656fd914990f", hex.EncodeToString(h.Sum(nil)))
}

// TestPairsAgainstXText checks every pair against x/text's decoder. It lacks
// the user-defined area, the holes of GBK and the changes since GB18030-2000,
// all of which it gives as U+FFFD without an error; everything else agrees.
func TestPairsAgainstXText(t *testing.T) {
	private, changed := 0, 0
	eachPair(func(l, tr byte) {
		got, _ := WHATWG.DecodePair(l, tr)
		out, err := simplifiedchinese.GB18030.NewDecoder().Bytes([]byte{l, tr})
		require.NoError(t, err)
		want, _ := utf8.DecodeRune(out)
		switch {
		case want != utf8.RuneError:
			assert.Equal(t, want, got, "%02X%02X", l, tr)
		case got >= 0xE000 && got < 0xF900:
			private++
		default:
			changed++
		}
	})
	assert.Equal(t, 2048, private)
	assert.Equal(t, 19, changed) // A8BC in 2005, 18 in 2022
}

// four yields the four-byte codes of the BMP, and some beyond.
func four(yield func([]byte) bool) {
	for n := 0; n < 1587600; n++ {
		if n > 39500 {
			n += 499
		}
		if !yield([]byte{byte(0x81 + n/12600), byte(0x30 + n/1260%10), byte(0x81 + n/10%126), byte(0x30 + n%10)}) {
			return
		}
	}
}

// TestConforms: GB18030 has a code for everything but surrogates and, in the WHATWG
// variant, U+E5E5; of that, A3A0, 0x80 and 18 four-byte codes are read and not
// written, for 18 characters that left the private use area.
func TestConforms(t *testing.T) {
	for v, want := range map[Variant]codepagetest.Findings{
		WHATWG: {Duplicates: 20, Characters: 1112063, Moved: 18},
		CP936:  {Characters: 128 + 23940 + 2},
		GB2005: {Characters: 1112064},
	} {
		assert.Equal(t, want, codepagetest.Conforms(t, v, codepagetest.Codes(four)), v)
	}
}

// TestFourByteAgainstXText checks all four-byte codes of the BMP and the ends
// of the others.
func TestFourByteAgainstXText(t *testing.T) {
	check := func(n int) {
		b := []byte{byte(0x81 + n/12600), byte(0x30 + n/1260%10), byte(0x81 + n/10%126), byte(0x30 + n%10)}
		out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
		require.NoError(t, err)
		r, size := WHATWG.DecodeRune(b)
		if n == linear7457 { // x/text has the arrangement of 2000, before A8BC and this one changed places
			require.Equal(t, rune(0xE7C7), r)
			return
		}
		if want, wsize := utf8.DecodeRune(out); wsize == len(out) && (want != utf8.RuneError || n == 39417) {
			require.Equal(t, want, r, "% X", b)
			require.Equal(t, 4, size)
		} else {
			require.Equal(t, 1, size, "% X", b)
		}
	}
	for n := 0; n < 39500; n++ {
		check(n)
	}
	for _, n := range []int{188999, 189000, 189001, 500000, 1237574, 1237575, 1237576, 1587599} {
		check(n)
	}
}

func TestAppend(t *testing.T) {
	type report struct{ off, n int }
	for _, c := range []struct {
		name string
		v    Variant
		in   string
		want string
		bad  []report
	}{
		{"plain", WHATWG, "\xC4\xE3\xBA\xC3, world", "你好, world", nil},
		{"lead before newline", WHATWG, "\xC4\xE3\xBA\n\xBA\xC3", "你\xBA\n好", []report{{2, 1}}},
		{"lead at the end", WHATWG, "\xC4\xE3\xBA", "你\xBA", []report{{2, 1}}},
		{"stray FF", WHATWG, "\xFF\xC4\xE3\xFF", "\xFF你\xFF", []report{{0, 1}, {3, 1}}},
		{"four bytes", WHATWG, "\x95\x32\x82\x36\x84\x31\xA4\x37", "𠀀\uFFFD", nil},
		{"half of four bytes", WHATWG, "\x95\x32\x82", "\x952\x82", []report{{0, 1}, {2, 1}}},
		{"beyond Unicode", WHATWG, "\xE3\x32\x9A\x36", "\xE32\x9A6", []report{{0, 1}, {2, 1}}},
		{"no four bytes in cp936", CP936, "\x81\x30\x84\x32", "\x810\x842", []report{{0, 1}, {2, 1}}},
		{"euro, many", CP936, "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", "€€€€€€€€€€", nil},
		{"euro in 2005", GB2005, "\x80\xA2\xE3", "\x80€", []report{{0, 1}}},
		{"user-defined", WHATWG, "\xAA\xA1\xAF\xFE\xF8\xA1\xFE\xFE\xA1\x40\xA7\xA0", "\uE000\uE233\uE234\uE4C5\uE4C6\uE765", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []report
			out := c.v.Append([]byte("> "), []byte(c.in), func(off, n int) { got = append(got, report{off, n}) })
			assert.Equal(t, "> "+c.want, string(out))
			assert.Equal(t, c.bad, got)
		})
	}
}

func FuzzAppend(f *testing.F) {
	codepagetest.Fuzz(f, variants, "\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\x80\xFF\x81\x30\x81\x30\n\xC4")
}

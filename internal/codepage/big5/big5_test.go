package big5

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

var variants = []Variant{WHATWG, CP950, UAO}

// eachPair calls f for every structurally valid two-byte code, in order.
func eachPair(f func(lead, trail byte)) {
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x40; t <= 0xFE; t++ {
			if t < 0x7F || t > 0xA0 {
				f(byte(l), byte(t))
			}
		}
	}
}

// TestPairsMatchReference compares all pairs with other people's tables. Each
// sum is over the 19,782 first characters as big-endian 32-bit numbers, 0 for
// unassigned, as decoded by encoding_rs 0.8.44 (big5), ICU 72.1
// (windows-950-2000) and the PyPI package uao 0.2.0.
func TestPairsMatchReference(t *testing.T) {
	want := map[Variant]string{
		WHATWG: "51eb6907ef9874c5f0642d3f01fdc68bb184aa0f18533034f9b8ee702c735d52",
		CP950:  "448e1aea7be7aa1e0e86c7280663d2c0009d2ad895ff8ccd62419d6167f6d52e",
		UAO:    "5cf97e3682bcfcb4cd3af94defd30482d618a4458c894e3e5694d826bc33a92c",
	}
	for _, v := range variants {
		var all []byte
		eachPair(func(l, tr byte) {
			r, ok := v.DecodePair(l, tr)
			if !ok {
				r = 0
			}
			all = binary.BigEndian.AppendUint32(all, uint32(r))
		})
		sum := sha256.Sum256(all)
		assert.Equal(t, want[v], hex.EncodeToString(sum[:]), v)
	}
}

// TestPairsAgainstXText checks every pair, letters with marks included, against
// x/text's decoder. There is no deviation.
func TestPairsAgainstXText(t *testing.T) {
	eachPair(func(l, tr byte) {
		in := []byte{l, tr}
		want, err := traditionalchinese.Big5.NewDecoder().Bytes(in)
		require.NoError(t, err)
		if _, ok := WHATWG.DecodePair(l, tr); ok {
			assert.Equal(t, string(want), string(WHATWG.Append(nil, in, nil)), "% X", in)
		} else {
			assert.Contains(t, string(want), "\uFFFD", "% X", in)
		}
	})
}

// TestEncoderMatchesReference compares what the encoder writes for all of
// Unicode with encoding_rs 0.8.44: the sum is over each code point (big-endian,
// 32 bits) followed by its code. encoding_rs, like every browser, writes no
// code below A1; those are checked by TestRoundTrip. One deviation: browsers
// write 仝 as C6DF, which only HKSCS and ETEN have; this package writes C969,
// its place in Big5 itself.
func TestEncoderMatchesReference(t *testing.T) {
	h := sha256.New()
	for r := rune(0x80); r <= utf8.MaxRune; r++ {
		if b, n := WHATWG.EncodeRune(r); n > 0 && b[0] >= 0xA1 {
			if r == '仝' {
				require.Equal(t, []byte{0xC9, 0x69}, b[:n])
				b = [4]byte{0xC6, 0xDF}
			}
			h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
			h.Write(b[:n])
		}
	}
	assert.Equal(t, "1d928eae83eafb9a11b739b68de799c2fea776084cb1adcb68002c3a8dbafc47", hex.EncodeToString(h.Sum(nil)))
}

// TestEncoderAgainstXText lists where x/text's encoder differs, over all of
// Unicode. Each of these characters has two codes. Where both are at A140 or
// above x/text takes the HKSCS duplicate (or, of four box-drawing characters,
// the ETEN one), so that a page which is read and written again changes, and
// readers without HKSCS lose 包; where there is only HKSCS it takes the last,
// and this package the first.
func TestEncoderAgainstXText(t *testing.T) {
	type codes struct{ theirs, ours uint16 }
	deviations := map[rune]codes{}
	enc := traditionalchinese.Big5.NewEncoder()
	for r := rune(0x80); r <= utf8.MaxRune; r++ {
		if r >= 0xD800 && r < 0xE000 || r == utf8.RuneError {
			continue
		}
		b, n := WHATWG.EncodeRune(r)
		enc.Reset()
		want, err := enc.Bytes([]byte(string(r)))
		if err != nil {
			assert.Zero(t, n, "%U", r)
			continue
		}
		require.Equal(t, 2, n, "%U", r)
		if !bytes.Equal(want, b[:n]) {
			deviations[r] = codes{binary.BigEndian.Uint16(want), binary.BigEndian.Uint16(b[:2])}
		}
	}
	standard, onlyHKSCS := 0, 0
	for r, d := range deviations {
		assert.Greater(t, d.theirs, d.ours, "%U", r)
		if d.ours >= 0xA140 {
			standard++
		} else {
			onlyHKSCS++
		}
	}
	assert.Equal(t, codes{0xFABD, 0xA55D}, deviations['包'])
	assert.Equal(t, 26, standard)
	assert.Equal(t, 10, onlyHKSCS)
}

func TestConforms(t *testing.T) {
	for v, want := range map[Variant]codepagetest.Findings{
		WHATWG: {Duplicates: 104, Characters: 18618},
		CP950:  {Duplicates: 10, Characters: 19840},
		UAO:    {Duplicates: 466, Characters: 19444},
	} {
		assert.Equal(t, want, codepagetest.Conforms(t, v, codepagetest.Codes()), v)
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
		{"plain", WHATWG, "\xA7\x41\xA6\x6E, world", "你好, world", nil},
		{"lead before newline", WHATWG, "\xA7\x41\xA6\n\xA6\x6E", "你\xA6\n好", []report{{2, 1}}},
		{"lead at the end", CP950, "\xA7\x41\xA6", "你\xA6", []report{{2, 1}}},
		{"stray bytes", UAO, "\xFF\xA7\x41\x80", "\xFF你\x80", []report{{0, 1}, {3, 1}}},
		{"letter with mark", WHATWG, "\x88\x62\x88\xA5\x88\x66", "\u00CA\u0304\u00EA\u030C\u00CA", nil},
		{"Cantonese", WHATWG, "\xFB\x48\x9D\xEF\x9D\xEE", "嘅嘅㗎", nil},
		{"the same in cp950", CP950, "\xFA\x40\xC6\xA1\x8E\x40\x81\x40", "\uE000\uF6B1\uE311\uEEB8", nil},
		{"unassigned pair", CP950, "\xA3\xC0\xA3\xFE\xA7\x41", "\xA3\xC0\xA3\xFE你", []report{{0, 2}, {2, 2}}},
		{"unassigned pair with a letter", WHATWG, "\x81\x41\x81\xA1", "\x81A\x81\xA1", []report{{0, 1}, {2, 2}}},
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
	codepagetest.Fuzz(f, variants, "\xA7\x41\xA6\x6E\x88\x62\x80\xFF\x81\x40\xFA\x40\n\xC4")
}

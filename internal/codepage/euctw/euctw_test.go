package euctw

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

// eachPlace calls f for every place of the eight planes and its code.
func eachPlace(f func(plane, row, column int, code []byte)) {
	for _, p := range []int{1, 2, 3, 4, 5, 6, 7, 15} {
		for r := 1; r <= 94; r++ {
			for c := 1; c <= 94; c++ {
				code := []byte{0x8E, byte(0xA0 + p), byte(0xA0 + r), byte(0xA0 + c)}
				if p == 1 {
					code = code[2:]
				}
				f(p, r, c, code)
			}
		}
	}
}

// TestMatchesReference compares all places with ICU 72.1, asked through its C
// interface: the sum is over the characters as big-endian 32-bit numbers, 0 for
// places that are empty or hold a private-use character.
func TestMatchesReference(t *testing.T) {
	h := sha256.New()
	n := 0
	eachPlace(func(plane, row, column int, code []byte) {
		r, ok := DecodeCNS(plane, row, column)
		got, size := Page{}.DecodeRune(code)
		if ok {
			n++
			require.Equal(t, r, got)
		} else {
			require.Equal(t, utf8.RuneError, got)
		}
		require.Equal(t, len(code), size)
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
	})
	assert.Equal(t, 55876, n)
	assert.Equal(t, "9056582793366c3307c6b642fe5b057e68cce2d23933b7db70adc69dd28bc9fc", hex.EncodeToString(h.Sum(nil)))
}

// TestAgainstGlibc compares all places with EUC-TW of glibc 2.36. It has the
// mapping of 1992; what has changed since is undone here, place by place.
func TestAgainstGlibc(t *testing.T) {
	type place struct{ plane, row, column int }
	// Unified or disunified ideographs, and signs that look alike. Code page 950
	// agrees with this package about the signs.
	theirs := map[place]rune{
		{1, 1, 6}: 0x30FB, {1, 1, 22}: 0xFE31, {1, 1, 24}: 0xFE32, {1, 1, 25}: 0x2013, {1, 1, 74}: 0x2032,
		{1, 1, 75}: 0x2035, {1, 2, 34}: 0xFE66, {1, 2, 35}: 0xFE65, {1, 2, 51}: 0x2641, {1, 2, 52}: 0x2609,
		{1, 2, 61}: 0x2016, {1, 2, 62}: 0xFF5C, {1, 4, 31}: 0x5344, {4, 4, 76}: 0x2634B, {4, 6, 25}: 0x221F7,
		{4, 34, 90}: 0x21C09, {4, 72, 47}: 0x2FA16, {5, 79, 52}: 0x4D56,
		// Not here: they are in other places now.
		{3, 68, 63}: 0x5759, {3, 68, 77}: 0x5CD5, {3, 69, 34}: 0x6E7C, {3, 69, 44}: 0x79CC, {3, 69, 59}: 0x7193,
		{3, 70, 17}: 0x80BB, {3, 70, 80}: 0x98E4, {3, 70, 87}: 0x5E71, {4, 6, 5}: 0x5B90, {15, 8, 82}: 0x488C,
	}
	// Not there: a few signs, most radicals, and twelve ideographs.
	for _, run := range []struct {
		first place
		n     int
	}{
		{place{1, 1, 26}, 4}, {place{1, 2, 4}, 1}, {place{1, 2, 6}, 1}, {place{1, 4, 30}, 1}, {place{1, 4, 32}, 1},
		{place{1, 5, 81}, 3}, {place{1, 6, 94}, 1}, {place{1, 7, 1}, 7}, {place{1, 7, 9}, 6}, {place{1, 7, 16}, 4},
		{place{1, 7, 21}, 74}, {place{1, 8, 1}, 94}, {place{1, 9, 1}, 94}, {place{1, 10, 1}, 94}, {place{1, 11, 1}, 45},
		{place{1, 34, 34}, 2}, {place{4, 2, 59}, 1}, {place{4, 3, 65}, 1}, {place{4, 7, 74}, 1}, {place{4, 8, 7}, 1},
		{place{4, 8, 93}, 1}, {place{4, 10, 78}, 1}, {place{4, 16, 34}, 1}, {place{4, 24, 60}, 1}, {place{4, 35, 46}, 1},
		{place{4, 36, 56}, 1}, {place{4, 67, 25}, 1}, {place{7, 12, 26}, 1},
	} {
		for i := range run.n {
			p := run.first
			p.column += i
			theirs[p] = 0
		}
	}
	h := sha256.New()
	eachPlace(func(plane, row, column int, _ []byte) {
		r, _ := DecodeCNS(plane, row, column)
		if their, ok := theirs[place{plane, row, column}]; ok {
			require.NotEqual(t, their, r)
			r = their
		}
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
	})
	assert.Equal(t, "f2702c79c0707680ddcd786b9f1f4f20047a95f396d0913f9023ec93384f3d9c", hex.EncodeToString(h.Sum(nil)))
}

// places yields the codes of all places, and of some planes that there are not.
func places(yield func([]byte) bool) {
	for p := 0xA0; p <= 0xB2; p++ {
		for r := 0xA0; r <= 0xFF; r++ {
			for c := 0xA0; c <= 0xFF; c++ {
				if !yield([]byte{0x8E, byte(p), byte(r), byte(c)}) {
					return
				}
			}
		}
	}
}

// TestConforms: plane 1 is read in its form of four bytes, too, and three ideographs
// have two places.
func TestConforms(t *testing.T) {
	assert.Equal(t, codepagetest.Findings{Duplicates: 6302, Characters: 56001}, codepagetest.Conforms(t, Page{}, codepagetest.Codes(places)))
}

func FuzzAppend(f *testing.F) {
	codepagetest.Fuzz(f, []Page{{}}, "\xC4\xE3\x8E\xA2\xA1\xA1\x8E\xA1\xC4\xA1\n")
}

func TestAppend(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		bad            [][2]int
	}{
		{"plain", "\xC4\xE3\xC5\xC6, 2\n", "中文, 2\n", nil},
		{"plane 1 in four bytes", "\x8E\xA1\xC4\xA1", "一", nil},
		{"cut before a newline", "\xC4\n\x8E\xA2\xA1\n", "\xC4\n\x8E㊣\n", [][2]int{{0, 1}, {2, 1}}},
		{"empty place", "\x8E\xB0\xA1\xA1\xFE\xFE", "\x8E\xB0\xA1\xA1\xFE\xFE", [][2]int{{0, 4}, {4, 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var bad [][2]int
			out := Page{}.Append(nil, []byte(c.in), func(off, n int) { bad = append(bad, [2]int{off, n}) })
			assert.Equal(t, c.want, string(out))
			assert.Equal(t, c.bad, bad)
		})
	}
}

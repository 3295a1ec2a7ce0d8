package eastasia

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

var pages = []Page{CP932, EUCJP, CP949}

// eachPair calls f for the two-byte sequences with lead 81–FE and trail 40–FE.
func eachPair(f func(b []byte)) {
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x40; t <= 0xFE; t++ {
			f([]byte{byte(l), byte(t)})
		}
	}
}

// TestPairsMatchReference compares all pairs with other people's tables. Each
// sum is over the 126 × 191 pairs as big-endian 16-bit numbers, 0 for those
// without a character of two bytes, as decoded by Python 3.11 (cp932; the same
// as encoding_rs 0.8.44 shift_jis), encoding_rs (euc-jp) and ICU 72.1
// (windows-949-2000).
func TestPairsMatchReference(t *testing.T) {
	want := map[Page]string{
		CP932: "7261f7d3cbe28f171fdde2d18fe71a6746405db46ad9314aabf9e18366bd1855",
		EUCJP: "d19b553e5d4281c5c503d07a476c7e7a3168e87531b4c21242669331147b83b7",
		CP949: "4e7ea2bf4c91b786b6a82bb91b79b3cf84f58cbe4b3dfd6dba7168c8fc97df24",
	}
	for _, p := range pages {
		var all []byte
		eachPair(func(b []byte) {
			r, size := p.DecodeRune(b)
			if size != 2 || r == utf8.RuneError {
				r = 0
			}
			all = binary.BigEndian.AppendUint16(all, uint16(r))
		})
		sum := sha256.Sum256(all)
		assert.Equal(t, want[p], hex.EncodeToString(sum[:]), p)
	}
	// The three-byte codes of EUC-JP, as encoding_rs decodes them.
	var all []byte
	for l := 0xA1; l <= 0xFE; l++ {
		for tr := 0xA1; tr <= 0xFE; tr++ {
			r, _ := EUCJP.DecodeRune([]byte{0x8F, byte(l), byte(tr)})
			if r == utf8.RuneError {
				r = 0
			}
			all = binary.BigEndian.AppendUint16(all, uint16(r))
		}
	}
	sum := sha256.Sum256(all)
	assert.Equal(t, "b9f62c9b2b2bbe5214984f9c042a230237bbc34c96eab4c24919a80bf8cdea0a", hex.EncodeToString(sum[:]))
}

// TestEncodersMatchReference compares what is written for all of Unicode with
// encoding_rs 0.8.44: each sum is over the code points (big-endian, 32 bits) and
// their codes. Left out are ¥, ‾ and −, which browsers write as something that is
// not read as them, and what browsers do not write: private use, JIS X 0212, and
// 0x80 in cp949.
func TestEncodersMatchReference(t *testing.T) {
	want := map[Page]string{
		CP932: "50773e02d52425c7e8a5defb485b78d2b63661d9da7c34ae4ad7d42cf7f52304", EUCJP: "862fcc66693ccb3e0cb31a13c1266db5bc41d074de45bc48e8491fc9eac651cb", CP949: "6ac68c978c319c5aeb1defe11aaf1fabfed1e7bfbc7e6ab8b85e0d7826b2cefc",
	}
	for _, p := range pages {
		h := sha256.New()
		for r := rune(0x80); r <= 0xFFFF; r++ {
			b, n := p.EncodeRune(r)
			if n == 0 || n == 3 || r >= 0xE000 && r <= 0xF8FF || p == CP949 && r == 0x80 {
				continue
			}
			h.Write(binary.BigEndian.AppendUint32(nil, uint32(r)))
			h.Write(b[:n])
		}
		assert.Equal(t, want[p], hex.EncodeToString(h.Sum(nil)), p)
	}
}

// TestPairsAgainstXText: x/text lacks the private-use characters; everything else
// agrees.
func TestPairsAgainstXText(t *testing.T) {
	for p, e := range map[Page]encoding.Encoding{CP932: japanese.ShiftJIS, EUCJP: japanese.EUCJP, CP949: korean.EUCKR} {
		private := 0
		eachPair(func(b []byte) {
			want, err := e.NewDecoder().Bytes(b)
			require.NoError(t, err)
			switch r, size := p.DecodeRune(b); {
			case r >= 0xE000 && r <= 0xF8FF:
				private++
			case r == utf8.RuneError:
				assert.Contains(t, string(want), "\uFFFD", "%v % X", p, b)
			case size == 1: // the second byte is a character by itself, or none
				assert.Equal(t, string(r), string([]rune(string(want))[:1]), "%v % X", p, b)
			default:
				assert.Equal(t, string(r), string(want), "%v % X", p, b)
			}
		})
		if p == EUCJP {
			assert.Zero(t, private)
		} else {
			assert.NotZero(t, private)
		}
	}
}

// jis212 yields the three-byte codes of EUC-JP.
func jis212(yield func([]byte) bool) {
	for a := 0x80; a <= 0xFF; a++ {
		for b := 0x80; b <= 0xFF; b++ {
			if !yield([]byte{0x8F, byte(a), byte(b)}) {
				return
			}
		}
	}
}

// TestConforms: NEC's and IBM's characters are there twice or three times in cp932; in
// EUC-JP, NEC's row 13 has ten mathematical signs a second time, and JIS X 0212 what
// JIS X 0208 has in other rows.
func TestConforms(t *testing.T) {
	for p, want := range map[Page]codepagetest.Findings{
		CP932: {Duplicates: 398, Characters: 9402},
		EUCJP: {Duplicates: 291, Characters: 13303},
		CP949: {Characters: 17366},
	} {
		assert.Equal(t, want, codepagetest.Conforms(t, p, codepagetest.Codes(jis212)), p)
	}
}

func FuzzAppend(f *testing.F) {
	codepagetest.Fuzz(f, pages, "plain\n\x8F\xA2\xAF\x8E\xB1\x81\x41\xC9\xA1\xFA\x40\xFF\x80\n")
}

package sloppy

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

// TestMatchesReference compares the pages with the codecs of Python 3.11 (CPython's
// tables come from the Unicode Consortium's mapping files). Each sum is over the
// characters of the bytes 80 to FF as big-endian 16-bit numbers; undefined lists
// the bytes for which Python has none and this package the byte's own value.
func TestMatchesReference(t *testing.T) {
	for _, c := range []struct {
		page      Page
		sum       string
		undefined string
	}{
		{Latin1, "537c09110e341d7e729146e89373861f899e493a17cc1ef15546ab378b390f50", ""},
		{CP1250, "abeb4b4df20ef85ed4c2cbccf257b9fb5b40c7df35fbaa5c0a7d406b8a4bab13", "81 83 88 90 98"},
		{CP1251, "c8e0666cb5bd05d898c0e58e0d46a6a2654c8f685dcaa1160c6b99d533a0aea4", "98"},
		{CP1252, "357c67923d9e952c37bb2e21ef37a2725ef652fc34bffd5ffa2685a484985cd6", "81 8D 8F 90 9D"},
		{CP1253, "e5fecd4bdbab4d9eb45657243ebf7e5dd9ad11e97be443d7d20b1a2e89dd92ff", "81 88 8A 8C 8D 8E 8F 90 98 9A 9C 9D 9E 9F AA D2 FF"},
		{CP1254, "d8a71b69ef8d47737c3e6ba2f3df3b2ec6fb84e24ea56c187d213b89cedfb3de", "81 8D 8E 8F 90 9D 9E"},
		{CP874, "e65a12aa67c4c21253a915901badeef94bbb26de10f7549d2fed3f3ea86877d3", "81 82 83 84 86 87 88 89 8A 8B 8C 8D 8E 8F 90 98 99 9A 9B 9C 9D 9E 9F DB DC DD DE FC FD FE FF"},
		{KOI8R, "7f92a0370e9ed75470541c88bf6c0853b04aa7bfdd4c41f7823d6aa1a1602a10", ""},
		{CP437, "181a667e6e46e3de33ffb27b062746417027243ee1087ecedac9991b8273a698", ""},
		{CP850, "979ebaa9867ba99f58ce37c5947e00ca888140c23a053b297672b14cf09acc35", ""},
		{CP866, "18428a56d3fe7c56914e4ee672e6931990ff8d9ffffc9391bbaef0acb6a1e32f", ""},
		{MacRoman, "5ec6d458dfc33fb3cfa2c7bc07c9ada1b6e259dc93111501c440af52fa26d09a", ""},
		{ISO8859_2, "6896b954845dc48e80c495a7fc886d8809c74cc359446642afa2f2540c552c37", ""},
		{CP1257, "f9489df7ebbb1f56237e5ed6ab4b00a7546b1ffc61a33eba5c32626d2f99cc24", "81 83 88 8A 8C 90 98 9A 9C 9F A1 A5"},
	} {
		var all []byte
		var undefined []string
		for b := 0x80; b <= 0xFF; b++ {
			all = binary.BigEndian.AppendUint16(all, uint16(c.page.DecodeByte(byte(b))))
			if c.page.Undefined(byte(b)) {
				undefined = append(undefined, fmt.Sprintf("%02X", b))
			}
		}
		sum := sha256.Sum256(all)
		assert.Equal(t, c.sum, hex.EncodeToString(sum[:]), c.page)
		assert.Equal(t, c.undefined, strings.Join(undefined, " "), c.page)
	}
}

// TestOneToOne: every byte is a character, and no two are the same.
func TestOneToOne(t *testing.T) {
	for _, p := range All() {
		assert.Equal(t, codepagetest.Findings{Characters: 256}, codepagetest.Conforms(t, p, codepagetest.Codes()), p)
	}
}

// TestWrongReadingComesBack is what the pages are for.
func TestWrongReadingComesBack(t *testing.T) {
	want := "“网络”不通，请稍候再试。"
	for _, p := range All() {
		wrong := p.Append(nil, []byte(want), nil)
		assert.NotEqual(t, want, string(wrong))
		back := p.AppendEncoded(nil, wrong, func(off, n int) { t.Errorf("%v: %q", p, wrong[off:off+n]) })
		assert.Equal(t, want, string(back), p)
	}
	assert.Equal(t, "ä¸\u00ad", string(CP1252.Append(nil, []byte("中"), nil)))
}

func TestUnmappableIsKept(t *testing.T) {
	var got []int
	out := CP1252.AppendEncoded(nil, []byte("é中\xFFé"), func(off, n int) { got = append(got, off, n) })
	assert.Equal(t, "\xE9中\xFF\xE9", string(out))
	assert.Equal(t, []int{2, 3, 5, 1}, got)
}

func FuzzAppend(f *testing.F) {
	codepagetest.Fuzz(f, All(), "caf\xC3\xA9, “\xE4\xB8\xAD” and ASCII for a while\n")
}

// FuzzAppendEncoded compares the fast loop with the function for one character.
func FuzzAppendEncoded(f *testing.F) {
	f.Add([]byte("café, “中” and ASCII for a while\n\xE4\xB8"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, p := range All() {
			var enc []byte
			var bad, got []int
			for i := 0; i < len(src); {
				r, size := utf8.DecodeRune(src[i:])
				if b, n := p.EncodeRune(r); n > 0 {
					enc = append(enc, b[0])
				} else {
					enc = append(enc, src[i:i+size]...)
					bad = append(bad, i)
				}
				i += size
			}
			require.Equal(t, string(enc), string(p.AppendEncoded(nil, src, func(off, _ int) { got = append(got, off) })), p)
			require.Equal(t, bad, got)
		}
	})
}

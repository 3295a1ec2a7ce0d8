package mojibake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/decoder"
)

// singleByte are all pages of single bytes that hold ASCII: what they read a byte as, U+FFFD for
// gaps. Those of x/text are here twice, since a page that is no row must not be missed.
func singleByte() map[string]func(b byte) rune {
	list := map[string]func(b byte) rune{}
	for y := range decoder.AllPages {
		if y.Single() {
			list[nameOf(step{Page: y}).As] = charset.Rows[pageRows[y]].DecodeByte
		}
	}
	for _, enc := range charmap.All {
		if m, ok := enc.(*charmap.Charmap); ok && m.DecodeByte('A') == 'A' {
			list[m.String()] = m.DecodeByte
		}
	}
	return list
}

// readAs is text in x as the page reads it; ok is false where the charset or the page has not
// all of it.
func readAs(x source, page func(b byte) rune, text string) (bad string, ok bool) {
	raw, ok := x.AppendEncoded(nil, []byte(text))
	var b strings.Builder
	for _, c := range raw {
		r := page(c)
		ok = ok && r != utf8.RuneError
		b.WriteRune(r)
	}
	return b.String(), ok
}

// TestEverySinglePage: a line that was read in any page of single bytes comes back as a whole
// or stays. Half of it, repaired as if another page had been the one, is worse than
// nothing: it is neither the text nor what leads back to it.
func TestEverySinglePage(t *testing.T) {
	big5 := damage.Lookup("big5 as latin1")
	lines, wrong := 0, 0
	for name, page := range singleByte() {
		exact, halves, all := 0, 0, 0
		for i, line := range sentences(t, "dev") {
			if i%60 != 0 || utf8.RuneCountInString(line) < 4 {
				continue
			}
			for x := range numSources {
				want := line
				if x == decoder.FromBig5 {
					want = big5.Clean(line)
				}
				bad, ok := readAs(x, page, want)
				if !ok {
					continue
				}
				all++
				switch got := fixLine(bad); got {
				case want:
					exact++
				case bad:
				default:
					halves++
					t.Logf("%d as %s:\nwant %s\nbad  %s\ngot  %s", x, name, want, bad, got)
				}
			}
		}
		t.Logf("%s: %d of %d", name, exact, all)
		lines, wrong = lines+all, wrong+halves
		// Code page 1125 is 866 but for a few characters in other places: 城 and 隔 change theirs.
		assert.GreaterOrEqual(t, 100*exact, 84*all, name)
		assert.LessOrEqual(t, 100*halves, 16*all, "%s: repaired by halves", name)
	}
	assert.LessOrEqual(t, 100*wrong, lines, "repaired by halves: %d of %d", wrong, lines)
}

// Each page reads what it writes, and is found among those that have a text.
func TestSinglesOf(t *testing.T) {
	for y := decoder.NumPages; y < decoder.AllPages; y++ {
		var all []byte
		for b := 0x80; b <= 0xFF; b++ {
			r, n := y.Decode([]byte{byte(b)})
			assert.Equal(t, 1, n)
			if c := y.Encode(r); r != utf8.RuneError && assert.Equal(t, decoder.Code{B: [4]byte{byte(b)}, N: 1}, c, "%v %02X", y, b) {
				all = append(all, string(r)...)
			}
		}
		assert.True(t, decoder.SinglesOf(all).Has(y), y)
	}
	assert.Zero(t, decoder.SinglesOf([]byte("中")))
}

package hz_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

func TestEncoding(t *testing.T) {
	codepagetest.Encoding(t, hz.HZ(), "他说：“~ 到了。”\n~~\n~{中}~ end, 完\n", "~{}~{VPND!}\n a\x7F\x80\xA1w")
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		bad            [][2]int
	}{
		{"plain", "~{VPND~}.\n", "中文.\n", nil},
		{"tilde", "~~ ~{VP~~ND~}", "~ 中~文", nil},
		{"newline ends GB", "~{VP\nND", "中\nND", nil},
		{"newline as second byte", "~{VPN\nVP", "中N\nVP", [][2]int{{4, 1}}},
		{"tilde before newline", "a~\nb", "a\nb", nil},
		{"tilde before newline in GB", "~{VP~\nVP", "中\nVP", nil},
		{"carriage return", "~{VP\r\nVP", "中\r\nVP", nil},
		{"eight bits", "~{VP\xD6\xD0ND~}", "中\xD6\xD0文", [][2]int{{4, 1}, {5, 1}}},
		{"unassigned row", "~{*!VP~}", "*!中", [][2]int{{2, 2}}},
		{"tilde is a second byte too", "~{VPN~}", "中牺}", [][2]int{{6, 1}}},
		{"lone tilde", "a~b~", "a~b~", [][2]int{{1, 1}, {3, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var bad [][2]int
			out := hz.HZ().Append(nil, []byte(c.in), func(off, n int) { bad = append(bad, [2]int{off, n}) })
			assert.Equal(t, c.want, string(out))
			assert.Equal(t, c.bad, bad)
		})
	}
}

func TestEncode(t *testing.T) {
	for in, want := range map[string]string{
		"中文.\n": "~{VPND~}.\n",
		"~中~":   "~~~{VP~}~~",
		"":      "",
	} {
		got, err := hz.HZ().NewEncoder().String(in)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := hz.HZ().NewEncoder().String("中國")
	assert.EqualError(t, err, "fixtext: hz-gb-2312 has no code for '國' (U+570B) at byte 3")
	got, err := encoding.ReplaceUnsupported(hz.HZ().NewEncoder()).String("中國文")
	assert.NoError(t, err)
	assert.Equal(t, "~{VP~}\x1A~{ND~}", got)
}

// TestPairsAgainstXText reads every pair. x/text reads rows that GB2312 does not
// have, some of them as U+FFFD without an error; the rest is the same.
func TestPairsAgainstXText(t *testing.T) {
	for l := byte(0x21); l < 0x7E; l++ {
		for tr := byte(0x21); tr < 0x7F; tr++ {
			in := []byte{'~', '{', l, tr}
			got, err := hz.HZ().NewStrictDecoder().Bytes(in)
			want, xerr := simplifiedchinese.HZGB2312.NewDecoder().Bytes(in)
			require.NoError(t, xerr)
			if err == nil && string(want) != "\uFFFD" {
				assert.Equal(t, string(want), string(got), "% X", in)
			} else if err != nil {
				assert.True(t, l > 0x77 || l > 0x29 && l < 0x30 || string(want) == "\uFFFD", "% X %s", in, want)
			}
		}
	}
}

func ExampleHZ() {
	text, _ := hz.HZ().NewDecoder().String("He said ~{VPND~}.")
	fmt.Println(text)
	// Output: He said 中文.
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("~{VPND~}~~\n~{VP\n~\n"))
	f.Fuzz(func(t *testing.T, src []byte) { codepagetest.RoundTrip(t, hz.HZ(), src) })
}

package utf7_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

func TestEncoding(t *testing.T) {
	text := "1 + 1 = 2；二加二得四。\\~+\n漢字+漢字-a😀\x00\uFFFD\uFFFF"
	codepagetest.Encoding(t, utf7.UTF7(), text, "+AGE-/Zw2D3eAf \n\x80")
}

// TestEncode has what Python 3.11 writes, but for the hyphen that it leaves
// out where the next character makes it needless.
func TestEncode(t *testing.T) {
	for in, want := range map[string]string{
		"":         "",
		"+":        "+-",
		"中":        "+Ti0-",
		"中文":       "+Ti1lhw-",
		"中a文-":     "+Ti0-a+ZYc--",
		"😀":        "+2D3eAA-",
		"中+":       "+Ti0AKw-",
		"\\":       "+AFw-",
		"a\nb\tc!": "a\nb\tc!",
	} {
		got, err := utf7.UTF7().NewEncoder().String(in)
		assert.NoError(t, err)
		assert.Equal(t, want, got, "%q", in)
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		bad            [][2]int
	}{
		{"run ends at a blank", "+Ti0 a", "中 a", nil},
		{"run ends at a line end", "+Ti0\n+ZYc", "中\n文", nil},
		{"plus", "1+-1 + 1", "1+1 + 1", [][2]int{{5, 1}}},
		{"plus at the end", "1+", "1+", [][2]int{{1, 1}}},
		{"eight bits", "a\x80b", "a\x80b", [][2]int{{1, 1}}},
		{"half a character", "+Ti0AB-", "中AB", [][2]int{{4, 2}}},
		{"padding not zero", "+Ti1-", "Ti1", [][2]int{{1, 3}}},
		{"lone high surrogate", "+2D0-a", "2D0a", [][2]int{{1, 3}}},
		{"lone low surrogate", "+3gBOLQ-", "3gB中", [][2]int{{1, 3}}},
		{"two high surrogates", "+2D3YPd4A-", "2D3😀", [][2]int{{1, 3}}},
		{"U+FFFD itself", "+//0-", "\uFFFD", nil},
		{"empty run", "+!", "+!", [][2]int{{0, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var bad [][2]int
			out := utf7.UTF7().Append(nil, []byte(c.in), func(off, n int) { bad = append(bad, [2]int{off, n}) })
			assert.Equal(t, c.want, string(out))
			assert.Equal(t, c.bad, bad)
		})
	}
}

func ExampleUTF7() {
	text, _ := utf7.UTF7().NewDecoder().String("Hi +Ti1lhw-!")
	fmt.Println(text)
	// Output: Hi 中文!
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("Hi +Ti1lhw-! +2D3eAA +-\n"))
	f.Fuzz(func(t *testing.T, src []byte) { codepagetest.RoundTrip(t, utf7.UTF7(), src) })
}

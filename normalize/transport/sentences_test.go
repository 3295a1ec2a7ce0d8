package transport

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// encoders do to text what transports do.
var encoders = map[string]func(string) string{
	"decimal reference": each(func(r rune) string { return fmt.Sprintf("&#%d;", r) }),
	"hexadecimal":       each(func(r rune) string { return fmt.Sprintf("&#x%X;", r) }),
	"escape": each(func(r rune) (s string) {
		for _, u := range utf16.Encode([]rune{r}) {
			s += fmt.Sprintf(`\u%04x`, u)
		}
		return s
	}),
	"percent": url.QueryEscape,
	"quoted-printable": func(s string) (out string) {
		for _, b := range []byte(s) {
			out += fmt.Sprintf("=%02X", b)
		}
		return out
	},
	"encoded word": func(s string) string { return "=?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?=" },
}

func each(f func(rune) string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(f(r))
		}
		return b.String()
	}
}

// texts calls f for every file below testdata/dir.
func texts(t *testing.T, dir string, f func(name string, text []byte)) {
	n := 0
	err := filepath.WalkDir(filepath.Join("..", "..", "testdata", dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		text, err := os.ReadFile(path)
		f(path, text)
		return err
	})
	require.NoError(t, err)
	require.NotZero(t, n)
}

// A few characters of a sentence that were encoded come back; where they do not,
// they stay as they are and never become other characters.
func TestSentences(t *testing.T) {
	names := slices.Sorted(maps.Keys(encoders))
	rnd := rand.New(rand.NewPCG(1, 2))
	total, right := map[string]int{}, map[string]int{}
	texts(t, "sentences/test", func(_ string, text []byte) {
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			for _, name := range names {
				encode := encoders[name]
				from, to := span(rnd, []rune(line))
				if from == to {
					continue
				}
				runes := []rune(line)
				broken := string(runes[:from]) + encode(string(runes[from:to])) + string(runes[to:])
				total[name]++
				switch out := string(Append(nil, []byte(broken), nil)); out {
				case line:
					right[name]++
				default:
					require.Equal(t, broken, out)
				}
			}
		}
	})
	for _, name := range names {
		share := float64(right[name]) / float64(total[name])
		t.Logf("%s: %.1f %% of %d", name, 100*share, total[name])
		require.Greater(t, share, 0.95, name)
	}
}

// span draws two to nine characters beyond ASCII that stand together.
func span(rnd *rand.Rand, line []rune) (from, to int) {
	n := 2 + rnd.IntN(8)
	for range 20 {
		if len(line) <= n {
			return 0, 0
		}
		from = rnd.IntN(len(line) - n)
		to = from
		for to < from+n && line[to] >= utf8.RuneSelf {
			to++
		}
		if to == from+n {
			return from, to
		}
	}
	return 0, 0
}

func TestCleanTextStays(t *testing.T) {
	for _, dir := range []string{"clean", "sentences", "teaching"} {
		texts(t, dir, func(name string, text []byte) {
			require.Equal(t, string(text), string(Append(nil, text, nil)), name)
		})
	}
}

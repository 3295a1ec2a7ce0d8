package fixtext_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

// BenchmarkSmall measures calls with clean texts of few bytes: what one record of a data set costs.
func BenchmarkSmall(b *testing.B) {
	names, err := filepath.Glob("testdata/sentences/test/[dfln]*.txt")
	require.NoError(b, err)
	all := ""
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(b, err)
		all += strings.ReplaceAll(string(text), "\n", "")
	}
	for _, size := range []int{20, 100, 500} {
		var records []string
		for rest := all; len(rest) > size; {
			n := size
			for !utf8.RuneStart(rest[n]) {
				n--
			}
			records = append(records, rest[:n]+strings.Repeat(".", size-n))
			rest = rest[n:]
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				fixtext.String(records[i%len(records)])
			}
		})
	}
}

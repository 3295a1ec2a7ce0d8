package mojibake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
)

// What is left of long lines that lost many bytes is looked at until nothing changes. If
// that had no end, all of the block would stay damaged.
func TestLongLinesSettle(t *testing.T) {
	for _, id := range []string{"utf-8 as gbk, ?", "utf-8 as gbk, rereads", "utf-8 as cp932", "utf-8 as cp949"} {
		f := damage.Lookup(id)
		var line, text strings.Builder
		lines := 0
		for _, s := range sentences(t, "test") {
			line.WriteString(f.Clean(s))
			if utf8.RuneCountInString(line.String()) < 1000 {
				continue
			}
			if bad, ok := breakLine(f, line.String()); ok {
				text.WriteString(bad + "\n")
				lines++
			}
			if line.Reset(); text.Len() > 100<<10 {
				break
			}
		}
		out, edits := Fix(text.String())
		repaired := 0
		for i, s := range strings.Split(out, "\n")[:lines] {
			if s != strings.Split(text.String(), "\n")[i] {
				repaired++
			}
		}
		assert.Equal(t, lines, repaired, id)
		for _, e := range edits {
			assert.True(t, e.Verdict == edit.Unrepairable || string(e.In) != string(e.Out), "%s: %q", id, e.In)
		}
	}
}

package simplify_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// OpenCC's own cases, all of them, byte for byte, with and without a log.
func TestOpenCCCases(t *testing.T) {
	text, err := os.ReadFile("testdata/opencc_to_simplified.tsv")
	require.NoError(t, err)
	cases := 0
	for _, l := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		require.Len(t, f, 4)
		conv, ok := simplify.OpenCC(f[0])
		require.True(t, ok, f[0])
		assert.Equal(t, f[3], string(conv.Append(nil, []byte(f[2]), nil)), "%s %s", f[0], f[1])
		log := &edit.Log{Keep: true}
		assert.Equal(t, f[3], string(conv.Append(nil, []byte(f[2]), log)), "%s %s", f[0], f[1])
		assert.Equal(t, f[3], apply(f[2], log.Edits), "%s %s: edits", f[0], f[1])
		cases++
	}
	assert.Equal(t, 169, cases)
}

func TestOpenCCNames(t *testing.T) {
	_, ok := simplify.OpenCC("s2t")
	assert.False(t, ok, "not into simplified")
}

// apply replaces the In of each edit by its Out.
func apply(in string, edits []edit.Edit) string {
	var b strings.Builder
	p := 0
	for _, e := range edits {
		b.WriteString(in[p:e.Offset])
		b.Write(e.Out)
		p = int(e.Offset) + len(e.In)
	}
	return b.String() + in[p:]
}

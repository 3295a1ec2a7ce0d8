package mojibake

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

var corpus = flag.String("corpus", "", "a `folder` of clean text; TestCleanText prints every change made to it")

// Clean text stays as it is.
func TestCleanText(t *testing.T) {
	patterns := []string{"../../testdata/clean/*/*.txt", "../../testdata/teaching/*/*.txt", "../../testdata/sentences/*/*.txt"}
	if *corpus != "" {
		patterns = []string{filepath.Join(*corpus, "*.txt")}
	}
	for _, p := range patterns {
		files, err := filepath.Glob(p)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, f := range files {
			text, err := os.ReadFile(f)
			require.NoError(t, err)
			for len(text) > 0 {
				n := len(text)
				if n > 1<<20 {
					n = bytes.LastIndexByte(text[:1<<20], '\n') + 1
				}
				block := text[:n]
				text = text[n:]
				if gate.Next(block, 0) < 0 {
					continue
				}
				log := edit.Log{Keep: true}
				out := Append(nil, block, &log)
				if *corpus == "" {
					assert.Equal(t, string(block), string(out), f)
				}
				for _, e := range log.Edits {
					if e.Verdict != edit.Unrepairable {
						t.Logf("%s %s %s %s: %q -> %q", filepath.Base(f), e.Rule, e.Verdict, e.Note, e.In, e.Out)
					}
				}
			}
		}
	}
}

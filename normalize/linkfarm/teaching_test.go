package linkfarm_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/linkfarm"
)

var cleanFiles = flag.String("clean", "", "a pattern of files of clean text, to see that nothing in them is changed")

// Text for learners, and all clean text, looks like a link farm in places. It
// stays as it is, as a file and line by line: more evidence and less.
func TestNothingToRepair(t *testing.T) {
	files := 0
	for _, dir := range []string{"teaching", "clean", "sentences"} {
		err := filepath.WalkDir("../../testdata/"+dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			assertUnchanged(t, path, text)
			for line := range bytes.Lines(text) {
				assertUnchanged(t, path, line)
			}
			return nil
		})
		require.NoError(t, err)
	}
	assert.NotZero(t, files)
}

// TestCleanFiles is for text that is not part of the project:
// go test -run TestCleanFiles -v -clean 'DIR/*.txt'.
func TestCleanFiles(t *testing.T) {
	if *cleanFiles == "" {
		t.Skip("no files given")
	}
	paths, err := filepath.Glob(*cleanFiles)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, size := range []int{1 << 20, 1 << 12} { // more evidence, and less
			changes, start := 0, time.Now()
			for rest := text; len(rest) > 0; {
				n := len(rest)
				if n > size {
					n = size
					if i := bytes.LastIndexByte(rest[:size], '\n'); i >= 0 {
						n = i + 1
					}
				}
				changes += assertUnchanged(t, path, rest[:n])
				rest = rest[n:]
			}
			t.Logf("%s: %.1f MB in blocks of %d, %d changes, %.1f MB/s", filepath.Base(path),
				float64(len(text))/1e6, size, changes, float64(len(text))/1e6/time.Since(start).Seconds())
		}
	}
}

// assertUnchanged repairs block and returns how many changes it saw.
func assertUnchanged(t *testing.T, path string, block []byte) int {
	t.Helper()
	log := edit.Log{Keep: true}
	out := linkfarm.Append(nil, block, &log)
	changes := 0
	for _, e := range log.Edits {
		if bytes.Equal(e.In, e.Out) {
			continue // reported and left alone
		}
		changes++
		from, to := int(e.Offset), int(e.Offset)+len(e.In)
		t.Errorf("%s: %s %q -> %q in %s", path, e.Rule, e.In, e.Out, around(string(block), from, to))
	}
	if changes == 0 {
		assert.True(t, bytes.Equal(block, out), "%s: changed without an edit", path)
	}
	return changes
}

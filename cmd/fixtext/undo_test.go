package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// pieces are what random files are made of.
var pieces = []string{
	oldText, newText, "他們說創(chuàng )業(yè)。\n", "院子里的石榴树\r\n", "\xff\xfe", "é“¶è¡Œ", "{\"text\":\"圖書館\"}\n", "，", " ", "\xb9\xdd\xc0\xef\n", "\x00", "圖", "a,b\n",
}

// Whatever a run with a report did to a tree, undo takes back: every file is, byte
// for byte, what it was, and nothing else is there.
func TestUndoOfRandomTrees(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		dir, err := os.MkdirTemp("", "fixtext-undo-")
		require.NoError(r, err)
		defer os.RemoveAll(dir)
		dir, err = filepath.EvalSymlinks(dir)
		require.NoError(r, err)
		corpus, report := filepath.Join(dir, "corpus"), filepath.Join(dir, "edits.jsonl")
		for i := range rapid.IntRange(1, 6).Draw(r, "files") {
			ending := rapid.SampledFrom([]string{".txt", ".jsonl", ".csv", ".html", ".srt", ""}).Draw(r, "ending")
			path := filepath.Join(corpus, rapid.SampledFrom([]string{"", "a", "b/圖"}).Draw(r, "folder"), fmt.Sprintf("%d%s", i, ending))
			require.NoError(r, os.MkdirAll(filepath.Dir(path), 0o777))
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(r, "text"), "")
			require.NoError(r, os.WriteFile(path, []byte(text), 0o644))
		}
		before := readTree(r, corpus)
		args := []string{"-w", "-q", "--isolated", "--report", report, "-j", rapid.SampledFrom([]string{"1", "3"}).Draw(r, "jobs")}
		args = append(args, rapid.SampledFrom([][]string{nil, {"--unsafe-fixes=false"}, {"--bom", "strip"}, {"--format", "text"}, {"--select", "FT3"}}).Draw(r, "options")...)
		var message bytes.Buffer
		run(append(args, corpus), streams{strings.NewReader(""), &message, &message}, new(atomicfile.Group)) // may fail for some files
		message.Reset()
		code := run([]string{"undo", "--root", corpus, report}, streams{strings.NewReader(""), &message, &message}, new(atomicfile.Group))
		require.Zero(r, code, message.String())
		require.Equal(r, before, readTree(r, corpus))
	})
}

// readTree returns all files below a directory.
func readTree(t require.TestingT, dir string) map[string]string {
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all[path] = string(b)
		return err
	}))
	return all
}

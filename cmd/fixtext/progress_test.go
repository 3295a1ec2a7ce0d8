package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A line of progress tells how far the work is, how fast it goes, and what is left.
func TestProgressLine(t *testing.T) {
	require.Equal(t, "0 MB, 0.0 MB/s", progressLine(0, 4e8, 2*time.Second))
	require.Equal(t, "30 MB, 15 MB/s", progressLine(3e7, 0, 2*time.Second))
	require.Equal(t, "4 of 1,204 MB, 0 %, 2.0 MB/s, 10m0s left", progressLine(4e6, 1204e6, 2*time.Second))
	require.Equal(t, "500 of 1,000 MB, 50 %, 50 MB/s, 10s left", progressLine(5e8, 1e9, 10*time.Second))
	require.Equal(t, "500 MB, 50 MB/s", progressLine(5e8, 4e8, 10*time.Second), "a file that grows")
}

// What is left is known of plain files only.
func TestTotal(t *testing.T) {
	dir := t.TempDir()
	a, z := filepath.Join(dir, "a.txt"), filepath.Join(dir, "a.txt.gz")
	require.NoError(t, os.WriteFile(a, make([]byte, 100), 0o644))
	require.NoError(t, os.WriteFile(z, make([]byte, 10), 0o644))
	require.EqualValues(t, 200, totalOf([]string{a, a}))
	for _, list := range [][]string{{a, z}, {dir}, {"-"}, {filepath.Join(dir, "missing")}} {
		require.Zero(t, totalOf(list), list)
	}
}

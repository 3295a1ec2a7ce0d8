package atomicfile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFileIsOldUntilCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o640))
	f, err := new(Group).Create(path)
	require.NoError(t, err)
	require.True(t, IsTemporary(f.Name()))
	_, err = f.WriteString("new")
	require.NoError(t, err)
	b, _ := os.ReadFile(path)
	require.Equal(t, "old", string(b))
	require.NoError(t, f.Commit())
	b, _ = os.ReadFile(path)
	require.Equal(t, "new", string(b))
	info, _ := os.Stat(path)
	require.Equal(t, os.FileMode(0o640), info.Mode(), "the mode stays")
	require.NoError(t, f.Discard(), "nothing to discard")
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := new(Group).Create(filepath.Join(dir, "a.txt"))
	require.NoError(t, err)
	require.NoError(t, f.Discard())
	var g Group
	f, err = g.Create(filepath.Join(dir, "b.txt"))
	require.NoError(t, err)
	_ = f
	g.Cleanup()
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, list)
}

func TestLinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	require.NoError(t, os.WriteFile(real, []byte("old"), 0o600))
	require.NoError(t, os.Symlink("real", link))
	f, err := new(Group).Create(link)
	require.NoError(t, err)
	_, err = f.WriteString("new")
	require.NoError(t, err)
	require.NoError(t, f.Commit())
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink)
	b, _ := os.ReadFile(real)
	require.Equal(t, "new", string(b))
}

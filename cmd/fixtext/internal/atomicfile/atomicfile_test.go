package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
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

// A copy has the mode of its model and never takes the name of another file.
func TestCopyReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	model, taken := filepath.Join(dir, "model"), filepath.Join(dir, "taken")
	require.NoError(t, os.WriteFile(model, []byte("model"), 0o440))
	f, err := new(Group).CreateCopy(taken, model)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(taken, []byte("another"), 0o600))
	require.ErrorIs(t, f.Commit(), os.ErrExist)
	b, _ := os.ReadFile(taken)
	require.Equal(t, "another", string(b))
	f, err = new(Group).CreateCopy(filepath.Join(dir, "free"), model)
	require.NoError(t, err)
	require.NoError(t, f.Commit())
	info, err := os.Stat(filepath.Join(dir, "free"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o440), info.Mode())
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 3, "nothing is left")
}

// A file of a root is reached through no link.
func TestCreateInFollowsNothing(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "victim"), []byte("old"), 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "root"), 0o700))
	require.NoError(t, os.Symlink("../victim", filepath.Join(dir, "root/link")))
	root, err := os.OpenRoot(filepath.Join(dir, "root"))
	require.NoError(t, err)
	defer root.Close()
	for _, name := range []string{"link", "../victim", "missing"} {
		_, err = new(Group).CreateIn(root, name)
		require.Error(t, err, name)
	}
}

// A file that is read-only, or no file at all, is not replaced.
func TestReadOnlyStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o444))
	_, err := new(Group).Create(path)
	require.ErrorContains(t, err, "is read-only")
	_, err = new(Group).Create(filepath.Dir(path) + "/.")
	require.Error(t, err)
}

// Long names leave room for what is added to them.
func TestLongNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("书", 80))
	f, err := new(Group).Create(path)
	require.NoError(t, err)
	require.True(t, IsOwn(f.Name()))
	require.NoError(t, f.Commit())
}

// A scratch file is private, and its name is never one that is there.
func TestScratch(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "parquet"), 0o700))
	var g Group
	f, err := g.CreateScratch("parquet")
	require.NoError(t, err)
	info, err := f.Stat()
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	}
	require.NoError(t, f.Discard())
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
}

// A file knows what it would replace, whatever the links say meanwhile.
func TestReplaces(t *testing.T) {
	dir := t.TempDir()
	path, victim := filepath.Join(dir, "a.txt"), filepath.Join(dir, "victim")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	require.NoError(t, os.WriteFile(victim, []byte("other"), 0o600))
	read, err := os.Stat(path)
	require.NoError(t, err)
	require.NoError(t, os.Rename(path, path+"-aside"))
	require.NoError(t, os.Symlink("victim", path))
	f, err := new(Group).Create(path)
	require.NoError(t, err)
	require.NoError(t, os.Rename(path+"-aside", path))
	require.False(t, f.Replaces(read))
	require.NoError(t, f.Discard())
	f, err = new(Group).Create(path)
	require.NoError(t, err)
	require.True(t, f.Replaces(read))
	require.NoError(t, f.Discard())
}

//go:build linux || darwin

package atomicfile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// What a file has besides its text stays, and a new text brings nothing along.
func TestAttributesStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o640))
	if err := unix.Setxattr(path, "user.note", []byte("kept"), 0); err != nil {
		t.Skipf("skipped: no attributes on this file system: %v", err)
	}
	require.NoError(t, unix.Setxattr(path, "user.empty", nil, 0))
	f, err := new(Group).Create(path)
	require.NoError(t, err)
	require.NoError(t, unix.Fsetxattr(int(f.Fd()), "user.more", []byte("x"), 0))
	require.NoError(t, keepAttributes(f.File, path))
	_, err = f.WriteString("new")
	require.NoError(t, err)
	require.NoError(t, f.Commit())
	value := make([]byte, 10)
	n, err := unix.Getxattr(path, "user.note", value)
	require.NoError(t, err)
	require.Equal(t, "kept", string(value[:n]))
	n, err = unix.Getxattr(path, "user.empty", value)
	require.NoError(t, err)
	require.Zero(t, n)
	_, err = unix.Getxattr(path, "user.more", value)
	require.Error(t, err)
}

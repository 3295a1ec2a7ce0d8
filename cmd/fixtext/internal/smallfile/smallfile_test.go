package smallfile

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(at("file"), []byte("text"), 0o644))
	require.NoError(t, os.WriteFile(at("large"), make([]byte, 11), 0o644))
	require.NoError(t, os.Mkdir(at("sub"), 0o755))
	require.NoError(t, os.Symlink("file", at("link")))
	require.NoError(t, os.Symlink(os.DevNull, at("null")))
	require.NoError(t, os.Symlink("..", at("up")))
	if exec.Command("mkfifo", at("pipe")).Run() == nil {
		_, err := Read(at("pipe"), 10)
		require.ErrorContains(t, err, "is no regular file")
		_, err = ReadFound(at("pipe"), 10)
		require.ErrorContains(t, err, "is no regular file")
		_, err = ReadBelow(dir, "pipe", 10)
		require.ErrorContains(t, err, "is no regular file")
	}
	for name, want := range map[string][3]string{ // errors of Read, ReadFound and ReadBelow
		"file":              {"", "", ""},
		"large":             {"is larger than", "is larger than", "is larger than"},
		"sub":               {"is a directory", "is a directory", "is a directory"},
		"link":              {"", "is a symbolic link", ""},
		"null":              {"is no regular file", "is a symbolic link", "path escapes"},
		"up/x":              {"no such file", "no such file", "path escapes"},
		"missing":           {"no such file", "no such file", "no such file"},
		"../" + at("file"):  {"no such file", "no such file", "is not below"},
		"sub/../../x":       {"no such file", "no such file", "is not below"},
		"sub/../file":       {"", "", ""},
		"link/../../secret": {"not a directory", "not a directory", "is not below"},
	} {
		_, read := Read(at("")+string(filepath.Separator)+name, 10)
		_, found := ReadFound(at("")+string(filepath.Separator)+name, 10)
		_, below := ReadBelow(dir, name, 10)
		for i, err := range []error{read, found, below} {
			if want[i] == "" {
				require.NoError(t, err, "%d %s", i, name)
			} else {
				require.ErrorContains(t, err, want[i], "%d %s", i, name)
			}
		}
	}
	_, err := ReadBelow(dir, at("file"), 10)
	require.ErrorContains(t, err, "is not below", "absolute")
}

package main

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/licenses"
)

// NOTICE and the program have the licences of just the modules of today.
func TestNoticeIsCurrent(t *testing.T) {
	was, err := os.ReadFile("../../../../../NOTICE")
	require.NoError(t, err)
	now, err := notice(string(was))
	require.NoError(t, err)
	require.True(t, string(was) == now, "NOTICE is not current: go generate ./cmd/fixtext writes it anew")
	require.True(t, licenses.Notice == now, "the program has another NOTICE: go generate ./cmd/fixtext writes it anew")
	for _, no := range []string{"GNU GENERAL PUBLIC", "GNU LESSER", "GNU AFFERO", "Mozilla Public License"} {
		require.NotContains(t, strings.ToUpper(now), strings.ToUpper(no), "a licence that the project does not take")
	}
}

// The modules that the built program names, as go version -m does, are those of
// NOTICE.
func TestEveryBuiltModuleIsNamed(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "fixtext")
	out, err := exec.Command("go", "build", "-o", binary, "github.com/fixtext/fixtext/cmd/fixtext").CombinedOutput()
	require.NoError(t, err, "%s", out)
	info, err := buildinfo.ReadFile(binary)
	require.NoError(t, err)
	require.NotEmpty(t, info.Deps)
	named := licenses.Modules()
	require.Contains(t, named, "Go")
	for _, m := range info.Deps {
		require.Contains(t, named, m.Path+" "+m.Version)
	}
}

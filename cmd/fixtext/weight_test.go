package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// built returns the command as releases have it.
func built(t *testing.T) string {
	if testing.Short() {
		t.Skip("builds the command")
	}
	path := filepath.Join(t.TempDir(), "fixtext.exe")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return path
}

// What weighs most may not come back by way of another module: the network, and
// templates, for which the linker keeps all methods of all types.
func TestNothingHeavyIsLinked(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	deps := strings.Fields(string(out))
	require.Contains(t, deps, "github.com/fixtext/fixtext")
	for _, heavy := range []string{"net/http", "crypto/tls", "html/template", "google.golang.org/protobuf/proto", "github.com/yuin/goldmark/renderer/html"} {
		require.NotContains(t, deps, heavy)
	}
}

// The program is small, and does next to nothing before it knows what is asked of it.
func TestTheProgramIsLight(t *testing.T) {
	path := built(t)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Less(t, info.Size(), int64(21<<20), "bytes; 20.3 MiB when this was written, the weights of package net among them")

	cmd := exec.Command(path, "--version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	require.NoError(t, cmd.Run())
	rows := regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, (\d+) allocs$`).FindAllStringSubmatch(trace.String(), -1)
	require.Greater(t, len(rows), 20, "%s", trace.String())
	total := 0
	for _, row := range rows {
		n, err := strconv.Atoi(row[2])
		require.NoError(t, err)
		total += n
		if row[1] == "main" || strings.HasPrefix(row[1], "github.com/fixtext/") {
			require.Less(t, n, 16<<10, "%s does too much before main: decode tables where they are first used", row[1])
		}
	}
	require.Less(t, total, 800<<10, "bytes before main; 600 KiB when this was written, most of them of goldmark and x/net/html\n%s", trace.String())
}

package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fixtext": main})
}

// The scripts in testdata/script read as documentation, one theme a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// runTo runs the filter on text with a standard output that may fail.
func runTo(t *testing.T, text string, out io.Writer) (code int, message string) {
	t.Helper()
	var msg bytes.Buffer
	code = run(nil, streams{strings.NewReader(text), out, &msg}, new(atomicfile.Group))
	return code, msg.String()
}

func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("skipped: this system has no /dev/full")
	}
	defer full.Close()
	code, message := runTo(t, "老街尽头的茶馆又开张了。\n", full)
	require.Equal(t, exitError, code)
	require.Contains(t, message, "no space left on device")
}

func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, r.Close())
	defer w.Close()
	code, message := runTo(t, strings.Repeat("老街尽头的茶馆又开张了。\n", 100_000), w)
	require.Equal(t, exitError, code)
	require.Contains(t, message, "broken pipe")
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/internal/lazy"
)

func TestMain(m *testing.M) {
	if !strings.HasPrefix(filepath.Base(os.Args[0]), "fixtext") || strings.HasSuffix(filepath.Base(os.Args[0]), ".test") {
		os.Setenv("LC_ALL", "C") // texts of tests are English; a script may set another locale
	}
	testscript.Main(m, map[string]func(){"fixtext": main})
}

// The scripts in testdata/script read as documentation, one theme a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"makeparquet": makeParquet, "readparquet": readParquet, "damageparquet": damageParquet, "makebytes": makeBytes, "makemodel": makeModel,
		},
	})
}

// parquetRow is a row of the files of Parquet in scripts.
type parquetRow struct {
	Text string `parquet:"text,zstd"`
}

// makeParquet writes a file with a row for each text: makeparquet FILE TEXT...
func makeParquet(ts *testscript.TestScript, _ bool, args []string) {
	var rows []parquetRow
	for _, text := range args[1:] {
		rows = append(rows, parquetRow{text})
	}
	ts.Check(parquet.WriteFile(ts.MkAbs(args[0]), rows))
}

// damageParquet changes a byte of the first page: damageparquet FILE
func damageParquet(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	data[5] ^= 0xFF
	ts.Check(os.WriteFile(name, data, 0o666))
}

// readParquet reports whether a file has just these rows: readparquet FILE TEXT...
func readParquet(ts *testscript.TestScript, _ bool, args []string) {
	rows, err := parquet.ReadFile[parquetRow](ts.MkAbs(args[0]))
	ts.Check(err)
	var got []string
	for _, r := range rows {
		got = append(got, r.Text)
	}
	if !slices.Equal(got, args[1:]) {
		ts.Fatalf("%s has the rows %q", args[0], got)
	}
}

// runTo runs the filter on text with a standard output that may fail.
func runTo(t *testing.T, text string, out io.Writer) (code int, message string) {
	t.Helper()
	var msg bytes.Buffer
	code = run([]string{}, streams{strings.NewReader(text), out, &msg}, new(atomicfile.Group))
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

// The expressions of the program are compiled when they are used; here they all are.
func TestExpressions(t *testing.T) {
	if n := lazy.All(); n < 50 {
		t.Errorf("%d expressions, want all of prose, syntax, relabel and others", n)
	}
}

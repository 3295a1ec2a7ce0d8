package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// makeBytes writes a file: makebytes FILE TEXT, with the escapes of a Go string in
// the text, of which each further one is added, N* before it as often as N says.
func makeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var b []byte
	for _, arg := range args[1:] {
		times := 1
		if n, text, ok := strings.Cut(arg, "*"); ok {
			var err error
			times, err = strconv.Atoi(n)
			ts.Check(err)
			arg = text
		}
		text, err := strconv.Unquote(`"` + arg + `"`)
		ts.Check(err)
		b = append(b, strings.Repeat(text, times)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}

// The middle and the end of a file say as much as its beginning.
func TestKindOfAWholeFile(t *testing.T) {
	text := strings.Repeat("院子里的石榴树今年结了三十多个果子。\n", 1000)
	noise := strings.Repeat("\x01\x02\x03\x00\x00\x04\xff\x05\n", 1000)
	for name, c := range map[string]struct {
		data string
		want kind
	}{
		"text":                  {text, kind{}},
		"short text":            {"院子\n", kind{}},
		"noise in the middle":   {text + noise + text, kind{binary: "binary"}},
		"noise at the end":      {text + text + noise, kind{binary: "binary"}},
		"one NUL at the end":    {text + text + "\x00\n", kind{}},
		"a NUL at the start":    {"\x00" + text, kind{doubt: true}},
		"a program":             {"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00" + text, kind{binary: "binary (application/x-executable)"}},
		"UTF-16":                {"\xff\xfe" + strings.Repeat("\x62\x96\x50\x5b\x0a\x00", 9000), kind{wide: true}},
		"UTF-16 before numbers": {"\xff\xfe" + strings.Repeat("\x62\x96\x50\x5b\x0a\x00", 9000) + noise + noise, kind{binary: "binary"}},
	} {
		for _, large := range []bool{false, true} { // large files are not read as a whole
			path := filepath.Join(t.TempDir(), "a")
			require.NoError(t, os.WriteFile(path, []byte(c.data), 0o666))
			j := &job{f: newFlags()}
			in, err := j.open(path)
			require.NoError(t, err)
			if large {
				in.r, in.data = bytes.NewReader(in.data), nil
			}
			head, err := in.head()
			require.NoError(t, err)
			got, err := in.kind(head)
			require.NoError(t, err)
			require.Equal(t, c.want, got, name)
			require.NoError(t, in.Close())
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// The example of each option works among the files of testdata/examples.txtar, and
// fails without the option: it shows what the option does.
func TestEveryOptionHasAnExample(t *testing.T) {
	files, err := txtar.ParseFile("testdata/examples.txtar")
	require.NoError(t, err)
	for _, o := range newFlags().rows {
		t.Run(o.name, func(t *testing.T) {
			require.NotEmpty(t, o.example, "the row of --%s needs an example", o.name)
			with, without := example(o)
			require.NotEqual(t, with, without, "the example does not use --%s", o.name)
			if got := runExample(t, files, with); got != "" {
				t.Fatalf("%s", got)
			}
			require.NotEmpty(t, runExample(t, files, without), "the example shows nothing: it works without --%s, too", o.name)
		})
	}
}

// example is the script of an option's example, with the option and without it.
func example(o *option) (with, without string) {
	for line := range strings.SplitSeq(o.example, ";") {
		line = strings.TrimSpace(line)
		for _, not := range []string{"", "! "} {
			if rest, ok := strings.CutPrefix(line, not+"fixtext "); ok {
				line = not + "exec fixtext " + rest
			}
		}
		with += line + "\n"
	}
	pattern := " --" + o.name + `(=\S+)?`
	if name, _ := o.argument(); name != "" && o.flag.NoOptDefVal == "" {
		pattern = " --" + o.name + `[= ]\S+`
	}
	return with, regexp.MustCompile(pattern+`( |\n)`).ReplaceAllString(with, "$2")
}

// runExample runs a script among files and returns what is wrong with it.
func runExample(t *testing.T, files *txtar.Archive, script string) string {
	dir := t.TempDir()
	text := txtar.Format(&txtar.Archive{Comment: []byte(string(files.Comment) + script), Files: files.Files})
	require.NoError(t, os.WriteFile(filepath.Join(dir, "example.txtar"), text, 0o666))
	var s trial
	s.Run("", func(testscript.T) {
		testscript.RunT(&s, testscript.Params{
			Dir:  dir,
			Cmds: map[string]func(*testscript.TestScript, bool, []string){"makebytes": makeBytes, "makemodel": makeModel},
		})
	})
	if !s.failed {
		return ""
	}
	return s.log
}

// trial is a test that may fail.
type trial struct {
	log    string
	failed bool
}

func (s *trial) Run(_ string, do func(testscript.T)) {
	defer func() {
		if p := recover(); p != nil && p != any(s) {
			panic(p)
		}
	}()
	do(s)
}

func (s *trial) FailNow() {
	s.failed = true
	panic(s)
}

func (s *trial) Fatal(args ...any) {
	s.Log(args...)
	s.FailNow()
}

func (s *trial) Log(args ...any)  { s.log += fmt.Sprintln(args...) }
func (s *trial) Skip(args ...any) { s.Fatal(args...) }
func (s *trial) Parallel()        {}
func (s *trial) Verbose() bool    { return false }

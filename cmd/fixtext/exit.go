package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/internal/lang"
)

// The exit codes. An error wins over findings.
const (
	exitClean    = 0
	exitFindings = 1
	exitError    = 2
)

// streams are the standard streams of the process.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// print writes text to standard output.
func (std streams) print(text string) error {
	_, err := io.WriteString(std.out, text)
	return reason(err)
}

// errFindings ends a check that found something.
var errFindings = errors.New("findings")

// errSaid ends a run in which something failed that was told already.
var errSaid = errors.New("")

// exitCode turns the outcome into an exit code and says what went wrong.
func exitCode(err error, std streams) int {
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	for line := range strings.Lines(err.Error()) { // one error a line
		if line = strings.TrimSuffix(line, "\n"); line != "" {
			fmt.Fprintf(std.err, "fixtext: %s\n", finding.Visible(lang.Tell(line)))
		}
	}
	return exitError
}

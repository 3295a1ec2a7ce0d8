// Command damaged measures how fast builds of fixtext repair damaged text, and how much
// of it comes back: one family of damage after the other, in short lines and in long
// ones, every build on the same bytes.
//
//	go run ./cmd/damaged BUILD [BUILD...]
//
// The figures are bytes of input by CPU time of one run of the command, less what it
// takes for hardly any input.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/fixtext/fixtext/bench/internal/families"
	"github.com/fixtext/fixtext/internal/damage"
)

var (
	part     = flag.String("part", "test", "the `part` of the sentences that is damaged: dev or test")
	filter   = flag.String("family", "", "a `pattern` of families")
	lengths  = flag.String("lines", "short long", "lines of 30 to 100 characters (short), of 1,000 (long)")
	testdata = flag.String("testdata", filepath.Join("..", "testdata"), "where the project's sentences are")
	least    = flag.Duration("time", 300*time.Millisecond, "CPU time that a run must take to count, if less than -size does not")
	most     = flag.Int("size", 8<<20, "bytes of input at most")
)

func main() {
	flag.Parse()
	if err := run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "damaged:", err)
		os.Exit(2)
	}
}

func run(builds []string) error {
	pattern, err := regexp.Compile(*filter)
	if err != nil {
		return err
	}
	idle := make([]time.Duration, len(builds))
	for i, b := range builds {
		for range 5 { // the quickest of five
			_, d, err := repair(b, []byte("x\n"))
			if err != nil {
				return err
			}
			if idle[i] == 0 || d < idle[i] {
				idle[i] = d
			}
		}
	}
	fmt.Printf("%-44s %-5s", "MB/s, % of lines exact", "lines")
	for _, b := range builds {
		fmt.Printf("  %22s", filepath.Base(b))
	}
	fmt.Println()
	for _, l := range strings.Fields(*lengths) {
		lines, err := families.Lines(*testdata, *part, l)
		if err != nil {
			return err
		}
		for _, f := range families.All() {
			if !pattern.MatchString(f.ID) {
				continue
			}
			fmt.Printf("%-44s %-5s", f.ID, l)
			for i, b := range builds {
				speed, exact, err := measure(b, f, lines, idle[i])
				if err != nil {
					return err
				}
				fmt.Printf("  %10.2f MB/s %5.1f %%", speed, exact)
			}
			fmt.Println()
		}
	}
	return nil
}

// measure returns how many MB of a family a build repairs in a second, and the share of
// lines that come back.
func measure(build string, f *damage.Family, lines []string, idle time.Duration) (speed, exact float64, err error) {
	good, bad := families.Break(f, lines)
	once := []byte(strings.Join(bad, "\n") + "\n")
	if n := len(once); n > 100<<10 { // families differ in speed by a thousand
		once = once[:bytes.LastIndexByte(once[:100<<10], '\n')+1]
	}
	out, spent, err := repair(build, once)
	if err != nil {
		return 0, 0, err
	}
	right, n := 0, 0
	for i, line := range strings.Split(strings.TrimSuffix(string(out), "\n"), "\n") {
		if n++; i < len(good) && line == good[i] {
			right++
		}
	}
	text := once
	for spent-idle < *least && len(text)*2 <= *most {
		text = bytes.Repeat(once, max(2*len(text)/len(once), 2))
		if _, spent, err = repair(build, text); err != nil {
			return 0, 0, err
		}
	}
	return float64(len(text)) / 1e6 / max(spent-idle, time.Microsecond).Seconds(), 100 * float64(right) / float64(max(1, n)), nil
}

// repair runs a build on text and returns what it says and the CPU time it takes.
func repair(build string, text []byte) (out []byte, spent time.Duration, err error) {
	cmd := exec.Command(build, "--isolated", "-j", "1", "--profile", "repair")
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Stdin = bytes.NewReader(text)
	out, err = cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 {
		err = nil // something is left
	}
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", build, err)
	}
	return out, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// Command gate reports whether a stage of fixtext has become slower. It counts
// instructions with valgrind, which does not depend on what else the machine
// does, and compares them with baseline.json.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/bench/internal/speed"
	"github.com/fixtext/fixtext/bench/stage"
)

// probes are what is counted: a stage on an input, and how many KB of it. What
// does much work a byte is counted on less.
var probes = []struct {
	name string
	size int
}{
	{"validate/simplified", 512}, {"decode/simplified", 512}, {"mojibake/simplified", 128}, {"canonical/simplified", 256},
	{"linkfarm/simplified", 512}, {"simplify/simplified", 256}, {"filter/simplified", 128}, {"filter/mixed", 64},
	{"filter/ascii", 256}, {"filter/traditional", 64}, {"filter/gbk", 64}, {"filter/big5", 64}, {"filter/linkfarm", 8},
	{"filter/misread-latin", 32}, {"filter/misread-gbk", 4}, {"simplify/traditional", 256}, {"decode/gbk", 64},
	{"linkfarm/linkfarm", 8}, {"mojibake/misread-latin", 32}, {"filter/chat", 256}, {"filter/chat-traditional", 64},
}

// baseline is what the counts are compared with.
type baseline struct {
	Go           string             // the version of the compiler
	Arch         string             // what it compiled for
	Percent      float64            // how much more a probe may take
	Instructions map[string]float64 // for each byte of input, by probe
}

func main() {
	file := flag.String("baseline", "baseline.json", "the `FILE` to compare with")
	update := flag.Bool("update", false, "write the counts of now to the file")
	one := flag.String("one", "", "run this `PROBE` once, for valgrind to count")
	input := flag.String("input", "", "the `FILE` to run it on")
	size := flag.Int("size", 0, "so many `BYTES` of it")
	flag.Parse()
	if *one != "" {
		if err := runOne(*one, *input, *size); err != nil {
			fail(err)
		}
		return
	}
	if _, err := exec.LookPath("valgrind"); err != nil {
		fmt.Println("skipped: instructions are counted with valgrind, which is not installed")
		return
	}
	counts, err := count()
	if err != nil {
		fail(err)
	}
	if *update {
		err = write(*file, baseline{goVersion(), runtime.GOARCH, percent, counts})
	} else {
		err = compare(os.Stdout, *file, counts)
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gate:", err)
	os.Exit(1)
}

// percent is how much more than the baseline a probe may take. Counts of one
// program differ by less than 3 % between runs.
const percent = 20

// goVersion is the version of the compiler without its patch level.
func goVersion() string {
	v := runtime.Version()
	if parts := strings.SplitN(v, ".", 3); len(parts) == 3 {
		v = parts[0] + "." + parts[1]
	}
	return v
}

// runOne runs a probe once. Without a name it starts only.
func runOne(probe, path string, size int) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(probe, "/")
	stages := stage.All()
	switch i := slices.IndexFunc(stages, func(s stage.Stage) bool { return s.Name == name }); {
	case i >= 0:
		stages[i].Run(text[:size])
	case name == "filter":
		_, err = fixtext.NewReader(bytes.NewReader(text[:size])).WriteTo(io.Discard)
	case name != start:
		err = fmt.Errorf("no stage %s", name)
	}
	return err
}

// start is the probe that does nothing: what it takes is not counted for others.
const start = "start"

// count counts all probes, in instructions for each byte of input.
func count() (map[string]float64, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "gate")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	root, err := filepath.Abs("..")
	if err != nil {
		return nil, err
	}
	inputs, err := speed.Make(root, dir, 512<<10)
	if err != nil {
		return nil, err
	}
	chats, err := speed.MakeChats(root, dir, 512<<10)
	if err != nil {
		return nil, err
	}
	inputs = append(inputs, chats...)
	nothing, err := countOne(self, start, inputs[0].Path, 0)
	if err != nil {
		return nil, err
	}
	counts := map[string]float64{}
	var mu sync.Mutex
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.NumCPU())
	for _, probe := range probes {
		_, name, _ := strings.Cut(probe.name, "/")
		i := slices.IndexFunc(inputs, func(in speed.Input) bool { return in.Name == name })
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			size, problem := wholeLines(inputs[i].Path, probe.size<<10)
			n := 0
			if problem == nil {
				n, problem = countOne(self, probe.name, inputs[i].Path, size)
			}
			mu.Lock()
			defer mu.Unlock()
			if counts[probe.name] = float64(n-nothing) / float64(size); problem != nil {
				err = fmt.Errorf("%s: %w", probe.name, problem)
			}
		})
	}
	wait.Wait()
	return counts, err
}

var refs = regexp.MustCompile(`I +refs: +([\d,]+)`)

// countOne returns the instructions of the process that runs a probe.
func countOne(self, probe, input string, size int) (int, error) {
	cmd := exec.Command("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
		self, "-one", probe, "-input", input, "-size", strconv.Itoa(size))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, out)
	}
	m := refs.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("valgrind counted nothing: %s", out)
	}
	return strconv.Atoi(strings.ReplaceAll(string(m[1]), ",", ""))
}

// wholeLines returns the length of about size bytes of a file.
func wholeLines(path string, size int) (int, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	return bytes.LastIndexByte(text[:min(size, len(text))], '\n') + 1, nil
}

// compare says how the counts differ from the baseline.
func compare(out io.Writer, file string, counts map[string]float64) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var base baseline
	if err := json.Unmarshal(data, &base); err != nil {
		return err
	}
	if base.Go != goVersion() || base.Arch != runtime.GOARCH {
		fmt.Fprintf(out, "skipped: the baseline was counted with %s for %s, this is %s for %s\n", base.Go, base.Arch, goVersion(), runtime.GOARCH)
		return nil
	}
	var slower []string
	for _, p := range probes {
		probe := p.name
		old, ok := base.Instructions[probe]
		if !ok {
			fmt.Fprintf(out, "%-24s %8.2f instructions a byte; not in the baseline\n", probe, counts[probe])
			continue
		}
		change := 100 * (counts[probe]/old - 1)
		fmt.Fprintf(out, "%-24s %8.2f instructions a byte, %+.1f %%\n", probe, counts[probe], change)
		if change > base.Percent {
			name, input, _ := strings.Cut(probe, "/")
			slower = append(slower, fmt.Sprintf("%s on %s text takes %.2f instructions a byte, %.0f %% more than %.2f", name, input, counts[probe], change, old))
		}
	}
	if len(slower) > 0 {
		return fmt.Errorf("slower than the baseline allows (%.0f %%):\n  %s\nIf that is meant: make -C bench baseline", base.Percent, strings.Join(slower, "\n  "))
	}
	return nil
}

func write(file string, b baseline) error {
	for probe, n := range b.Instructions {
		b.Instructions[probe] = float64(int(n*100+0.5)) / 100
	}
	data, err := json.MarshalIndent(b, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

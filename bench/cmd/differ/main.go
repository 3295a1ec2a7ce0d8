// Command differ runs two builds of fixtext side by side and prints every place where
// they say different things: in the text, in the report, in the exit code, or in what
// they tell the user. It is for changes that are to change nothing.
//
//	go run ./cmd/differ OLD NEW                   what it makes itself, see -cases
//	go run ./cmd/differ OLD NEW DIRECTORY...      the files below, too
//
// The exit code is 1 if anything differs.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
)

// input is something to run both builds on.
type input struct {
	name   string
	args   []string
	stdin  []byte
	report bool // whether --report is asked for, too
}

// differ compares two builds.
type differ struct {
	builds [2]string
	dir    string // for reports
	mu     sync.Mutex
	runs   atomic.Int64
	bytes  atomic.Int64 // of input
	output atomic.Int64 // of text and reports, of one build
	found  atomic.Int64
}

func main() {
	var o options
	flag.BoolVar(&o.cases, "cases", true, "compare on text that is made for the purpose: every wrong decoding, every charset, every label")
	flag.IntVar(&o.lines, "lines", 24, "sentences of each wrong decoding")
	flag.StringVar(&o.testdata, "testdata", filepath.Join("..", "testdata"), "where the project's sentences and clean text are")
	flag.BoolVar(&o.detect, "detect", true, "compare what detect says of each file, too")
	batch := flag.Int("batch", 1<<20, "smaller files are compared several at once, up to so many bytes")
	jobs := flag.Int("j", 2, "inputs at the same time")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: differ [flags] OLD NEW [PATH...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() < 2 {
		flag.Usage()
		os.Exit(2)
	}
	d := &differ{builds: [2]string{flag.Arg(0), flag.Arg(1)}}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() { // what was seen until then is worth knowing
		<-interrupted
		fmt.Print("interrupted: ")
		d.sum()
		os.Exit(2)
	}()
	if err := d.all(&o, flag.Args()[2:], *batch, *jobs); err != nil {
		fmt.Fprintln(os.Stderr, "differ:", err)
		os.Exit(2)
	}
	switch d.sum(); {
	case d.found.Load() > 0:
		os.Exit(1)
	case d.runs.Load() == 0:
		fmt.Fprintln(os.Stderr, "differ: nothing was compared")
		os.Exit(2)
	}
}

// sum prints how much was compared.
func (d *differ) sum() {
	fmt.Printf("%d runs of either, %d bytes in, %d bytes of text and reports out: %d differences\n", d.runs.Load(), d.bytes.Load(), d.output.Load(), d.found.Load())
}

// all compares on everything.
func (d *differ) all(o *options, paths []string, batch, jobs int) (err error) {
	if d.dir, err = os.MkdirTemp("", "differ"); err != nil {
		return err
	}
	defer os.RemoveAll(d.dir)
	inputs := make(chan input)
	var workers sync.WaitGroup
	failed := make(chan error, jobs)
	for n := range jobs {
		workers.Go(func() {
			for in := range inputs {
				if err := d.compare(in, n); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	if o.cases {
		err = o.each(func(in input) { inputs <- in })
	}
	for _, path := range paths {
		if err == nil {
			err = files(path, batch, o.detect, func(in input) { inputs <- in })
		}
	}
	close(inputs)
	workers.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return err
	}
}

// files calls do for the files below path; several small ones are one input.
func files(path string, batch int, detect bool, do func(input)) error {
	var text []byte
	var names []string
	flush := func() {
		if len(names) > 0 {
			name := names[0]
			if len(names) > 1 {
				name += fmt.Sprintf(" and %d more", len(names)-1)
			}
			do(input{name: name, stdin: text, report: true})
			if detect {
				do(input{name: name, args: append([]string{"detect", "--json"}, names...)})
			}
		}
		text, names = nil, nil
	}
	err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil // what cannot be read is not compared
		}
		b, err := os.ReadFile(name)
		if err != nil || len(b) == 0 {
			return nil
		}
		if len(text)+len(b) > batch || len(names) == 500 {
			flush()
		}
		text, names = append(text, b...), append(names, name)
		if text[len(text)-1] != '\n' {
			text = append(text, '\n')
		}
		return nil
	})
	flush()
	return err
}

// result is what a build made of an input.
type result struct {
	text, report, messages []byte
	code                   int
}

func (d *differ) run(build string, in *input, worker int) (r result, err error) {
	args := in.args
	file := filepath.Join(d.dir, fmt.Sprint("report", worker))
	if in.report {
		args = append([]string{"--report", file}, args...)
	}
	cmd := exec.Command(build, args...)
	cmd.Stdin = bytes.NewReader(in.stdin)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	r.text, err = cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		r.code, err = exit.ExitCode(), nil
	}
	if err != nil {
		return r, err
	}
	r.messages = messages.Bytes()
	if in.report {
		r.report, err = os.ReadFile(file)
		os.Remove(file)
		if os.IsNotExist(err) {
			err = nil // it ended before it wrote one
		}
	}
	return r, err
}

// compare runs both builds on in and prints where they differ.
func (d *differ) compare(in input, worker int) error {
	was, err := d.run(d.builds[0], &in, worker)
	if err != nil {
		return err
	}
	is, err := d.run(d.builds[1], &in, worker)
	if err != nil {
		return err
	}
	d.runs.Add(1)
	d.bytes.Add(int64(len(in.stdin)))
	d.output.Add(int64(len(was.text) + len(was.report)))
	d.mu.Lock()
	defer d.mu.Unlock()
	if was.code != is.code {
		d.differs(&in, "exit code", fmt.Sprint(was.code), fmt.Sprint(is.code))
	}
	d.offset(&in, was.text, is.text)
	d.lines(&in, "report", was.report, is.report)
	d.lines(&in, "messages", was.messages, is.messages)
	return nil
}

// offset prints the first byte at which the texts differ.
func (d *differ) offset(in *input, was, is []byte) {
	if bytes.Equal(was, is) {
		return
	}
	n := 0
	for n < min(len(was), len(is)) && was[n] == is[n] {
		n++
	}
	around := func(b []byte) string { return fmt.Sprintf("%q", b[max(0, n-40):min(len(b), n+40)]) }
	d.differs(in, fmt.Sprint("text at byte ", n), around(was), around(is))
}

// lines prints the lines that differ.
func (d *differ) lines(in *input, what string, was, is []byte) {
	if bytes.Equal(was, is) {
		return
	}
	a, b := bytes.Split(was, []byte{'\n'}), bytes.Split(is, []byte{'\n'})
	for i := range max(len(a), len(b)) {
		var x, y []byte
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if !bytes.Equal(x, y) {
			d.differs(in, fmt.Sprintf("%s, line %d", what, i+1), string(x), string(y))
		}
	}
}

func (d *differ) differs(in *input, what, was, is string) {
	d.found.Add(1)
	fmt.Printf("%s %q: %s\n  was %s\n  is  %s\n", in.name, in.args, what, was, is)
}

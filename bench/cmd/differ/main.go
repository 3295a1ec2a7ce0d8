// Command differ runs two builds of fixtext side by side and prints where they say
// different things: in the text, in the report, in the exit code, or in what they tell
// the user; by rule, with samples.
//
//	go run ./cmd/differ OLD NEW                   what it makes itself, see -made
//	go run ./cmd/differ OLD NEW DIRECTORY...      the files below, too
//
// Many inputs go into one run of a build; only where a run differs are its inputs run
// one by one. The exit code is 1 if anything differs.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// options say what is compared.
type options struct {
	made, detect bool
	lines        int
	testdata     string
}

// input is something to run both builds on.
type input struct {
	name   string
	args   []string
	text   []byte
	report bool // whether --report is asked for, too
}

func main() {
	var o options
	flag.BoolVar(&o.made, "made", true, "compare on text that is made for the purpose: every family of damage, case, find of fuzzing, charset and label")
	flag.IntVar(&o.lines, "lines", 10, "sentences of each family")
	flag.StringVar(&o.testdata, "testdata", filepath.Join("..", "testdata"), "where the project's sentences, cases and clean text are")
	flag.BoolVar(&o.detect, "detect", true, "compare what detect says of each file, too")
	batch := flag.Int("batch", 1<<20, "inputs are compared several at once, up to so many bytes")
	jobs := flag.Int("j", 2, "runs at the same time")
	show := flag.Int("show", 3, "samples of each kind of difference")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: differ [flags] OLD NEW [PATH...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() < 2 {
		flag.Usage()
		os.Exit(2)
	}
	d := &differ{builds: [2]string{flag.Arg(0), flag.Arg(1)}, start: time.Now()}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() { // what was seen until then is worth knowing
		<-interrupted
		fmt.Print("interrupted: ")
		d.print(*show)
		os.Exit(2)
	}()
	if err := d.all(&o, flag.Args()[2:], *batch, *jobs); err != nil {
		fmt.Fprintln(os.Stderr, "differ:", err)
		os.Exit(2)
	}
	switch d.print(*show); {
	case len(d.kinds) > 0:
		os.Exit(1)
	case d.inputs == 0:
		fmt.Fprintln(os.Stderr, "differ: nothing was compared")
		os.Exit(2)
	}
}

// all compares on everything: inputs with the same flags together.
func (d *differ) all(o *options, paths []string, batch, jobs int) (err error) {
	if d.dir, err = os.MkdirTemp("", "differ"); err != nil {
		return err
	}
	defer os.RemoveAll(d.dir)
	batches := make(chan []input)
	var workers sync.WaitGroup
	failed := make(chan error, jobs)
	for n := range jobs {
		workers.Go(func() {
			for list := range batches {
				if err := d.compare(list, n); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	type group struct {
		list []input
		size int
	}
	groups := map[string]*group{}
	var order []string
	add := func(in input) {
		key := fmt.Sprint(strings.Join(in.args, "\x00"), in.report)
		g, ok := groups[key]
		if !ok {
			g = &group{}
			groups[key], order = g, append(order, key)
		}
		if len(g.list) > 0 && (g.size+len(in.text) > batch || len(g.list) == 500) {
			batches <- g.list
			*g = group{}
		}
		g.list, g.size = append(g.list, in), g.size+len(in.text)
	}
	if o.made {
		err = o.each(add)
	}
	for _, path := range paths {
		if err == nil {
			err = files(path, o.detect, add)
		}
	}
	for _, key := range order {
		if g := groups[key]; len(g.list) > 0 {
			batches <- g.list
		}
	}
	close(batches)
	workers.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return err
	}
}

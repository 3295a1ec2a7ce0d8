// Command sidebyside measures fixtext beside other tools. README.md of this
// module tells how to use it and how to read what it writes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fixtext/fixtext/bench/internal/accuracy"
	"github.com/fixtext/fixtext/bench/internal/cases"
	"github.com/fixtext/fixtext/bench/internal/machine"
	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/bench/internal/report"
	"github.com/fixtext/fixtext/bench/internal/speed"
	"github.com/fixtext/fixtext/bench/internal/store"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sidebyside:", err)
		os.Exit(1)
	}
}

// config is what the flags say.
type config struct {
	peer.Builder
	out, split, only string
	every, rounds    int
	size             int
	huge, show       bool
	progress         io.Writer
	ready            []*peer.Peer // once they are
}

func run(args []string) error {
	c := config{progress: os.Stdout}
	flags := flag.NewFlagSet("sidebyside", flag.ContinueOnError)
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	flags.StringVar(&c.Source, "source", ".", "the `FOLDER` bench of a checkout")
	flags.StringVar(&c.Cache, "cache", filepath.Join(cache, "fixtext-bench"), "a `FOLDER` for what is fetched and built")
	flags.StringVar(&c.out, "out", "", "the `FOLDER` for figures (default results/<date>-<machine>)")
	flags.StringVar(&c.split, "split", "test", "the `SPLIT` of the sentences: test for figures, dev for trying")
	flags.StringVar(&c.only, "peers", "", "`NAMES` of the only peers to ask, with commas between")
	flags.IntVar(&c.every, "every", 1, "take every `N`-th sentence")
	flags.IntVar(&c.rounds, "rounds", 5, "the number of rounds of a speed measurement")
	flags.IntVar(&c.size, "size", 16, "the inputs of whole commands are so many `MB`")
	flags.BoolVar(&c.huge, "huge", false, "the speed curve goes up to 1 GB")
	flags.BoolVar(&c.show, "show", false, "documents: print what is not as the gold has it, in dev and in what was reported")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if c.Source, err = filepath.Abs(c.Source); err != nil {
		return err
	}
	if c.Cache, err = filepath.Abs(c.Cache); err != nil {
		return err
	}
	if c.out == "" {
		c.out = filepath.Join(c.Source, "results", time.Now().UTC().Format("2006-01-02")+"-"+machine.Name())
	}
	if c.out, err = filepath.Abs(c.out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(c.Cache, "bin"), 0o755); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("usage: sidebyside [flags] peers | accuracy | documents | speed | report, one or more")
	}
	for _, command := range flags.Args() {
		if err := c.run(command); err != nil {
			return fmt.Errorf("%s: %w", command, err)
		}
	}
	return nil
}

func (c *config) run(command string) error {
	switch command {
	case "peers":
		_, err := c.peers()
		return err
	case "accuracy":
		return c.accuracy()
	case "documents":
		return c.documents()
	case "speed":
		return c.speed()
	case "report":
		return report.Write(c.Source, c.out)
	}
	return fmt.Errorf("no such command")
}

// status is whether a peer can be had.
type status struct{ Peer, From, Version, Note, Skipped string }

// peers makes the peers ready and says which are not to be had.
func (c *config) peers() (ready []*peer.Peer, err error) {
	if c.ready != nil {
		return c.ready, nil
	}
	var list []status
	for _, p := range peer.Catalog() {
		if c.only != "" && p.Name != peer.Own && !strings.Contains(","+c.only+",", ","+p.Name+",") {
			continue
		}
		q, err := p.Open(&c.Builder, 1)
		s := status{Peer: p.Name, From: p.From, Version: p.Version, Note: p.Note}
		if err != nil {
			s.Skipped = err.Error()
			fmt.Fprintf(c.progress, "skipped %s: %v\n", p.Name, err)
		} else {
			fmt.Fprintf(c.progress, "ready   %s %s\n", p.Name, p.Version)
			ready = append(ready, p)
			q.Close()
		}
		list = append(list, s)
	}
	c.ready = ready
	return ready, errors.Join(store.Save(c.out, "peers.csv", list), store.Save(c.out, "commands-run.csv", c.Log))
}

func (c *config) accuracy() error {
	ready, err := c.peers()
	if err != nil {
		return err
	}
	corpus, err := cases.Open(filepath.Dir(c.Source), c.split, c.every)
	if err != nil {
		return err
	}
	rows, examples, err := accuracy.Run(&c.Builder, ready, corpus, c.progress)
	if err != nil {
		return err
	}
	sentences := []machine.Fact{{Name: "split", Value: c.split}, {Name: "every", Value: fmt.Sprint(c.every)}}
	if err := errors.Join(store.Save(c.out, "examples.csv", examples), store.Save(c.out, "sentences.csv", sentences)); err != nil {
		return err
	}
	return store.Save(c.out, "accuracy.csv", rows)
}

func (c *config) speed() error {
	ready, err := c.peers()
	if err != nil {
		return err
	}
	root, dir := filepath.Dir(c.Source), filepath.Join(c.Cache, "inputs")
	inputs, err := speed.Make(root, dir, c.size<<20)
	if err != nil {
		return err
	}
	lab := speed.Lab{Builder: &c.Builder, Peers: ready, Rounds: c.rounds, Huge: c.huge, Progress: c.progress}
	tables, err := lab.Tables(inputs)
	if err != nil {
		return err
	}
	curves, err := lab.Curves(root, dir, inputs)
	if err != nil {
		return err
	}
	allocations, err := lab.Allocations(inputs)
	if err != nil {
		return err
	}
	damaged, err := lab.Damaged(root, dir)
	if err != nil {
		return err
	}
	small, err := lab.Small(root, dir)
	if err != nil {
		return err
	}
	commands, binary, err := lab.Commands(root, inputs)
	if err != nil {
		return err
	}
	facts := append(machine.Facts(root), machine.Fact{Name: "size of the command in bytes, without symbols", Value: fmt.Sprint(binary)})
	return errors.Join(
		store.Save(c.out, "speed.csv", tables),
		store.Save(c.out, "curves.csv", curves),
		store.Save(c.out, "allocations.csv", allocations),
		store.Save(c.out, "damaged.csv", damaged),
		store.Save(c.out, "small.csv", small),
		store.Save(c.out, "commands.csv", commands),
		store.Save(c.out, "machine.csv", facts),
	)
}

// Package report turns the figures of a run into RESULTS.md and its charts.
package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/accuracy"
	"github.com/fixtext/fixtext/bench/internal/documents"
	"github.com/fixtext/fixtext/bench/internal/machine"
	"github.com/fixtext/fixtext/bench/internal/speed"
	"github.com/fixtext/fixtext/bench/internal/store"
)

// page is RESULTS.md while it is written.
type page struct {
	strings.Builder
	dir  string // of the figures
	link string // to it
	err  error
}

func (p *page) say(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// table writes a table. The first column is text, the others are figures.
func (p *page) table(head []string, rows [][]string) {
	p.say("| %s |", strings.Join(head, " | "))
	p.say("|---|%s", strings.Repeat("--:|", len(head)-1))
	for _, r := range rows {
		p.say("| %s |", strings.Join(r, " | "))
	}
	p.say("")
}

// chart writes a chart beside the figures and links to it.
func (p *page) chart(name, title, svg string) {
	if svg == "" || p.err != nil {
		return
	}
	p.err = os.WriteFile(filepath.Join(p.dir, name), []byte(svg), 0o644)
	p.say("![%s](%s/%s)\n", title, p.link, name)
}

// status is a row of peers.csv.
type status struct{ Peer, From, Version, Note, Skipped string }

// figures are those of one run.
type figures struct {
	peers       []status
	accuracy    []accuracy.Row
	speed       []speed.Row
	curves      []speed.Row
	damaged     []speed.Row
	small       []speed.Row
	allocations []speed.Allocation
	commands    []speed.Command
	machine     []machine.Fact
	sentences   []machine.Fact
	documents   []documents.Row
}

func load(dir string) (f figures, err error) {
	read := func(e error) {
		if err == nil {
			err = e
		}
	}
	var e error
	f.peers, e = store.Load[status](dir, "peers.csv")
	read(e)
	f.accuracy, e = store.Load[accuracy.Row](dir, "accuracy.csv")
	read(e)
	f.speed, e = store.Load[speed.Row](dir, "speed.csv")
	read(e)
	f.curves, e = store.Load[speed.Row](dir, "curves.csv")
	read(e)
	f.damaged, e = store.Load[speed.Row](dir, "damaged.csv")
	read(e)
	f.small, e = store.Load[speed.Row](dir, "small.csv")
	read(e)
	f.allocations, e = store.Load[speed.Allocation](dir, "allocations.csv")
	read(e)
	f.commands, e = store.Load[speed.Command](dir, "commands.csv")
	read(e)
	f.sentences, e = store.Load[machine.Fact](dir, "sentences.csv")
	read(e)
	f.documents, e = store.Load[documents.Row](dir, "documents.csv")
	read(e)
	f.machine, e = store.Load[machine.Fact](dir, "machine.csv")
	read(e)
	return f, err
}

// Write writes RESULTS.md of the module in source from the figures in dir.
func Write(source, dir string) error {
	f, err := load(dir)
	if err != nil {
		return err
	}
	link, err := filepath.Rel(source, dir)
	if err != nil {
		return err
	}
	p := &page{dir: dir, link: filepath.ToSlash(link)}
	p.say("# fixtext beside other tools\n")
	p.say("Written by `make -C bench report` from the figures in [%s](%s); nothing in it is typed by hand. [README.md](README.md) tells how to", filepath.Base(dir), p.link)
	p.say("rerun and how to read it.\n")
	p.machine(f)
	p.goals(f)
	p.accuracy(f)
	p.documents(f)
	p.speed(f)
	p.peers(f)
	if p.err != nil {
		return p.err
	}
	return os.WriteFile(filepath.Join(source, "RESULTS.md"), []byte(strings.TrimRight(p.String(), "\n")+"\n"), 0o644)
}

func (p *page) machine(f figures) {
	if len(f.machine) == 0 {
		return
	}
	p.say("| machine | |\n|---|---|")
	for _, m := range f.machine {
		p.say("| %s | %s |", m.Name, m.Value)
	}
	p.say("")
}

// peers lists what was measured and what could not be had.
func (p *page) peers(f figures) {
	p.say("## The tools\n")
	p.say("| tool | from | version | called as |\n|---|---|---|---|")
	for _, s := range f.peers {
		version := s.Version
		if s.Skipped != "" {
			version = "skipped: " + s.Skipped
		}
		p.say("| %s | %s | %s | %s |", s.Peer, s.From, version, s.Note)
	}
	p.say("")
}

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// differ compares two builds.
type differ struct {
	builds [2]string
	dir    string // for inputs and reports
	start  time.Time

	mu                   sync.Mutex
	inputs, runs         int
	in, out              int64 // bytes of inputs, and of text and reports of one build
	kinds                map[string]*kind
	differing, untouched int // inputs that differ, and those where only what is said of them does
}

// kind is a kind of difference: of which rule, and what became of its edits.
type kind struct {
	n       int
	samples []string
}

// result is what a build made of some inputs.
type result struct {
	text, report, messages []byte
	code                   int
}

func (r *result) equal(s *result) bool {
	return r.code == s.code && bytes.Equal(r.text, s.text) && bytes.Equal(r.report, s.report) && bytes.Equal(r.messages, s.messages)
}

// compare runs both builds on inputs with the same flags, and on each by itself where
// they differ.
func (d *differ) compare(list []input, worker int) error {
	was, is, err := d.both(list, worker)
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.inputs += len(list)
	for _, in := range list {
		d.in += int64(len(in.text))
	}
	d.out += int64(len(was.text) + len(was.report))
	d.mu.Unlock()
	if was.equal(&is) {
		return nil
	}
	alike := true
	for i := range list {
		was, is := was, is
		if len(list) > 1 {
			if was, is, err = d.both(list[i:i+1], worker); err != nil {
				return err
			}
		}
		if !was.equal(&is) {
			alike = false
			d.differs(&list[i], &was, &is)
		}
	}
	if alike {
		d.differs(&input{name: fmt.Sprintf("%s and %d more, together", list[0].name, len(list)-1), args: list[0].args}, &was, &is)
	}
	return nil
}

// both runs the builds on inputs as files, which are called the same for both.
func (d *differ) both(list []input, worker int) (was, is result, err error) {
	dir := filepath.Join(d.dir, fmt.Sprint(worker))
	if err = os.MkdirAll(dir, 0o700); err != nil {
		return was, is, err
	}
	defer os.RemoveAll(dir)
	var names []string
	for i, in := range list {
		name := filepath.Join(dir, fmt.Sprintf("%03d.txt", i))
		if err = os.WriteFile(name, in.text, 0o600); err != nil {
			return was, is, err
		}
		names = append(names, name)
	}
	if was, err = d.run(d.builds[0], &list[0], names, dir); err == nil {
		is, err = d.run(d.builds[1], &list[0], names, dir)
	}
	return was, is, err
}

func (d *differ) run(build string, in *input, names []string, dir string) (r result, err error) {
	args := slices.Clone(in.args)
	report := filepath.Join(dir, "report")
	if in.report {
		args = append(args, "--report", report)
	}
	if !slices.Contains(args, "detect") {
		args = append(args, "--isolated")
	}
	cmd := exec.Command(build, append(args, names...)...)
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
		r.report, err = os.ReadFile(report)
		os.Remove(report)
		if os.IsNotExist(err) {
			err = nil // it ended before it wrote one
		}
	}
	d.mu.Lock()
	d.runs++
	d.mu.Unlock()
	return r, err
}

// edit is a line of a report.
type edit struct {
	Offset                       int64
	In, Out, Rule, Verdict, Note string
	Confidence                   float64
}

// edits returns those of a report by where they are and what they replace.
func edits(report []byte) map[string]edit {
	list := map[string]edit{}
	for line := range bytes.Lines(report) {
		var e edit
		if json.Unmarshal(line, &e) == nil && e.Rule != "" {
			list[fmt.Sprintf("%08d %q", e.Offset, e.In)] = e
		}
	}
	return list
}

// differs sorts what differs by rule.
func (d *differ) differs(in *input, was, is *result) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.differing++
	if bytes.Equal(was.text, is.text) {
		d.untouched++
	}
	add := func(what, was, is string) {
		if d.kinds == nil {
			d.kinds = map[string]*kind{}
		}
		k := d.kinds[what]
		if k == nil {
			k = &kind{}
			d.kinds[what] = k
		}
		k.n++
		k.samples = append(k.samples, fmt.Sprintf("%s %q\n      was %s\n      is  %s", in.name, in.args, was, is))
	}
	if was.code != is.code {
		add("exit code", fmt.Sprint(was.code), fmt.Sprint(is.code))
	}
	if !bytes.Equal(was.messages, is.messages) {
		x, y := around(was.messages, is.messages)
		add("messages", x, y)
	}
	a, b := edits(was.report), edits(is.report)
	told := false
	for _, key := range slices.Sorted(maps.Keys(a)) {
		e, f := a[key], b[key]
		switch {
		case e == f:
			continue
		case f.Rule == "":
			add(e.Rule+" "+e.Verdict+": no longer", e.String(), "nothing here")
		case e.Rule != f.Rule || e.Verdict != f.Verdict:
			add(fmt.Sprintf("%s %s: now %s %s", e.Rule, e.Verdict, f.Rule, f.Verdict), e.String(), f.String())
		case e.Out != f.Out:
			add(e.Rule+" "+e.Verdict+": other text", e.String(), f.String())
		default:
			add(e.Rule+" "+e.Verdict+": other note or confidence", e.String(), f.String())
		}
		told = true
	}
	for _, key := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[key]; !ok {
			add(b[key].Rule+" "+b[key].Verdict+": new", "nothing here", b[key].String())
			told = true
		}
	}
	if x, y := around(was.text, is.text); !told && x != y {
		add("text, with the same edits", x, y)
	} else if x, y := around(was.report, is.report); !told && x != y {
		add("report, with the same edits", x, y)
	}
}

func (e edit) String() string {
	return fmt.Sprintf("at %d %.80q to %.80q (%.3f, %s)", e.Offset, e.In, e.Out, e.Confidence, e.Note)
}

// around returns both texts where they begin to differ.
func around(was, is []byte) (x, y string) {
	if bytes.Equal(was, is) {
		return "", ""
	}
	n := 0
	for n < min(len(was), len(is)) && was[n] == is[n] {
		n++
	}
	cut := func(b []byte) string { return fmt.Sprintf("at %d %q", n, b[max(0, n-40):min(len(b), n+40)]) }
	return cut(was), cut(is)
}

// print prints how much was compared, and the differences: the most frequent first.
func (d *differ) print(show int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	names := slices.SortedFunc(maps.Keys(d.kinds), func(a, b string) int {
		return cmp.Or(d.kinds[b].n-d.kinds[a].n, cmp.Compare(a, b))
	})
	all := 0
	for _, name := range names {
		k := d.kinds[name]
		all += k.n
		fmt.Printf("%6d  %s\n", k.n, name)
		for _, s := range k.samples[:min(show, len(k.samples))] {
			fmt.Println("   ", s)
		}
	}
	fmt.Printf("%d inputs in %d runs, %d bytes in, %d bytes of text and reports out, %v: %d inputs differ (%d of them in what is said, not in the text), %d differences\n",
		d.inputs, d.runs, d.in, d.out, time.Since(d.start).Round(time.Second), d.differing, d.untouched, all)
}

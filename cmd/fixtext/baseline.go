package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

// baseline is a list of known findings, so that an old corpus can be checked for
// new ones. A finding is known by its file, its rule and its line, wherever in
// the file that is. A nil baseline knows none.
type baseline struct {
	known map[string]bool
	list  []baselineEntry
}

// baselineEntry is a line of the file.
type baselineEntry struct {
	File        string       `json:"file"`
	Rule        fixtext.Code `json:"rule"`
	Fingerprint string       `json:"fingerprint"`
}

// baselineFile is the file. It has one finding a line, so that versions of it
// can be compared.
type baselineFile struct {
	Version  int             `json:"version"`
	Findings []baselineEntry `json:"findings"`
}

func (j *job) openBaselines() error {
	if j.f.writeBaseline != "" {
		j.learn = &baseline{}
	}
	if j.f.baseline == "" {
		return nil
	}
	b, err := j.f.read("baseline", j.f.baseline)
	if err != nil {
		return named(j.f.baseline, err)
	}
	var file baselineFile
	if err := json.Unmarshal(b, &file); err != nil {
		return named(j.f.baseline, fmt.Errorf("is no baseline: %w", err))
	}
	if file.Version != 1 {
		return named(j.f.baseline, fmt.Errorf("is a baseline of version %d; this program knows 1", file.Version))
	}
	j.base = &baseline{known: map[string]bool{}}
	for _, e := range file.Findings {
		j.base.known[e.Fingerprint] = true
	}
	return nil
}

func (b *baseline) has(f finding.Finding) bool { return b != nil && b.known[f.Fingerprint] }

func (b *baseline) add(f finding.Finding) {
	if b != nil {
		b.list = append(b.list, baselineEntry{filepath.ToSlash(f.File), f.Rule, f.Fingerprint})
	}
}

// write puts the findings of that version of the program in a file.
func (b *baseline) write(outs *outputs, program string) error {
	if b == nil {
		return nil
	}
	return outs.write("--write-baseline", func(w io.Writer) error {
		text := []byte(`{"fixtext":"` + program + `","version":1,"findings":[`)
		for i, e := range b.list {
			line, err := asciiLine(e)
			if err != nil {
				return err
			}
			if i > 0 {
				text = append(text, ',')
			}
			text = append(append(text, '\n'), line[:len(line)-1]...)
		}
		_, err := w.Write(append(text, "\n]}\n"...))
		return err
	})
}

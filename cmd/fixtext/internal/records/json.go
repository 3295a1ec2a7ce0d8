package records

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

var jsonlFormat = Format{
	Name:    "jsonl",
	Endings: []string{".jsonl", ".ndjson"},
	Fields:  true,
	Drops:   true,
	Ends:    func(data []byte) []int { return lineEnds(data, false) },
	names:   jsonNames,
	open:    func(opt Options) repairer { return &jsonLines{opt: opt, fields: newPaths(opt.Fields)} },
	example: example{`{"圖":"圖書館","n":1.50}` + "\n", `{"圖":"图书馆","n":1.50}` + "\n"},
}

// jsonLines is JSON Lines: one value a line. Strings are repaired, keys are not.
type jsonLines struct {
	opt    Options
	fields paths
	valid  atomic.Bool // some line is JSON
}

func (j *jsonLines) Next(data []byte, final bool) int { return lines(data, final) }

func (j *jsonLines) Repair(piece []byte, first bool) (r Result) {
	r.Records = []int{}
	r.Edits = decoded(piece, j.opt, func(text []byte) (edits []fixtext.Edit) {
		s := scanner{data: text, fields: j.fields}
		if first && bytes.HasPrefix(text, mark) {
			s.pos = len(mark)
		}
		for s.pos < len(text) {
			lo, end := s.pos, len(text)
			if i := bytes.IndexByte(text[s.pos:], '\n'); i >= 0 {
				end = s.pos + i
			}
			blank := len(bytes.TrimSpace(text[lo:end])) == 0
			s.spans = s.spans[:0]
			switch {
			case blank:
			case s.line(end):
				j.valid.Store(true)
				for _, sp := range s.spans {
					if sp.wrong != "" {
						edits = append(edits, malformed(text, sp.lo, sp.hi, sp.wrong))
						continue
					}
					edits = repairSpan(edits, text, sp, j.opt.Repair)
				}
			default:
				edits = append(edits, s.malformed(lo))
			}
			s.pos = min(end+1, len(text))
			if !blank {
				r.Records = append(r.Records, s.pos)
			}
		}
		return edits
	})
	if !utf8scan.Valid(piece) { // the ends are those of the decoded text
		r.Records = lineEnds(piece, false)
	}
	return r
}

// jsonNames are the paths of the strings of the first record, in the order of the alphabet.
func jsonNames(head []byte) (names []string) {
	line, _, _ := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(head, mark)), []byte("\n"))
	var record map[string]any
	if json.Unmarshal(line, &record) != nil {
		return nil
	}
	var walk func(prefix string, in map[string]any)
	walk = func(prefix string, in map[string]any) {
		for key, value := range in {
			switch v := value.(type) {
			case string:
				names = append(names, prefix+key)
			case map[string]any:
				walk(prefix+key+".", v)
			}
		}
	}
	walk("", record)
	slices.Sort(names)
	return names
}

// check reports whether each field led to a value somewhere. Where no line is JSON
// at all, that is what matters.
func (j *jsonLines) check(end bool) error {
	if !end || !j.valid.Load() {
		return nil
	}
	for _, f := range j.opt.Fields {
		if !j.fields[f].Load() {
			return fmt.Errorf("has no field %q: no record has a text there", f)
		}
	}
	return nil
}

// paths are the fields to be repaired: names of keys joined by dots. Lists on the
// way are passed through. No paths mean all. The value tells whether the field was
// seen.
type paths map[string]*atomic.Bool

func newPaths(list []string) paths {
	if len(list) == 0 {
		return nil
	}
	p := paths{}
	for _, f := range list {
		p[f] = new(atomic.Bool)
	}
	return p
}

package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

// sieve counts the records of an input and treats those that cannot be repaired
// as --on-unrepairable says. A record of plain text is a line.
type sieve struct {
	*job
	in     *input
	ev     events
	format *records.Format
	next   engine.Emit

	number  int64 // of the last record
	partial bool  // the last segment ended within a line
	out     []byte
}

// quarantineHeader is the first line of a quarantine.
type quarantineHeader struct {
	Program    string `json:"fixtext"`
	Quarantine int    `json:"quarantine"`
	Write      bool   `json:"write,omitempty"` // the records are in no other file
}

// quarantined is a line of the quarantine: a record that cannot be repaired.
type quarantined struct {
	fileName
	Record  int64          `json:"record"` // from 1; of text the line
	Offset  int64          `json:"offset"` // of its first byte
	Hex     string         `json:"hex"`    // its bytes
	Reasons []fixtext.Edit `json:"reasons"`
}

// openQuarantine begins the quarantine, if one is asked for.
func (j *job) openQuarantine() (err error) {
	header := quarantineHeader{j.f.program(), 1, j.f.write && j.f.onUnrepairable.set == "drop"}
	j.quarantine, err = j.outs.begin("--quarantine", j.f.write, header)
	return err
}

// errUnrepairable ends a file in which something cannot be repaired.
type errUnrepairable struct{ q quarantined }

func (e errUnrepairable) Error() string {
	r := e.q.Reasons[0]
	return fmt.Sprintf("record %d, offset %d: %s cannot be repaired", e.q.Record, r.Offset, r.Rule)
}

// segment takes the next segment.
func (v *sieve) segment(s engine.Segment) error {
	ends := s.Records
	if ends == nil {
		ends = v.format.Ends(s.In)
	}
	if v.in.wide {
		return errors.New("records of UTF-16 and UTF-32 cannot be told apart: decode the text first, with fixtext --select FT2")
	}
	first := v.number + 1
	if v.partial && s.Records == nil && v.number > 0 {
		first--
	}
	v.number = first + int64(len(ends)) - 1
	if s.Records == nil && len(s.In) > 0 {
		v.partial = s.In[len(s.In)-1] != '\n'
	}
	if first <= v.in.Records { // a line that goes on was counted
		v.in.RecordsOut--
	}
	v.in.Records = v.number
	if !v.f.reportsMalformed() {
		s.Edits = slices.DeleteFunc(s.Edits, isMalformed)
	}
	// Where a table's separator had to be guessed, a piece may look different by itself.
	seen := v.format.Ends != nil && (s.Records == nil || bytes.Equal(s.In, s.Out) || len(v.format.Ends(s.In)) == len(ends))
	dropped := 0
	if unrepairable(s.Edits) {
		var err error
		if s, dropped, err = v.sift(s, ends, first); err != nil {
			return err
		}
	}
	v.in.Dropped += int64(dropped)
	switch {
	case bytes.Equal(s.In, s.Out):
		v.in.RecordsOut += int64(len(ends))
	case seen:
		v.in.RecordsOut += int64(len(v.format.Ends(s.Out)))
	default:
		v.in.RecordsOut += int64(len(ends) - dropped)
	}
	return v.next(s)
}

// agree reports whether all records that came in were written or left out.
func (in *input) agree() error {
	if in.RecordsOut+in.Dropped != in.Records && in.Records > 0 {
		return fmt.Errorf("%d records came in, but %d were written and %d left out: this is a bug; the output is not to be trusted",
			in.Records, in.RecordsOut, in.Dropped)
	}
	return nil
}

func unrepairable(edits []fixtext.Edit) bool {
	for _, e := range edits {
		if e.Verdict == fixtext.Unrepairable {
			return true
		}
	}
	return false
}

// sift puts records that cannot be repaired aside.
func (v *sieve) sift(s engine.Segment, ends []int, first int64) (engine.Segment, int, error) {
	var kept []fixtext.Edit
	dropped, next, lo := 0, 0, 0
	for i, hi := range ends {
		from := next
		for next < len(s.Edits) && (int(s.Edits[next].Offset-s.Offset) < hi || i == len(ends)-1) {
			next++
		}
		own := s.Edits[from:next]
		if !unrepairable(own) {
			kept = append(kept, own...)
			lo = hi
			continue
		}
		record := s.In[lo:hi]
		q := quarantined{
			fileName: newFileName(v.in.name), Record: first + int64(i), Offset: s.Offset + int64(lo), Hex: hex.EncodeToString(bytes.TrimRight(record, "\r\n")),
		}
		for _, e := range own {
			if e.Verdict == fixtext.Unrepairable {
				q.Reasons = append(q.Reasons, e)
			}
		}
		v.in.Quarantined++
		if v.quarantine != nil {
			line, err := asciiLine(q)
			if err == nil {
				err = v.ev.aside(line)
			}
			if err != nil {
				return s, 0, err
			}
		}
		switch v.f.onUnrepairable.set {
		case "fail":
			return s, 0, errUnrepairable{q}
		case "drop":
			dropped++
			kept = append(kept, fixtext.Edit{
				Offset: q.Offset, In: bytes.Clone(record), Rule: q.Reasons[0].Rule, Verdict: fixtext.Exact, Confidence: 1,
				Note: "record dropped: it cannot be repaired",
			})
		default:
			kept = append(kept, own...)
			if slices.ContainsFunc(own, isMalformed) {
				v.in.Bad++
			}
		}
		lo = hi
	}
	if dropped > 0 {
		v.out = engine.Apply(v.out[:0], s.In, s.Offset, kept)
		s.Edits, s.Out = kept, v.out
	}
	return s, dropped, nil
}

func isMalformed(e fixtext.Edit) bool { return e.Rule == records.Malformed }

// reportsMalformed reports whether records that are not in the format are reported.
// They are, whatever rules are selected: nothing of what was selected could be
// looked for in them. Only --ignore turns that off.
func (f *flags) reportsMalformed() bool {
	picked, omitted := f.named(string(records.Malformed))
	return omitted < 0 || picked > omitted
}

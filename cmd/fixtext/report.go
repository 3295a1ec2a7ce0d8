package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// reportVersion is that of the form of reports.
const reportVersion = 1

// report writes the edits of a run as JSON Lines: a header, one edit a line,
// behind those of a file a line with the sizes and hashes of its text before and
// after, and a last line with the sums. The file appears when it is complete;
// that of --write grows, and tells of each file before that is replaced. A nil
// report is for runs without one.
type report struct {
	out  *sink
	buf  *bufio.Writer
	grow bool
	sum  summary
}

// reportHeader is the first line.
type reportHeader struct {
	Program string `json:"fixtext"`
	Report  int    `json:"report"`
	Write   bool   `json:"write,omitempty"` // the files were changed
}

// reportFile is the line behind the edits of a file. Where the text could be
// written in another form than UTF-8, or as no text, it says so: edits alone do
// not lead back then.
type reportFile struct {
	fileName
	*Digests
	To     string `json:"to,omitempty"`     // charset
	Format string `json:"format,omitempty"` // if that is no text
	Failed string `json:"failed,omitempty"` // why nothing of it was done
}

// Digests are of the text, decompressed.
type Digests struct {
	SizeBefore int64  `json:"size_before"`
	HashBefore string `json:"sha256_before"`
	SizeAfter  int64  `json:"size_after"`
	HashAfter  string `json:"sha256_after"`
}

// digest is the size and hash of what is written to it.
type digest struct {
	hash hash.Hash
	size int64
}

func newDigest() *digest { return &digest{hash: sha256.New()} }

func (d *digest) Write(p []byte) (int, error) {
	d.size += int64(len(p))
	return d.hash.Write(p)
}

func (d *digest) sum() string { return hex.EncodeToString(d.hash.Sum(nil)) }

// summary is the last line of a report.
type summary struct {
	Files int `json:"files"`
	fixtext.Report
}

// openReport begins a report of that version of the program, none if none is asked for.
func openReport(outs *outputs, program string, grow bool) (*report, error) {
	out, err := outs.begin("--report", grow, reportHeader{program, reportVersion, grow})
	if out == nil || err != nil {
		return nil, err
	}
	return &report{out: out, buf: bufio.NewWriter(out), grow: grow}, nil
}

// line writes a line.
func (r *report) line(v any) error {
	line, err := asciiLine(v)
	if err == nil {
		_, err = r.buf.Write(line)
	}
	return err
}

// flush makes durable what the report says so far.
func (r *report) flush() error {
	if r == nil {
		return nil
	}
	return named(r.out.path, errors.Join(r.buf.Flush(), r.out.Sync()))
}

// editLine is an edit of the named file as a line of a report.
func editLine(name string, e fixtext.Edit) ([]byte, error) {
	line, err := asciiLine(e)
	if err != nil {
		return nil, err
	}
	file, err := asciiLine(newFileName(name))
	if err != nil {
		return nil, err
	}
	return append(append(file[:len(file)-2], ','), line[1:]...), nil
}

// add counts one file.
func (r *report) add(s fixtext.Report) {
	if r == nil {
		return
	}
	r.sum.Files++
	t := engine.Sum{Report: r.sum.Report}
	t.Merge(s)
	r.sum.Report = t.Report
	if r.sum.Rules == nil {
		r.sum.Rules = map[fixtext.Code]int64{}
	}
}

// close writes the sums and puts the file in its place. A run that failed
// leaves no report, save one that grew.
func (r *report) close(whole bool) error {
	if r == nil {
		return nil
	}
	if !whole && !r.grow {
		return r.out.Discard()
	}
	err := r.line(map[string]summary{"summary": r.sum})
	if err = errors.Join(err, r.buf.Flush()); err != nil {
		return errors.Join(named(r.out.path, err), r.out.Discard())
	}
	return r.out.Commit()
}

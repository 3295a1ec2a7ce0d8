// Package columns repairs the text in the columns of Parquet files. It does
// surgery: the chunk of a column in a row group in which no value changes is the
// same afterwards, byte for byte; one in which values change is written anew,
// with its levels, encodings, compression and pages as they were. The metadata is
// a tree of which only the places are edited that must be, so what nobody here
// knows stays.
//
// Of a chunk that is written anew, the statistics, the column index and the sizes
// are computed again; bounds of values longer than 4096 bytes are left out. Its
// bloom filter is gone, and so is the order of rows from that column on
// (sorting_columns), for both speak of the values that were.
//
// An error, and no file, are: encrypted files, columns in other files, levels in
// the encoding BIT_PACKED, LZO, and what is damaged or not understood. The file
// that was written is read again and compared with the old one before it counts.
package columns

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
)

// Options say what is repaired, and how.
type Options struct {
	Repair  []fixtext.Option
	Fields  []string // paths of columns, joined by dots; none means all columns of strings
	Workers int
	// Create begins the new file. It is called when the first value changes; nil
	// means that none is written.
	Create func() (Output, error)
}

// Output is a new file; it is read again.
type Output interface {
	io.Writer
	io.ReaderAt
}

// batchValues is how many values are repaired together.
const batchValues = 256

// maxHits is how many values with edits are kept to be put in the order of rows.
const maxHits = 1 << 24

// Repair repairs the file in r. Each value with edits is handed on as a segment
// whose line is the number of its row; those of a row group come in the order of
// rows and, within a row, of columns (of very many, in several such sequences).
// It returns how many rows there are, and whether a new file was written.
func Repair(r io.ReaderAt, size int64, opt Options, emit engine.Emit) (rows int64, changed bool, err error) {
	defer func() { // the parser of hostile files
		if p := recover(); p != nil {
			rows, changed, err = 0, false, damaged("%v", p)
		}
	}()
	f, err := open(r, size)
	if err != nil {
		return 0, false, err
	}
	if err := f.choose(opt.Fields); err != nil {
		return 0, false, err
	}
	j := &job{file: f, opt: opt, emit: emit}
	for i := range f.groups() {
		g, err := f.group(i)
		if err == nil {
			err = j.group(i, g)
		}
		if err != nil {
			return j.row, false, err
		}
		if j.row += g.rows; j.row < 0 {
			return 0, false, damaged("it has too many rows")
		}
	}
	if n := f.meta.Int(fileRows, -1); n != j.row {
		return j.row, false, damaged("it has %d rows instead of %d", j.row, n)
	}
	if j.surgery == nil {
		return j.row, false, nil
	}
	return j.row, true, j.surgery.finish()
}

// choose marks the columns of text.
func (f *file) choose(fields []string) error {
	if len(fields) == 0 {
		return nil
	}
	known := map[string]bool{}
	for i := range f.leaves {
		l := &f.leaves[i]
		l.text = false
		for _, name := range fields {
			if l.mayBe && (l.name() == name || strings.HasPrefix(l.name(), name+".")) {
				l.text, known[name] = true, true
			}
		}
	}
	for _, name := range fields {
		if !known[name] {
			return fmt.Errorf("has no column %q of text", name)
		}
	}
	return nil
}

// job is the repair of one file.
type job struct {
	file    *file
	opt     Options
	emit    engine.Emit
	row     int64 // number of the last row before the group
	offset  int64 // of the next segment
	surgery *surgery
	hits    []hit
}

// found is a value with edits.
type found struct {
	segment engine.Segment
	out     []byte // what it becomes; nil if it stays
}

// hit is a place of such a value.
type hit struct {
	row    int64
	column int
	*found
}

// work is the repair of one chunk.
type work struct {
	*chunk
	column  int
	plain   map[int64]*found // by their number among the values that are no indices
	entries map[int64]*found // by their number in the dictionary
}

func (w *work) changes() bool {
	for _, m := range []map[int64]*found{w.plain, w.entries} {
		for _, f := range m {
			if f.out != nil {
				return true
			}
		}
	}
	return false
}

// group repairs a row group.
func (j *job) group(number int, g *group) error {
	var list []*work
	for i := range g.chunks {
		if g.chunks[i].leaf.text {
			list = append(list, &work{chunk: &g.chunks[i], column: i, plain: map[int64]*found{}, entries: map[int64]*found{}})
		}
	}
	if err := j.repair(list, g.rows); err != nil {
		return err
	}
	for _, w := range list {
		if len(w.entries) > 0 {
			if err := j.used(w); err != nil {
				return err
			}
		}
	}
	if err := j.flush(); err != nil || j.opt.Create == nil {
		return err
	}
	list = slices.DeleteFunc(list, func(w *work) bool { return !w.changes() })
	if len(list) == 0 {
		return nil
	}
	if j.surgery == nil {
		out, err := j.opt.Create()
		if err != nil {
			return err
		}
		j.surgery = newSurgery(j.file, out)
	}
	slices.SortFunc(list, func(a, b *work) int { return cmp.Compare(a.start, b.start) })
	for _, w := range list {
		if err := j.surgery.rewrite(number, w); err != nil {
			return fmt.Errorf("%w (row group %d, column %s)", err, number+1, w.leaf.name())
		}
	}
	return nil
}

// batch is some values on their way.
type batch struct {
	work   *work
	into   map[int64]*found
	first  int64 // number of its first value
	values [][]byte
	rows   []int64 // where they are; none for entries of a dictionary
	found  []*found
}

// repair repairs the values of chunks. Each value is its own evidence, so those
// of a dictionary are repaired once.
func (j *job) repair(list []*work, rows int64) (err error) {
	var failed error
	err = ordered.Do(max(j.opt.Workers, 1),
		func(put func(*batch) bool) {
			defer func() {
				if p := recover(); p != nil {
					failed = damaged("%v", p)
				}
			}()
			for _, w := range list {
				if err := j.read(w, rows, put); err != nil {
					if err != errStopped {
						failed = err
					}
					return
				}
			}
		},
		func(b *batch) *batch {
			for i, value := range b.values {
				b.found = append(b.found, repairValue(value, j.opt.Repair))
				b.values[i] = nil
			}
			return b
		},
		func(b *batch) error {
			for i, f := range b.found {
				if f == nil {
					continue
				}
				b.into[b.first+int64(i)] = f
				if b.rows == nil {
					continue
				}
				if err := j.hit(b.rows[i], b.work.column, f); err != nil {
					return err
				}
			}
			return nil
		})
	return errors.Join(err, failed)
}

var errStopped = errors.New("stopped")

// read cuts the values of a chunk into batches.
func (j *job) read(w *work, rows int64, put func(*batch) bool) error {
	pages, row, number := j.file.pages(w.chunk), int64(0), int64(0)
	dictionary := false
	for {
		p, err := pages.next()
		if err == io.EOF && row != rows {
			return damaged("column %s has %d rows instead of %d", w.leaf.name(), row, rows)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w (column %s)", err, w.leaf.name())
		}
		if p.kind == indexPage {
			continue
		}
		if p.isData() && p.indexed() {
			row += p.rows
			continue
		}
		values, err := p.list()
		if err != nil {
			return err
		}
		b := batch{work: w, into: w.entries}
		if p.kind == dictionaryPage {
			if dictionary {
				return damaged("a column has two dictionaries")
			}
			dictionary = true
		} else {
			b.into, b.first = w.plain, number
			number += int64(len(values))
			b.rows = make([]int64, 0, len(values))
			if row, _, err = p.walk(row, func(row int64) error {
				b.rows = append(b.rows, j.row+row)
				return nil
			}); err != nil {
				return err
			}
		}
		for at := 0; at < len(values); at += batchValues {
			part, end := b, min(at+batchValues, len(values))
			part.first, part.values = b.first+int64(at), values[at:end]
			if b.rows != nil {
				part.rows = b.rows[at:end]
			}
			if !put(&part) {
				return errStopped
			}
		}
	}
}

// repairValue returns nil for a value without edits.
func repairValue(value []byte, opts []fixtext.Option) *found {
	var f *found
	_ = engine.Memory(value, opts, func(s engine.Segment) error {
		if len(s.Edits) == 0 {
			return nil
		}
		f = &found{}
		if !bytes.Equal(s.In, s.Out) {
			f.out = bytes.Clone(s.Out)
			if f.out == nil {
				f.out = []byte{}
			}
		}
		s.In, s.Out = append(bytes.Clone(s.In), '\n'), append(bytes.Clone(s.Out), '\n')
		s.Records = []int{}
		f.segment = s
		return nil
	})
	return f
}

// used finds where the entries of a dictionary that have edits are used; those
// that are not stay as they are.
func (j *job) used(w *work) error {
	pages, row, entries := j.file.pages(w.chunk), int64(0), 0
	used := map[int64]*found{}
	for {
		p, err := pages.next()
		if err == io.EOF {
			w.entries = used
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case p.kind == dictionaryPage:
			entries = p.values
		case p.isData() && !p.indexed():
			row += p.rows
		case p.isData():
			if p.values == p.nulls {
				row += p.rows
				continue
			}
			r, err := p.indexRuns(entries)
			if err != nil {
				return err
			}
			row, _, err = p.walk(row, func(row int64) error {
				index, _, err := r.next()
				if err != nil {
					return err
				}
				r.skip(1)
				f := w.entries[int64(index)]
				if f == nil {
					return nil
				}
				used[int64(index)] = f
				return j.hit(j.row+row, w.column, f)
			})
			if err != nil {
				return err
			}
		}
	}
}

func (j *job) hit(row int64, column int, f *found) error {
	if j.hits = append(j.hits, hit{row, column, f}); len(j.hits) < maxHits {
		return nil
	}
	return j.flush()
}

// flush hands the segments on.
func (j *job) flush() error {
	slices.SortStableFunc(j.hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
	})
	for _, h := range j.hits {
		s := h.segment
		s.Offset, s.Line = j.offset, int(h.row)
		s.Edits = slices.Clone(s.Edits)
		for i := range s.Edits {
			s.Edits[i].Offset += j.offset
		}
		j.offset += int64(len(s.In))
		if err := j.emit(s); err != nil {
			return err
		}
	}
	clear(j.hits)
	j.hits = j.hits[:0]
	return nil
}

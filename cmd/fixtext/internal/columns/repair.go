package columns

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
)

// batchValues is how many values are repaired together.
const batchValues = 256

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
		if p.isData() {
			j.values += int64(p.values - p.nulls)
		}
		if (j.values-valuesOfAny)/valuesOfByte > j.file.size {
			return damaged("%d bytes say that they have more than %d values", j.file.size, j.values)
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

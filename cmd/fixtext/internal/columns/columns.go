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
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
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

// maxHits is how many values with edits are kept to be put in the order of rows.
const maxHits = 1 << 24

// A few bytes can say that a value comes a billion times, and each is looked at
// and may have to be told of. Files of which the parts are as large as engines
// make them stay below this.
const (
	valuesOfAny  = 1 << 26
	valuesOfByte = 1 << 13
)

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

// job is the repair of one file.
type job struct {
	file    *file
	opt     Options
	emit    engine.Emit
	row     int64 // number of the last row before the group
	values  int64 // that were looked at
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

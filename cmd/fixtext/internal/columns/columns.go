// Package columns repairs the text in the columns of Parquet files. Schema, row
// groups, compression and metadata stay; what holds no text is copied.
package columns

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
)

// Options say what is repaired, and how.
type Options struct {
	Repair  []fixtext.Option
	Fields  []string // paths of columns, joined by dots; none means all columns of strings
	Workers int
}

// batchRows is how many rows are repaired together.
const batchRows = 256

// batch is some rows on their way.
type batch struct {
	group    int
	first    int // number of its first row, from 1
	rows     []parquet.Row
	segments []engine.Segment
}

// Repair repairs the file in r and writes it to w; w may be nil. Each value that
// changes is handed on as a segment whose line is the number of its row. It
// returns how many rows there are.
func Repair(r io.ReaderAt, size int64, w io.Writer, opt Options, emit engine.Emit) (rows int64, err error) {
	defer func() { // the parser of hostile files
		if p := recover(); p != nil {
			err = fmt.Errorf("is damaged: %v", p)
		}
	}()
	file, err := parquet.OpenFile(r, size)
	if err != nil {
		return 0, err
	}
	text, err := textColumns(file, opt.Fields)
	if err != nil {
		return 0, err
	}
	out := newWriter(w, file)
	offset := int64(0)
	group := 0
	var failed error
	err = ordered.Do(max(opt.Workers, 1),
		func(put func(*batch) bool) { failed = read(file, put) },
		func(b *batch) *batch {
			b.repair(text, opt.Repair)
			return b
		},
		func(b *batch) error {
			for ; group < b.group; group++ {
				if err := out.Flush(); err != nil {
					return err
				}
			}
			rows += int64(len(b.rows))
			for _, s := range b.segments {
				s.Offset = offset
				for i := range s.Edits {
					s.Edits[i].Offset += offset
				}
				offset += int64(len(s.In))
				if err := emit(s); err != nil {
					return err
				}
			}
			_, err := out.WriteRows(b.rows)
			return err
		})
	if err = errors.Join(err, failed); err != nil {
		return rows, err
	}
	return rows, out.Close()
}

// writer is what rows are written to.
type writer interface {
	WriteRows([]parquet.Row) (int, error)
	Flush() error
	Close() error
}

// newWriter returns a writer of a file like another.
func newWriter(w io.Writer, like *parquet.File) writer {
	if w == nil {
		return nowhere{}
	}
	config := []parquet.WriterOption{like.Schema()}
	for _, kv := range like.Metadata().KeyValueMetadata {
		config = append(config, parquet.KeyValueMetadata(kv.Key, kv.Value))
	}
	return parquet.NewWriter(w, config...)
}

type nowhere struct{}

func (nowhere) WriteRows(rows []parquet.Row) (int, error) { return len(rows), nil }
func (nowhere) Flush() error                              { return nil }
func (nowhere) Close() error                              { return nil }

// textColumns returns which columns hold text.
func textColumns(file *parquet.File, fields []string) (map[int]bool, error) {
	text, known := map[int]bool{}, map[string]bool{}
	for _, path := range file.Schema().Columns() {
		leaf, ok := file.Schema().Lookup(path...)
		if !ok || leaf.Node.Type().Kind() != parquet.ByteArray {
			continue
		}
		name := strings.Join(path, ".")
		if len(fields) == 0 {
			text[leaf.ColumnIndex] = isText(leaf.Node.Type())
			continue
		}
		for _, f := range fields {
			if name == f || strings.HasPrefix(name, f+".") {
				text[leaf.ColumnIndex], known[f] = true, true
			}
		}
	}
	for _, f := range fields {
		if !known[f] {
			return nil, fmt.Errorf("has no column %q of text", f)
		}
	}
	return text, nil
}

// isText tells whether the file says that a type is text; old files say it in
// another way.
func isText(t parquet.Type) bool {
	if l := t.LogicalType(); l != nil {
		_, ok := l.Value.(*format.StringType)
		return ok
	}
	c := t.ConvertedType()
	return c != nil && *c == deprecated.UTF8
}

// read cuts the row groups into batches.
func read(file *parquet.File, put func(*batch) bool) error {
	number := 1
	for g, group := range file.RowGroups() {
		rows := group.Rows()
		for {
			b := &batch{group: g, first: number, rows: make([]parquet.Row, batchRows)}
			n, err := rows.ReadRows(b.rows)
			b.rows = b.rows[:n]
			for i := range b.rows {
				b.rows[i] = b.rows[i].Clone()
			}
			number += n
			if n > 0 && !put(b) {
				return rows.Close()
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return errors.Join(err, rows.Close())
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// repair repairs the rows of a batch.
func (b *batch) repair(text map[int]bool, opts []fixtext.Option) {
	for i, row := range b.rows {
		for k, v := range row {
			if v.IsNull() || !text[v.Column()] {
				continue
			}
			value := v.ByteArray()
			_ = engine.Memory(value, opts, func(s engine.Segment) error {
				if len(s.Edits) == 0 {
					return nil
				}
				if !bytes.Equal(s.In, s.Out) {
					row[k] = parquet.ByteArrayValue(bytes.Clone(s.Out)).Level(v.RepetitionLevel(), v.DefinitionLevel(), v.Column())
				}
				s.In, s.Out = append(bytes.Clone(s.In), '\n'), append(bytes.Clone(s.Out), '\n')
				s.Line, s.Records = b.first+i, []int{}
				b.segments = append(b.segments, s)
				return nil
			})
		}
	}
}

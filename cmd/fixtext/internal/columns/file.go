package columns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// magic begins and ends a file.
const magic = "PAR1"

// maxFooter is how long the metadata of a file may be.
const maxFooter = 256 << 20

// Numbers of fields in the structs of metadata that are read here; the names are
// those of parquet.thrift.
const (
	fileSchema, fileRows, fileGroups, fileEncryption, fileSigningKey = 2, 3, 4, 8, 9

	groupColumns, groupBytes, groupRows, groupSorting, groupOffset, groupCompressed = 1, 2, 3, 4, 5, 6

	chunkPath, chunkOffset, chunkMeta, chunkOffsetIndex, chunkOffsetIndexLen = 1, 2, 3, 4, 5
	chunkColumnIndex, chunkColumnIndexLen, chunkCrypto, chunkEncrypted       = 6, 7, 8, 9

	metaType, metaPath, metaCodec, metaValues, metaUncompressed, metaCompressed = 1, 3, 4, 5, 6, 7
	metaData, metaIndex, metaDictionary, metaStatistics                         = 9, 10, 11, 12
	metaBloom, metaBloomLen, metaSizes                                          = 14, 15, 16
)

// file is a Parquet file that is read.
type file struct {
	r      io.ReaderAt
	meta   thrift.Value // FileMetaData; the row groups are unread
	size   int64
	at     int64 // where meta begins
	leaves []leaf
}

// group is a row group.
type group struct {
	value  thrift.Value // RowGroup
	rows   int64
	chunks []chunk
}

// chunk is the part of a column in a row group.
type chunk struct {
	leaf        *leaf
	value, meta *thrift.Value // ColumnChunk, ColumnMetaData
	start, end  int64         // of its pages
	codec       int64
	values      int64 // nulls, too
}

// open reads the metadata of a file.
func open(r io.ReaderAt, size int64) (*file, error) {
	f := &file{r: r, size: size}
	tail := make([]byte, 8)
	head := make([]byte, len(magic))
	if size < 12 {
		return nil, errors.New("is not a Parquet file")
	}
	if err := errors.Join(f.read(head, 0), f.read(tail, size-8)); err != nil {
		return nil, err
	}
	switch {
	case string(tail[4:]) == "PARE":
		return nil, errEncrypted
	case string(head) != magic || string(tail[4:]) != magic:
		return nil, errors.New("is not a Parquet file, or is cut off")
	}
	n := int64(binary.LittleEndian.Uint32(tail))
	if f.at = size - 8 - n; f.at < int64(len(magic)) || n > maxFooter {
		return nil, errors.New("is damaged: the length of its metadata is wrong")
	}
	b := make([]byte, n)
	if err := f.read(b, f.at); err != nil {
		return nil, err
	}
	var used int
	var err error
	if f.meta, used, err = thrift.Decode(b, fileGroups); err != nil {
		return nil, damaged("%w", err)
	}
	if f.meta.Get(fileEncryption) != nil || f.meta.Get(fileSigningKey) != nil {
		return nil, errEncrypted
	}
	if int64(used) != n {
		return nil, damaged("%d bytes follow its metadata", n-int64(used))
	}
	f.leaves, err = leaves(f.meta.List(fileSchema, thrift.Struct))
	return f, err
}

var errEncrypted = errors.New("is encrypted, which is not supported")

func damaged(format string, args ...any) error {
	return fmt.Errorf("is damaged, or not understood: "+format, args...)
}

func (f *file) read(b []byte, at int64) error {
	n, err := f.r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// groups returns the row groups, unread.
func (f *file) groups() []thrift.Value { return f.meta.List(fileGroups, thrift.Struct) }

// group reads the metadata of a row group.
func (f *file) group(i int) (*group, error) {
	g := &group{}
	var err error
	if g.value, _, err = thrift.Decode(f.groups()[i].Data, 0); err != nil {
		return nil, damaged("%w", err)
	}
	list := g.value.List(groupColumns, thrift.Struct)
	if len(list) != len(f.leaves) {
		return nil, damaged("row group %d has %d columns instead of %d", i+1, len(list), len(f.leaves))
	}
	if g.rows = g.value.Int(groupRows, -1); g.rows < 0 {
		return nil, damaged("row group %d does not say how many rows it has", i+1)
	}
	g.chunks = make([]chunk, len(list))
	for k := range list {
		if g.chunks[k], err = f.chunk(&list[k], &f.leaves[k]); err != nil {
			return nil, fmt.Errorf("%w (row group %d, column %s)", err, i+1, f.leaves[k].name())
		}
	}
	return g, nil
}

func (f *file) chunk(v *thrift.Value, l *leaf) (chunk, error) {
	c := chunk{leaf: l, value: v, meta: v.Get(chunkMeta)}
	switch {
	case v.Get(chunkCrypto) != nil || v.Get(chunkEncrypted) != nil:
		return c, errEncrypted
	case v.Get(chunkPath) != nil:
		return c, errors.New("has columns in other files, which is not supported")
	case c.meta == nil:
		return c, damaged("a column has no metadata")
	}
	path := c.meta.List(metaPath, thrift.Binary)
	same := slices.EqualFunc(path, l.path, func(v thrift.Value, name string) bool { return string(v.Data) == name })
	if !same || c.meta.Int(metaType, -1) != l.kind {
		return c, damaged("a column is not the one of the schema")
	}
	c.codec, c.values = c.meta.Int(metaCodec, -1), c.meta.Int(metaValues, -1)
	size := c.meta.Int(metaCompressed, -1)
	if size == 0 && c.values == 0 {
		return c, nil
	}
	c.start = c.meta.Int(metaData, -1)
	if d := c.meta.Int(metaDictionary, 0); d > 0 && (d < c.start || c.start == 0) { // 0: it has no data
		c.start = d
	}
	if c.end = c.start + size; c.start < int64(len(magic)) || size < 0 || c.end < c.start || c.end > f.at || c.values < 0 {
		return c, damaged("a column lies outside of the file")
	}
	return c, nil
}

// index reads the structure at a place that the metadata of a chunk tells of,
// both as bytes and as a value; nil if there is none.
func (f *file) index(c *chunk, offset, length int16) ([]byte, *thrift.Value, error) {
	at, n := c.value.Int(offset, 0), c.value.Int(length, 0)
	if at == 0 || n == 0 {
		return nil, nil, nil
	}
	if at < 0 || n < 0 || n > maxFooter || at > f.at || n > f.at-at {
		return nil, nil, damaged("an index of pages lies outside of the file")
	}
	b := make([]byte, n)
	if err := f.read(b, at); err != nil {
		return nil, nil, err
	}
	v, _, err := thrift.Decode(b, 0)
	if err != nil {
		return nil, nil, damaged("%w", err)
	}
	return b, &v, nil
}

// equal reports whether n bytes of two files are the same.
func equal(a io.ReaderAt, atA int64, b io.ReaderAt, atB, n int64) (bool, error) {
	x, y := make([]byte, 1<<16), make([]byte, 1<<16)
	for n > 0 {
		k := min(n, int64(len(x)))
		if err := errors.Join((&file{r: a}).read(x[:k], atA), (&file{r: b}).read(y[:k], atB)); err != nil {
			return false, err
		}
		if !bytes.Equal(x[:k], y[:k]) {
			return false, nil
		}
		atA, atB, n = atA+k, atB+k, n-k
	}
	return true, nil
}

package columns

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// files returns the files in testdata, which the writers of others made.
func files(t testing.TB) map[string][]byte {
	paths, err := filepath.Glob("testdata/*.parquet")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	list := map[string][]byte{}
	for _, path := range paths {
		list[filepath.Base(path)], err = os.ReadFile(path)
		require.NoError(t, err)
	}
	return list
}

func ignore(engine.Segment) error { return nil }

// columnOf reads all chunks of a column: their bytes, and the values.
func columnOf(t *testing.T, data []byte, column int) (raw [][]byte, values []string) {
	f, err := open(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	for i := range f.groups() {
		g, err := f.group(i)
		require.NoError(t, err)
		c := &g.chunks[column]
		raw = append(raw, data[c.start:c.end])
		if c.leaf.kind == byteArray {
			values = append(values, valuesOf(t, f, c)...)
		}
	}
	return raw, values
}

func valuesOf(t *testing.T, f *file, c *chunk) (values []string) {
	var entries [][]byte
	for pages := f.pages(c); ; {
		p, err := pages.next()
		if err != nil {
			require.ErrorContains(t, err, "EOF")
			return values
		}
		switch {
		case p.kind == dictionaryPage:
			entries, err = p.list()
		case p.indexed():
			err = p.indices(len(entries), func(index, n int) error {
				for range n {
					values = append(values, string(entries[index]))
				}
				return nil
			})
		default:
			var list [][]byte
			list, err = p.list()
			for _, v := range list {
				values = append(values, string(v))
			}
		}
		require.NoError(t, err)
	}
}

// becomes is what the broken values in the files become.
var becomes = map[string]string{
	"圖書館":        "图书馆",
	"開門":         "開門", // alone it may be Japanese
	"創業的故事":      "创业的故事",
	"學生們在圖書館裡讀書": "学生们在图书馆里读书",
}

// In the files of other writers, of all versions of pages, encodings and codecs,
// columns of strings are repaired value by value; all other chunks are the same
// bytes; a second run changes nothing.
func TestFilesOfOtherWriters(t *testing.T) {
	for name, in := range files(t) {
		t.Run(name, func(t *testing.T) {
			var out memory
			rows, changed, err := repair(in, &out, Options{Workers: 2}, ignore)
			require.NoError(t, err)
			require.Equal(t, rows > 0, changed)
			if !changed {
				require.Zero(t, out.Len())
				return
			}
			f, err := open(bytes.NewReader(in), int64(len(in)))
			require.NoError(t, err)
			for i, l := range f.leaves {
				was, before := columnOf(t, in, i)
				is, after := columnOf(t, out.Bytes(), i)
				if !l.text || l.name() == "clean" {
					require.Equal(t, was, is, "chunks of %s", l.name())
					continue
				}
				for k, v := range before {
					if b, ok := becomes[v]; ok {
						before[k] = b
					}
				}
				require.Equal(t, before, after, l.name())
			}
			_, changed, err = repair(out.Bytes(), &memory{}, Options{Workers: 2}, ignore)
			require.NoError(t, err)
			require.False(t, changed)
		})
	}
}

// The bounds that the metadata of a repaired column tells are those of its
// values, in each row group and in each page: engines skip what lies outside.
func TestBounds(t *testing.T) {
	checked := 0
	for name, in := range files(t) {
		var out memory
		_, changed, err := repair(in, &out, Options{}, ignore)
		require.NoError(t, err, name)
		if !changed {
			continue
		}
		f, err := open(&out, int64(out.Len()))
		require.NoError(t, err)
		for i := range f.groups() {
			g, err := f.group(i)
			require.NoError(t, err)
			for k := range g.chunks {
				c := &g.chunks[k]
				if !c.leaf.text {
					continue
				}
				var all bounds
				for _, v := range valuesOf(t, f, c) {
					all.add([]byte(v))
				}
				stat := c.meta.Get(metaStatistics)
				if least := stat.Get(statMinValue); least != nil {
					require.Equal(t, string(all.least), string(least.Data), "%s: %s", name, c.leaf.name())
					require.Equal(t, string(all.greatest), string(stat.Get(statMaxValue).Data), "%s: %s", name, c.leaf.name())
					checked++
				}
				checkIndex(t, f, c, all)
			}
		}
	}
	require.Greater(t, checked, 100)
}

// checkIndex checks the indices of a chunk: a page begins at each place, and the
// bounds of all pages together are those of the chunk.
func checkIndex(t *testing.T, f *file, c *chunk, all bounds) {
	_, offsets, err := f.index(c, chunkOffsetIndex, chunkOffsetIndexLen)
	require.NoError(t, err)
	for _, l := range offsets.List(offsetLocations, thrift.Struct) {
		at := l.Int(locationOffset, 0)
		require.GreaterOrEqual(t, at, c.start)
		part := *c
		part.start = at
		p, err := f.pages(&part).next()
		require.NoError(t, err)
		require.True(t, p.isData())
		require.Equal(t, l.Int(locationSize, 0), int64(len(p.raw)+len(p.body)))
	}
	_, index, err := f.index(c, chunkColumnIndex, chunkColumnIndexLen)
	require.NoError(t, err)
	if index == nil {
		return
	}
	var pages bounds
	nulls := index.List(indexNullPages, thrift.True)
	for i, least := range index.List(indexMin, thrift.Binary) {
		if len(nulls) > i && nulls[i].Num == 1 {
			continue
		}
		pages.add(least.Data)
		pages.add(index.List(indexMax, thrift.Binary)[i].Data)
	}
	require.Equal(t, string(all.least), string(pages.least))
	require.Equal(t, string(all.greatest), string(pages.greatest))
}

// Orders of rows that a repaired column is part of are no longer promised.
func TestSortingColumns(t *testing.T) {
	in := files(t)["pyarrow-v2-zstd-dictionary-index.parquet"]
	var out memory
	_, changed, err := repair(in, &out, Options{Fields: []string{"text"}}, ignore)
	require.NoError(t, err)
	require.True(t, changed)
	f, err := open(&out, int64(out.Len()))
	require.NoError(t, err)
	for i := range f.groups() {
		g, err := f.group(i)
		require.NoError(t, err)
		list := g.value.List(groupSorting, thrift.Struct)
		require.Len(t, list, 1) // of id and text
		require.Equal(t, int64(0), list[0].Int(1, -1))
	}
}

// An entry of a dictionary that becomes the same as another is no second one.
func TestEntriesAreMerged(t *testing.T) {
	in := files(t)["pyarrow-category.parquet"]
	var out memory
	_, _, err := repair(in, &out, Options{}, ignore)
	require.NoError(t, err)
	f, err := open(&out, int64(out.Len()))
	require.NoError(t, err)
	g, err := f.group(0)
	require.NoError(t, err)
	p, err := f.pages(&g.chunks[0]).next()
	require.NoError(t, err)
	entries, err := p.list()
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, e := range entries {
		require.False(t, seen[string(e)], string(e))
		seen[string(e)] = true
	}
	require.Len(t, entries, 9)
}

// Segments come in the order of rows and, within a row, of columns.
func TestOrder(t *testing.T) {
	for name, in := range files(t) {
		last, offset := 0, int64(0)
		_, _, err := repair(in, nil, Options{Workers: 2}, func(s engine.Segment) error {
			if s.Line < last || s.Offset != offset {
				return fmt.Errorf("row %d after row %d, at %d instead of %d", s.Line, last, s.Offset, offset)
			}
			last, offset = s.Line, offset+int64(len(s.In))
			return nil
		})
		require.NoError(t, err, name)
	}
}

// Others read the repaired files as they should: every column, and filters that
// skip by bounds. That takes Python with pyarrow; FIXTEXT_PYTHON names it.
func TestOthersReadRepairedFiles(t *testing.T) {
	python := os.Getenv("FIXTEXT_PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import pyarrow").Run(); err != nil {
		t.Skip("skipped: no Python with pyarrow; FIXTEXT_PYTHON may name one")
	}
	dir := t.TempDir()
	out, err := exec.Command(python, "testdata/parquet.py", "generate", dir).CombinedOutput()
	require.NoError(t, err, string(out))
	paths, err := filepath.Glob(dir + "/*.parquet")
	require.NoError(t, err)
	require.Greater(t, len(paths), 90)
	args := []string{"testdata/parquet.py", "compare"}
	for _, path := range paths {
		in, err := os.ReadFile(path)
		require.NoError(t, err)
		var out memory
		_, changed, err := repair(in, &out, Options{Workers: 2}, ignore)
		require.NoError(t, err, path)
		if changed {
			require.NoError(t, os.WriteFile(path+".new", out.Bytes(), 0o666))
			args = append(args, path, path+".new")
		}
	}
	require.Greater(t, len(args), 180)
	out, err = exec.Command(python, args...).CombinedOutput()
	require.NoError(t, err, string(out))
}

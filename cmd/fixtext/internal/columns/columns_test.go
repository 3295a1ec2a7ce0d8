package columns

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

type document struct {
	ID    int64    `parquet:"id"`
	Text  string   `parquet:"text,zstd"`
	Title *string  `parquet:"title,optional,snappy"`
	Tags  []string `parquet:"tags,list"`
	Raw   []byte   `parquet:"raw,gzip"`
}

// memory is a file in memory.
type memory struct{ bytes.Buffer }

func (m *memory) ReadAt(b []byte, at int64) (int, error) {
	return bytes.NewReader(m.Bytes()).ReadAt(b, at)
}

// repair repairs a file in memory; out may be nil.
func repair(in []byte, out *memory, opt Options, emit engine.Emit) (int64, bool, error) {
	if out != nil {
		opt.Create = func() (Output, error) { return out, nil }
	}
	return Repair(bytes.NewReader(in), int64(len(in)), opt, emit)
}

// write writes two row groups.
func write(t *testing.T, text string) []byte {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[document](&b, parquet.KeyValueMetadata("origin", "a crawl"))
	for group := range 2 {
		var rows []document
		for i := range 700 {
			p := document{ID: int64(group*700 + i), Text: "院子里的石榴树", Raw: []byte("圖"), Tags: []string{"圖書", "院子"}}
			if i == 300 {
				p.Text, p.Title = text, &text
			}
			rows = append(rows, p)
		}
		_, err := w.Write(rows)
		require.NoError(t, err)
		require.NoError(t, w.Flush())
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func TestRepair(t *testing.T) {
	in := write(t, "圖書館\n開門")
	var out memory
	var lines []int
	rows, changed, err := repair(in, &out, Options{Workers: 2, Fields: []string{"text", "title"}}, func(s engine.Segment) error {
		require.Equal(t, "圖書館\n開門\n", string(s.In))
		require.Equal(t, "图书馆\n开门\n", string(s.Out))
		lines = append(lines, s.Line)
		return nil
	})
	require.NoError(t, err)
	require.True(t, changed)
	require.Equal(t, int64(1400), rows)
	require.Equal(t, []int{301, 301, 1001, 1001}, lines)

	was, err := parquet.OpenFile(bytes.NewReader(in), int64(len(in)))
	require.NoError(t, err)
	is, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	require.Equal(t, was.Schema().String(), is.Schema().String())
	require.Len(t, is.RowGroups(), 2)
	value, ok := is.Lookup("origin")
	require.True(t, ok)
	require.Equal(t, "a crawl", value)
	for g := range was.Metadata().RowGroups {
		for c, column := range was.Metadata().RowGroups[g].Columns {
			require.Equal(t, column.MetaData.Codec, is.Metadata().RowGroups[g].Columns[c].MetaData.Codec)
		}
	}
	before, err := parquet.Read[document](bytes.NewReader(in), int64(len(in)))
	require.NoError(t, err)
	after, err := parquet.Read[document](bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	for i := range before {
		if i%700 == 300 {
			require.Equal(t, "图书馆\n开门", after[i].Text)
			require.Equal(t, "图书馆\n开门", *after[i].Title)
			before[i].Text, before[i].Title = after[i].Text, after[i].Title
		}
		require.Equal(t, before[i], after[i])
	}
}

// Without names all columns of strings are repaired, those of bytes are not.
func TestAllColumnsOfStrings(t *testing.T) {
	in := write(t, "院子")
	var out memory
	_, _, err := repair(in, &out, Options{}, func(engine.Segment) error { return nil })
	require.NoError(t, err)
	after, err := parquet.Read[document](bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	require.Equal(t, []string{"图书", "院子"}, after[0].Tags)
	require.Equal(t, "圖", string(after[0].Raw))
	_, _, err = repair(in, nil, Options{Fields: []string{"id"}}, nil)
	require.ErrorContains(t, err, `has no column "id" of text`)
	_, _, err = repair(in[:99], nil, Options{}, nil)
	require.Error(t, err)
}

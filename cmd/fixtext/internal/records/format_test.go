package records

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// streamed are the formats that are read from start to end.
func streamed() []string { return Names(func(f *Format) bool { return f.open != nil }) }

// Each row is whole, and its example becomes what it says.
func TestEveryFormatHasARow(t *testing.T) {
	names, endings := map[string]bool{}, map[string]bool{}
	for _, f := range Formats() {
		require.False(t, names[f.Name], "%s twice", f.Name)
		names[f.Name] = true
		require.Same(t, f, Named(f.Name))
		for _, e := range f.Endings {
			require.False(t, endings[e], "%s twice", e)
			endings[e] = true
			require.Same(t, f, ByName("A"+e))
		}
		if f == &Text {
			continue
		}
		require.NotEmpty(t, f.Endings, f.Name)
		require.True(t, (f.open == nil) != (f.Columns == nil), "%s is read in one way", f.Name)
		require.NotEqual(t, f.example.in, f.example.want, "the example of %s says nothing", f.Name)
		if f.Columns != nil {
			if f.Binary && f.Begins != nil {
				requireDocument(t, f)
				continue
			}
			require.Equal(t, f.example.want, value0(t, f, f.example.in), f.Name)
			continue
		}
		require.Equal(t, f.example.want, run(t, f.Name, options(), 1, f.example.in))
		if f.Ends != nil { // what is seen of a file is what was repaired
			require.Len(t, f.Ends([]byte(f.example.want)), ends(t, f, f.example.in), f.Name)
		}
		if f.Magic != "" {
			require.Same(t, f, ByMagic([]byte(f.example.in)))
		}
	}
}

// ends counts the records of a file.
func ends(t *testing.T, f *Format, in string) (n int) {
	require.NoError(t, f.Run(bytes.NewReader([]byte(in)), options(), 1, func(s engine.Segment) error {
		n += len(s.Records)
		return nil
	}))
	return n
}

// value0 repairs a file of columns with one value, and returns what that became.
func value0(t *testing.T, f *Format, value string) string {
	type row struct {
		Text string `parquet:"text"`
	}
	var file bytes.Buffer
	require.NoError(t, parquet.Write(&file, []row{{value}}))
	require.Same(t, f, ByMagic(file.Bytes()))
	out := filepath.Join(t.TempDir(), "out")
	_, changed, err := f.Columns(bytes.NewReader(file.Bytes()), int64(file.Len()), columns.Options{
		Repair: options().Repair, Workers: 1, Create: func() (columns.Output, error) { return os.Create(out) },
	}, func(engine.Segment) error { return nil })
	require.NoError(t, err)
	require.True(t, changed)
	rows, err := parquet.ReadFile[row](out)
	require.NoError(t, err)
	return rows[0].Text
}

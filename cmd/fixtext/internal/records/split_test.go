package records

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A splitter hands on every byte, whatever pieces it comes in, and ends the records
// that a reader finds.
func TestSplitterEndsRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text []byte
		var want []int
		for range rapid.IntRange(0, 8).Draw(t, "records") {
			block := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "block")
			text = fmt.Appendf(text, "WARC/1.0\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
			want = append(want, len(text))
		}
		var out bytes.Buffer
		var ends []int
		s := &Splitter{W: &out, End: func() error {
			ends = append(ends, out.Len())
			return nil
		}}
		for rest := text; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			_, err := s.Write(rest[:n])
			require.NoError(t, err)
			rest = rest[n:]
		}
		require.NoError(t, s.Close())
		require.Equal(t, text, append([]byte(nil), out.Bytes()...))
		require.Equal(t, want, ends)
	})
}

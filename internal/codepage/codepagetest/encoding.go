package codepagetest

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/encoding/coder"
)

// sizes are the buffer sizes at which everything is repeated, 0 being all at once, and
// the numbers of times that a text is repeated: buffers fill up at every place of it.
var sizes = []int{0, 1, 2, 10, 123, 4567}

// Encoding checks that text is written and read back the same, and that neither
// depends on how buffers split the text or on what was converted before. Bytes
// drawn from alphabet, which may be ill-formed, are read at every split too:
// with the same result, the same errors and every newline.
func Encoding(t *testing.T, c *coder.Charset, text, alphabet string) {
	t.Helper()
	enc, err := c.NewEncoder().Bytes([]byte(text))
	require.NoError(t, err, c)
	assert.Equal(t, enc, c.AppendEncoded(nil, []byte(text), nil), c)
	assert.Equal(t, text, string(c.Append(nil, enc, nil)), c)
	for _, n := range sizes {
		long := "prefix\n" + strings.Repeat(text, n) + "\nsuffix"
		bothWays(t, c, long, 0)
		if n <= 10 {
			for _, size := range sizes[1:] {
				bothWays(t, c, long, size)
			}
		}
		if n > 0 && len(text)*n < 1<<20 {
			in, err := io.ReadAll(transform.NewReader(strings.NewReader(long), c.NewEncoder()))
			require.NoError(t, err)
			out, err := io.ReadAll(transform.NewReader(bytes.NewReader(in), c.NewDecoder()))
			require.NoError(t, err)
			require.True(t, long == string(out), "%v: %d times through readers", c, n)
		}
	}

	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SliceOfN(rapid.SampledFrom([]byte(alphabet)), 0, 300).Draw(t, "src")
		checkBytes(t, c, src)
		if !readsMore(c) {
			RoundTrip(t, c, src)
		}
	})
}

// bothWays writes text and reads it again with buffers of size bytes.
func bothWays(t *testing.T, c *coder.Charset, text string, size int) {
	t.Helper()
	whole := c.AppendEncoded(nil, []byte(text), nil)
	enc, err := Split(c.NewEncoder(), []byte(text), size)
	require.NoError(t, err)
	require.True(t, bytes.Equal(whole, enc), "%v encoded by %d", c, size)
	out, err := Split(c.NewDecoder(), enc, size)
	require.NoError(t, err)
	require.True(t, text == string(out), "%v decoded by %d", c, size)
}

// readsMore reports whether a charset's decoder reads what its encoder, on purpose,
// does not write.
func readsMore(c *coder.Charset) bool { return c.Name == "gbk" }

// tester is what *testing.T and *rapid.T have in common.
type tester interface {
	require.TestingT
	Helper()
	Fatalf(format string, args ...any)
}

type report struct {
	offset int64
	bytes  string
}

func checkBytes(t tester, c *coder.Charset, src []byte) {
	t.Helper()
	var want []byte
	var wantBad []report
	for i, n := range sizes {
		var bad []report
		out, err := Split(c.NewDecoderFunc(func(offset int64, b []byte) error {
			assert.NotContains(t, string(b), "\n")
			bad = append(bad, report{offset, string(b)})
			return nil
		}), src, n)
		require.NoError(t, err)
		if i == 0 {
			want, wantBad = out, bad
		}
		require.Equal(t, string(want), string(out), "%v % X by %d", c, src, n)
		require.Equal(t, wantBad, bad, "%v % X by %d", c, src, n)
	}
	i := 0
	c.Append(nil, src, func(off, n int) {
		require.Less(t, i, len(wantBad))
		require.Equal(t, wantBad[i], report{int64(off), string(src[off : off+n])})
		i++
	})
	require.Equal(t, len(wantBad), i)
	for _, r := range wantBad {
		require.Equal(t, r.bytes, string(src[r.offset:][:len(r.bytes)]))
	}
	_, err := c.NewStrictDecoder().Bytes(src)
	if len(wantBad) == 0 {
		require.NoError(t, err)
	} else {
		var derr *coder.DecodeError
		require.ErrorAs(t, err, &derr)
		require.Equal(t, wantBad[0], report{derr.Offset, string(derr.Bytes)})
	}
}

// RoundTrip reads src, of which no newline may be lost, and, if it is well formed,
// writes the text and reads it again. It must be the same.
func RoundTrip(t tester, c *coder.Charset, src []byte) {
	t.Helper()
	bad := 0
	text := c.Append(nil, src, func(off, n int) {
		bad++
		require.Positive(t, n)
		require.NotContains(t, string(src[off:off+n]), "\n")
	})
	require.GreaterOrEqual(t, bytes.Count(text, []byte{'\n'}), bytes.Count(src, []byte{'\n'}), "%v % X", c, src)
	if bad > 0 {
		return
	}
	enc := c.AppendEncoded(nil, text, func(off, n int) {
		t.Fatalf("%v: % X is read as %q, which cannot be written at %d", c, src, text, off)
	})
	again := c.Append(nil, enc, func(off, n int) { t.Fatalf("%v: %q is written as % X", c, text, enc) })
	require.Equal(t, string(text), string(again), "%v % X, % X", c, src, enc)
}

// Split runs src through tr with buffers of n bytes, or all at once if n is 0.
// A buffer grows only while tr cannot do anything with it.
func Split(tr transform.Transformer, src []byte, n int) ([]byte, error) {
	if n == 0 {
		out, _, err := transform.Bytes(tr, src)
		return out, err
	}
	tr.Reset()
	var out []byte
	nSrc, dst := n, make([]byte, n)
	for {
		end := min(nSrc, len(src))
		d, s, err := tr.Transform(dst, src[:end], end == len(src))
		out = append(out, dst[:d]...)
		src = src[s:]
		switch {
		case errors.Is(err, transform.ErrShortDst) && d == 0 && s == 0:
			dst = make([]byte, len(dst)+1)
		case errors.Is(err, transform.ErrShortSrc) && s == 0 && end < len(src)+s:
			nSrc = end + 1
		case err != nil && err != transform.ErrShortDst && err != transform.ErrShortSrc:
			return out, err
		case err == nil && end-s == len(src) && len(src) == 0:
			return out, nil
		default:
			nSrc, dst = n, dst[:n]
		}
	}
}

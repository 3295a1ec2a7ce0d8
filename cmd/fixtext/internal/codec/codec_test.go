package codec

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsWrittenIsRead(t *testing.T) {
	text := strings.Repeat("院子里的石榴树\n", 50_000)
	for _, f := range []Format{None, Gzip, Zstd} {
		var b bytes.Buffer
		w, err := NewWriter(&b, f)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		r, found, err := NewReader(&b)
		require.NoError(t, err)
		require.Equal(t, f, found)
		got, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, text, string(got))
		require.NoError(t, r.Close())
	}
	_, err := NewWriter(io.Discard, XZ)
	require.ErrorContains(t, err, "cannot write xz")
}

// Each record of WARC is a member of its own; together they are the text.
func TestMembers(t *testing.T) {
	var b bytes.Buffer
	w, err := NewMemberWriter(&b, Gzip)
	require.NoError(t, err)
	for _, s := range []string{"one\n", "two\n"} {
		_, err := io.WriteString(w, s)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.Equal(t, 2, bytes.Count(b.Bytes(), []byte{0x1f, 0x8b, 8}))
	r, _, err := NewReader(&b)
	require.NoError(t, err)
	got, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Equal(t, "one\ntwo\n", string(got))
}

func TestTextIsNotTakenForCompressed(t *testing.T) {
	for _, s := range []string{"", "B", "BZh9 is how bzip2 begins", "院子", "\x1f\x8b"} {
		require.Equal(t, None, Detect([]byte(s)), "%q", s)
	}
	f, stem := ByName("crawl.jsonl.zst")
	require.Equal(t, Zstd, f)
	require.Equal(t, "crawl.jsonl", stem)
}

package frames

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// requests draws what a client may ask.
var requests = rapid.Custom(func(t *rapid.T) Request {
	record := rapid.OneOf(rapid.SliceOfN(rapid.Byte(), 0, 20), rapid.Just[[]byte](nil))
	return Request{
		Records: rapid.SliceOfN(record, 0, 40).Draw(t, "records"),
		Edits:   rapid.Bool().Draw(t, "edits"), Brief: rapid.Bool().Draw(t, "brief"), Wide: rapid.Bool().Draw(t, "wide"),
	}
})

// body reads a stream of one frame.
func body(t require.TestingT, k Kind, frame []byte) []byte {
	r := Reader{R: bytes.NewReader(frame), Limit: len(frame)}
	got, body, err := r.Next(nil)
	require.NoError(t, err)
	require.Equal(t, k, got)
	_, _, err = r.Next(nil)
	require.Equal(t, io.EOF, err)
	return body
}

// A batch says what the request said: bytes, nulls and wishes.
func TestBatchIsTheRequest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := requests.Draw(t, "request")
		b, err := ParseBatch(body(t, Input, q.Append(nil)))
		require.NoError(t, err)
		require.Equal(t, len(q.Records), b.N)
		require.Equal(t, []bool{q.Edits, q.Brief}, []bool{b.Edits, b.Brief})
		for i, want := range q.Records {
			got, ok := b.Record(i)
			require.Equal(t, want != nil, ok)
			require.Equal(t, string(want), string(got))
			require.Equal(t, len(want), b.Size(i))
		}
	})
}

// An answer is made of parts, and says the same however the records are parted.
func TestAnswerIsItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := requests.Draw(t, "request")
		b, err := ParseBatch(body(t, Input, q.Append(nil)))
		require.NoError(t, err)
		parts := []*Part{{}}
		var wanted [][]Count
		for i := range b.N {
			p := parts[len(parts)-1]
			data, _ := b.Record(i)
			p.Data = append(p.Data, data...)
			var counts []Count
			for range rapid.IntRange(0, 2).Draw(t, "counts") {
				counts = append(counts, Count{uint32(i), rapid.Uint32().Draw(t, "n")})
			}
			wanted = append(wanted, counts)
			p.Counts = append(p.Counts, counts...)
			p.Details = append(p.Details, bytes.Repeat([]byte("x"), i%3)...)
			p.End(Status(i))
			if rapid.Bool().Draw(t, "cut") {
				parts = append(parts, &Part{})
			}
		}
		a, err := ParseAnswer(body(t, Output, AppendAnswer(nil, &b, parts)))
		require.NoError(t, err)
		require.Equal(t, b.N, a.N)
		require.Equal(t, b.Valid, a.Valid)
		require.Equal(t, []bool{q.Edits, q.Brief}, []bool{a.Edits, a.Brief})
		for i := range b.N {
			data, _ := b.Record(i)
			require.Equal(t, string(data), string(a.Data[a.Offsets.At(i):a.Offsets.At(i+1)]))
			require.Equal(t, byte(i), a.Status[i])
			require.Equal(t, wanted[i], a.Counts(i))
			require.EqualValues(t, i%3, a.Told.At(i+1)-a.Told.At(i))
		}
	})
}

// A stream that is cut anywhere but between frames is an error that says where.
func TestCutStream(t *testing.T) {
	q := Request{Records: [][]byte{[]byte("一"), nil, []byte("二")}}
	frame := q.Append(nil)
	for n := range len(frame) {
		r := Reader{R: bytes.NewReader(append(bytes.Clone(frame), frame[:n]...)), Limit: len(frame)}
		_, _, err := r.Next(nil)
		require.NoError(t, err)
		_, _, err = r.Next(nil)
		switch {
		case n == 0:
			require.Equal(t, io.EOF, err)
		case n < headSize:
			require.ErrorContains(t, err, "frame 2: the stream ends after")
			require.ErrorContains(t, err, "of the 16 bytes of its head")
		default:
			require.ErrorContains(t, err, "frame 2: the stream ends after")
			require.ErrorContains(t, err, "bytes of its body")
		}
	}
}

// What is no frame is refused with the reason.
func TestBadFrames(t *testing.T) {
	good := AppendFrame(nil, Hello, []byte("{}"))
	change := func(i int, b byte) []byte {
		f := bytes.Clone(good)
		f[i] = b
		return f
	}
	for name, c := range map[string]struct {
		frame []byte
		want  string
	}{
		"text":    {[]byte("plain text, not frames at all"), "no stream of frames"},
		"short":   {[]byte("pl"), "no stream of frames"},
		"version": {change(3, 9), "it is of version 9; this program knows version 1"},
		"long":    {change(14, 1), "the limit is 100"},
	} {
		t.Run(name, func(t *testing.T) {
			r := Reader{R: bytes.NewReader(c.frame), Limit: 100}
			_, _, err := r.Next(nil)
			require.ErrorContains(t, err, c.want)
		})
	}
}

// What is no batch is refused with the reason.
func TestBadBatches(t *testing.T) {
	q := Request{Records: [][]byte{[]byte("abc"), nil}}
	good := body(t, Input, q.Append(nil))
	change := func(i int, b byte) []byte {
		f := bytes.Clone(good)
		f[i] = b
		return f
	}
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"empty":    {nil, "a column is longer than the frame"},
		"count":    {change(0, 200), "a column is longer than the frame"},
		"huge":     {change(7, 200), "a column is longer than the frame"},
		"width":    {change(8, 5), "offsets of 5 bytes: they have 4 or 8"},
		"flags":    {change(13, 5), "unknown flags 0x500"},
		"falling":  {change(20, 7), "offset 2 is 3, less than the 7 before it"},
		"too long": {change(24, 9), "a column is longer than the frame: the records have 9 bytes, by their offsets"},
		"more":     {append(bytes.Clone(good), make([]byte, 9)...), "bytes follow the last column"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseBatch(c.body)
			require.ErrorContains(t, err, c.want)
		})
	}
}

// A frame that says that it is long gets no memory before its bytes come.
func TestLongFrameGetsNoMemory(t *testing.T) {
	head := AppendHead(nil, Input, 1<<40)
	r := Reader{R: bytes.NewReader(head), Limit: 1 << 41}
	_, buf, err := r.Next(nil)
	require.ErrorContains(t, err, "the stream ends after 0 of the 1099511627776 bytes of its body")
	require.Nil(t, buf)
}

// Neither a batch nor an answer that was made up makes a reader fail otherwise than
// with an error, and what is read lies within the frame.
func FuzzParse(f *testing.F) {
	q := Request{Records: [][]byte{[]byte("abc"), nil, {}}, Edits: true}
	frame := q.Append(nil)
	f.Add(frame[headSize:])
	b, err := ParseBatch(frame[headSize:])
	require.NoError(f, err)
	p := &Part{Data: []byte("abc"), Counts: []Count{{402, 1}}, Details: []byte("{}\n")}
	for range b.N {
		p.End(Changed)
	}
	f.Add(AppendAnswer(nil, &b, []*Part{p})[headSize:])
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := ParseBatch(data); err == nil {
			total := 0
			for i := range b.N {
				r, _ := b.Record(i)
				require.LessOrEqual(t, len(r), b.Size(i))
				total += b.Size(i)
			}
			require.LessOrEqual(t, total, len(b.Data))
		}
		if a, err := ParseAnswer(data); err == nil {
			for i := range a.N {
				a.Counts(i)
				_ = a.Data[a.Offsets.At(i):a.Offsets.At(i+1)]
				_ = a.Details[a.Told.At(i):a.Told.At(i+1)]
			}
		}
	})
}

package worker

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/frames"
)

// client is a client in Go: it shows what one has to do.
type client struct {
	to   *io.PipeWriter
	from frames.Reader
	done chan error
}

// start starts a worker and says hello.
func start(t require.TestingT, c Config) *client {
	in, to := io.Pipe()
	from, out := io.Pipe()
	k := &client{to: to, from: frames.Reader{R: from, Limit: 1 << 30}, done: make(chan error, 1)}
	go func() {
		err := Serve(in, out, func([]byte) (Config, error) { return c, nil })
		in.Close()
		out.Close()
		k.done <- err
	}()
	k.send(t, frames.AppendFrame(nil, frames.Hello, []byte("{}")))
	kind, body, err := k.from.Next(nil)
	require.NoError(t, err)
	require.Equal(t, frames.Welcome, kind)
	require.JSONEq(t, `{"greeting":true}`, string(body))
	return k
}

func (k *client) send(t require.TestingT, frame []byte) {
	_, err := k.to.Write(frame)
	require.NoError(t, err)
}

// answer reads the next answer.
func (k *client) answer(t require.TestingT) frames.Answer {
	kind, body, err := k.from.Next(nil)
	require.NoError(t, err)
	require.Equal(t, frames.Output, kind, "%s", body)
	a, err := frames.ParseAnswer(body)
	require.NoError(t, err)
	return a
}

// ask asks for one batch.
func (k *client) ask(t require.TestingT, q frames.Request) frames.Answer {
	go func() { _, _ = k.to.Write(q.Append(nil)) }()
	return k.answer(t)
}

// end ends the stream and returns what the worker said to that.
func (k *client) end() error {
	k.to.Close()
	return <-k.done
}

// fixers is a Config with the engine itself.
func fixers(jobs int, opts ...fixtext.Option) Config {
	return Config{
		Jobs: jobs, MaxRecord: 1 << 20, Log: io.Discard, Welcome: map[string]bool{"greeting": true},
		New: func(more ...fixtext.Option) (Repairer, error) {
			return fixtext.NewFixer(append(opts[:len(opts):len(opts)], more...)...)
		},
	}
}

// texts are records of all kinds: clean, damaged, in another charset, of no text.
var texts = [][]byte{
	[]byte("院子里的石榴树今年结了三十多个果子。"), []byte("圖書館裡的燈亮了。"), []byte("\xd0\xc2\xc4\xea\xbf\xec\xc0\xd6"),
	[]byte("ä¸\u00adå›½"), []byte("\xef\xbb\xbf他們說好。"), []byte("plain\n"), []byte("創(chuàng)業?！"), {0xff, 0}, {}, nil, []byte("\x00"),
	[]byte("鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�"), []byte("\xed\xa0\xbd"), []byte("a\nb\r\nc"), []byte("锟斤拷锟斤拷"),
	bytes.Repeat([]byte("老校長說，今晚開會。"), 3000),
}

// What becomes of a record depends on it alone: not on its batch, on who works on it
// beside it, on the width of offsets or on whether edits are asked for.
func TestRecordsAreAlone(t *testing.T) {
	fixer, err := fixtext.NewFixer()
	require.NoError(t, err)
	workers := map[int]*client{1: start(t, fixers(1)), 3: start(t, fixers(3))}
	rapid.Check(t, func(t *rapid.T) {
		record := rapid.OneOf(rapid.SampledFrom(texts), rapid.SliceOfN(rapid.Byte(), 0, 30))
		q := frames.Request{
			Records: rapid.SliceOfN(record, 0, 30).Draw(t, "records"),
			Edits:   rapid.Bool().Draw(t, "edits"), Brief: rapid.Bool().Draw(t, "brief"), Wide: rapid.Bool().Draw(t, "wide"),
		}
		a := workers[rapid.SampledFrom([]int{1, 3}).Draw(t, "jobs")].ask(t, q)
		require.Equal(t, len(q.Records), a.N)
		for i, src := range q.Records {
			got := a.Data[a.Offsets.At(i):a.Offsets.At(i+1)]
			status := frames.Status(a.Status[i])
			if src == nil {
				require.Empty(t, got)
				require.Zero(t, status)
				require.Zero(t, a.Valid[i/8]>>(i%8)&1)
				continue
			}
			want, err := fixer.Bytes(src)
			require.NoError(t, err)
			require.Equal(t, !bytes.Equal(want, src), status&frames.Changed != 0)
			require.Equal(t, fixer.Report().Unrepairable > 0, status&frames.Unrepairable != 0)
			require.Zero(t, status&^(frames.Changed|frames.Unrepairable))
			if q.Brief && status&frames.Changed == 0 {
				require.Empty(t, got)
			} else {
				require.Equal(t, string(want), string(got))
			}
			told := string(a.Details[a.Told.At(i):a.Told.At(i+1)])
			if !q.Edits {
				require.Empty(t, told)
				require.Equal(t, appendCounts(nil, fixer.Report()), a.Counts(i))
				continue
			}
			var undone []fixtext.Edit
			for line := range strings.Lines(told) {
				var e fixtext.Edit
				require.NoError(t, json.Unmarshal([]byte(line), &e))
				undone = append(undone, e)
			}
			require.Equal(t, string(want), string(apply(src, undone)))
		}
	})
	for _, k := range workers {
		require.NoError(t, k.end())
	}
}

// apply makes edits.
func apply(src []byte, edits []fixtext.Edit) (dst []byte) {
	pos := 0
	for _, e := range edits {
		dst = append(append(dst, src[pos:e.Offset]...), e.Out...)
		pos = int(e.Offset) + len(e.In)
	}
	return append(dst, src[pos:]...)
}

// A client may be one batch ahead, however large they are: neither side waits for the
// other for ever.
func TestOneAhead(t *testing.T) {
	k := start(t, fixers(2))
	q := frames.Request{Records: [][]byte{bytes.Repeat([]byte("圖書館裡的燈亮了。"), 5000), []byte("好")}}
	frame := q.Append(nil)
	k.send(t, frame)
	for range 3 {
		k.send(t, frame)
		require.Equal(t, 2, k.answer(t).N)
	}
	require.Equal(t, 2, k.answer(t).N)
	require.NoError(t, k.end())
}

// failing is an engine with a bug.
type failing struct{ *fixtext.Fixer }

func (f failing) Append(dst, src []byte) ([]byte, error) {
	if bytes.Contains(src, []byte("bug")) {
		panic("index out of range")
	}
	return f.Fixer.Append(dst, src)
}

// A record that the engine fails on comes back as it was, and says so; the others of
// its batch are repaired.
func TestFailure(t *testing.T) {
	for _, jobs := range []int{1, 3} {
		var log bytes.Buffer
		c := fixers(jobs)
		c.Log = &log
		c.New = func(more ...fixtext.Option) (Repairer, error) {
			f, err := fixtext.NewFixer(more...)
			return failing{f}, err
		}
		k := start(t, c)
		a := k.ask(t, frames.Request{Records: [][]byte{[]byte("圖書館裡的燈亮了。"), []byte("a bug"), []byte("他們說好。")}})
		require.Equal(t, []byte{byte(frames.Changed), byte(frames.Failed), byte(frames.Changed)}, a.Status)
		require.Equal(t, "图书馆里的灯亮了。a bug他们说好。", string(a.Data))
		require.Equal(t, `{"error":"fixtext: the program failed on this record, which is a bug: index out of range"}`+"\n", string(a.Details))
		require.NoError(t, k.end())
		require.Contains(t, log.String(), "failing.Append")
	}
}

// A record that is longer than the limit is not looked at, and says so.
func TestLongRecord(t *testing.T) {
	c := fixers(1)
	c.MaxRecord = 27
	k := start(t, c)
	for _, brief := range []bool{false, true} {
		a := k.ask(t, frames.Request{Records: [][]byte{[]byte("圖書館裡的燈亮了。"), []byte("圖書館裡的燈也亮了。")}, Brief: brief})
		require.Equal(t, []byte{byte(frames.Changed), byte(frames.TooLong)}, a.Status)
		want := "图书馆里的灯亮了。"
		if !brief {
			want += "圖書館裡的燈也亮了。"
		}
		require.Equal(t, want, string(a.Data))
		require.Equal(t, `{"error":"fixtext: record of 30 bytes: the limit is 27"}`+"\n", string(a.Details))
	}
	require.NoError(t, k.end())
}

// What is no conversation ends with the reason, which the client is told, too.
func TestBadConversation(t *testing.T) {
	hello := frames.AppendFrame(nil, frames.Hello, []byte("{}"))
	q := frames.Request{Records: [][]byte{[]byte("好")}}
	batch := q.Append(nil)
	for name, c := range map[string]struct{ in, want string }{
		"text":         {"some text that is not made of frames", "frame 1: it begins with"},
		"no hello":     {string(batch), "frame 1: is of kind 3; the first must be a hello"},
		"hello twice":  {string(hello) + string(hello), "frame 2: is of kind 1; behind the hello come batches"},
		"cut":          {string(hello) + string(batch) + string(batch[:30]), "frame 3: the stream ends after 14 of the"},
		"no batch":     {string(hello) + string(frames.AppendFrame(nil, frames.Input, []byte("x"))), "frame 2: a column is longer"},
		"too long":     {string(hello) + string(frames.AppendHead(nil, frames.Input, 1<<40)), "frame 2: its body has"},
		"cut at start": {string(hello[:5]), "frame 1: the stream ends after 5 of the 16 bytes of its head"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			err := Serve(strings.NewReader(c.in), &out, func([]byte) (Config, error) { return fixers(1), nil })
			require.ErrorContains(t, err, "worker: "+c.want)
			r := frames.Reader{R: &out, Limit: 1 << 20}
			var kind frames.Kind
			var body []byte
			for kind != frames.Failure {
				kind, body, err = r.Next(nil)
				require.NoError(t, err)
			}
			require.Contains(t, string(body), "fixtext: worker: frame")
		})
	}
	require.NoError(t, Serve(strings.NewReader(""), io.Discard, nil), "an empty stream asks for nothing")
}

// Numbers of rules are those of their codes, and none is that of a sum.
func TestNumbers(t *testing.T) {
	for _, c := range numbers() {
		require.Greater(t, c.number, uint32(frames.SumUnrepairable))
	}
	require.Len(t, numbers(), len(fixtext.Rules()))
}

// BenchmarkDirect repairs records, without a worker; FIXTEXT_RECORDS names a file with them,
// parted by NUL.
func BenchmarkDirect(b *testing.B) {
	records := texts
	if name := os.Getenv("FIXTEXT_RECORDS"); name != "" {
		data, err := os.ReadFile(name)
		require.NoError(b, err)
		records = bytes.Split(data, []byte{0})
	}
	f, err := fixtext.NewFixer()
	require.NoError(b, err)
	var out []byte
	before := cpu(b)
	for b.Loop() {
		for _, r := range records {
			out, err = f.Append(out[:0], r)
			require.NoError(b, err)
		}
	}
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/float64(b.N*len(records)), "µs/record")
}

// FuzzServe: whatever a client sends, the worker answers with frames and ends.
func FuzzServe(f *testing.F) {
	hello := frames.AppendFrame(nil, frames.Hello, []byte("{}"))
	for _, text := range texts {
		q := frames.Request{Records: [][]byte{text, nil}, Edits: true}
		f.Add(q.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var out bytes.Buffer
		_ = Serve(io.MultiReader(bytes.NewReader(hello), bytes.NewReader(data)), &out, func([]byte) (Config, error) { return fixers(1), nil })
		r := frames.Reader{R: &out, Limit: 1 << 30}
		for {
			_, _, err := r.Next(nil)
			if err == io.EOF {
				return
			}
			require.NoError(t, err)
		}
	})
}

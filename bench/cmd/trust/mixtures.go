package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing/iotest"
	"time"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding"
)

// mixtures repairs random mixtures of all that text can be, with random options,
// and checks what the library promises of every input. Each round has a seed of
// its own, so that one can be run again: mixtures ROUND. Of texts that are cut into
// several blocks, mixtures large counts what a second run changes.
func mixtures(a *attack) error {
	m, err := newMixer("..")
	if err != nil {
		return err
	}
	if len(a.args) > 0 && a.args[0] == "large" {
		a.large(m)
		return nil
	}
	if len(a.args) > 0 {
		var round uint64
		if _, err := fmt.Sscan(a.args[0], &round); err != nil {
			return fmt.Errorf("round %q: %w", a.args[0], err)
		}
		a.rounds = 1
		a.mixture(m, round, new(sync.Mutex))
		return nil
	}
	var next, done, size atomic.Int64
	var print sync.Mutex
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for {
				round := next.Add(1) - 1
				if round >= int64(a.rounds) {
					return
				}
				size.Add(a.mixture(m, uint64(round), &print))
				if done := done.Add(1); done%10_000 == 0 {
					print.Lock()
					fmt.Printf("mixtures: %d rounds done\n", done)
					print.Unlock()
				}
			}
		})
	}
	all.Wait()
	fmt.Printf("mixtures: %.1f MB in all\n", float64(size.Load())/1e6)
	return nil
}

// mixture makes and checks one mixture, and returns its size.
func (a *attack) mixture(m *mixer, round uint64, print *sync.Mutex) int64 {
	rng := rand.New(rand.NewPCG(a.seed, round))
	x := m.mix(rng, round)
	opts := drawSettings(rng)
	began := time.Now()
	promise, detail := broken(x, opts)
	if promise != "" {
		x, opts = smallest(x, opts, promise)
		_, detail = broken(x, opts)
		print.Lock()
		defer print.Unlock()
		if len(x) > 4<<10 {
			detail = fmt.Sprintf("%d bytes, beginning with %.300q; %.600s", len(x), x, detail)
		}
		a.violation("%s: round %d: options %q: %s", promise, round, names(opts), detail)
	} else if t := time.Since(began); t > 10*time.Second+time.Duration(len(x))*20*time.Microsecond {
		print.Lock()
		defer print.Unlock()
		fmt.Printf("slow: round %d: %d bytes, options %q: %v\n", round, len(x), names(opts), t.Round(time.Second))
	}
	return int64(len(x))
}

// broken returns the name of a promise that is broken for x, and how; "" if all
// are kept.
func broken(x []byte, set []setting) (promise, detail string) {
	defer func() {
		if v := recover(); v != nil {
			promise, detail = "panic", fmt.Sprintf("%q: %v", x, v)
		}
	}()
	opts := options(set)
	var edits []fixtext.Edit
	once := fixtext.Bytes(x, append(opts[:len(opts):len(opts)], fixtext.OnEdit(func(e fixtext.Edit) error {
		edits = append(edits, e)
		return nil
	}))...)
	if twice := fixtext.Bytes(once, opts...); !bytes.Equal(once, twice) {
		return "idempotence", fmt.Sprintf("%q became %q, then %q", x, once, twice)
	}
	if how := unaccounted(x, once, edits); how != "" {
		return "accountability", fmt.Sprintf("%q became %q: %s", x, once, how)
	}
	if n, m := bytes.Count(x, newline), bytes.Count(once, newline); n != m && !maybeWide(x, set) {
		return "records", fmt.Sprintf("%q became %q: %d newlines, not %d", x, once, m, n)
	}
	// Now and then by chunks, without edits, or by several workers.
	if size := max([...]int{1, 3, 4097}[len(x)%3], len(x)/1000); len(x)%4 == 1 {
		in := &chunks{x, size}
		if got, err := io.ReadAll(fixtext.NewReader(in, opts...)); err != nil || !bytes.Equal(got, once) {
			return "chunk invariance", fmt.Sprintf("%q became %q, and read by %d bytes %q, %v", x, once, size, got, err)
		}
	}
	if len(x) > 1<<16 || len(x)%16 == 0 {
		var out bytes.Buffer
		r := fixtext.NewReader(iotest.HalfReader(bytes.NewReader(x)), append(opts, fixtext.Workers(4))...)
		if _, err := r.WriteTo(&out); err != nil || !bytes.Equal(out.Bytes(), once) {
			return "workers", fmt.Sprintf("%q became %q, and by 4 workers %q, %v", x, once, out.Bytes(), err)
		}
	}
	return "", ""
}

var newline = []byte{'\n'}

// maybeWide reports whether x may be in UTF-16 or UTF-32, where newlines are
// counted in code units.
func maybeWide(x []byte, set []setting) bool {
	for _, s := range set {
		if s.wide {
			return true
		}
		if s.name == lineBuffered {
			x = bytes.SplitAfterN(x, newline, 2)[0] // all that is known then
		}
	}
	unit, _ := encoding.Sniff(x[:min(len(x), 1<<20)], encoding.Options{}).Width()
	return unit > 1
}

// unaccounted says what is wrong with the edits from x to out; "" if they lead
// there and back.
func unaccounted(x, out []byte, edits []fixtext.Edit) string {
	var forth, back []byte
	in, at := x, out
	offset := int64(0)
	for _, e := range edits {
		same := int(e.Offset - offset)
		if same < 0 || same > len(in) || same > len(at) || !bytes.HasPrefix(in[same:], e.In) || !bytes.HasPrefix(at[same:], e.Out) {
			return fmt.Sprintf("the edit at %d, %q to %q, is out of place", e.Offset, e.In, e.Out)
		}
		if e.Verdict == fixtext.Unrepairable && !bytes.Equal(e.In, e.Out) {
			return fmt.Sprintf("the edit at %d, %q to %q, was to change nothing", e.Offset, e.In, e.Out)
		}
		forth = append(append(forth, in[:same]...), e.Out...)
		back = append(append(back, at[:same]...), e.In...)
		in, at = in[same+len(e.In):], at[same+len(e.Out):]
		offset = e.Offset + int64(len(e.In))
	}
	if !bytes.Equal(append(forth, in...), out) || !bytes.Equal(append(back, at...), x) {
		return "the edits do not lead there and back"
	}
	return ""
}

// chunks reads at most size bytes at a time.
type chunks struct {
	rest []byte
	size int
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.rest[:min(c.size, len(c.rest))])
	c.rest = c.rest[n:]
	return n, nil
}

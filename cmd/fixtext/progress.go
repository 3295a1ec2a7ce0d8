package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/internal/lang"
)

// progress is a line on the terminal that tells how far the work is. A nil
// progress shows nothing.
type progress struct {
	w     io.Writer
	total int64 // bytes to work on; 0 where that is not known
	bytes atomic.Int64
	stop  chan struct{}
	mu    sync.Mutex
	shown bool
}

// newProgress begins a line where standard error is a terminal. It appears when
// the work takes more than a second.
func (j *job) newProgress(paths []string) *progress {
	if j.f.quiet || !isTerminal(j.std.err) || isTerminal(j.std.out) && !j.f.write {
		return nil
	}
	p := &progress{w: j.std.err, total: totalOf(paths), stop: make(chan struct{})}
	began := time.Now()
	go func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-p.stop:
				return
			case <-tick.C:
				if spent := time.Since(began); spent > time.Second {
					p.show(spent)
				}
			}
		}
	}()
	return p
}

func (p *progress) add(n int) {
	if p != nil {
		p.bytes.Add(int64(n))
	}
}

func (p *progress) show(spent time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprint(p.w, "\r\x1b[K"+progressLine(p.bytes.Load(), p.total, spent))
	p.shown = true
}

// progressLine tells how many bytes are done, how fast that goes, and how long the rest
// will take.
func progressLine(done, total int64, spent time.Duration) string {
	rate := float64(done) / spent.Seconds()
	speed := fmt.Sprintf("%.*f MB/s", map[bool]int{true: 1}[rate < 1e7], rate/1e6)
	if total == 0 || done == 0 || done > total {
		return fmt.Sprintf("%s MB, %s", thousands(done/1e6), speed)
	}
	left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
	return lang.Sprintf("%s of %s MB, %d %%, %s, %v left", thousands(done/1e6), thousands(total/1e6), done*100/total, speed, left)
}

// totalOf is how many bytes of text the files have, where all are plain files.
func totalOf(paths []string) (total int64) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if packed, _ := codec.ByName(path); err != nil || !info.Mode().IsRegular() || packed != codec.None || records.ByName(path).Binary {
			return 0
		}
		total += info.Size()
	}
	return total
}

// clear takes the line away for a moment.
func (p *progress) clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// close takes the line away for good.
func (p *progress) close() {
	if p == nil {
		return
	}
	select {
	case <-p.stop:
	default:
		close(p.stop)
	}
	p.clear()
}

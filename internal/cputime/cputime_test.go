package cputime

import (
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	if d := Of(func() { time.Sleep(50 * time.Millisecond) }); d > 40*time.Millisecond {
		t.Errorf("to sleep costs %v", d)
	}
	n := 0
	if d := Of(func() {
		for i := range 100_000_000 {
			n += i & 1
		}
	}); d <= 0 {
		t.Errorf("to count to %d costs %v", 2*n, d)
	}
	if a := Least(3, func() { n++ }); a > time.Second {
		t.Errorf("nothing costs %v", a)
	}
}

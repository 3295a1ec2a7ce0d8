package main

import (
	"bytes"
	"slices"
	"time"
)

// smallest makes a violation small enough for a test: it leaves out options, and
// pieces of x, as long as the same promise stays broken.
func smallest(x []byte, set []setting, promise string) ([]byte, []setting) {
	limit := 20 * time.Second
	if len(x) > 1<<20 {
		limit = 5 * time.Minute
	}
	end := time.Now().Add(limit)
	fails := func(x []byte, set []setting) bool {
		if time.Now().After(end) {
			return false
		}
		p, _ := broken(x, set)
		return p == promise
	}
	for i := 0; i < len(set); {
		if fewer := slices.Delete(slices.Clone(set), i, i+1); fails(x, fewer) {
			set = fewer
		} else {
			i++
		}
	}
	for smaller := true; smaller; {
		before := len(x)
		for size := len(x) / 2; size > 0; size /= 2 {
			x = without(x, size, func(x []byte) bool { return fails(x, set) })
		}
		smaller = len(x) < before && time.Now().Before(end)
	}
	for i := range x { // what is left is plainer in ASCII
		if y := bytes.Clone(x); y[i] != 'a' && y[i] != '\n' {
			if y[i] = 'a'; fails(y, set) {
				x = y
			}
		}
	}
	return x, set
}

// without leaves out pieces of so many bytes, from the end, as long as it fails.
func without(x []byte, size int, fails func([]byte) bool) []byte {
	for at := len(x) - size; at >= 0; at -= size {
		if y := slices.Concat(x[:at], x[at+size:]); fails(y) {
			x = y
		}
	}
	return x
}

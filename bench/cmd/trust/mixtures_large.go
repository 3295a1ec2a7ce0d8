package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/fixtext/fixtext"
)

// largeTexts is how many texts of several blocks are tried.
const largeTexts = 20

// large counts the lines of long texts that a second run changes. They are broken
// in all families, those that are slow to search for lost bytes left out. It counts
// no violations: a second run cuts a text of several blocks in other places.
func (a *attack) large(m *mixer) {
	a.rounds = largeTexts
	var fast [][][]byte
	for _, lines := range m.families {
		began := time.Now()
		text := bytes.Join(lines, nil)
		fixtext.Bytes(text)
		if time.Since(began) < time.Duration(len(text))*2*time.Microsecond && bytes.IndexByte(text, 0) < 0 {
			fast = append(fast, bytes.SplitAfter(text, newline)) // all but UTF-16
		}
	}
	texts, changed, lines, size := 0, 0, 0, 0
	for i := range largeTexts {
		rng := rand.New(rand.NewPCG(a.seed, uint64(i)))
		var x []byte
		for len(x) < 3<<20 {
			family := one(rng, fast) // a few lines of each, as in a file that many have written to
			for range 1 + rng.IntN(200) {
				x = append(x, one(rng, family)...)
			}
		}
		once := fixtext.Bytes(x)
		twice := fixtext.Bytes(once)
		n := differing(once, twice)
		if n > 0 {
			texts++
		}
		changed, lines, size = changed+n, lines+bytes.Count(once, newline), size+len(x)
	}
	fmt.Printf("mixtures: of %d texts of %.1f MB in all, of %d families, a second run changes %d, in %d of %d lines\n",
		largeTexts, float64(size)/1e6, len(fast), texts, changed, lines)
}

// differing returns in how many lines two texts differ.
func differing(x, y []byte) (n int) {
	a, b := bytes.SplitAfter(x, newline), bytes.SplitAfter(y, newline)
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !bytes.Equal(a[i], b[i]) {
			n++
		}
	}
	return n
}

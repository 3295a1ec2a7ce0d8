// Package spans weighs what may stand at a place by how often it was counted between the
// same neighbours: of windows of up to four characters around the place, all that were
// seen often enough to change a choice.
package spans

import "github.com/fixtext/fixtext/internal/lm"

// Far is the most neighbours on one side of a place, and of a span.
const Far = 4

// Templates is the number of spans.
const Templates = 14

// Spans are the windows: so many neighbours on the left and on the right. What a span
// becomes without one of them comes before it, and those of one size side by side.
var Spans = [Templates][2]int{
	{1, 0}, {0, 1}, {1, 1}, {2, 0}, {0, 2}, {2, 1}, {1, 2}, {3, 0}, {0, 3}, {2, 2}, {3, 1}, {1, 3}, {4, 0}, {0, 4},
}

// widest is how many spans of one size there are at most.
const widest = 5

// parents are the spans with one neighbour less on the left, on the right, and on both:
// -1 if there is none to take away, and Templates for the span without neighbours.
var parents = func() (all [Templates][3]int) {
	index := func(i, j int) int {
		for t, s := range Spans {
			if s == [2]int{i, j} {
				return t
			}
		}
		return Templates
	}
	for t, s := range Spans {
		all[t] = [3]int{-1, -1, -1}
		if s[0] > 0 {
			all[t][0] = index(s[0]-1, s[1])
		}
		if s[1] > 0 {
			all[t][1] = index(s[0], s[1]-1)
		}
		if s[0] > 0 && s[1] > 0 {
			all[t][2] = index(s[0]-1, s[1]-1)
		}
	}
	return all
}()

// Window is the tokens around a place, which is in the middle: lm.Start beyond the ends
// of the line.
type Window [2*Far + 1]lm.Token

// Known returns how many neighbours on the left and on the right count: up to the end of
// the line, which is one itself.
func (w *Window) Known() (left, right int) {
	for left < Far && (left == 0 || w[Far-left] != lm.Start) {
		left++
	}
	for right < Far && (right == 0 || w[Far+right] != lm.Start) {
		right++
	}
	return left, right
}

// Longest is the length of the longest sequences that are counted.
const Longest = 5

var factors = [Longest]uint64{0x9E3779B97F4A7C15, 0xC4CEB9FE1A85EC53, 0xD6E8FEB86659FD93, 0xE7037ED1A0B428DB, 0x94D049BB133111EB}

// Term is what t as number k of a sequence adds to its sum.
func Term(t lm.Token, k int) uint64 { return (uint64(t) + 1) * factors[k] }

// Key is the hash of a sequence of n tokens with that sum.
func Key(sum uint64, n int) uint64 {
	h := sum + uint64(n)<<56
	h ^= h >> 32
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 31
	h *= 0xFF51AFD7ED558CCD
	return h ^ h>>33
}

// Around returns the sum of the neighbours that a span has.
func (w *Window) Around(s [2]int) (sum uint64) {
	for o := -s[0]; o <= s[1]; o++ {
		if o != 0 {
			sum += Term(w[Far+o], o+s[0])
		}
	}
	return sum
}

package spans

import (
	"math"
	"math/bits"
	"sync"

	"github.com/fixtext/fixtext/internal/lm"
)

// Most is the most candidates that are weighed beside each other.
const Most = 64

// Counter says how often the sequences with some keys were counted.
type Counter interface {
	Count(keys []uint64, counts []int32)
}

// Weigher weighs the candidates of a place. Of a span with i neighbours on the left and j on
// the right, between which candidate c was counted n times and all of them N times,
//
//	P_ij(c) = (n + k P'(c)) / (N + k),  P' = P_{i-1,j} P_{i,j-1} / P_{i-1,j-1}
//
// among the candidates, where k grows with the number of those seen. By how much n makes c
// likelier than one never seen there, log(1 + n/(k P')), is what the span says of c.
type Weigher struct {
	W      [Templates][Most]int32     // what each span says, in 1/Fine nat
	N      [Templates][Most]int32     // how often it was counted
	Known  [Templates]bool            // in which spans any of them was counted
	logs   [Templates + 1][Most]int32 // log P, but for what is the same for all
	powers [Most]uint64

	keys   [widest * Most]uint64 // of the sequences that are asked for together,
	counts [widest * Most]int32  // how often they were counted,
	whose  [widest * Most]uint16 // and of which span and candidate each is

	Truth, Times int // a candidate that was counted so many times too often; for training
}

// Fine is the number of steps of a nat.
const Fine = 64

// Weigh weighs the candidates in the middle of w, at most [Most].
func (v *Weigher) Weigh(c Counter, w *Window, ts []lm.Token) {
	ready()
	for i, t := range ts {
		v.logs[Templates][i] = -int32(lm.UnigramCost(t)) * (Fine / lm.Nat)
	}
	left, right := w.Known()
	for from := 0; from < Templates; {
		to := from // those of one size do not depend on each other: the memory is asked for all of them at once
		for ; to < Templates && size(to) == size(from); to++ {
			s, p := Spans[to], &parents[to]
			v.Known[to] = s[0] <= left && s[1] <= right && v.known(p[0]) && v.known(p[1])
		}
		v.count(c, w, ts, from, to)
		for ; from < to; from++ {
			v.Known[from] = v.Known[from] && v.span(ts, from)
		}
	}
}

// size is how many neighbours a span has.
func size(t int) int { return Spans[t][0] + Spans[t][1] }

// count fills in how often the candidates were counted in spans from..to.
func (v *Weigher) count(c Counter, w *Window, ts []lm.Token, from, to int) {
	n := 0
	for t := from; t < to; t++ {
		if !v.Known[t] {
			continue
		}
		s, p := Spans[t], &parents[t]
		sum := w.Around(s)
		for i, tok := range ts {
			if v.N[t][i] = 0; v.met(p[0], i) && v.met(p[1], i) { // else it is too rare
				v.keys[n], v.whose[n] = Key(sum+Term(tok, s[0]), s[0]+s[1]+1), uint16(t*Most+i)
				n++
			}
		}
	}
	c.Count(v.keys[:n], v.counts[:n])
	for k, x := range v.whose[:n] {
		v.N[x/Most][x%Most] = v.counts[k]
	}
}

// known reports whether something was counted in a span, or it is none.
func (v *Weigher) known(t int) bool { return t < 0 || t == Templates || v.Known[t] }

// span weighs by one span. It reports whether any candidate was counted in it.
func (v *Weigher) span(ts []lm.Token, t int) (any bool) {
	p := &parents[t]
	total, seen := 0, 0
	logs, weights, counts := &v.logs[t], &v.W[t], &v.N[t]
	for i := range ts {
		n := int(counts[i])
		weights[i], any = 0, any || n > 0
		if i == v.Truth {
			n = max(0, n-v.Times)
		}
		if n > 0 {
			seen++
			total += n
			weights[i] = int32(n)
		}
	}
	if !any {
		return false
	}
	for i := range ts {
		logs[i] = 0
		for k, sign := range [3]int32{1, 1, -1} {
			if p[k] >= 0 {
				logs[i] += sign * v.logs[p[k]][i]
			}
		}
	}
	if seen == 0 {
		return true
	}
	top := logs[0]
	for _, x := range logs[:len(ts)] {
		top = max(top, x)
	}
	all := uint64(0)
	for i := range ts {
		v.powers[i] = power(top - logs[i])
		all += v.powers[i]
	}
	k := uint64(1 + seen)
	for i := range ts {
		if n := uint64(weights[i]); n > 0 {
			x := k * v.powers[i]
			weights[i] = logarithm(2*n*all+x) - logarithm(x)
			logs[i] += weights[i]
		}
	}
	return true
}

// met reports whether candidate i was counted in a span, or it is none.
func (v *Weigher) met(t, i int) bool { return t < 0 || t == Templates || v.N[t][i] > 0 }

var (
	powers    [17 * Fine]uint64 // exp(-i/Fine) in parts of 2^24
	mantissas [256]int32
	exponents [64]int32
)

// ready fills these in, when the first place is weighed: most programs weigh none.
var ready = sync.OnceFunc(func() {
	for i := range powers {
		powers[i] = max(1, uint64(math.Round((1<<24)*math.Exp(-float64(i)/Fine))))
	}
	for i := range mantissas {
		mantissas[i] = int32(math.Round(1024 * Fine * math.Log(1+(float64(i)+0.5)/256)))
	}
	for i := range exponents {
		exponents[i] = int32(math.Round(1024 * Fine * float64(i) * math.Ln2))
	}
})

// power returns exp(-x/Fine) in parts of 2^24, at least one.
func power(x int32) uint64 {
	if int(x) >= len(powers) {
		return 1
	}
	return powers[x]
}

// logarithm returns the natural logarithm of x > 0 in 1/Fine.
func logarithm(x uint64) int32 {
	e := bits.Len64(x) - 1
	return (exponents[e] + mantissas[x<<(63-e)>>55&0xFF]) >> 10
}

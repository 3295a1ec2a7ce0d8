package mojibake

import (
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Bytes out of step. Where one byte of GBK or Big5 is lost or one too many,
// the bytes behind it pair up wrongly, up to an ASCII character. Nearly all of
// them are still there: they are paired again, one off.

// glimpse marks the characters of the line at which bytes may have fallen out
// of step: a few characters behind them read better one byte off. It tells
// whether there are any.
func (w *walker) glimpse(s step) bool {
	w.encode(s.Page)
	w.starts = append(w.starts[:0], make([]bool, len(w.runes))...)
	any := false
	prev := lm.Start
	gains := w.gains[:0] // what reading characters i and i+1 one off gains, by i
	for i := range w.runes {
		g := int32(0)
		if i+1 < len(w.runes) && w.codes[i].N == 2 && (w.codes[i+1].N == 2 || w.codes[i+1].N == 1 && w.codes[i+1].B[0] >= 0x40) {
			p := decoder.Char{B: [4]byte{w.codes[i].B[1]}, N: 1}
			if r, st := s.Source.Feed(&p, w.codes[i+1].B[0]); w.codes[i].B[1] >= 0x80 && st == decoder.Done && decoder.Printable(r) {
				t := lm.TokenOf(r)
				g = w.raw[i+1] - int32(lm.Cost(prev, t))
				prev = t
			} else {
				g = -costIllFormed
			}
		} else {
			g = -costNoPair
			prev = lm.Start
		}
		gains = append(gains, g)
	}
	w.gains = gains
	for i := range gains {
		sum := int32(0)
		for j := i; j < min(i+glance, len(gains)); j++ {
			sum += gains[j]
			if judge.Enough(judge.FirstOutOfStep, int(sum)) {
				for k := max(0, i-reach); k <= i+1 && k < len(w.starts); k++ {
					if !w.farmed(k) {
						w.starts[k], any = true, true
					}
				}
				break
			}
		}
	}
	return any
}

// gainOutOfStep returns how much less the best part of the line costs if it is read one byte
// off, of which glimpse left what each character gains.
func (w *walker) gainOutOfStep() int {
	sum, best := int32(0), int32(0)
	for _, g := range w.gains {
		sum = max(0, sum+g)
		best = max(best, sum)
	}
	return int(best)
}

// farmed reports whether the step was lost at character i by the link-farm
// rewriter, which package linkfarm undoes: at a mark of lost bytes before a
// full-width stop.
func (w *walker) farmed(i int) bool {
	for k := max(0, i-2); k <= i && k+1 < len(w.runes); k++ {
		if w.mark(k) && cutMark(w.runes[k+1]) {
			return true
		}
	}
	return false
}

// cutMark reports whether r is a mark at which the rewriter cuts, of either width.
func cutMark(r rune) bool {
	switch r {
	case '！', '？', '；', '，', '。', '!', '?', ';', ',':
		return true
	}
	return false
}

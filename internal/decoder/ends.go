package decoder

import (
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
)

// Where pairs were read as pairs, the character at an end of a span is Chinese both as it stands and as
// it is inside, and the triples of the search tell these apart badly: of 二看棉网, 看 may stay 艘. Package
// choice sees the line on either side.

// mostMoved is how many characters an end is moved at most, and leastLeft how many stay.
const (
	mostMoved = 3
	leastLeft = 2
)

// Ends moves the ends of those spans of q that lost nothing to where package choice has them. toks are the
// tokens of the line, and strange tells which of its characters are none of the script of what lies outside;
// nil: none.
func (f *Filler) Ends(q *Search, line []rune, toks []lm.Token, spans []Span, strange []bool) {
	f.toks = append(f.toks[:0], toks...) // those of the line with the spans undone
	f.first, f.last = 0, nil
	for k := range spans {
		if p := &spans[k]; p.pairs() {
			for i, c := range p.Chars {
				f.toks[p.From+i] = lm.TokenOf(c.R)
			}
		}
	}
	// inside tells what character i is inside a span, and whether it is likelier so. It is not ok for
	// what is no Han character both ways.
	inside := func(i int) (r rune, likelier, ok bool) {
		if r, ok = f.readPair(q, line[i]); !ok {
			return r, false, false
		}
		f.at.At(func(offset int) lm.Token { return f.token(i + offset) })
		var costs [2]int
		f.at.Costs([]lm.Token{toks[i], lm.TokenOf(r)}, costs[:])
		return r, costs[1] < costs[0] || strange != nil && strange[i], true
	}
	for k := range spans {
		p := &spans[k]
		if !p.pairs() {
			continue
		}
		limits := [2]int{-1, len(line)} // what stands outside and is not asked about, on the left and on the right
		if k > 0 {
			limits[0] = spans[k-1].To - 1
		}
		if k+1 < len(spans) {
			limits[1] = spans[k+1].From
		}
		for side, limit := range limits {
			for range mostMoved {
				out, in := p.From-1, p.From
				if side == 1 {
					out, in = p.To, p.To-1
				}
				if out != limit {
					if r, likelier, ok := inside(out); ok && likelier {
						f.toks[out] = lm.TokenOf(r)
						p.Chars = slices.Insert(p.Chars, side*len(p.Chars), Char{R: r})
						p.From, p.To = min(p.From, out), max(p.To, out+1)
						continue
					}
				}
				if _, likelier, ok := inside(in); !ok || likelier || p.To-p.From <= leastLeft {
					break
				}
				f.toks[in] = toks[in]
				p.Chars = slices.Delete(p.Chars, in-p.From, in-p.From+1)
				p.From, p.To = p.From+1-side, p.To-side
			}
		}
	}
}

// pairs reports whether each character of the span is one of the line, and none lost bytes.
func (p *Span) pairs() bool {
	return len(p.Chars) == p.To-p.From && !slices.ContainsFunc(p.Chars, func(c Char) bool { return c.Lost() })
}

// readPair reads the pair of bytes of r. It is not ok unless both are Han characters.
func (f *Filler) readPair(q *Search, r rune) (read rune, ok bool) {
	code, _ := f.code(q.Page, r)
	if code.N != 2 || !isHan(r) {
		return 0, false
	}
	var pend Char
	q.Source.Feed(&pend, code.B[0])
	read, st := q.Source.Feed(&pend, code.B[1])
	return read, st == Done && isHan(read)
}

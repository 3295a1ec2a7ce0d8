package decoder

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// Guess is a step that may have made a line, and by how much likelier the line is then,
// in units of 1/16 nat, than as clean text.
type Guess struct {
	Step    Step
	Layered bool // of text that had been read wrongly before
	Score   int
}

// Recogniser tells which wrong decoding made a line. What it was told of the lines of a
// block counts for those behind them. The zero Recogniser is ready to use; it serves
// one goroutine.
type Recogniser struct {
	columns []column // nil until it is first asked
	weights []byte
	prior   [maxColumns]int32 // of how rare the page is
	sums    [maxColumns]int32
	block   [maxColumns]int32 // of lines that were damaged
	found   [maxColumns]bool  // in the block
	family  [maxColumns]uint8 // columns of one source
	most    [NumSources]int32 // of block, by family
	best    [4]Guess

	segments []Segment
	from     [maxColumns]int    // scratch of Segments: where parts begin
	at       [maxColumns][2]int // and the best ones
}

// bonus is what a step counts beside that was found in the block.
const bonus = 5 * lm.Nat

// silent is what a step must score to be worth a look.
const silent = 6 * lm.Nat

// Reset forgets the block, and the line that was asked about last.
func (r *Recogniser) Reset() {
	r.block, r.found, r.sums, r.most = [maxColumns]int32{}, [maxColumns]bool{}, [maxColumns]int32{}, [NumSources]int32{}
}

// Line returns the steps that the line is likeliest to come from, the likeliest first;
// none if it looks like clean text. The result is valid until the next call.
func (r *Recogniser) Line(line []byte) []Guess {
	r.sum(line)
	n := 0
	for i, c := range r.columns {
		score := int(r.sums[i])
		if score < silent {
			continue
		}
		if r.found[i] {
			score += bonus
		}
		score += int(r.sibling(i) + r.prior[i])
		g := Guess{c.step, c.layered, score}
		k := n
		for k > 0 && r.best[k-1].Score < g.Score {
			k--
		}
		if k == len(r.best) {
			continue
		}
		n = min(n+1, len(r.best))
		copy(r.best[k+1:n], r.best[k:n-1])
		r.best[k] = g
	}
	return r.best[:n]
}

// sibling returns what the lines of the block say against column i, in favour of those
// of the same source: pages that are alike differ in few characters, and one line may
// have none of them.
func (r *Recogniser) sibling(i int) int32 {
	return max(r.block[i]-r.most[r.family[i]], -bonus)
}

// Found tells that the line that was asked about last was made by s.
func (r *Recogniser) Found(s Step) {
	for i, c := range r.columns {
		if c.step == s {
			r.found[i] = true
		}
		r.block[i] = max(r.block[i]+min(r.sums[i], 64*lm.Nat), 0)
	}
	r.most = [NumSources]int32{}
	for i := range r.columns {
		best := &r.most[r.family[i]]
		*best = max(*best, r.block[i])
	}
}

// prepare makes the columns, once.
func (r *Recogniser) prepare() {
	if r.columns != nil {
		return
	}
	r.columns, r.weights = columnsOf(), weights()
	for i, c := range r.columns {
		r.prior[i] = -rarity[c.step.Page] * lm.Nat / 2
		r.family[i] = uint8(min(c.step.Source, FromUTF16LE)) // which FromUTF16BE is like
	}
}

// sum adds up the weights of the characters of the line.
func (r *Recogniser) sum(line []byte) {
	r.prepare()
	r.sums = [maxColumns]int32{}
	var even, odd [8]uint64 // sums of every other column, four in a word
	n, prev := 0, rune(0)
	flush := func() {
		for k := range 8 {
			for lane := range 4 {
				r.sums[8*k+2*lane] += (int32(even[k]>>(16*lane)&0xFFFF) - 128*int32(n)) * eighth
				r.sums[8*k+2*lane+1] += (int32(odd[k]>>(16*lane)&0xFFFF) - 128*int32(n)) * eighth
			}
		}
		even, odd, n = [8]uint64{}, [8]uint64{}, 0
	}
	const lanes = 0x00FF_00FF_00FF_00FF
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		c, size := utf8.DecodeRune(line[i:])
		i += size
		if c > 0xFFFF || c == prev { // a row of the same says no more than one
			continue
		}
		prev = c
		at := rowOf(r.weights, c)
		if at == 0 {
			continue
		}
		row := r.weights[at : at+maxColumns]
		for k := range 8 {
			w := binary.LittleEndian.Uint64(row[8*k:])
			even[k] += w & lanes
			odd[k] += w >> 8 & lanes
		}
		if n++; n == 256 {
			flush()
		}
	}
	flush()
}

// word returns the eight bytes of s.
func word(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

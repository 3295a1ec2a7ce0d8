package damage

import (
	"math/rand/v2"

	"github.com/fixtext/fixtext/internal/pinyin"
	"github.com/fixtext/fixtext/internal/s2t"
)

// A note is a reading as the rewriter writes it behind a character.
type note struct {
	r     rune
	text  string // with its parentheses
	bytes []byte // text in GBK
}

// drawNotes draws what a page has notes on, and in which order the rewriter
// goes through its table: where two characters share a byte, the first wins,
// and the order it uses is not known.
func drawNotes(f Farm, rng *rand.Rand) []note {
	var notes []note
	if f.Every {
		return order(everyNote(f, rng), f, rng)
	}
	for e := range pinyin.FarmEntries() {
		if n := len(notes); n > 0 && notes[n-1].r == e.Rune {
			if rng.IntN(2) == 0 { // one of the two readings a site may have
				continue
			}
			notes = notes[:n-1]
		}
		n := note{r: e.Rune, text: "(" + e.Reading.String()}
		if f.Blank && e.Blank > 0 {
			n.text += " "
		}
		n.text += ")"
		for _, r := range n.text {
			n.bytes, _ = encode(n.bytes, r)
		}
		notes = append(notes, n)
	}
	return order(notes, f, rng)
}

// everyNote draws a reading for every traditional character of GBK.
func everyNote(f Farm, rng *rand.Rand) (notes []note) {
	for simple := rune(0x4E00); simple <= 0x9FFF; simple++ {
		r := s2t.Rune(simple)
		ys := pinyin.AppendReadings(nil, r)
		if r == simple || len(ys) == 0 {
			continue
		}
		y := ys[0] // the customary one, mostly
		if rng.IntN(4) == 0 {
			y = ys[rng.IntN(len(ys))]
		}
		n := note{r: r, text: "(" + y.String() + ")"}
		if f.Blank && rng.IntN(50) == 0 {
			n.text = "(" + y.String() + " )"
		}
		known := true
		for _, c := range n.text {
			var ok bool
			n.bytes, ok = encode(n.bytes, c)
			known = known && ok
		}
		if known {
			notes = append(notes, n)
		}
	}
	return notes
}

// order draws which of the notes a page has, and in which order.
func order(notes []note, f Farm, rng *rand.Rand) []note {
	kept := notes[:0]
	for _, n := range notes {
		if rng.Float64() < f.Annotate {
			kept = append(kept, n)
		}
	}
	rng.Shuffle(len(kept), func(i, j int) { kept[i], kept[j] = kept[j], kept[i] })
	return kept
}

// toneless returns a reading of r without its tone, in parentheses, or nothing
// if r has none.
func toneless(r rune) []rune {
	ys := pinyin.AppendReadings(nil, r)
	if len(ys) == 0 {
		return nil
	}
	return []rune("(" + ys[0].Toneless().String() + ")")
}

package damage

import (
	"math/rand/v2"

	"github.com/fixtext/fixtext/internal/pinyin"
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

package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// The rarer kind writes toneless readings behind random characters of
// simplified text: 时常(chang)会(hui). A gloss looks the same, 李(li)先生, so one
// or two of them prove nothing; several behind ordinary characters in the midst
// of running text, on this line or near it, do.

const (
	tonelessWeight = 3.0 // needed, in sites in running text
	tonelessKinds  = 3   // different characters needed
	tonelessDense  = 0.3 // of the Han there at most; a primer annotates more
	ordinary       = 9.0 // nats: a character that costs more is worth a gloss
)

// tonelessEvidence is what a line with toneless readings says about its page.
type tonelessEvidence struct {
	off    int // of the line, in the block
	han    int
	sites  []site
	weight float64
}

// toneless finds the characters that have one toneless syllable in lower case
// behind them, and that syllable is a reading of theirs.
func toneless(off int, line []byte) (e tonelessEvidence) {
	e.off = off
	for _, r := range string(line) {
		if han(r) {
			e.han++
		}
	}
	for at := 0; at < len(line); at++ {
		if line[at] != '(' {
			continue
		}
		k, size := utf8.DecodeLastRune(line[:at])
		if !han(k) {
			continue
		}
		if t, n := pinyin.Parse(line[at+1:]); n > 0 && t.Tone() != 0 && pinyin.Has(k, t) {
			e.weight-- // toned readings are there to teach
			continue
		}
		y, n := pinyin.ParseToneless(line[at+1:])
		end := at + 1 + n
		if y == 0 || line[at+1] < 'a' || end >= len(line) || line[end] != ')' {
			continue
		}
		if !pinyin.HasToneless(k, y) {
			e.weight -= 1
			continue
		}
		e.sites = append(e.sites, site{k: k, from: at, to: end + 1})
		before, _ := utf8.DecodeLastRune(line[:at-size])
		if before == ')' { // another reading
			before = k
		}
		after, _ := utf8.DecodeRune(line[end+1:])
		e.weight += running(before, k, after)
	}
	return e
}

// running weighs the place of a reading: 1 in the midst of words, less at
// their edge, below 0 where the character stands alone.
func running(before, k, after rune) float64 {
	if -lm.LogProb(lm.TokenOf(before), lm.TokenOf(k)) > ordinary {
		return 0
	}
	switch {
	case han(before) && han(after):
		return 1
	case han(before) || han(after):
		return 0.5
	}
	return -1
}

// tonelessFarm tells whether line i of the evidence belongs to such a page.
func tonelessFarm(lines []tonelessEvidence, i int) bool {
	var weight float64
	chars, sites := 0, 0
	kinds := map[rune]bool{}
	for j := max(0, i-neighbours); j <= min(len(lines)-1, i+neighbours); j++ {
		e := &lines[j]
		if e.off-lines[i].off > nearBytes || lines[i].off-e.off > nearBytes {
			continue
		}
		weight += e.weight
		chars += e.han
		sites += len(e.sites)
		for _, s := range e.sites {
			kinds[s.k] = true
		}
	}
	return weight >= tonelessWeight && len(kinds) >= tonelessKinds && float64(sites) <= tonelessDense*float64(chars)
}

// stripToneless takes the toneless readings out of a line.
func stripToneless(dst, line []byte, log *edit.Log) []byte {
	pos := 0
	for _, s := range toneless(0, line).sites {
		log.Add(edit.Edit{
			Offset: int64(s.from), In: line[s.from:s.to], Rule: RuleToneless, Verdict: edit.Inferred, Confidence: 0.95,
			Note: "toneless readings behind several ordinary characters nearby",
		})
		dst = append(dst, line[pos:s.from]...)
		pos = s.to
	}
	return append(dst, line[pos:]...)
}

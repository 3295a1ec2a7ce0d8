package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// The rarer kind writes toneless readings behind random characters: 时常(chang)会(hui).
// Some sites have a blank behind them, 社會(hui) 變遷, others write one more than once,
// 大會(hui)(hui). A gloss looks the same, 李(li)先生, so one or two of them prove nothing;
// several behind ordinary characters in the midst of running text, on this line or near
// it, do.

// tonelessEvidence is what a line with toneless readings says about its page.
type tonelessEvidence struct {
	off    int // of the line, in the block
	han    int
	sites  []site  // note.blank: a blank stands behind it, before a Han character or a mark
	blanks int     // how many do
	twice  int     // are written more than once
	weight float64 // of the places where they stand
}

func (e tonelessEvidence) offset() int { return e.off }

// measureToneless finds the characters that have one toneless syllable in lower
// case behind them, and that syllable is a reading of theirs.
func measureToneless(off int, line []byte) (e tonelessEvidence) {
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
			e.weight--
			continue
		}
		own := site{k: k, from: at, to: end + 1}
		for again := line[at:own.to]; bytes.HasPrefix(line[own.to:], again); own.to += len(again) {
			if own.to == end+1 {
				e.twice++
			}
		}
		after, _ := utf8.DecodeRune(line[own.to:])
		if after == ' ' { // before letters and digits it may be the author's
			after, _ = utf8.DecodeRune(line[own.to+1:])
			if own.blank = han(after) || markKind(after) != 0; own.blank {
				e.blanks++
			}
		}
		e.sites = append(e.sites, own)
		before, _ := utf8.DecodeLastRune(line[:at-size])
		if before == ')' || before == ' ' { // another reading
			before = k
		}
		e.weight += place(before, k, after)
		at = own.to - 1
	}
	return e
}

// place weighs the place of a reading: 1 in the midst of words, less at
// their edge, below 0 where the character stands alone.
func place(before, k, after rune) float64 {
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

// tonelessFarm decides whether line i of the evidence belongs to such a page.
func tonelessFarm(lines []tonelessEvidence, i int) bool {
	var l ledger
	chars, found := 0, 0
	noted := map[rune]bool{}
	for _, e := range near(lines, i, nearLines) {
		l[running] += e.weight
		chars += e.han
		found += len(e.sites)
		l[twice] += float64(e.twice)
		for _, s := range e.sites {
			noted[s.k] = true
		}
	}
	l[kinds] = float64(len(noted))
	l.share(annotate, float64(found), float64(chars))
	return tonelessNear.holds(&l) || tonelessTwice.holds(&l)
}

// dropToneless takes the toneless readings out of a line.
func dropToneless(line []byte) (edits []edit.Edit) {
	e := measureToneless(0, line)
	for _, s := range e.sites {
		if s.blank && 2*e.blanks >= len(e.sites) {
			s.to++ // here the blanks are the farm's
		}
		edits = append(edits, edit.Edit{
			Offset: int64(s.from), In: line[s.from:s.to], Rule: RuleToneless, Verdict: edit.Inferred, Confidence: tonelessNear.sure,
			Note: "toneless readings behind several ordinary characters nearby",
		})
	}
	return edits
}

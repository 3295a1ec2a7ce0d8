package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/pinyin"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// The evidence that a line is part of a link-farm page, and not teaching text,
// is weighed line by line, so that pages that follow one another in a block do
// not vouch for each other; a line that cannot decide looks at its neighbours.
//
// Weights are nats for "farm" against "teaching". Teaching text writes readings
// behind whatever a learner meets, so one in six of its readings at most stands
// on a character of the farm's table; the farm writes nowhere else.
const (
	weightTable   = 2.0  // a character of the table with the table's reading
	weightReading = 1.0  // a character of the table with another of its readings
	weightBlank   = 3.0  // a blank before the closing parenthesis, once a line
	weightPlain   = -3.0 // a character that no conversion changes
	weightUneven  = -2.0 // the character stands without a reading too
	weightDense   = -6.0 // half of the line's Han have readings, none with a blank
	enough        = 3.5  // needed to strip readings
	neighbours    = 10   // lines with readings looked at on either side
	nearBytes     = 4096 // and how far away
)

// site is a character with a reading behind it.
type site struct {
	k        rune
	from, to int // the annotation, "(chuàng )", in bytes of the line
	note
}

// lineEvidence is what a line with readings says about its page.
type lineEvidence struct {
	off      int // of the line, in the block
	score    float64
	changing int // sites on characters that conversion to simplified changes
	plain    int // sites on other characters
	bare     map[rune]int
	noted    map[rune]int

	judged, isFarm bool
}

// sites returns the characters of line that have one toned syllable behind
// them in ASCII parentheses, and that syllable is a reading of theirs.
func sites(dst []site, line []byte) []site {
	for off := 0; ; {
		i := bytes.IndexByte(line[off:], '(')
		if i < 0 {
			return dst
		}
		off += i
		k, _ := utf8.DecodeLastRune(line[:off])
		if n, ok := noteAt(line, off); ok && han(k) && n.syllable.Tone() != 0 && reads(k, n.syllable) {
			dst = append(dst, site{k: k, from: off, to: n.end, note: n})
		}
		off++
	}
}

// reads tells whether y is a reading of k, in a dictionary or in the farm's
// table.
func reads(k rune, y pinyin.Syllable) bool {
	if pinyin.Has(k, y) {
		return true
	}
	f, _, ok := pinyin.Farm(k)
	return ok && f == y
}

// weigh gathers what a line and its sites say.
func weigh(off int, line []byte, found []site) lineEvidence {
	e := lineEvidence{off: off, bare: map[rune]int{}, noted: map[rune]int{}}
	blank := false
	for _, s := range found {
		e.noted[s.k]++
		blank = blank || s.blank
		if !changes(s.k) {
			e.plain++
		} else {
			e.changing++
		}
		if e.noted[s.k] > 1 {
			continue
		}
		y, _, ok := pinyin.Farm(s.k)
		switch {
		case !changes(s.k):
			e.score += weightPlain
		case ok && y == s.syllable:
			e.score += weightTable
		case ok:
			e.score += weightReading
		}
	}
	if blank {
		e.score += weightBlank
	}
	chars := 0
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		i += size
		if !han(r) {
			continue
		}
		chars++
		if e.noted[r] > 0 {
			e.bare[r]++
		} else if _, _, ok := pinyin.Farm(r); ok {
			e.bare[r]++
		}
	}
	for k, n := range e.noted {
		if e.bare[k] -= n; e.bare[k] > 0 {
			e.score += weightUneven
		}
	}
	if !blank && 2*len(found) >= chars {
		e.score += weightDense
	}
	return e
}

// farm tells whether line i of the evidence belongs to a link-farm page.
func farm(lines []lineEvidence, i int) bool {
	e := &lines[i]
	if e.score > 0 && e.plain == 0 && besideFarm(lines, i, -1) && besideFarm(lines, i, 1) {
		return true // too little of its own, between lines that have enough
	}
	score, changing, plain := e.score, e.changing, e.plain
	if score < enough || plain > 0 {
		for _, step := range [2]int{-1, 1} {
			for n, j := 0, i+step; n < neighbours && j >= 0 && j < len(lines); n, j = n+1, j+step {
				o := &lines[j]
				if o.off-e.off > nearBytes || e.off-o.off > nearBytes {
					break
				}
				score += o.score
				changing += o.changing
				plain += o.plain
				score += uneven(e, o)
			}
		}
	}
	return score >= enough && 20*plain <= changing+plain
}

// besideFarm tells whether the next line with readings in one direction, if
// there is one, decides for a farm by itself; one of both must be there.
func besideFarm(lines []lineEvidence, i, step int) bool {
	j := i + step
	if j < 0 || j >= len(lines) {
		return i-step >= 0 && i-step < len(lines)
	}
	return lines[j].score >= enough && lines[j].plain == 0
}

// uneven counts against a page the characters that have a reading on one line
// and none on the other.
func uneven(a, b *lineEvidence) (score float64) {
	for k := range a.noted {
		if b.bare[k] > 0 {
			score += weightUneven
		}
	}
	for k := range b.noted {
		if a.bare[k] > 0 && a.noted[k] == 0 {
			score += weightUneven
		}
	}
	return score
}

// han tells whether r is a Han character.
func han(r rune) bool { return runeclass.Is(r, runeclass.Ideograph) }

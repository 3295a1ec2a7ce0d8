package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/pinyin"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// The evidence that readings are the farm's, and not there to teach, is measured
// line by line, so that pages that follow one another in a block do not vouch
// for each other; a line that cannot decide looks at its neighbours.

// site is a character with a reading behind it.
type site struct {
	k        rune
	from, to int // the annotation, "(chuàng )", in bytes of the line
	note
}

// noteEvidence is what a line with readings says about its page.
type noteEvidence struct {
	off int // of the line, in the block
	ledger
	bare, noted map[rune]int // how often characters stand without a reading and with one

	judged, isFarm bool
}

func (e noteEvidence) offset() int { return e.off }

// sites returns the characters of line that have one toned syllable behind
// them in ASCII parentheses, and that syllable is a reading of theirs: also the
// neutral one of a character that conversion changes, 麼(me).
func sites(dst []site, line []byte) []site {
	for off := 0; ; off++ {
		i := bytes.IndexByte(line[off:], '(')
		if i < 0 {
			return dst
		}
		off += i
		if n, ok := noteAt(line, off); !ok {
			continue
		} else if k := keyBefore(line[:off]); k != 0 && (n.syllable.Tone() != 0 || changes(k)) && reads(k, n.syllable) {
			dst = append(dst, site{k: k, from: off, to: n.end, note: n})
		}
	}
}

// keyBefore returns the character at the end of line that a reading may stand
// behind, or 0: a Han character, or one that the farm found in the second byte of a
// character and a letter, “B(xián).
func keyBefore(line []byte) rune {
	k, size := utf8.DecodeLastRune(line)
	if han(k) {
		return k
	}
	if k < 0x40 || k >= 0x7F {
		return 0
	}
	before, _ := utf8.DecodeLastRune(line[:len(line)-size])
	if _, trail, ok := unpair(widen(before)); ok {
		if k = pair(trail, byte(k)); changes(k) {
			return k
		}
	}
	return 0
}

// reads reports whether y is a reading of k, in a dictionary or in the farm's
// table.
func reads(k rune, y pinyin.Syllable) bool { return pinyin.Has(k, y) || farmReads(k, y) }

// farmReads reports whether y is what the farm writes behind k.
func farmReads(k rune, y pinyin.Syllable) bool {
	f, _, ok := pinyin.Farm(k)
	return ok && f == y
}

// measureNotes measures a line and its sites.
func measureNotes(off int, line []byte, found []site) noteEvidence {
	e := noteEvidence{off: off, bare: map[rune]int{}, noted: map[rune]int{}}
	for _, s := range found {
		if s.syllable.Tone() == 0 {
			continue // another kind of farm writes them, too
		}
		e.noted[s.k]++
		if s.blank {
			e.ledger[blanks] = 1
		}
		where, kind := changing, otherReading
		_, _, known := pinyin.Farm(s.k)
		switch {
		case !changes(s.k):
			where, kind = plain, plainKinds
		case farmReads(s.k, s.syllable):
			kind = tableReading
		case !known && !alone(line, s):
			kind = anyReading
		case !known:
			kind = features // a list of characters to learn
		}
		e.ledger[where]++
		if e.noted[s.k] == 1 && kind < features {
			e.ledger[kind]++
		}
	}
	chars := 0
	for _, r := range string(line) {
		if !han(r) {
			continue
		}
		chars++
		if e.noted[r] > 0 || changes(r) {
			e.bare[r]++
		}
	}
	for k, n := range e.noted {
		if e.bare[k] -= n; e.bare[k] > 0 {
			e.ledger[uneven]++
		}
	}
	if e.ledger[blanks] == 0 && 2*len(found) >= chars {
		e.ledger[dense] = 1
	}
	return e
}

// alone reports whether a site has no Han character beside it.
func alone(line []byte, s site) bool {
	before, _ := utf8.DecodeLastRune(line[:s.from-utf8.RuneLen(s.k)])
	after, _ := utf8.DecodeRune(line[s.to:])
	return !han(before) && before != ')' && !han(after)
}

// farm decides whether line i of the evidence belongs to a link-farm page.
func farm(lines []noteEvidence, i int, foreign float64) bool {
	e := &lines[i]
	e.ledger[foreignScript] = foreign
	if noteLine.holds(&e.ledger) {
		return true
	}
	sum := e.ledger
	for j, o := range near(lines, i, nearLines) {
		if j != i {
			sum.add(&o.ledger)
			sum[uneven] += unevenLines(e, &o)
		}
	}
	sum[foreignScript] = foreign
	sum.share(plainShare, sum[plain], sum[plain]+sum[changing])
	return noteNear.holds(&sum)
}

// unevenLines counts the characters that have a reading on one line and none on
// the other.
func unevenLines(a, b *noteEvidence) (n float64) {
	for k := range a.noted {
		if b.bare[k] > 0 {
			n++
		}
	}
	for k := range b.noted {
		if a.bare[k] > 0 && a.noted[k] == 0 {
			n++
		}
	}
	return n
}

// dropNotes takes the readings out of a line of a link-farm page. Readings on
// characters that no conversion changes are not the farm's, and stay.
//
// The verdict is exact when doing it again would give the line back: every
// occurrence of each character had a reading, always the same.
func dropNotes(line []byte) (edits []edit.Edit) {
	found := sites(nil, line)
	even := evenly(line, found)
	for _, s := range found {
		e := edit.Edit{Offset: int64(s.from), In: line[s.from:s.to], Rule: RuleAnnotation}
		var l ledger
		if !changes(s.k) {
			l[plain] = 1
		}
		if !even[s.k] {
			l[uneven] = 1
			e.Note = "the character also stands without this reading"
		}
		if noteSite.judge(&l, &e) {
			edits = append(edits, e)
		}
	}
	return edits
}

// evenly returns the characters that always stand with one and the same annotation.
func evenly(line []byte, found []site) map[rune]bool {
	first := make(map[rune]string, len(found))
	other := make(map[rune]int, len(found)) // how often they stand otherwise
	for _, s := range found {
		ann := string(line[s.from:s.to])
		if _, ok := first[s.k]; !ok {
			first[s.k] = ann
		}
		if ann == first[s.k] {
			other[s.k]--
		}
	}
	even := make(map[rune]bool, len(found))
	for _, r := range string(line) {
		if first[r] != "" {
			other[r]++
			even[r] = other[r] == 0
		}
	}
	return even
}

// han reports whether r is a Han character.
func han(r rune) bool { return runeclass.Is(r, runeclass.Ideograph) }

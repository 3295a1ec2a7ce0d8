package linkfarm

import (
	"bytes"
	"iter"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/pinyin"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// readingsOf goes over the characters of line that have one syllable behind them in ASCII
// parentheses.
func readingsOf(line []byte) iter.Seq[site] {
	return func(yield func(site) bool) {
		for off := 0; ; off++ {
			i := bytes.IndexByte(line[off:], '(')
			if i < 0 {
				return
			}
			off += i
			if n, ok := noteAt(line, off); ok {
				if k := keyBefore(line[:off]); k != 0 && !yield(site{k: k, from: off, to: n.end, note: n}) {
					return
				}
			}
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

// measureNotes measures the readings of a line that have tones, or the neutral one of a character that conversion
// changes, 麼(me). Those on characters that
// no conversion changes are not the farm's, and stay; those without tone another kind of
// farm writes, too. What is taken out is proved where every occurrence of its character
// had a reading, always the same.
func measureNotes(e *evidence, line []byte) {
	first := map[rune]string{} // the reading that stands behind a character
	even := map[rune]int{}     // how often that does, less how often the character is there
	var some uint64            // a bit for the characters in these, to look up few of the others
	chars, all, blank := 0, 0, false
	for s := range readingsOf(line) {
		if s.syllable.Tone() == 0 && !changes(s.k) || !reads(s.k, s.syllable) {
			continue
		}
		all++
		blank = blank || s.blank
		reading := string(line[s.from:s.to])
		before, seen := first[s.k]
		if !seen {
			before, first[s.k] = reading, reading
		}
		if some |= 1 << (s.k % 64); before == reading {
			even[s.k]++
		}
		_, _, known := pinyin.Farm(s.k)
		switch {
		case !changes(s.k):
			e.ledger[plain]++
			continue
		case seen || s.syllable.Tone() == 0:
		case farmReads(s.k, s.syllable):
			e.ledger[tableReading]++
		case known || !alone(line, s):
			e.ledger[otherReading]++
		}
		e.sites = append(e.sites, s)
	}
	for _, r := range string(line) {
		if han(r) {
			chars++
		}
		if some>>(r%64)&1 != 0 && first[r] != "" {
			even[r]--
		}
	}
	for i := range e.sites {
		e.sites[i].proved = even[e.sites[i].k] == 0
	}
	switch {
	case blank:
		e.ledger[blanks] = 1
	case 2*all >= chars:
		e.ledger[dense] = 1
	}
}

// alone reports whether a site has no Han character beside it.
func alone(line []byte, s site) bool {
	before, _ := utf8.DecodeLastRune(line[:s.from-utf8.RuneLen(s.k)])
	after, _ := utf8.DecodeRune(line[s.to:])
	return !han(before) && before != ')' && !han(after)
}

// han reports whether r is a Han character.
func han(r rune) bool { return runeclass.Is(r, runeclass.Ideograph) }

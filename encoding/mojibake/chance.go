package mojibake

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Of many texts that are searched, some have a reading by chance: of thousands of words in a
// dictionary of Korean, two or three are Chinese in another charset. So the more is asked of a
// reading, the more text of its script was searched in the block in vain for each that has one. Records,
// as those of a dictionary in CSV, are blocks of a word: of words of one script some are supposed.

// withoutChance leaves out the readings that so much text may have by chance. lines are those of
// the block with what was found in them; what was searched in vain, the first look at it knows.
func (f *fixer) withoutChance(block []byte, lines []found) {
	fruitless := 0
	for i := range f.lines {
		if len(f.lines[i].readings) == 0 {
			fruitless++
		}
	}
	old := func(l *found, r *reading) uint32 { // the beginning tells
		from, to := l.from+r.From, l.from+r.To
		return scriptsIn(block[from:min(to, from+nearby)])
	}
	each := func(do func(l *found, r *reading)) {
		for i := range lines {
			for k := range lines[i].readings {
				do(&lines[i], &lines[i].readings[k])
			}
		}
	}
	readings, least := 0, surely
	each(func(_ *found, r *reading) { readings, least = readings+1, min(least, margin(r)) })
	if hardly*fruitless <= readings && readings != 1 || least >= logOdds(fruitless+supposed, 1) {
		return // text that is damaged throughout, or nothing that may be chance
	}
	var scripts uint32 // of doubtful readings
	each(func(l *found, r *reading) {
		if doubtful(r) {
			scripts |= old(l, r)
		}
	})
	var made, vain tally
	for _, l := range f.lines {
		if len(l.readings) == 0 {
			vain.add(scriptsIn(block[l.from:l.to]) & scripts)
		}
	}
	each(func(l *found, r *reading) { made.add(old(l, r)) })
	for i := range lines {
		l := &lines[i]
		l.readings = slices.DeleteFunc(l.readings, func(r reading) bool {
			of := old(l, &r)
			return doubtful(&r) && margin(&r) < odds(of, mayBeWord(&r, of), &made, &vain)
		})
	}
}

// doubtful reports whether a reading may be chance.
func doubtful(r *reading) bool { return margin(r) < surely }

// margin is by how much a reading shows more than is asked for. Words by themselves and lines
// that are undone as the one before have no score.
func margin(r *reading) int {
	switch r.Ledger.Kind {
	case judge.LoneMark, judge.CrossedWord, judge.LostWord, judge.Again:
		return ofWord
	}
	return r.Ledger.Margin()
}

// mayBeWord reports whether a reading is of a word of one script, as text of nothing else is mostly.
func mayBeWord(r *reading, scripts uint32) bool {
	const words = uint32(runeclass.Greek|runeclass.Cyrillic|runeclass.Thai|runeclass.Syllable) | others
	return scripts&(scripts-1) == 0 && scripts&words != 0 && r.Ledger.N(judge.NewWide) < 2*minWhole
}

// odds is how much more text of the scripts was searched in vain than made sense, as a logarithm;
// of several scripts, of the one of which that is least. Of text without any, nothing is known; of
// a word, some more is supposed.
func odds(scripts uint32, word bool, made, vain *tally) int {
	if scripts == 0 {
		return 0
	}
	least, more := surely, 0
	if word {
		more = supposed
	}
	for ; scripts != 0; scripts &= scripts - 1 {
		k := bits.TrailingZeros32(scripts)
		least = min(least, logOdds(vain[k]+more, made[k]))
	}
	return least
}

// logOdds is the logarithm of 1 + vain/made, in units of costs, and the same on all machines.
func logOdds(vain, made int) int {
	const ln2 = 11 // in 16ths
	return judge.Log2(16*vain/made) * ln2 / 16
}

// What has no class is told apart by code points: letters as in Latin, and of other alphabets.
const (
	latins = 1 << 31
	others = 1 << 30
)

// tally counts texts that have characters of a script.
type tally [32]int

func (t *tally) add(scripts uint32) {
	for ; scripts != 0; scripts &= scripts - 1 {
		t[bits.TrailingZeros32(scripts)]++
	}
}

// scriptsIn returns the scripts of the characters of text beyond ASCII, as bits.
func scriptsIn(text []byte) (set uint32) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if i += n; n == 1 { // ill-formed, or cut
			continue
		}
		switch c := runeclass.Of(r); {
		case c == 0 && r < 0x530:
			set |= latins
		case c == 0:
			set |= others
		case c&runeclass.Ideograph != 0:
			set |= uint32(runeclass.Common)
		case c&runeclass.Hangul != 0:
			set |= uint32(runeclass.Syllable)
		default:
			set |= uint32(c)
		}
	}
	return set
}

// chance reports whether hardly any of the lines has a reading.
func chance(lines []found) bool {
	made := 0
	for i := range lines {
		if len(lines[i].readings) > 0 {
			made++
		}
	}
	return hardly*made <= len(lines)
}

package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Newer farms strew symbols and emoji between characters, 收●到. Whoever adorns a text puts
// them between phrases, and whoever lists things behind each: there, what stands on their
// two sides is no likelier side by side than apart.

// symbol reports whether r may be strewn. ○ and □ stand for characters, ♀ and ♂ for words.
func symbol(r rune) bool {
	switch r {
	case '○', '♀', '♂':
		return false
	}
	return r >= '▲' && r <= 0x27BF || r >= 0x1F000 && runeclass.Is(r, runeclass.Emoji)
}

// symbols returns how long the symbols are that b begins with, with what modifies them.
func symbols(b []byte) (n int) {
	for {
		r, size := utf8.DecodeRune(b[n:])
		if !symbol(r) && (n == 0 || r != 0xFE0F && r != 0x200D) {
			return n
		}
		n += size
	}
}

// strewn reports whether symbols at b[i] stand between Han characters.
func strewn(b []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(b[:i])
	behind, _ := utf8.DecodeRune(b[i+symbols(b[i:]):])
	return han(before) && han(behind)
}

// measureStrewn measures the symbols of a line behind Han characters and marks. Each pair of
// characters around one counts once, and those that stand alone between two symbols do not:
// ornaments have them, 恭★喜★发★财.
func measureStrewn(e *evidence, line []byte) {
	var before rune
	run := 0 // Han characters side by side before i
	seen := map[[2]rune]bool{}
	for i := 0; i < len(line); {
		n := symbols(line[i:])
		if n == 0 {
			before, n = utf8.DecodeRune(line[i:])
			if run++; !han(before) {
				run = 0
			} else {
				e.ledger[places]++
			}
			i += n
			continue
		}
		behind, size := utf8.DecodeRune(line[i+n:])
		next, _ := utf8.DecodeRune(line[i+n+size:])
		if pair := [2]rune{before, behind}; run > 1 && han(behind) && han(next) && !seen[pair] {
			seen[pair] = true
			first, _ := utf8.DecodeLastRune(line[:i-utf8.RuneLen(before)])
			e.ledger[joins] += max(-joinsMost, min(parted(first, before, behind, next)-joinsLeast, joinsMost))
		}
		if han(before) || markAt(before) != 0 {
			k, _ := utf8.DecodeRune(line[i:])
			e.sites = append(e.sites, site{k: k, from: i, to: i + n})
		}
		run = 0
		i += n
	}
}

// parted returns how much less, in nats, characters c and d cost directly behind a and b than
// behind a mark there, the likeliest one.
func parted(a, b, c, d rune) float64 {
	apart := noBar
	x, y, z, end := lm.TokenOf(a), lm.TokenOf(b), lm.TokenOf(c), lm.TokenOf(d)
	for _, r := range "，、。" {
		mark := lm.TokenOf(r)
		apart = min(apart, lm.Cost3(x, y, mark)+lm.Cost3(y, mark, z)+lm.Cost3(mark, z, end))
	}
	return float64(apart-lm.Cost3(x, y, z)-lm.Cost3(y, z, end)) / nat
}

// Blanks that do not break became a question mark and a blank on some sites: 来信，? 说. Nobody
// asks behind a comma.

// blankAt reports whether such a blank begins at b[i].
func blankAt(b []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(b[:i])
	rest, ok := bytes.CutPrefix(b[i:], []byte("? "))
	behind, _ := utf8.DecodeRune(rest)
	switch markAt(before) {
	case ',', '、', '。', ';', ':':
		return ok && han(behind)
	}
	return false
}

// measureBlanks finds the blanks of a line.
func measureBlanks(e *evidence, line []byte) {
	for i := range line {
		if line[i] == '?' && blankAt(line, i) {
			k, _ := utf8.DecodeRune(line[i+2:])
			e.sites = append(e.sites, site{k: k, from: i, to: i + 2})
		}
	}
}

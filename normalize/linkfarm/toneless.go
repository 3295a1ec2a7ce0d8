package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// The rarer kind writes toneless readings behind random characters of
// simplified text: 时常(chang)会(hui). A gloss looks the same, 李(Li)先生, so one
// or two of them prove nothing.

const (
	tonelessLeast = 3   // different characters a line must show
	tonelessDense = 0.3 // of the line's Han at most; a primer annotates more
)

// tonelessSites returns the characters with a toneless reading of theirs in
// lower case behind them, inside running text.
func tonelessSites(line []byte) (found []site, strange int) {
	for off := 0; off < len(line); off++ {
		if line[off] != '(' {
			continue
		}
		k, _ := utf8.DecodeLastRune(line[:off])
		if !han(k) {
			continue
		}
		y, n := pinyin.ParseToneless(line[off+1:])
		end := off + 1 + n
		if y == 0 || line[off+1] < 'a' || end >= len(line) || line[end] != ')' {
			continue
		}
		if !pinyin.HasToneless(k, y) {
			strange++
			continue
		}
		found = append(found, site{k: k, from: off, to: end + 1})
	}
	return found, strange
}

// stripToneless takes toneless readings out of a line that has enough of them.
func stripToneless(dst, line []byte, log *edit.Log) []byte {
	found, strange := tonelessSites(line)
	if strange > 0 || !tonelessFarm(line, found) {
		return append(dst, line...)
	}
	pos := 0
	for _, s := range found {
		log.Add(edit.Edit{
			Offset: int64(s.from), In: line[s.from:s.to], Rule: RuleToneless, Verdict: edit.Inferred, Confidence: 0.95,
			Note: "toneless readings behind several unrelated characters of the line",
		})
		dst = append(dst, line[pos:s.from]...)
		pos = s.to
	}
	return append(dst, line[pos:]...)
}

// tonelessFarm tells whether readings stand behind several different
// characters in the midst of running text.
func tonelessFarm(line []byte, found []site) bool {
	kinds := map[rune]bool{}
	for _, s := range found {
		next, _ := utf8.DecodeRune(line[s.to:])
		before, _ := utf8.DecodeLastRune(line[:s.from-utf8.RuneLen(s.k)])
		if han(next) || han(before) {
			kinds[s.k] = true
		}
	}
	chars := 0
	for _, r := range string(line) {
		if han(r) {
			chars++
		}
	}
	return len(kinds) >= tonelessLeast && float64(len(found)) <= tonelessDense*float64(chars)
}

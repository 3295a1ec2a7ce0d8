package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// The rarer kind writes toneless readings behind random characters: 时常(chang)会(hui).
// Some sites have a blank behind them, 社會(hui) 變遷, others write one more than once,
// 大會(hui)(hui). A gloss looks the same, 李(li)先生, so one or two of them prove nothing;
// several behind ordinary characters in the midst of running text, on this line or near
// it, do.

// measureToneless finds the characters that have one toneless syllable in lower
// case behind them, and that syllable is a reading of theirs.
func measureToneless(e *evidence, line []byte) {
	for _, r := range string(line) {
		if han(r) {
			e.ledger[places]++
		}
	}
	blanks := 0 // sites that have one behind them, before a Han character or a mark
	for at := 0; at < len(line); at++ {
		if line[at] != '(' {
			continue
		}
		k, size := utf8.DecodeLastRune(line[:at])
		if !han(k) {
			continue
		}
		if t, n := pinyin.Parse(line[at+1:]); n > 0 && t.Tone() != 0 && pinyin.Has(k, t) {
			e.ledger[running]-- // toned readings are there to teach
			continue
		}
		y, n := pinyin.ParseToneless(line[at+1:])
		end := at + 1 + n
		if y == 0 || line[at+1] < 'a' || end >= len(line) || line[end] != ')' {
			continue
		}
		if !pinyin.HasToneless(k, y) {
			e.ledger[running]--
			continue
		}
		own := site{k: k, from: at, to: end + 1}
		for again := line[at:own.to]; bytes.HasPrefix(line[own.to:], again); own.to += len(again) {
			if own.to == end+1 {
				e.ledger[twice]++
			}
		}
		after, _ := utf8.DecodeRune(line[own.to:])
		if after == ' ' { // before letters and digits it may be the author's
			after, _ = utf8.DecodeRune(line[own.to+1:])
			if own.blank = han(after) || markAt(after) != 0; own.blank {
				blanks++
			}
		}
		e.sites = append(e.sites, own)
		before, _ := utf8.DecodeLastRune(line[:at-size])
		if before == ')' || before == ' ' { // another reading
			before = k
		}
		e.ledger[running] += place(before, k, after)
		at = own.to - 1
	}
	for i := range e.sites {
		if s := &e.sites[i]; s.blank && 2*blanks >= len(e.sites) {
			s.to++ // here the blanks are the farm's
		}
	}
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

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
	for s := range readingsOf(line) {
		toned := s.syllable.Tone() != 0
		switch {
		case !han(s.k) || line[s.from+1] < 'a' || toned && !pinyin.Has(s.k, s.syllable):
			continue
		case toned || !pinyin.HasToneless(s.k, s.syllable):
			e.ledger[running]-- // they are there to teach
			continue
		case s.blank:
			continue
		}
		once := s.to
		for again := line[s.from:s.to]; bytes.HasPrefix(line[s.to:], again); s.to += len(again) {
			if s.to == once {
				e.ledger[twice]++
			}
		}
		after, _ := utf8.DecodeRune(line[s.to:])
		if after == ' ' { // before letters and digits it may be the author's
			after, _ = utf8.DecodeRune(line[s.to+1:])
			if s.blank = han(after) || markAt(after) != 0; s.blank {
				blanks++
			}
		}
		e.sites = append(e.sites, s)
		before, _ := utf8.DecodeLastRune(line[:s.from-utf8.RuneLen(s.k)])
		if before == ')' || before == ' ' { // another reading
			before = s.k
		}
		e.ledger[running] += place(before, s.k, after)
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

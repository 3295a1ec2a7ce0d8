package mojibake

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/lm"
)

// Controls that were left out. Half of what GBK has beside GB 2312, and so much of traditional text,
// has a byte 80 to 9F, which is a control in ISO-8859-1, and many programs leave these out. Nothing
// marks the place: what is left is paired one byte off, up to the next that is missing, or the trail
// byte stands there as a letter.

// withoutControls returns the readings of a line of GBK that was read as ISO-8859-1 and lacks controls.
// It is not ok if the line makes better text without any that are missing.
func (f *fixer) withoutControls(line []byte) (list []reading, ok bool) {
	s := as(decoder.FromGBK, decoder.Latin)
	if f.exact || f.steps <= 0 || len(line) > maxLine || !mayLackControls(line) {
		return nil, false
	}
	if list := f.guesses(line); len(list) == 0 || list[0].Step != s {
		return nil, false
	}
	most := math.MaxInt // what the text costs with all that is there
	if text, ok := f.undoer.Undo([]step{s}, line); ok {
		if !oneOff(text) {
			return nil, false
		}
		most = costOf(nil, []rune(string(text)), nil)
	}
	f.w.load(line)
	f.w.mask()
	f.w.lacks = true
	spans := f.walk(s, openCost(s))
	f.w.lacks = false
	if len(spans) != 1 || spans[0].guesses() == 0 || costOf(nil, spans[0].text, nil)+perLost*spans[0].guesses() >= most {
		return nil, false
	}
	wide := func(r rune) bool { return r >= utf8.RuneSelf }
	if p := &spans[0]; slices.ContainsFunc(f.w.runes[:p.From], wide) || slices.ContainsFunc(f.w.runes[p.To:], wide) {
		return nil, false
	}
	r := f.judge(s, spans)
	return f.settle(&r), len(r.readings) > 0
}

// mayLackControls reports whether a line is mostly characters of ISO-8859-1, none of which is a control.
func mayLackControls(line []byte) bool {
	wide := 0
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case b < utf8.RuneSelf:
		case b == 0xC2 && i+1 < len(line) && line[i+1] >= 0xA0, b == 0xC3:
			wide++
			i++
		default:
			return false
		}
	}
	return wide >= 4*minWhole && 3*wide >= len(line)
}

// oneOff reports whether text is unlikely somewhere, or has single letters amid Chinese: pairs may be one off in
// it. Others need no search.
func oneOff(text []byte) bool {
	if lm.Unlikely(text, gate.Limit) >= 0 {
		return true
	}
	said := []rune(string(text))
	for i, r := range said {
		if r >= '@' && r < utf8.RuneSelf && chinese(said, i-1) && chinese(said, i+1) {
			return true
		}
	}
	return false
}

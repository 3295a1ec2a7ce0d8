package mojibake

import (
	"bytes"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Lines that were read in a page of single bytes that is met seldom, from end to end. Pages
// differ in a few characters, so that another that is met often explains parts of such a
// line, and half of it would be repaired, and wrongly: who has all its characters is asked
// before anybody looks for parts.

// asItStands is for what a line costs as it stands, which is not known: mostly nobody asks for it.
const asItStands = -1

// inSingle returns what a line says in the page of single bytes that makes the likeliest text of
// it, from end to end; nil if none makes any. What pages that are met often make of it costs
// known.
func (f *fixer) inSingle(line []byte, known int) []reading {
	if f.steps <= 0 || len(line) < 2*minWhole || bytes.Contains(line, []byte("\uFFFD")) {
		return nil
	}
	best := math.MaxInt
	var text []byte
	var s step
	f.eachSingle(line, func(y decoder.Page, b []byte) {
		valid := utf8.Valid(b)
		for x := range numSources {
			if (x == decoder.FromUTF8) != valid {
				continue
			}
			out, ok := x.AppendDecoded(nil, b)
			if !ok || !decoder.Clean(out, true) {
				continue
			}
			f.steps -= utf8.RuneCount(out)
			c := lm.Sum(out)
			if y >= decoder.NumPages {
				c += judge.SecondPage
			}
			if c < best {
				best, text, s = c, out, as(x, y)
			}
		}
	})
	rarity := judge.SecondPage
	if s.Source == decoder.FromUTF8 {
		rarity = 0
	}
	if known == asItStands && text != nil {
		known = lm.Sum(line)
	}
	if text == nil || best+rarity >= known {
		return nil
	}
	r, ok := f.throughout(line, text, []step{s}, s, f.isProved(s))
	if !ok {
		return nil
	}
	f.last = r.Steps
	return []reading{r}
}

// eachSingle calls do for the pages of single bytes that have all characters of line, with its
// bytes; of those that have the same, for the first. For marks of lost bytes there are none.
func (f *fixer) eachSingle(line []byte, do func(y decoder.Page, b []byte)) {
	var seen [][]byte
	line = bytes.ReplaceAll(line, []byte("\uFFFD"), nil)
	decoder.SinglesOf(line).Pages(func(y decoder.Page) bool {
		b, ok := y.AppendEncoded(nil, line)
		if ok && !slices.ContainsFunc(seen, func(o []byte) bool { return bytes.Equal(o, b) }) {
			seen = append(seen, b)
			do(y, b)
		}
		return true
	})
}

// likelierInSingle reports whether another page of single bytes makes likelier text of line, from
// end to end, than text, which is what s makes of it: the line before may have had none of the few
// characters in which two pages differ.
func (f *fixer) likelierInSingle(s step, line, text []byte) (found bool) {
	if !s.Page.Contested(line) {
		return false
	}
	own, ok := s.Page.AppendEncoded(nil, line)
	if !ok {
		return false
	}
	f.eachSingle(line, func(_ decoder.Page, b []byte) {
		if found || bytes.Equal(b, own) {
			return
		}
		if out, ok := s.Source.AppendDecoded(nil, b); ok && decoder.Clean(out, true) {
			f.steps -= utf8.RuneCount(out)
			found = lm.Sum(out)+judge.SecondPage < lm.Sum(text)
		}
	})
	return found
}

// lostInSingle is inSingle for a line that was loaded and lost bytes, of which pages that are
// met often make what gains known, less what its guesses cost.
func (f *fixer) lostInSingle(known int) []reading {
	lost := bytes.Count(f.w.line, []byte("\uFFFD"))
	if lost == 0 || known == 0 && muchLost*lost > len(f.w.runes) {
		return nil
	}
	var best partly
	most := known + 2*judge.SecondPage
	f.eachSingle(f.w.line, func(y decoder.Page, _ []byte) {
		for x := range numSources {
			p, ok := f.filled(as(x, y))
			if !ok {
				continue
			}
			if r := f.judge(as(x, y), []span{p}); net(&r) > most {
				best, most = r, net(&r)
			}
		}
	})
	return f.settle(&best)
}

// net is what readings gain, less what their guesses cost.
func net(p *partly) int {
	gain := p.gain
	for i := range p.readings {
		gain -= p.readings[i].Lost.Places * perLost
	}
	return gain
}

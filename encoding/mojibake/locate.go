package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// scores are by how much likelier a part of a line is if a step made it, by steps; 0 for
// those that the decoder does not know or that it takes for unlikely.
type scores [numSources][decoder.NumPages]int

// locate asks the decoder which steps may have made parts of the line that was loaded, and
// whether UTF-16 may have.
func (f *fixer) locate() (list scores, units bool) {
	units = list.take(f.rec.Segments(f.w.line))
	return list, units
}

// take takes in the scores of parts of a line, and tells whether one may be UTF-16.
func (list *scores) take(parts []decoder.Segment) (units bool) {
	for _, g := range parts {
		if x, y := g.Step.Source, g.Step.Page; x < numSources {
			list[x][y] = max(list[x][y], g.Score)
		} else {
			units = units || judge.Enough(judge.Near, g.Score)
		}
	}
	return units
}

// mayHold reports whether the line may hold spans that s made. Of what was met in the
// block, little is a sign.
func (f *fixer) mayHold(s step, located *scores) bool {
	switch {
	case s.Page == decoder.Partial: // which the decoder does not know
		return true
	case !s.Page.Single() && !slices.ContainsFunc(f.w.runes, farEast): // most pairs of such a page are
		return false
	case s.OutOfStep(): // the decoder does not know this, either
		return slices.ContainsFunc(f.w.runes, runeclass.IsHan)
	case crosses(s) && !f.isMet(s): // more happens by chance
		return judge.Enough(judge.NearInPairs, located[s.Source][s.Page]) || stranger(f.w.runes, f.w.runes)
	}
	return located[s.Source][s.Page] > 0
}

// explains reports whether the readings leave nothing in the line that a step may have made. What is odd there
// may be no more than a rare character, as many lines have it: then no mark of lost bytes is left, nothing that
// the decoder takes for likely, and nothing beside a reading that its page has. What is doubtful by itself, more may
// be known of later.
func (f *fixer) explains(list []reading) bool {
	w := &f.w
	if len(list) == 0 || w.covers(list) {
		return len(list) > 0
	}
	if w.frayed(list) || slices.ContainsFunc(list, func(r reading) bool { return doubtful(&r) }) {
		return false
	}
	left, at := f.left[:0], 0
	for i := range list {
		r := &list[i]
		if bytes.Contains(w.line[at:r.From], lostMark) {
			return false
		}
		left = append(append(left, w.line[at:r.From]...), r.Text...)
		at = r.To
	}
	left = append(left, w.line[at:]...)
	if f.left = left; bytes.Contains(w.line[at:], lostMark) {
		return false
	}
	var located scores
	located.take(f.rec.Segments(left))
	for x := range numSources {
		for y := range decoder.NumPages {
			if located[x][y] > 0 && f.mayHold(as(x, y), &located) {
				return false
			}
		}
	}
	return true
}

// frayed reports whether odd characters that the readings leave may belong to one: its page has them and what is
// between them, or it is a page of single bytes, which has no Chinese.
func (w *walker) frayed(list []reading) bool {
	for i := range w.runes {
		if !w.isOdd(i) {
			continue
		}
		for k := range list {
			r := &list[k]
			if r.From <= w.offs[i] && w.offs[i] < r.To {
				break
			}
			s := r.Steps[0]
			if s.Page >= decoder.NumPages || w.masks[i]>>s.Page&1 == 0 {
				continue
			}
			from, _ := slices.BinarySearch(w.offs, r.From)
			to, _ := slices.BinarySearch(w.offs, r.To)
			if s.Page.Single() || i < from && w.mayBelong(s, i, from) || i >= to && w.mayBelong(s, to, i+1) {
				return true
			}
		}
	}
	return false
}

// lostMark stands for lost bytes.
var lostMark = []byte("\uFFFD")

// farEast reports whether r is a character of East Asia, or for private use.
func farEast(r rune) bool { return r >= 0x2E80 && r != utf8.RuneError }

// stranger reports whether text stands in simplified Chinese, in pieces of which is nothing that was
// lost, no kana, and at least as many characters that traditional text does not have as those that
// simplified text does not; and whether it has one that conversion changes, as what other charsets of
// pairs make mostly does. What was converted has none, or a second run would see more strangers.
func stranger(text []rune, pieces ...[]rune) bool {
	if !slices.ContainsFunc(text, gate.Converts) {
		return false
	}
	var n [scripts]int
	for _, text := range pieces {
		if slices.Contains(text, utf8.RuneError) || slices.Contains(text, '?') {
			return false // there is other damage
		}
		for i, k := range scriptsOf(text) {
			n[i] += k
		}
	}
	return n[simplifiedHan] > 0 && n[simplifiedHan] >= n[traditionalHan] && n[kanaScript] == 0
}

// isMet reports whether s was done to the last line, or is proved for the block.
func (f *fixer) isMet(s step) bool { return f.hinted && s == f.hint || f.isProved(s) }

// near reports whether a few characters may well be what s made of others: whether they
// read better by far if it is undone, or just better, where a weak sign is enough: where
// there are letters of an alphabet among them, or characters that the line does not have.
func (f *fixer) near(s step, weak bool, located *scores) bool {
	switch score := located[s.Source][s.Page]; {
	case s.OutOfStep() && !(f.w.glimpse(s) && (weak || judge.Enough(judge.Near, f.w.gainOutOfStep()))):
		return false
	case s.OutOfStep(), s.Page == decoder.Partial: // which the decoder does not know
	case s.Source == decoder.FromUTF8 && s.Page.Single():
		return score > 0
	case s.Source == decoder.FromUTF8 && judge.Enough(judge.Near, score):
		// Letters of Latin-1 are what UTF-8 twice over says, two at least: no likelier than what stands there.
		return f.w.holdsUTF8(s.Page, 2, 0xFF) || (weak || f.w.holdsUTF8(s.Page, 1, utf8.MaxRune)) && f.gains(s)
	case weak && crosses(s) && stranger(f.w.runes, f.w.runes): // which says more than the decoder, who knows single characters
	case weak, s.Page.Single():
		return score > 0 && f.gains(s)
	case !judge.Enough(judge.Near, score):
		return false
	}
	return f.gains(s)
}

// gains reports whether s, undone in some of a few characters, makes them likelier, and may be
// made in their line: a part that ends among them is judged as it is, unless what lies
// beneath UTF-8 is to be read in turn; one that may go on beyond them is looked at in the line.
func (f *fixer) gains(s step) bool {
	w := &f.w
	for _, p := range f.walk(s, openCost(s)) {
		if f.trace != nil || s.Source == decoder.FromUTF8 || p.From == 0 && f.cut[0] || p.To == len(w.runes) && f.cut[1] {
			return true
		}
		r := reading{From: w.offs[p.From], To: w.offs[p.To], Text: []byte(string(p.text))}
		r.Ledger = weigh(s, w.runes[:p.From], w.runes[p.From:p.To], p.text, w.runes[p.To:], p.guesses(), false)
		if r.Trim(w.line); judge.Decide(&r.Ledger).Made() {
			return true
		}
	}
	return false
}

// holdsUTF8 reports whether so many characters of UTF-8, up to limit, are among the bytes that the
// line's characters are in page y, from its first byte to its last. Where UTF-8 lost
// bytes, others around are whole.
func (w *walker) holdsUTF8(y page, least int, limit rune) bool {
	w.encode(y)
	var buf [4 * utf8.UTFMax]byte // the bytes that may belong to the character that the next ends
	n := 0
	for _, c := range w.codes {
		for _, b := range c.B[:c.N] {
			if n == len(buf) {
				n = copy(buf[:], buf[len(buf)-utf8.UTFMax:])
			}
			buf[n] = b
			n++
			if b&0xC0 != 0x80 {
				continue
			}
			if r, size := utf8.DecodeLastRune(buf[:n]); r != utf8.RuneError && r <= limit && size > 1 {
				if least--; least == 0 {
					return true
				}
			}
		}
		if c.N == 0 {
			n = 0
		}
	}
	return false
}

package mojibake

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/judge"
)

// scores are by how much likelier a part of a line is if a step made it, by steps; 0 for
// those that the decoder does not know or that it takes for unlikely.
type scores [numSources][numPages]int

// any reports whether there is a step in page y.
func (l *scores) any(y page) bool {
	for x := range l {
		if l[x][y] > 0 {
			return true
		}
	}
	return false
}

// locate asks the decoder which steps may have made parts of the line that was loaded, and
// whether UTF-16 may have.
func (f *fixer) locate() (list scores, units bool) {
	for _, g := range f.rec.Segments(f.w.line) {
		if x, y := source(g.Step.Source), page(g.Step.Page); x < numSources {
			list[x][y] = max(list[x][y], g.Score)
		} else {
			units = units || judge.Enough(judge.Near, g.Score)
		}
	}
	return list, units
}

// mayHold reports whether the line may hold spans that s made. Of what was met in the
// block, little is a sign.
func (f *fixer) mayHold(s step, located *scores) bool {
	switch {
	case s.y == partial: // which has all characters
		return f.w.mayBe(s)
	case s.y.phased():
		return true
	case s.crosses() && !f.isMet(s): // more happens by chance
		return judge.Enough(judge.NearInPairs, located[s.x][s.y]) ||
			judge.Enough(judge.NearInSimplified, located[s.x][s.y]) && simplified(f.w.runes)
	}
	return located[s.x][s.y] > 0
}

// simplified reports whether pieces of a line have no kana, nothing that was lost, and at least as
// many characters that traditional text does not have as those that simplified text does not: of
// such, few are what other charsets of pairs make.
func simplified(pieces ...[]rune) bool {
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
	w := &f.w
	switch {
	case s.y.phased():
		return w.glimpse(s) && (weak || judge.Enough(judge.Near, w.gainOutOfStep())) && f.gains(s)
	case s.x == utf8Source && s.y.single():
		return w.mayBe(s)
	case s.y == partial, s.y.single():
		return w.mayBe(s) && f.gains(s)
	case weak:
		return located[s.x][s.y] > 0 && f.gains(s)
	case s.x == utf8Source:
		// Letters of Latin-1 are what UTF-8 twice over says, two at least: no likelier than what stands there.
		return judge.Enough(judge.Near, located[s.x][s.y]) && (w.holdsUTF8(2, 0xFF) || w.holdsUTF8(1, utf8.MaxRune) && f.gains(s))
	}
	return judge.Enough(judge.Near, located[s.x][s.y]) && f.gains(s)
}

// gains reports whether s, undone in some of a few characters, makes them likelier, and may be
// made in their line: a part that ends among them is judged as it is, unless what lies
// beneath UTF-8 is to be read in turn; one that may go on beyond them is looked at in the line.
func (f *fixer) gains(s step) bool {
	w := &f.w
	for _, p := range f.walk(s, s.openCost()) {
		if f.trace != nil || s.x == utf8Source || p.From == 0 && f.cut[0] || p.To == len(w.runes) && f.cut[1] {
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
// line's characters are in the page at hand, from its first byte to its last. Where UTF-8 lost
// bytes, others around are whole. It takes the codes that encode left.
func (w *walker) holdsUTF8(least int, limit rune) bool {
	var buf [4 * utf8.UTFMax]byte // the bytes that may belong to the character that the next ends
	n := 0
	for _, c := range w.codes {
		for _, b := range c.b[:c.n] {
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
		if c.n == 0 {
			n = 0
		}
	}
	return false
}

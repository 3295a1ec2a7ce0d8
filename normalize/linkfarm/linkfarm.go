// Package linkfarm undoes what one rewriting tool, found on thousands of
// sites, does to simplified Chinese pages. The tool turns the characters
// traditional, writes a pinyin reading behind each character of a closed table
// (創(chuàng )), cuts the GBK bytes at full-width marks without looking where
// characters begin, decodes the pieces, and on some sites puts a comma before
// most marks (,、).
//
// This package takes the readings and the commas out and puts the bytes that
// were cut back into step. It does not convert the script: what it returns for
// a damaged page is traditional Chinese.
//
// The way of a line: survey finds its signs (sign.go) and measures what it shows
// (notes.go, toneless.go, comma.go); repair asks for each kind of damage whether the
// line and those near it have it, and takes it back. Bytes that were cut (unshift.go)
// are paired again by a search along the line (lattice.go), which tries the ways in which
// what stands there may have come about, bytes on the page and lost ones (ways.go). Its runs
// are measured in accept.go; one of the measures is doing the damage again, which must
// give the page as it was (rewriter.go). When all runs of a line are known, what was lost
// is chosen again with both sides of it in view (choose.go).
//
// Whatever is measured is entered in a ledger, and claim.decide alone compares it with
// the numbers (ledger.go, numbers.go). Teaching text looks similar, 名(míng)花(huā),
// and must not be touched; noteLine says what tells them apart.
package linkfarm

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/model"
)

// The rules of this package.
const (
	// RulePhase: GBK bytes that were paired one byte off.
	RulePhase edit.Code = "FT401"
	// RuleAnnotation: a toned reading behind a traditional character.
	RuleAnnotation edit.Code = "FT402"
	// RuleToneless: a toneless reading behind a character.
	RuleToneless edit.Code = "FT403"
	// RuleComma: a comma before another mark.
	RuleComma edit.Code = "FT404"
	// RuleStrewn: a symbol in the midst of words, or what was a blank.
	RuleStrewn edit.Code = "FT405"
	// RuleLost: a character that a farm wrote for another one; that of package mojibake for
	// what is lost for good.
	RuleLost edit.Code = "FT104"
)

// Append appends block to dst with link-farm damage repaired, and returns the extended
// slice; dst may be nil. block is UTF-8 (ill-formed bytes pass through), and should be
// whole lines; lines never become fewer or more. All evidence lies within the block.
// Edits go to log, if it is not nil, with offsets in bytes into block. The result never
// shares memory with block, and dst and block do not overlap.
//
// Rules: FT401 (exact where every byte was on the page, else inferred), FT402
// (exact or inferred), FT403 to FT405 (inferred), FT104 (only reported).
func Append(dst, block []byte, log *edit.Log) []byte {
	var seen gate.Seen
	seen.Scan(block, true)
	out, changed := AppendAt(dst, block, seen.Marks, log)
	if !changed {
		return append(dst, block...)
	}
	return out
}

// AppendAt is [Append] for a program that has looked through block already, for several
// stages at once: places are the offsets in bytes, in ascending order, of the characters
// ? ( , ， and U+FFFD in it, of symbols and emoji. It looks nowhere else, so what stands at a place that is left
// out may not be found; places without a sign of the rewriter do no harm. If nothing
// changes, it appends nothing and says so.
func AppendAt(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	return By(nil)(dst, block, places, log)
}

// By returns [AppendAt] as it chooses lost characters by a model; nil for the small one in the
// library. It keeps nothing between calls.
func By(m *model.Model) func(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	chosen := choice.Of(m.Contents())
	return func(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
		return appendAt(dst, block, places, chosen, log)
	}
}

// Signs reports whether a sign of the rewriter stands at one of the places of block, as [AppendAt] has them:
// else it finds nothing.
func Signs(block []byte, places []int32) bool {
	return slices.ContainsFunc(places, func(at int32) bool { return signAt(block, int(at)) != noSign })
}

func appendAt(dst, block []byte, places []int32, m *choice.Model, log *edit.Log) (out []byte, changed bool) {
	seen := signs(block, places)
	if len(seen) == 0 {
		return dst, false
	}
	if log == nil {
		log = new(edit.Log)
	}
	before := log.Verdicts
	p := survey(block, seen)
	p.search.model = m
	p.unshiftAll()
	for i := range p.lines {
		p.repair(i, log)
	}
	if log.Verdicts == before {
		return dst, false
	}
	at := 0
	for _, l := range p.lines {
		dst = append(append(dst, block[at:l.from]...), l.text...)
		at = l.to
	}
	return append(dst, block[at:]...), true
}

// page is a block and what was measured in it.
type page struct {
	block  []byte
	lines  []line
	search search
}

// line is a line that has signs, with its line end, or a piece of a very long one.
type line struct {
	from, to int
	lost     []int            // where bytes were lost before a mark or a reading, in the line
	seen     [kinds]*evidence // nil: none

	// What is done so far.
	text  []byte
	edits []edit.Edit
}

// survey looks once at every line that has signs, and at those where commas may have been
// inserted near them: what share of the marks has one is seen on the others, too.
func survey(block []byte, signs []placed) *page {
	p := &page{block: block}
	p.search.work = workMin + len(block)/bytesPerWork
	reach := reachOf(block, signs)
	for from := 0; from < len(block); {
		at := len(block)
		if i := slices.Index(reach[from/nearBytes:], true); i >= 0 {
			at = max(from, (from/nearBytes+i)*nearBytes)
		}
		if len(signs) > 0 {
			at = min(at, signs[0].at)
		}
		if at == len(block) {
			break
		}
		l := line{to: from + linescan.Start(block[from:], at-from)}
		for end := linescan.End(block, at); l.to <= at; {
			l.from, l.to = l.to, linescan.Piece(block, l.to, end)
		}
		l.text = block[l.from:l.to]
		has := [signKinds]bool{}
		for ; len(signs) > 0 && signs[0].at < l.to; signs = signs[1:] {
			has[signs[0].sign] = true
			if signs[0].sign == lostSign {
				l.lost = append(l.lost, signs[0].at-l.from)
			}
		}
		has[commaSign] = slices.Contains(reach[l.from/nearBytes:(l.to-1)/nearBytes+1], true)
		any := len(l.lost) > 0
		for k, h := range habits {
			if has[h.sign] {
				l.seen[k] = evidenceOf(kind(k), l.text)
				any = any || l.seen[k] != nil
			}
		}
		if any {
			p.lines = append(p.lines, l)
		}
		from = l.to
	}
	return p
}

// placed is a sign and where it is.
type placed struct {
	at   int
	sign sign
}

// signs returns the signs of block that stand at places.
func signs(block []byte, places []int32) (list []placed) {
	for _, place := range places {
		if s := signAt(block, int(place)); s != noSign {
			list = append(list, placed{int(place), s})
		}
	}
	return list
}

// do makes edits in what a line is so far.
func (l *line) do(edits []edit.Edit) {
	l.text = edit.Apply(l.text, edits)
	l.edits = edit.Compose(l.edits, edits)
}

// unshiftAll puts the bytes of all lines in step. What that brings to light is
// evidence for the readings around it, also for what was not in step without it.
func (p *page) unshiftAll() {
	again := false
	for i := range p.lines {
		if l := &p.lines[i]; len(l.lost) > 0 {
			farm := p.near(i, tonedKind, func(j int) bool { return p.farm(tonedKind, j) })
			p.start(i)
			p.search.unshift(p.block, l, farm)
			again = again || len(l.edits) > 0
		}
	}
	for i := 0; again && i < len(p.lines); i++ {
		if l := &p.lines[i]; l.seen[tonedKind] != nil || len(l.edits) > 0 {
			l.seen[tonedKind] = evidenceOf(tonedKind, l.text)
		}
	}
}

// start takes the commas and symbols out of a line: bytes around them were paired without them.
func (p *page) start(i int) {
	p.drop(i, commaKind)
	p.drop(i, strewnKind)
	p.drop(i, blankKind)
}

// repair undoes what was done to line i, one kind of damage after the other.
func (p *page) repair(i int, log *edit.Log) {
	l := &p.lines[i]
	if len(l.lost) == 0 {
		p.start(i)
	}
	if p.drop(i, tonedKind) {
		l.do(cipher(l.text))
	}
	p.drop(i, tonelessKind)
	for _, e := range l.edits {
		e.Offset += int64(l.from)
		log.Add(e)
	}
}

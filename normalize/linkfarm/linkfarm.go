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
// Teaching text looks similar, 名(míng)花(huā), and must not be touched; page.go
// says what tells them apart. A run of bytes is repaired only if the language
// model prefers the repaired text by a margin and doing the damage again gives
// the page as it was (accept.go, rewriter.go).
package linkfarm

import (
	"bytes"
	"slices"
	"sort"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
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
)

// Append appends block to dst with link-farm damage repaired, and returns the extended
// slice; dst may be nil. block is UTF-8 (ill-formed bytes pass through), and should be
// whole lines; lines never become fewer or more. All evidence lies within the block.
// Edits go to log, if it is not nil, with offsets in bytes into block. The result never
// shares memory with block, and dst and block do not overlap.
//
// Rules: FT401 (exact where every byte was on the page, else inferred), FT402
// (exact or inferred), FT403 and FT404 (inferred).
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
// ? ( , ， and U+FFFD in it. It looks nowhere else, so what stands at a place that is left
// out may not be found; places without a sign of the rewriter do no harm. If nothing
// changes, it appends nothing and says so.
func AppendAt(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	seen := signs(block, places)
	if len(seen) == 0 {
		return dst, false
	}
	if log == nil {
		log = new(edit.Log)
	}
	start, before := len(dst), log.Verdicts
	p := survey(block, seen)
	for _, l := range p.lines {
		line := block[l.from:l.to]
		if !l.suspicious() {
			dst = append(dst, line...)
			continue
		}
		dst = p.appendLine(dst, line, l, log)
	}
	if log.Verdicts == before {
		return dst[:start], false
	}
	return dst, true
}

// page is a block and what was seen in it.
type page struct {
	block    []byte
	lines    []lineSpan
	evidence []lineEvidence
	commas   []commaEvidence
	toneless []tonelessEvidence

	witnesses int           // searches of the block for a swallowed digit
	allCommas commaEvidence // of the whole block: it may be one page
	search    search
}

// lineSpan is a line with its line end, and where its evidence is; -1: none.
type lineSpan struct {
	from, to int
	marks    bool
	notes    int // index into evidence
	commas   int // index into commas
	toneless int // index into toneless
}

func (l lineSpan) suspicious() bool {
	return l.notes >= 0 || l.commas >= 0 || l.marks || l.toneless >= 0
}

// survey looks at every line once, and at its signs.
func survey(block []byte, signs []placed) *page {
	p := &page{block: block}
	p.search.at = -1
	p.search.work = minWork + workPerByte*len(block)
	inserted := slices.ContainsFunc(signs, func(s placed) bool { return s.sign == commaSign }) // else no comma of it can be
	var found []site
	for from := 0; from < len(block); {
		to := len(block)
		if i := bytes.IndexByte(block[from:], '\n'); i >= 0 {
			to = from + i + 1
		}
		l := lineSpan{from: from, to: to, notes: -1, commas: -1, toneless: -1}
		line := block[from:to]
		noted := false
		for ; len(signs) > 0 && signs[0].at < to; signs = signs[1:] {
			l.marks = l.marks || signs[0].sign == lostSign
			noted = noted || signs[0].sign == noteSign
		}
		if noted {
			if e := toneless(from, line); len(e.sites) > 0 {
				l.toneless = len(p.toneless)
				p.toneless = append(p.toneless, e)
			}
			if found = sites(found[:0], line); len(found) > 0 {
				l.notes = len(p.evidence)
				p.evidence = append(p.evidence, weigh(from, line, found))
			}
		}
		if inserted {
			if e := commas(from, line); e.marks > 0 {
				if e.inserted > 0 {
					l.commas = len(p.commas)
				}
				p.commas = append(p.commas, e)
				p.allCommas.add(&e)
			}
		}
		p.lines = append(p.lines, l)
		from = to
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

// appendLine repairs one suspicious line, step by step.
func (p *page) appendLine(dst, line []byte, l lineSpan, log *edit.Log) []byte {
	farmLine := l.notes >= 0 && p.farm(l.notes)
	near := farmLine || p.farmNear(l)
	steps := []func(dst, line []byte, log *edit.Log) []byte{}
	if l.commas >= 0 && (p.allCommas.habit(false) || commaPage(p.commas, l.commas, near)) {
		steps = append(steps, func(dst, line []byte, log *edit.Log) []byte {
			return dropCommas(dst, line, p.commas[l.commas], log)
		})
	}
	if l.marks {
		steps = append(steps, func(dst, line []byte, log *edit.Log) []byte {
			return p.unshift(dst, line, l, near, log)
		})
	}
	if farmLine {
		steps = append(steps, func(dst, line []byte, log *edit.Log) []byte {
			return strip(dst, line, sites(nil, line), log)
		})
	}
	if l.toneless >= 0 && tonelessFarm(p.toneless, l.toneless) {
		steps = append(steps, stripToneless)
	}
	var edits []edit.Edit
	for _, step := range steps {
		own := edit.Log{Keep: true}
		line = step(nil, line, &own)
		edits = edit.Compose(edits, own.Edits)
	}
	for _, e := range edits {
		e.Offset += int64(l.from)
		log.Add(e)
	}
	return append(dst, line...)
}

// farmNear tells whether a line close to l belongs to a link-farm page.
func (p *page) farmNear(l lineSpan) bool {
	i := sort.Search(len(p.evidence), func(i int) bool { return p.evidence[i].off >= l.from-nearBytes })
	for ; i < len(p.evidence) && p.evidence[i].off <= l.from+nearBytes; i++ {
		if p.farm(i) {
			return true
		}
	}
	return false
}

// farm is the function farm for a line of this page; it is asked once a line.
func (p *page) farm(i int) bool {
	e := &p.evidence[i]
	if !e.judged {
		e.judged, e.isFarm = true, farm(p.evidence, i)
	}
	return e.isFarm
}

// unshift repairs the phase-shifted runs of a line.
func (p *page) unshift(dst, line []byte, l lineSpan, farm bool, log *edit.Log) []byte {
	body := bytes.TrimRight(line, "\r\n")
	s := &p.search
	s.look(p.block, l.from)
	s.line, s.tokens, s.farm = body, tokenize(s.tokens[:0], body), farm
	s.quote, s.quoteAt = 0, 0
	pos := 0
	for i := 0; i < len(s.tokens); {
		if s.work <= 0 || !s.site(i) || s.hopeless(i) {
			i++
			continue
		}
		cells, next := s.run(i)
		for _, r := range s.accept(cells) {
			e := edit.Edit{
				Offset: int64(r.from), In: line[r.from:r.to], Out: r.text, Rule: RulePhase,
				Confidence: confidence(r.margin),
			}
			if r.guesses > 0 {
				e.Verdict = edit.Inferred
			}
			if r.lost {
				e.Note = p.restore(&e, line[r.to:])
			}
			log.Add(e)
			s.repaired(r.first, r.end, r.text)
			if r.gone != unknown {
				s.gone, s.goneAt = r.gone, l.from
			}
			dst = append(append(dst, line[pos:r.from]...), e.Out...)
			pos = r.to
		}
		i = max(next, i+1)
	}
	return append(dst, line[pos:]...)
}

// restore puts a swallowed digit in place of the U+FFFD at the end of e.Out,
// if the block has evidence for it, and returns what to note.
func (p *page) restore(e *edit.Edit, rest []byte) string {
	d := byte(0)
	if p.witnesses < maxWitnesses {
		p.witnesses++
		d = witness(p.block, rest)
	}
	if d == 0 {
		return "one ASCII character was swallowed here and is lost"
	}
	e.Out = bytes.Replace(e.Out, []byte("\uFFFD"), []byte{d}, 1)
	return "the swallowed digit stands in the same words elsewhere in the text"
}

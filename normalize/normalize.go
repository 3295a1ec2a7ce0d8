// Package normalize turns text into canonical simplified Chinese: it undoes
// what a link farm did to a page, brings characters into canonical form and
// converts traditional Chinese, only where there is evidence. It works on UTF-8;
// bytes that are not pass through.
package normalize

import (
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// Normalizer says what is normalized. The zero Normalizer does nothing.
type Normalizer struct {
	Linkfarm  bool
	Canonical canonical.Rules
	Simplify  bool
}

// New returns a Normalizer of the stages and rules that p wants, of those that
// undo damage and, if asked for, those that convert and fold.
func New(p *edit.Policy, convert, fold bool) Normalizer {
	n := Normalizer{
		Linkfarm: p.WantsAny("FT401", "FT402", "FT403", "FT404"),
		Simplify: convert && p.WantsAny("FT301", "FT302", "FT303", "FT304", "FT305"),
	}
	if convert {
		n.Canonical = canonical.Canonical
	}
	if fold {
		n.Canonical |= canonical.Folding
	}
	if !p.WantsAny("FT501", "FT502", "FT503", "FT504", "FT505", "FT506", "FT507", "FT511", "FT512", "FT513") {
		n.Canonical = 0
	}
	return n
}

// Span tells whether block is certain to stay as it is: it returns len(block)
// then, and the length of an unchanged prefix if not.
func (n *Normalizer) Span(block []byte) int {
	if n.Linkfarm && linkfarm.Suspicious(block) {
		return 0
	}
	end := len(block)
	if n.Canonical != 0 {
		end = canonical.Span(block, n.Canonical)
	}
	if n.Simplify {
		end = min(end, simplify.Span(block[:end]))
	}
	return end
}

// Run runs the stages of normalization over the text of c, those that may find
// something. A block should be whole lines, of 1 MiB at most; all evidence is
// looked for within it. again says that the stages have seen the block before.
//
// What one repair uncovers, another may see. So Run tells whether it should be
// run again. Every repair removes what it was found by, so this ends; two rounds
// are the rule. Conversion alone, the last stage, uncovers nothing.
func (n *Normalizer) Run(c *edit.Chain, again bool) (more bool) {
	run := c.Run
	if again {
		run = c.Again
	}
	suspicious := n.Linkfarm && linkfarm.Suspicious(c.Text())
	if suspicious {
		more = run(linkfarm.Append)
	}
	if n.Canonical != 0 && canonical.Span(c.Text(), n.Canonical) < len(c.Text()) {
		more = run(func(dst, src []byte, log *edit.Log) []byte {
			return canonical.Append(dst, src, n.Canonical, log)
		}) || more
	}
	if n.Simplify && simplify.Span(c.Text()) < len(c.Text()) && run(simplify.Append) {
		more = more || suspicious
	}
	return more
}

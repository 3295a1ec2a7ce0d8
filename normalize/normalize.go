// Package normalize turns text into canonical simplified Chinese: it undoes what
// a link farm did to a page, decodes what transports left in prose, brings
// characters into canonical form and converts traditional Chinese, only where
// there is evidence. It works on UTF-8; bytes that are not pass through.
package normalize

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// The rules of each stage.
var (
	farmRules      = []edit.Code{"FT401", "FT402", "FT403", "FT404"}
	transportRules = []edit.Code{"FT111", "FT112", "FT113", "FT114", "FT115", "FT116", "FT117"}
	simplifyRules  = []edit.Code{"FT301", "FT302", "FT303", "FT304", "FT305"}
	canonicalRules = []edit.Code{"FT501", "FT502", "FT503", "FT504", "FT505", "FT506", "FT507", "FT511", "FT512", "FT513"}
)

// Normalizer says what is normalized. The zero Normalizer does nothing.
//
// Its methods run stages over one block: whole lines, of 1 MiB at most; all
// evidence is looked for within it. again says that they have seen it before.
// What one repair uncovers, another may see, so the caller runs them again after a
// change; two rounds are the rule. Conversion comes last, and what only it uncovers
// is no damage: the caller then takes it back in those lines.
type Normalizer struct {
	Linkfarm  bool
	Transport bool
	Canonical canonical.Rules
	Simplify  bool
	Converter simplify.Converter
}

// New returns a Normalizer of the stages and rules that p wants, of those that
// undo damage and, if asked for, those that convert and fold.
func New(p *chain.Policy, convert, fold bool) Normalizer {
	n := Normalizer{
		Linkfarm:  p.WantsAny(farmRules...),
		Transport: p.WantsAny(transportRules...),
		Simplify:  convert && p.WantsAny(simplifyRules...),
	}
	if convert {
		n.Canonical = canonical.Canonical
	}
	if fold {
		n.Canonical |= canonical.Folding
	}
	if !p.WantsAny(canonicalRules...) {
		n.Canonical = 0
	}
	return n
}

// Farm undoes what a link farm did to the text of c, and tells whether it changed
// anything.
func (n *Normalizer) Farm(c *chain.Chain, g *gate.Gate, again bool) (changed bool) {
	if !n.farmed(c, g) {
		return false
	}
	farm := func(dst, src []byte, log *edit.Log) []byte { return linkfarm.AppendAt(dst, src, g.Look(c).Marks, log) }
	return runner(c, again)(farm, farmRules...)
}

// farmed tells whether the text may hold what a link farm did to it.
func (n *Normalizer) farmed(c *chain.Chain, g *gate.Gate) bool {
	return n.Linkfarm && linkfarm.SuspiciousAt(c.Text(), g.Look(c).Marks)
}

// leaky tells whether the text may hold what transports left in it.
func (n *Normalizer) leaky(c *chain.Chain, g *gate.Gate) bool {
	return n.Transport && transport.SuspiciousAt(c.Text(), g.Look(c).Leaks)
}

// leaks returns the stage that decodes what transports left.
func leaks(c *chain.Chain, g *gate.Gate) chain.Stage {
	return func(dst, src []byte, log *edit.Log) []byte { return transport.AppendAt(dst, src, g.Look(c).Leaks, log) }
}

// Run decodes what transports left in the text of c and brings it into canonical
// form, and reports whether anything changed.
func (n *Normalizer) Run(c *chain.Chain, g *gate.Gate, again bool) (more bool) {
	run := runner(c, again)
	if n.leaky(c, g) {
		more = run(leaks(c, g), transportRules...)
	}
	if n.odd(c, g) {
		more = run(n.spare(c, g, func(dst, src []byte, log *edit.Log) []byte {
			return canonical.Append(dst, src, n.Canonical, log)
		}), canonicalRules...) || more
	}
	return more
}

// Converts reports whether Convert may change the text of c.
func (n *Normalizer) Converts(c *chain.Chain, g *gate.Gate) bool {
	return n.Simplify && n.convertible(c, g)
}

// Convert makes the text of c simplified, the last stage of all, but for the frozen
// lines. It reports whether anything changed.
func (n *Normalizer) Convert(c *chain.Chain, g *gate.Gate, again bool, frozen Lines) (changed bool) {
	if !n.Converts(c, g) {
		return false
	}
	stage := n.spare(c, g, n.Converter.Append)
	if len(frozen) > 0 {
		stage = frozen.spared(stage)
	}
	return runner(c, again)(stage, simplifyRules...)
}

// spare returns stage, or one that spares broken and misread lines if there may be some.
func (n *Normalizer) spare(c *chain.Chain, g *gate.Gate, stage chain.Stage) chain.Stage {
	seen := g.Look(c)
	if frozen := misreadLines(c.Text(), seen.Unlikely); len(frozen) > 0 {
		stage = frozen.spared(stage)
	}
	if !seen.Valid || seen.Lost {
		stage = sparing(stage)
	}
	return stage
}

func runner(c *chain.Chain, again bool) func(chain.Stage, ...edit.Code) bool {
	if again {
		return c.Again
	}
	return c.Run
}

// odd tells whether the text may have characters that are not in canonical form.
func (n *Normalizer) odd(c *chain.Chain, g *gate.Gate) bool {
	if n.Canonical&canonical.Folding != 0 {
		return canonical.Span(c.Text(), n.Canonical) < len(c.Text())
	}
	return n.Canonical != 0 && g.Look(c).Odd
}

// convertible tells whether conversion may change the text. If it is one that the
// gate does not know, it has to look itself.
func (n *Normalizer) convertible(c *chain.Chain, g *gate.Gate) bool {
	text := c.Text()
	if n.Converter != (simplify.Converter{}) {
		return n.Converter.Span(text) < len(text)
	}
	seen := g.Look(c)
	return seen.Traditional || len(seen.Convertible) > 0 && simplify.SpanAt(text, seen.Convertible) < len(text)
}

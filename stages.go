package fixtext

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// The rules of the stages that make canonical simplified text of text.
var (
	farmRules      = []Code{"FT401", "FT402", "FT403", "FT404", "FT405", "FT104"}
	transportRules = []Code{"FT111", "FT112", "FT113", "FT114", "FT115", "FT116", "FT117"}
	simplifyRules  = []Code{"FT301", "FT302", "FT303", "FT304", "FT305"}
	canonicalRules = []Code{"FT501", "FT502", "FT503", "FT504", "FT505", "FT506", "FT507", "FT511", "FT512", "FT513"}
)

// stages says which stages behind the charset are run. The zero value runs none.
//
// Its methods run stages over one block: whole lines, of 1 MiB at most; all
// evidence is looked for within it. again says that they have seen it before.
// What one repair uncovers, another may see, so the caller runs them again after a
// change; two rounds are the rule. Conversion comes last, and what only it uncovers
// is no damage: the caller then takes it back in those lines.
type stages struct {
	linkfarm  bool
	transport bool
	canonical canonical.Rules
	simplify  bool
	converter simplify.Converter

	// kept finds the spans that conversion and canonical form leave alone; nil if there are none.
	kept chain.Spans
}

// newStages returns the stages and rules that p wants, of those that undo damage and,
// if asked for, those that convert and fold.
func newStages(p *chain.Policy, convert, fold bool) stages {
	n := stages{
		linkfarm:  p.WantsAny(farmRules...),
		transport: p.WantsAny(transportRules...),
		simplify:  convert && p.WantsAny(simplifyRules...),
	}
	if convert {
		n.canonical = canonical.Canonical
	}
	if fold {
		n.canonical |= canonical.Folding
	}
	if !p.WantsAny(canonicalRules...) {
		n.canonical = 0
	}
	return n
}

// run decodes what transports left in the text of c and brings it into canonical
// form, and reports whether anything changed.
func (n *stages) run(c *chain.Chain, g *gate.Gate, again bool) (more bool) {
	more = n.transport && c.RunAt(transport.AppendAt, g.Look(c).Leaks, again, transportRules...)
	if n.odd(c, g) {
		more = runner(c, again)(n.spare(c, g, n.canonize(c.Text(), g.Look(c))), canonicalRules...) || more
	}
	return more
}

// canonize returns the stage that brings text into canonical form, of which seen tells
// where to look.
func (n *stages) canonize(text []byte, seen *gate.Seen) chain.Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		if n.canonical&canonical.Folding != 0 || seen.VeryOdd || !same(src, text) {
			return canonical.Append(dst, src, n.canonical, log)
		}
		out, _ := canonical.AppendAt(dst, src, seen.Odd, n.canonical, log)
		return out
	}
}

// converts reports whether convert may change the text of c.
func (n *stages) converts(c *chain.Chain, g *gate.Gate) bool {
	return n.simplify && n.convertible(c, g)
}

// convert makes the text of c simplified, the last stage of all, but for the frozen
// lines. It reports whether anything changed. It is for text of which converts says that it may.
func (n *stages) convert(c *chain.Chain, g *gate.Gate, again bool, frozen chain.Lines) (changed bool) {
	stage := n.spare(c, g, n.simplified(c.Text(), g.Look(c)))
	if len(frozen) > 0 {
		stage = frozen.Spared(stage)
	}
	return runner(c, again)(stage, simplifyRules...)
}

// simplified returns the stage that converts text, of which seen tells where to look.
func (n *stages) simplified(text []byte, seen *gate.Seen) chain.Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		if seen.Traditional || !same(src, text) {
			return n.converter.Append(dst, src, log)
		}
		return n.converter.AppendAt(dst, src, seen.Convertible, log)
	}
}

// spare returns stage without the spans that are kept, and without broken and misread
// lines if there may be some.
func (n *stages) spare(c *chain.Chain, g *gate.Gate, stage chain.Stage) chain.Stage {
	if n.kept != nil {
		stage = chain.Keeping(stage, n.kept)
	}
	seen, text := g.Look(c), c.Text()
	if len(seen.Unlikely) > 0 {
		stage = chain.Sparing(stage, func() bool { return isMisread(text, seen.Unlikely, 0, len(text)) },
			func(_ []byte, from, to int) bool { return isMisread(text, seen.Unlikely, from, to) })
	}
	if !seen.Valid || seen.Lost && chain.Breaks(text, seen.Losses) {
		stage = chain.SparingBroken(stage)
	}
	return stage
}

func runner(c *chain.Chain, again bool) func(chain.Stage, ...Code) bool {
	if again {
		return c.Again
	}
	return c.Run
}

// odd reports whether the text may have characters that are not in canonical form.
func (n *stages) odd(c *chain.Chain, g *gate.Gate) bool {
	if n.canonical&canonical.Folding != 0 {
		return canonical.Span(c.Text(), n.canonical) < len(c.Text())
	}
	return n.canonical != 0 && len(g.Look(c).Odd) > 0
}

// convertible reports whether conversion may change the text.
func (n *stages) convertible(c *chain.Chain, g *gate.Gate) bool {
	text, seen := c.Text(), g.Look(c)
	if n.converter == (simplify.Converter{}) && len(seen.Convertible) == 0 {
		return false
	}
	return seen.Traditional || n.converter.SpanAt(text, seen.Convertible) < len(text)
}

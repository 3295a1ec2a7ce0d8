// Package normalize turns text into canonical simplified Chinese: it undoes what
// a link farm did to a page, decodes what transports left in prose, brings
// characters into canonical form and converts traditional Chinese, only where
// there is evidence. Text of other languages, code and data stay as they are.
//
// It works on UTF-8; bytes that are not UTF-8 pass through. What was read in the
// wrong charset it does not undo: that is the trade of package mojibake, and the
// root package does both in the order that is right. Each stage is a package of its
// own, for those who need one alone: linkfarm, transport, canonical, simplify.
package normalize

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// String returns s as canonical simplified text: s itself where nothing changes.
// String(String(s)) equals String(s).
func String(s string) string {
	out, _ := Fix(s)
	return out
}

// Fix is [String] with the edits that lead there, in order, with offsets in bytes of
// s: replacing every Edit.In by its Edit.Out turns s into the result, and the
// reverse turns it back. Edits that are [edit.Unrepairable] change nothing; they say
// what was seen. All of s is evidence for every change. The slice is the caller's.
func Fix(s string) (string, []edit.Edit) {
	var c chain.Chain
	c.Start([]byte(s), true)
	run(&c)
	if !c.Log.Changed() {
		return s, c.Log.Edits
	}
	return string(c.Text()), c.Log.Edits
}

// maxRounds bounds how often the stages look again after a change. Two rounds are
// the rule; text that still changes in the last one is left alone.
const maxRounds = 10

// run runs the stages over the text of c until nothing changes any more.
func run(c *chain.Chain) {
	asIs := c.Text()
	do := c.Run
	for range maxRounds {
		changed := do(linkfarm.Append)
		changed = do(transport.Append) || changed
		changed = do(chain.SparingBroken(chain.SparingMisread(canonicalForm))) || changed
		if !changed && !convert(c, do) {
			return
		}
		do = c.Again
	}
	c.Start(asIs, true)
}

// convert makes the text simplified, the last stage of all. What looks like the work
// of a link farm only then is none, so the conversion is taken back.
func convert(c *chain.Chain, do func(chain.Stage, ...edit.Code) bool) (changed bool) {
	c.Save()
	if !do(chain.SparingBroken(chain.SparingMisread(simplify.Append))) {
		return false
	}
	var log edit.Log
	if linkfarm.Append(nil, c.Text(), &log); log.Changed() {
		c.Restore()
		return false
	}
	return true
}

// canonicalForm is the stage of package canonical.
func canonicalForm(dst, src []byte, log *edit.Log) []byte {
	return canonical.Append(dst, src, canonical.Canonical, log)
}

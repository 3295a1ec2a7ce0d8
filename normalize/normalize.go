// Package normalize turns text into canonical simplified Chinese: it undoes
// what a link farm did to a page and converts traditional Chinese, only where
// there is evidence. It works on UTF-8; bytes that are not pass through.
package normalize

import (
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// Span tells whether block is certain to stay as it is: it returns len(block)
// then, and the length of an unchanged prefix if not.
func Span(block []byte) int {
	if linkfarm.Suspicious(block) {
		return 0
	}
	return simplify.Span(block)
}

// Run runs the stages of normalization over the text of c, those that may find
// something. A block should be whole lines, of 1 MiB at most; all evidence is
// looked for within it. again says that the stages have seen the block before.
//
// What one repair uncovers, another may see. So Run tells whether it should be
// run again. Every repair removes what it was found by, so this ends; two rounds
// are the rule. Conversion alone, the last stage, uncovers nothing.
func Run(c *edit.Chain, again bool) (more bool) {
	run := c.Run
	if again {
		run = c.Again
	}
	suspicious := linkfarm.Suspicious(c.Text())
	if suspicious {
		more = run(linkfarm.Append)
	}
	if simplify.Span(c.Text()) < len(c.Text()) && run(simplify.Append) {
		more = suspicious
	}
	return more
}

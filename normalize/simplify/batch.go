package simplify

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// batchBytes is how much traditional text is converted at once. Lines are short,
// and deciding about each costs as much as converting it.
const batchBytes = 2048

// batches reports whether a batch may be tried at p: right behind traditional text,
// and close enough to it that it lends its evidence to every unit of the batch.
func (c *converter) batches(p int) bool {
	return !c.words && p == c.near.to && p > 0 && p >= c.noBatch &&
		p-c.near.from+batchBytes <= touch && (c.log == nil || !c.log.Keep)
}

// onlyVariants reports whether one of the lines that these are in has no other character of mark Strict:
// such a line is no evidence for those behind it. They stand in ascending order, behind offset from.
func (c *converter) onlyVariants(variants []int, from int) bool {
	for _, p := range variants {
		if p < from {
			continue // in a line that was looked at
		}
		from += linescan.Start(c.src[from:], p-from)
		end := from + script.UnitEnd(c.src[from:])
		if counts := script.Count(c.src[from:end]); counts.Strict == counts.Variant {
			return true
		}
		from = end
	}
	return false
}

// batch appends what becomes of the lines at from and returns how many bytes of src
// they are, 0 if they have to be looked at one by one. It does exactly what unit
// would do for each of them: all are Chinese, none has a simplified character,
// so every character changes, whether by its own line's evidence or by that of
// the traditional text before it.
func (c *converter) batch(dst []byte, from int) ([]byte, int) {
	end := from + script.Lines(c.src[from:min(len(c.src), from+batchBytes)])
	if c.log.Wants(from, end) { // in one of them at least
		for end = from; ; {
			n := bytes.IndexByte(c.src[end:], '\n') + 1
			if c.log.Wants(end, end+n) {
				c.noBatch = end + n
				break
			}
			end += n
		}
	}
	if end == from {
		return dst, 0
	}
	base := len(dst)
	out, t := c.fast(dst, from, end)
	signs := look(c.src, from, end)
	if t.seen&(dict.Foreign|dict.Simplified) != 0 || len(c.kept) > 0 || c.onlyVariants(t.variants, from) ||
		signs&cells != 0 && mayHoldRows(c.src[from:end]) || signs&(letters|names) != 0 && c.mayList(from, end, false) || signs&beyond != 0 && isBeyond(c.src[from:end]) ||
		!c.context.Presumed(from, end) {
		c.noBatch = end
		return out[:base], 0
	}
	c.context.Passed(from, end, t.seen&dict.Chinese != 0)
	if t.seen&dict.Strict != 0 {
		c.near.traditional(from, end)
	} else {
		c.near.to = end // the last one is still the same
	}
	c.characters += t.characters
	c.contexts += t.contexts
	c.choices += t.choices
	return out, end - from
}

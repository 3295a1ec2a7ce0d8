package simplify

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// SpanAt is [Span] for a program that has looked through src already, for several stages
// at once: places are the offsets in bytes, in ascending order, of characters of src, and
// among them all that conversion is about: traditional forms, simplified ones that are
// another character's traditional form, and those by which Chinese is told from Japanese,
// Korean and Vietnamese. It looks nowhere else; characters too many cost time and do no
// harm. Whoever does not know the places calls Span.
func SpanAt(src []byte, places []int32) int {
	return spanOf(converter{src: src, stops: places, known: true})
}

// appendAt is the function [Append] for a program that knows the places, as SpanAt has it.
func appendAt(dst, src []byte, places []int32, log *edit.Log) []byte {
	c := converter{src: src, stops: places, known: true, context: script.NewContext(src), log: log}
	return c.append(dst)
}

// next returns the offset of the first character at or behind p that may change.
func (c *converter) next(p int) int {
	if !c.known {
		return tables.Simplified.Next(c.src, p)
	}
	for len(c.stops) > 0 && int(c.stops[0]) < p {
		c.stops = c.stops[1:]
	}
	if len(c.stops) == 0 {
		return len(c.src)
	}
	return int(c.stops[0])
}

package simplify

import "github.com/fixtext/fixtext/internal/dict/tables"

// SpanAt is Span for a text that was looked through before: stops are the offsets
// of all characters at which the table of the default conversion stops
// (tables.Simplified.Stop), in ascending order.
func SpanAt(src []byte, stops []int32) int {
	return spanOf(converter{src: src, stops: stops, known: true})
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

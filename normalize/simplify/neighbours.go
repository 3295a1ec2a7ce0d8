package simplify

import "github.com/fixtext/fixtext/normalize/internal/script"

const (
	// touch is how many bytes behind a unit without evidence of its own the
	// traditional text may end that decides about it.
	touch = 4096
	// touchAhead is how many bytes ahead such text may start.
	touchAhead = 1024
)

// neighbours knows where traditional text stands, for units that have no evidence
// of their own. It looks at no byte more than once or twice, however often it is
// asked.
type neighbours struct {
	// The last unit of traditional text that was converted stands in [from, to);
	// after it, none was.
	from, to int

	end     int // where exactly it ends, 0 if not looked at yet
	checked int // [end, checked) holds no simplified character …
	broken  bool
	ahead   int // … and of [asked, ahead) nothing tells
}

// traditional notes that src[from:to] was converted as a whole.
func (n *neighbours) traditional(from, to int) {
	*n = neighbours{from: from, to: to, ahead: n.ahead}
}

// among reports whether the unit src[from:to] stands next to a traditional one, and
// no simplified character between them, so that it is probably of the same text.
func (n *neighbours) among(c *converter, from, to int) bool {
	src := c.src
	if end := n.lastEnd(src); end > 0 && from-end <= touch && !n.broken {
		if n.checked < from {
			n.broken = script.Count(src[n.checked:from]).Simplified > 0
			n.checked = from
		}
		if !n.broken {
			return true
		}
	}
	n.ahead = max(n.ahead, to)
	for n.ahead < min(len(src), to+touchAhead) {
		end := n.ahead + script.UnitEnd(src[n.ahead:])
		k := script.Count(src[n.ahead:end])
		if k.Simplified > 0 || !k.Class().Chinese() {
			return false
		}
		if k.Strict > 0 && k.SurelyChinese() {
			kept := c.kept
			c.kept = nil
			c.mentions(n.ahead, end)
			strict := k.Strict - c.keptStrict()
			if vector(src[n.ahead:end]) || c.mayList(n.ahead, end, false) && c.listed(n.ahead, end) {
				strict = 0
			}
			if c.kept = kept; strict > 0 {
				return true // it will be converted, too
			}
		}
		n.ahead = end
	}
	return false
}

// lastEnd returns where the last traditional unit ends, 0 if there is none.
func (n *neighbours) lastEnd(src []byte) int {
	if n.end > 0 {
		return n.end
	}
	for p := n.from; p < n.to; {
		from := p
		p += script.UnitEnd(src[p:])
		if script.Count(src[from:p]).Strict > 0 {
			n.end, n.checked = p, p
		}
	}
	return n.end
}

package gate

import "github.com/fixtext/fixtext/internal/chain"

// Gate remembers what a block holds while stages run over it. The zero Gate is
// ready to use.
type Gate struct {
	seen    Seen
	next    Seen   // what an update makes of it
	scanned int    // the changes of the chain when it was scanned, and 1; 0 if it was not
	text    []byte // what was scanned
}

// First looks at a block before any stage ran over it, and stops where it is not
// UTF-8. It passes over lines that are likely damaged as a whole.
func (g *Gate) First(block []byte) *Seen {
	g.seen.reset()
	g.seen.hasty = true
	g.seen.scan(block, 0, len(block), false)
	g.scanned, g.text = 1, block
	if !g.seen.Valid {
		g.scanned = 0
	}
	return &g.seen
}

// Early is Look for who asks before wrong decodings were undone, and needs nothing but Valid,
// Marks and Unlikely.
func (g *Gate) Early(c *chain.Chain) *Seen {
	if g.scanned == c.Changes()+1 {
		return &g.seen
	}
	return g.Look(c)
}

// Look returns what the text of c holds now. It is valid until the next call. Behind one
// change, it looks at the lines that are new.
func (g *Gate) Look(c *chain.Chain) *Seen {
	if g.scanned == c.Changes()+1 && !g.seen.Hasty {
		return &g.seen
	}
	text, before := c.Text(), c.Before()
	if g.scanned == c.Changes() && !g.seen.Hasty && same(before, g.text) && g.next.update(&g.seen, before, text) {
		g.seen, g.next = g.next, g.seen
	} else {
		g.seen.Scan(text, true)
	}
	g.scanned, g.text = c.Changes()+1, text
	return &g.seen
}

// same reports whether a and b are the same memory, and not empty.
func same(a, b []byte) bool { return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0] }

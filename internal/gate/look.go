package gate

import "github.com/fixtext/fixtext/internal/chain"

// Gate remembers what a block holds while stages run over it. The zero Gate is
// ready to use.
type Gate struct {
	seen    Seen
	scanned int // the changes of the chain when it was scanned, and 1; 0 if it was not
}

// First looks at a block before any stage ran over it, and stops where it is not
// UTF-8.
func (g *Gate) First(block []byte) *Seen {
	g.seen.Scan(block, false)
	g.scanned = 1
	if !g.seen.Valid {
		g.scanned = 0
	}
	return &g.seen
}

// Look returns what the text of c holds now. It is valid until the next call.
func (g *Gate) Look(c *chain.Chain) *Seen {
	if g.scanned != c.Changes()+1 {
		g.seen.Scan(c.Text(), true)
		g.scanned = c.Changes() + 1
	}
	return &g.seen
}

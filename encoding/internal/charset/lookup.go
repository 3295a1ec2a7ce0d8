package charset

import (
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/sloppy"
	"github.com/fixtext/fixtext/internal/label"
)

// Lookup returns the number of the charset as which text with this label is read.
func Lookup(text string) (row int, ok bool) {
	l, ok := label.Find(text)
	return int(l.Read), ok && l.Read != 0
}

// Exact returns the coder of the very charset that a label names, nil if it cannot be
// written. Its Name is that of the row.
func Exact(text string) *coder.Charset {
	l, ok := label.Find(text)
	if !ok || !l.Exact || Rows[l.Row].Written == 0 {
		return nil
	}
	r := &Rows[l.Row]
	if r.Sloppy == "" {
		return r.Coder()
	}
	c := sloppy.All()[sloppyPages[l.Row]]
	c.Name = r.Name
	return c
}

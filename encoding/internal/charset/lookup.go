package charset

import (
	"sort"
	"strings"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/sloppy"
)

// label is a label, the row that it belongs to, and the row as which it is read, 0
// if it is not. exact says that it is written, too.
type label struct {
	text  string
	row   uint8
	read  uint8
	exact bool
}

// find returns what a label means. Case, blanks around it, and the choice of - or _
// do not matter.
func find(text string) (l label, ok bool) {
	text = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "_", "-")
	i := sort.Search(len(labels), func(i int) bool { return labels[i].text >= text })
	if i == len(labels) || labels[i].text != text {
		return l, false
	}
	return labels[i], true
}

// Lookup returns the number of the charset as which text with this label is read.
func Lookup(text string) (row int, ok bool) {
	l, ok := find(text)
	return int(l.read), ok && l.read != 0
}

// Exact returns the coder of the very charset that a label names, nil if it cannot be
// written. Its Name is that of the row.
func Exact(text string) *coder.Charset {
	l, ok := find(text)
	if !ok || !l.exact || Rows[l.row].Written == 0 {
		return nil
	}
	r := &Rows[l.row]
	if r.Sloppy == "" {
		return r.Coder()
	}
	c := sloppy.All()[sloppyPages[l.row]]
	c.Name = r.Name
	return c
}

// Package label knows the labels by which headers, files and users name charsets. They
// are those of the table of charsets, package encoding/internal/charset, which writes
// them here for all who cannot import it.
package label

import (
	"sort"
	"strings"
)

// Label is one of them. Row is the number of the charset that it names in the table, and
// Read of that as which text with it is read, 0 if it is not. Exact says that the label
// stands for that charset itself, so that it is written by it, too.
type Label struct {
	text      string
	Row, Read uint8
	Exact     bool
}

// Find returns what a label means. Case, blanks around it, and the choice of - or _
// do not matter.
func Find(text string) (l Label, ok bool) {
	text = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "_", "-")
	i := sort.Search(len(labels), func(i int) bool { return labels[i].text >= text })
	if i == len(labels) || labels[i].text != text {
		return l, false
	}
	return labels[i], true
}

// ReadAs returns the name of the charset as which text with a label is read, such as
// gb18030 for gb2312; it is empty for labels that are not known.
func ReadAs(text string) string {
	l, ok := Find(text)
	if !ok || l.Read == 0 {
		return ""
	}
	return names[l.Read]
}

package mojibake

import (
	"bytes"

	"golang.org/x/text/unicode/norm"
)

// Names of files on a Macintosh are decomposed: an å that is a byte of a Chinese character became an a
// and a ring, which no page has. So a line with such is looked at as it was before.

// decomposed returns what a line of decomposed letters says, as one reading, if it is Chinese once these
// are composed; ok is false if it is not.
func (f *fixer) decomposed(line []byte) (list []reading, ok bool) {
	if bytes.IndexByte(line, 0xCC) < 0 && bytes.IndexByte(line, 0xCD) < 0 {
		return nil, false // it has no combining marks
	}
	if !norm.NFD.IsNormal(line) {
		return nil, false // nor are all its letters decomposed
	}
	whole := norm.NFC.Bytes(line)
	if len(whole) == len(line) {
		return nil, false
	}
	found, _ := f.line(whole)
	if len(found) == 0 || !chineseIn(found) {
		return nil, false
	}
	r := reading{To: len(line), Text: madeIn(whole, 0, len(whole), found), Steps: found[0].Steps, Ledger: found[0].Ledger}
	for i := range found {
		r.Lost.Places += found[i].Lost.Places
		r.Lost.Note += found[i].Lost.Note
		if m := found[i].Lost.Margin; r.Lost.Margin == 0 || m > 0 && m < r.Lost.Margin {
			r.Lost.Margin = m
		}
	}
	f.w.line = line
	r.Trim(line)
	return []reading{r}, true
}

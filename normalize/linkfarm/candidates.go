package linkfarm

import (
	"slices"
	"sync"

	"github.com/fixtext/fixtext/internal/lm"
)

// A candidate is a character that may have lost a byte, with what a first look at it
// takes: the model's classes alone rule out most, and there are thousands.
type candidate struct {
	lead, trail byte
	class       uint8 // for the model
	kind        charKind
	own         uint8 // what it costs whatever stands before it
}

// candidates are characters in the order of one of their bytes, and then the other.
type candidates struct {
	list []candidate
	from [257]uint16 // where those with a byte begin
}

// of returns those whose first or second byte is b.
func (c *candidates) of(b byte) []candidate { return c.list[c.from[b]:c.from[int(b)+1]] }

// between returns those whose byte is first to last.
func (c *candidates) between(first, last byte) []candidate {
	return c.list[c.from[first]:c.from[int(last)+1]]
}

// candidateTable holds the candidates for all that may be lost.
type candidateTable struct {
	byLead        candidates // only those whose second byte can be lost, 0x81 and above
	byTrail       candidates
	private, none candidates // by lead, those that end in the first byte of a gap and are no marks
}

var allCandidates = sync.OnceValue(func() *candidateTable {
	var t candidateTable
	chars := allChars()
	for lead := range 256 {
		for _, l := range []*candidates{&t.byLead, &t.private, &t.none} {
			l.from[lead] = uint16(len(l.list))
		}
		t.byTrail.from[lead] = uint16(len(t.byTrail.list))
		for other := range 256 {
			if other >= 0x81 { // below, it would be on the page
				t.byLead.add(chars, byte(lead), byte(other))
			}
			t.byTrail.add(chars, byte(other), byte(lead))
		}
		for _, first := range []byte(firstNone) {
			if chars.char(byte(lead), first).kind&charMark == 0 { // it would have been cut
				t.none.add(chars, byte(lead), first)
			}
		}
		for _, first := range []byte(firstPrivate) {
			if chars.char(byte(lead), first).kind&charMark == 0 {
				t.private.add(chars, byte(lead), first)
			}
		}
	}
	for _, l := range []*candidates{&t.byLead, &t.byTrail, &t.private, &t.none} {
		l.from[256] = uint16(len(l.list))
		l.list = slices.Clip(l.list)
	}
	return &t
})

// add adds the character of two bytes, if there is one that may be filled in.
func (l *candidates) add(chars *charTable, lead, trail byte) {
	c := chars.char(lead, trail)
	if c.kind&charAssigned == 0 || c.kind&charVariant != 0 || c.r == '　' { // text seldom goes on behind a space
		return
	}
	class, within := lm.Class(c.tok)
	l.list = append(l.list, candidate{lead, trail, class, c.kind, within})
}

// startingAt returns the part of list, in the order of first bytes, that begins with first.
func startingAt(list []candidate, first byte) []candidate {
	i, _ := slices.BinarySearchFunc(list, first, func(c candidate, first byte) int { return int(c.lead) - int(first) })
	return list[i:]
}

// within tells at first sight which candidates behind a hypothesis are worth a step.
type within struct {
	row   *lm.Row
	never charKind
	most  int
}

// within is for the step from hypothesis h to before token end, which costs cost.
func (s *search) within(h, end int32, cost int) within {
	from := &s.all[h]
	s.work -= 126 / lookUps
	return within{lm.After(from.prev), s.script.never(), s.bar(end) - from.cost - cost}
}

// likely reports whether c can have stood there and be among the best. Marks have
// costs of their own, and go in quite other company than the classes say.
func (w *within) likely(c *candidate) bool {
	return c.kind&w.never == 0 && (int(w.row[c.class])+int(c.own) <= w.most || c.lead == fullStop[0])
}

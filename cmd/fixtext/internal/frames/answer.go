package frames

import (
	"fmt"
	"math"
)

// Status says what became of a record; its bits may come together.
type Status uint8

// The bits of a Status.
const (
	Changed      Status = 1 << iota // it was repaired
	Unrepairable                    // something in it cannot be repaired, and was left
	TooLong                         // it is longer than the limit, and was not looked at
	Failed                          // the program failed on it, and it is as it was
)

// Sums by verdict stand among the counts of rules, as rules with these numbers.
const (
	SumExact        = 1
	SumInferred     = 2
	SumUnrepairable = 3
)

// Count is how often something was done to a record.
type Count struct {
	Rule uint32 // the number of its code: 402 is FT402; or one of the sums
	N    uint32
}

// Part is what became of some records that follow each other.
type Part struct {
	Data    []byte   // the records behind each other
	Ends    []uint64 // of each in Data
	Status  []Status
	Counts  []Count
	Counted []uint32 // where the counts of each end
	Details []byte   // lines of JSON
	Told    []uint64 // where the details of each end
}

// Reset empties the part.
func (p *Part) Reset() {
	p.Data, p.Ends, p.Status = p.Data[:0], p.Ends[:0], p.Status[:0]
	p.Counts, p.Counted, p.Details, p.Told = p.Counts[:0], p.Counted[:0], p.Details[:0], p.Told[:0]
}

// End ends a record, whose data, counts and details have been appended.
func (p *Part) End(s Status) {
	p.Ends = append(p.Ends, uint64(len(p.Data)))
	p.Status = append(p.Status, s)
	p.Counted = append(p.Counted, uint32(len(p.Counts)))
	p.Told = append(p.Told, uint64(len(p.Details)))
}

// AppendAnswer appends the answer to a batch as a frame; the parts are all of it.
func AppendAnswer(dst []byte, b *Batch, parts []*Part) []byte {
	var size, told uint64
	for _, p := range parts {
		size, told = size+uint64(len(p.Data)), told+uint64(len(p.Details))
	}
	width := uint32(4)
	if max(size, told) > math.MaxInt32 {
		width = 8
	}
	var flags uint32
	if b.Valid != nil {
		flags |= flagValid
	}
	if b.Edits {
		flags |= flagEdits
	}
	if b.Brief {
		flags |= flagBrief
	}
	start := len(dst)
	dst = appendOpening(AppendHead(dst, Output, 0), b.N, width, flags)
	dst = appendEnds(dst, start, parts, width, func(p *Part) []uint64 { return p.Ends })
	if b.Valid != nil {
		dst = pad(append(dst, b.Valid...), start)
	}
	for _, p := range parts {
		for _, s := range p.Status {
			dst = append(dst, byte(s))
		}
	}
	dst = le.AppendUint32(pad(dst, start), 0)
	before := 0
	for _, p := range parts {
		for _, end := range p.Counted {
			dst = le.AppendUint32(dst, uint32(before)+end)
		}
		before += len(p.Counts)
	}
	dst = pad(dst, start)
	for _, p := range parts {
		for _, c := range p.Counts {
			dst = le.AppendUint32(le.AppendUint32(dst, c.Rule), c.N)
		}
	}
	dst = appendEnds(dst, start, parts, width, func(p *Part) []uint64 { return p.Told })
	for _, p := range parts {
		dst = append(dst, p.Details...)
	}
	dst = pad(dst, start)
	for _, p := range parts {
		dst = append(dst, p.Data...)
	}
	return setSize(dst, start)
}

// appendEnds appends the offsets that the parts have together.
func appendEnds(dst []byte, start int, parts []*Part, width uint32, of func(*Part) []uint64) []byte {
	dst = appendOffset(dst, 0, width)
	var before uint64
	for _, p := range parts {
		var last uint64
		for _, last = range of(p) {
			dst = appendOffset(dst, before+last, width)
		}
		before += last
	}
	return pad(dst, start)
}

// Answer is what became of a batch.
type Answer struct {
	N       int
	Brief   bool
	Edits   bool
	Valid   []byte
	Offsets Offsets // of the records in Data
	Status  []byte  // a Status each
	Counted Offsets // of the counts of a record
	counts  []byte
	Told    Offsets // of the details of a record in Details
	Details []byte
	Data    []byte
}

// ParseAnswer reads the body of an [Output]. The answer lies in it.
func ParseAnswer(body []byte) (a Answer, err error) {
	c := columns{rest: body}
	n, width, flags := c.opening()
	a.Edits, a.Brief = flags&flagEdits != 0, flags&flagBrief != 0
	a.Offsets = c.offsets(n, width)
	a.Valid = c.validity(n, flags)
	a.Status = c.take(n)
	a.Counted = c.offsets(n, 4)
	if c.err != nil {
		return Answer{}, c.err
	}
	a.N = int(n)
	a.counts = c.take(8 * a.Counted.At(a.N))
	a.Told = c.offsets(n, width)
	if c.err != nil {
		return Answer{}, c.err
	}
	a.Details = c.take(a.Told.At(a.N))
	a.Data = c.take(a.Offsets.At(a.N))
	if a.Offsets.At(0)|a.Counted.At(0)|a.Told.At(0) != 0 {
		return Answer{}, fmt.Errorf("the first offset is not 0")
	}
	return a, c.end()
}

// Counts returns what was counted for a record.
func (a *Answer) Counts(i int) (list []Count) {
	for k := a.Counted.At(i); k < a.Counted.At(i+1); k++ {
		list = append(list, Count{le.Uint32(a.counts[8*k:]), le.Uint32(a.counts[8*k+4:])})
	}
	return list
}

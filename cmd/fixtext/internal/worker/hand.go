package worker

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/frames"
)

// hand repairs the records of one goroutine.
type hand struct {
	*worker
	quiet Repairer       // counts edits
	loud  Repairer       // keeps them; nil until they are asked for
	edits []fixtext.Edit // of loud
}

// renew makes anew what repairs: what failed is not to be trusted any more.
func (h *hand) renew() (err error) {
	h.loud = nil
	h.quiet, err = h.New()
	return err
}

// repairer returns what repairs a record, with edits or without.
func (h *hand) repairer(edits bool) (_ Repairer, err error) {
	if !edits {
		return h.quiet, nil
	}
	if h.loud == nil {
		h.loud, err = h.New(fixtext.OnEdit(func(e fixtext.Edit) error {
			h.edits = append(h.edits, e)
			return nil
		}))
	}
	return h.loud, err
}

// record repairs record i of a batch and appends it to a part.
func (h *hand) record(p *frames.Part, b *frames.Batch, i int) {
	src, ok := b.Record(i)
	switch {
	case !ok:
		p.End(0)
		return
	case len(src) > h.MaxRecord:
		h.leave(p, b, src, frames.TooLong, fmt.Errorf("record of %d bytes: the limit is %d", len(src), h.MaxRecord))
		return
	}
	h.edits = h.edits[:0]
	before := len(p.Data)
	r, err := h.repairer(b.Edits)
	var out []byte
	if err == nil {
		out, err = h.try(r, p.Data, src)
	}
	if err != nil {
		h.leave(p, b, src, frames.Failed, err)
		if err := h.renew(); err != nil { // the options were good before
			panic(err)
		}
		return
	}
	var status frames.Status
	if p.Data = out; !bytes.Equal(out[before:], src) {
		status |= frames.Changed
	} else if b.Brief {
		p.Data = out[:before]
	}
	if sums := r.Report(); !sums.Clean() {
		if sums.Unrepairable > 0 {
			status |= frames.Unrepairable
		}
		p.Counts = appendCounts(p.Counts, sums)
	}
	for _, e := range h.edits {
		p.Details = appendLine(p.Details, e)
	}
	p.End(status)
}

// leave appends a record as it is, and why.
func (h *hand) leave(p *frames.Part, b *frames.Batch, src []byte, s frames.Status, why error) {
	p.Details = appendLine(p.Details, map[string]string{"error": "fixtext: " + why.Error()})
	if !b.Brief {
		p.Data = append(p.Data, src...)
	}
	p.End(s)
}

// appendCounts appends what a report counted: the sums by verdict, and then the
// rules in the order of their codes.
func appendCounts(list []frames.Count, r fixtext.Report) []frames.Count {
	for verdict, n := range []int64{r.Exact, r.Inferred, r.Unrepairable} {
		if n > 0 {
			list = append(list, frames.Count{Rule: uint32(frames.SumExact + verdict), N: uint32(n)})
		}
	}
	for _, c := range numbers() {
		if n := r.Rules[c.code]; n > 0 {
			list = append(list, frames.Count{Rule: c.number, N: uint32(n)})
		}
	}
	return list
}

// numbered is the code of a rule with its number: FT402 and 402.
type numbered struct {
	code   fixtext.Code
	number uint32
}

// numbers are those of all rules, in order.
var numbers = sync.OnceValue(func() (list []numbered) {
	for _, r := range fixtext.Rules() {
		n, err := strconv.ParseUint(string(r.Code[2:]), 10, 32)
		if err != nil {
			panic(err) // all codes are written so
		}
		list = append(list, numbered{r.Code, uint32(n)})
	}
	return list
})

// appendLine appends a value as a line of JSON.
func appendLine(dst []byte, v any) []byte {
	line, err := json.Marshal(v)
	if err != nil {
		panic(err) // neither edits nor maps of strings fail
	}
	return append(append(dst, line...), '\n')
}

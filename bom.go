package fixtext

import (
	"bytes"
	"fmt"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/block"
)

// BOMPolicy says what becomes of a byte order mark, U+FEFF, at the start of
// the text.
type BOMPolicy uint8

// The policies. The mark of UTF-16 and UTF-32 is a part of their decoding and
// never comes out as one of UTF-8, save by BOMAdd.
const (
	BOMKeep  BOMPolicy = iota // the mark of UTF-8 stays if it is there
	BOMAdd                    // text that is not empty begins with a mark
	BOMStrip                  // no mark, and no second one behind it
)

var bomPolicies = [...]string{BOMKeep: "keep", BOMAdd: "add", BOMStrip: "strip"}

// String returns "keep", "add" or "strip".
func (p BOMPolicy) String() string {
	if int(p) < len(bomPolicies) {
		return bomPolicies[p]
	}
	return fmt.Sprintf("BOMPolicy(%d)", uint8(p))
}

// ParseBOMPolicy returns the policy with this name: keep, add or strip.
func ParseBOMPolicy(name string) (BOMPolicy, error) {
	for p, s := range bomPolicies {
		if s == name {
			return BOMPolicy(p), nil
		}
	}
	return BOMKeep, fmt.Errorf("fixtext: unknown BOM policy %q: must be keep, add or strip", name)
}

// BOM sets what becomes of a byte order mark at the start of the text. The
// default is BOMKeep. A mark that is added or stripped is an edit by FT202.
//
// In the rare text that would be read in another charset without its mark, or
// with one, BOMStrip and BOMAdd change nothing and report it.
func BOM(p BOMPolicy) Option {
	return func(o *options) error {
		if int(p) >= len(bomPolicies) {
			return fmt.Errorf("unknown BOM policy %d", p)
		}
		o.bom = p
		return nil
	}
}

const (
	bomUTF8           = "\xef\xbb\xbf"
	ruleBOM edit.Code = "FT202"
)

// mark applies the BOM policy to the first block. It looks at what the block
// became, so that a second run, which begins there, finds nothing to do.
func (s *splitter) mark(res *result) {
	if s.opt.bom == BOMKeep || res.next.Binary() {
		return
	}
	rest := res.out
	for bytes.HasPrefix(rest, []byte(bomUTF8)) {
		rest = rest[len(bomUTF8):]
	}
	marks := res.out[:len(res.out)-len(rest)]
	e := Edit{Rule: ruleBOM, Verdict: Exact, Confidence: 1}
	var out []byte
	switch {
	case s.opt.bom == BOMStrip && len(marks) > 0:
		e.In, e.Note, out = marks, "byte order mark stripped", rest
	case s.opt.bom == BOMAdd && len(marks) == 0:
		e.Out, e.Note = []byte(bomUTF8), "byte order mark added"
		out = append(append(make([]byte, 0, len(bomUTF8)+len(rest)), bomUTF8...), rest...)
	default:
		return
	}
	if !s.settled(out, res.in) {
		e.In, e.Out, e.Verdict, e.Confidence = nil, nil, Unrepairable, 0
		e.Note = "byte order mark left alone: the text would be read in another charset"
		out = res.out
	}
	own := edit.Log{Keep: res.log.Keep}
	own.Add(e)
	res.log.Merge(&own)
	if own.Keep {
		release(res.log.Edits, len(e.In))
		res.log.Edits = edit.Compose(res.log.Edits, own.Edits)
	}
	res.out = out
}

// release takes the first n bytes of a block out of an edit that keeps them,
// because another edit removes them.
func release(edits []Edit, n int) {
	if len(edits) == 0 || n == 0 {
		return
	}
	if e := &edits[0]; e.Offset == 0 && e.Verdict == Unrepairable {
		n = min(n, len(e.In))
		e.Offset, e.In, e.Out = int64(n), e.In[n:], e.Out[n:]
	}
}

// settled reports whether out would stay as it is at the beginning of an input.
// in is the length of the block that it came from: of a block full of marks it
// is not known what follows.
func (s *splitter) settled(out []byte, in int) bool {
	if len(out) == 0 {
		return in < block.Max/2
	}
	stream := encoding.Sniff(out, s.opt.charset)
	if unit, _ := stream.Width(); unit > 1 {
		return false
	}
	o := s.opt
	o.onEdit = nil
	var p pipeline
	return bytes.Equal(p.run(sight{now: stream, begins: true}, out, &o).out, out)
}

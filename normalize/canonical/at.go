package canonical

import (
	"bytes"
	"slices"
	"sort"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
)

// AppendAt is [Append] for a program that has looked through src already, for several
// stages at once: places are the offsets in bytes, in ascending order, of all
// characters that a rule of [Canonical] may be about. It works on their lines only, and
// with the rules of [Canonical] only. If nothing changes, it appends nothing and says so.
func AppendAt(dst, src []byte, places []int32, rules Rules, log *edit.Log) (out []byte, changed bool) {
	if log == nil {
		log = new(edit.Log)
	}
	o := origin{block: src}
	var lines []byte
	for end := 0; len(places) > 0; places = places[1:] {
		at := int(places[0])
		if at < end {
			continue
		}
		// With the line before, which some rules look at.
		from := linescan.Start(src, at)
		from = max(end, linescan.Start(src, max(0, from-1)))
		for end = from; end <= at; {
			o.starts, o.own = append(o.starts, end), append(o.own, len(lines)+end-from)
			end = linescan.End(src, end)
		}
		lines = append(lines, src[from:end]...)
	}
	o.lines = lines
	text, own := rewrite(lines, rules&Canonical, &o, log.Keep)
	if !own.Changed() {
		return dst, false
	}
	if !own.Keep && o.wanted(lines, text, log) {
		text, own = rewrite(lines, rules&Canonical, &o, true)
	}
	for i := range own.Edits {
		e := &own.Edits[i]
		e.Offset += int64(o.shift(int(e.Offset)))
	}
	log.Take(&own)
	dst, _ = o.append(slices.Grow(dst, len(src)-len(lines)+len(text)), text)
	return dst, true
}

// origin is where the lines of a text come from.
type origin struct {
	block  []byte
	starts []int  // of the lines, in block
	own    []int  // of the lines, in the text as it was at first
	lines  []byte // that
}

// append appends the block with the lines as they are in text, and returns where they start in what it appends.
func (o *origin) append(dst, text []byte) (out []byte, starts []int) {
	begin, done := len(dst), 0 // block[:done] is in dst
	for _, from := range o.starts {
		dst = append(dst, o.block[done:from]...)
		starts = append(starts, len(dst)-begin)
		n := linescan.Len(text)
		dst, text = append(dst, text[:n]...), text[n:]
		done = linescan.End(o.block, from)
	}
	return append(dst, o.block[done:]...), starts
}

// with returns the block with the lines as they are in text, and where they start in it. Without an origin, that
// is text.
func (o *origin) with(text []byte) (block []byte, starts []int) {
	switch {
	case o == nil:
		return text, nil
	case bytes.Equal(text, o.lines):
		return o.block, o.starts
	}
	return o.append(nil, text)
}

// wanted reports whether the edits of any line are, of those that became others in text. Each is
// asked about.
func (o *origin) wanted(lines, text []byte, log *edit.Log) (any bool) {
	for _, from := range o.starts {
		n, m := linescan.Len(lines), linescan.Len(text)
		if !bytes.Equal(lines[:n], text[:m]) && log.Wants(from, from+n) {
			any = true
		}
		lines, text = lines[n:], text[m:]
	}
	return any
}

// shift returns how far from each other an offset in the text as it was at first is from
// the one in the block.
func (o *origin) shift(at int) int {
	i := sort.SearchInts(o.own, at+1) - 1
	return o.starts[i] - o.own[i]
}

package simplify

import (
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/edit"
)

// Converter is one of OpenCC's configurations: it converts all text, whatever it
// is, and gives the bytes OpenCC 1.4.2 gives for well-formed UTF-8.
type Converter struct {
	table *dict.Table
}

// OpenCC returns the configuration of OpenCC with this name: t2s (traditional,
// OpenCC's standard), tw2s (Taiwan), hk2s (Hong Kong), tw2sp and hk2sp (with the
// words of the region replaced by those of the mainland). ok is false for any
// other name.
func OpenCC(name string) (c Converter, ok bool) {
	switch name {
	case "t2s":
		return Converter{&tables.T2S}, true
	case "tw2s":
		return Converter{&tables.TW2S}, true
	case "hk2s":
		return Converter{&tables.HK2S}, true
	case "tw2sp":
		return Converter{&tables.TW2SP}, true
	case "hk2sp":
		return Converter{&tables.HK2SP}, true
	}
	return Converter{}, false
}

// Append appends the conversion of src to dst and returns the extended slice.
// Each run of characters that changed is one edit of rule FT301 in log, which
// may be nil; offsets are bytes into src. Bytes that are not UTF-8 are copied.
// dst and src do not overlap.
func (c Converter) Append(dst, src []byte, log *edit.Log) []byte {
	if log == nil {
		return c.table.Append(dst, src)
	}
	return c.table.AppendFunc(dst, src, func(at int, in, out []byte) {
		log.Add(edit.Edit{Offset: int64(at), In: in, Out: out, Rule: Character, Verdict: edit.Exact, Confidence: 1})
	})
}

// Span returns the length of a prefix of src that Append leaves unchanged,
// len(src) if it certainly changes nothing.
func (c Converter) Span(src []byte) int {
	p := c.table.Next(src, 0)
	if p == len(src) {
		return p
	}
	start, _ := c.table.Run(src, p, 0)
	return start
}

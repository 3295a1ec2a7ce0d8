package simplify

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// OpenCC returns the configuration of OpenCC with this name: t2s (traditional,
// OpenCC's standard), tw2s (Taiwan), hk2s (Hong Kong), tw2sp and hk2sp (with the
// words of the region replaced by those of the mainland). It converts all text,
// whatever it is, and gives the bytes OpenCC 1.4.2 gives for well-formed UTF-8. ok
// is false for any other name.
func OpenCC(name string) (c Converter, ok bool) {
	switch name {
	case "t2s":
		return Converter{table: &tables.T2S}, true
	case "tw2s":
		return Converter{table: &tables.TW2S}, true
	case "hk2s":
		return Converter{table: &tables.HK2S}, true
	case "tw2sp":
		return Converter{table: &tables.TW2SP}, true
	case "hk2sp":
		return Converter{table: &tables.HK2SP}, true
	}
	return Converter{}, false
}

// appendTable is Append for a converter of OpenCC's.
func (c Converter) appendTable(dst, src []byte, log *edit.Log) []byte {
	if log == nil {
		return c.table.Append(dst, src)
	}
	return c.table.AppendFunc(dst, src, func(at int, in, out []byte) {
		log.Add(edit.Edit{Offset: int64(at), In: in, Out: out, Rule: Character, Verdict: edit.Exact, Confidence: 1})
	})
}

// Package big5 has Big5 and its extensions as x/text encodings.
//
// They differ from golang.org/x/text/encoding/traditionalchinese in that the
// encoder writes the standard code where HKSCS has a duplicate (包 is A55D, not
// FABD), that code page 950 and Unicode-at-on are there, that errors can be had
// with their offsets, and in speed.
//
// Sources: see the functions, and internal/codepage/big5 for the tables.
package big5

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/big5"
)

// Big5 returns Big5 with the Hong Kong extension (HKSCS-2008), as the WHATWG
// Encoding Standard reads it. The encoder writes the codes below A1 too.
func Big5() *coder.Charset {
	c := charset("big5", big5.WHATWG)
	// Four codes of HKSCS are a letter and a combining mark.
	c.Decode = decodeMarked(c.Decode)
	c.Encode = encodeMarked(c.Encode)
	return c
}

// CP950 returns Big5 as Windows has it, with the user-defined pairs as U+E000 to
// U+F848.
func CP950() *coder.Charset { return charset("cp950", big5.CP950) }

// UAO returns Big5 with Unicode-at-on 2.50, the extension of Taiwan's bulletin
// boards. Every pair is a character.
func UAO() *coder.Charset { return charset("big5-uao", big5.UAO) }

func charset(name string, v big5.Variant) *coder.Charset {
	return &coder.Charset{
		Name:       name,
		Decode:     coder.Decoding(v.DecodeRune, v.FullRune),
		Encode:     coder.Encoding(v.EncodeRune),
		DecodeBulk: big5.DecodeBulk,
		EncodeBulk: big5.EncodeBulk,
	}
}

func decodeMarked(step coder.Step) coder.Step {
	return func(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
		dst, n, state, ok := step(state, dst, src, atEOF)
		if n == 2 && ok {
			if m := big5.WHATWG.Mark(src[0], src[1]); m != 0 {
				dst = utf8.AppendRune(dst, m)
			}
		}
		return dst, n, state, ok
	}
}

func encodeMarked(step coder.Step) coder.Step {
	return func(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
		if r, size, ok := coder.NextRune(src, atEOF); ok && (r == 0xCA || r == 0xEA) {
			if !atEOF && (len(src) == size || len(src) == size+1 && src[size] == 0xCC) {
				return dst, 0, state, true // a mark may follow
			}
			if pair, n := big5.WHATWG.Marked(r, src[size:]); n > 0 {
				return append(dst, byte(pair>>8), byte(pair)), size + n, state, true
			}
		}
		return step(state, dst, src, atEOF)
	}
}

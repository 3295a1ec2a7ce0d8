// Package gb18030 has GB18030, GBK and code page 936 as x/text encodings. GB2312
// text is read by any of them.
//
// They differ from golang.org/x/text/encoding/simplifiedchinese in that every
// pair of bytes is read (2,067 come out as U+FFFD there, without an error), that
// encoders are the inverse of decoders, that an ASCII byte after a bad lead byte
// is never lost, that errors can be had with their offsets, and in speed.
//
// Sources: see the functions, and internal/codepage/gb18030 for the tables.
package gb18030

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// GB18030 returns GB18030-2022 as the WHATWG Encoding Standard has it: all of
// Unicode, with the user-defined pairs as U+E000 to U+E765. 0x80 is read as €.
func GB18030() *coder.Charset { return charset("gb18030", gb18030.WHATWG) }

// GB18030v2005 returns GB18030-2005, in which 18 characters that Unicode did not
// have then, and A3A0, are private-use characters. 0x80 is ill-formed.
func GB18030v2005() *coder.Charset { return charset("gb18030-2005", gb18030.GB2005) }

// CP936 returns GBK as Windows has it: no four-byte codes, 0x80 ↔ €, and all that
// GBK leaves empty ↔ private-use characters. Every pair comes back the same.
func CP936() *coder.Charset { return charset("cp936", gb18030.CP936) }

// GBK returns GBK as the WHATWG Encoding Standard has it: it reads GB18030, but
// writes no four-byte codes, and € as 0x80.
func GBK() *coder.Charset {
	c := charset("gbk", gb18030.WHATWG)
	c.Encode = coder.Encoding(encodeGBK)
	return c
}

func encodeGBK(r rune) (b [4]byte, n int) {
	if r == '€' {
		b[0] = 0x80
		return b, 1
	}
	if b, n = gb18030.WHATWG.EncodeRune(r); n == 4 {
		n = 0
	}
	return b, n
}

func charset(name string, v gb18030.Variant) *coder.Charset {
	return &coder.Charset{
		Name:       name,
		Decode:     withReplacement(v, coder.Decoding(v.DecodeRune, v.FullRune)),
		Encode:     coder.Encoding(v.EncodeRune),
		DecodeBulk: gb18030.DecodeBulk,
		EncodeBulk: gb18030.EncodeBulk,
	}
}

// withReplacement reads the code of U+FFFD itself, which coder.Decoding takes for
// an error.
func withReplacement(v gb18030.Variant, step coder.Step) coder.Step {
	return func(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
		if r, size := v.DecodeRune(src); r == utf8.RuneError && size == 4 {
			return utf8.AppendRune(dst, r), size, state, true
		}
		return step(state, dst, src, atEOF)
	}
}

// Package euctw has EUC-TW, the charset of CNS 11643 on Unix, as an x/text
// encoding.
//
// Source: ICU's converter euc-tw-2014; see internal/codepage/euctw.
package euctw

import (
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/bulk"
	"github.com/fixtext/fixtext/internal/codepage/euctw"
)

// EUCTW returns EUC-TW with the planes 1 to 7 and 15 of CNS 11643. Plane 1 is
// written as two bytes, and read in its form of four bytes too.
func EUCTW() *coder.Charset {
	var p euctw.Page
	return &coder.Charset{
		Name:       p.String(),
		Decode:     coder.Decoding(p.DecodeRune, p.FullRune),
		Encode:     coder.Encoding(p.EncodeRune),
		DecodeBulk: bulkASCII,
		EncodeBulk: bulkASCII,
	}
}

func bulkASCII(dst, src []byte) (nDst, nSrc int) {
	n := bulk.ASCII(dst, src)
	return n, n
}

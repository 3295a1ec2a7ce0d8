//go:build ignore

// Gen writes tables.go from the Japanese and Korean decoders of
// golang.org/x/text, pinned by go.mod and go.sum.
package main

import (
	"log"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"

	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

func decode(e encoding.Encoding, b ...byte) uint16 {
	out, err := e.NewDecoder().Bytes(b)
	r, size := utf8.DecodeRune(out)
	if err != nil || size != len(out) || r == utf8.RuneError || r > 0xFFFF {
		return 0
	}
	return uint16(r)
}

func main() {
	log.SetFlags(0)
	f := tablegen.New("eastasia",
		"Source: the packages encoding/japanese and encoding/korean of golang.org/x/text v0.39.0",
		"(BSD-3-Clause), whose tables are the WHATWG indexes jis0208, jis0212 and euc-kr.")

	// JIS X 0208 with the extensions of NEC and IBM, in the order of Shift_JIS.
	jis := make([]uint16, 60*188)
	codes := map[rune]uint16{}
	for p := range jis {
		l, t := byte(0x81+p/188), byte(0x40+p%188)
		if l > 0x9F {
			l += 0x40
		}
		if t >= 0x7F {
			t++
		}
		jis[p] = decode(japanese.ShiftJIS, l, t)
		necSelected := p >= 8272 && p < 8836 // IBM's characters a second time
		if r := rune(jis[p]); r != 0 && codes[r] == 0 && !necSelected {
			codes[r] = uint16(p + 1)
		}
	}
	// JIS X 0212.
	supp := make([]uint16, 94*94)
	var order []uint16
	for p := range supp {
		supp[p] = decode(japanese.EUCJP, 0x8F, byte(0xA1+p/94), byte(0xA1+p%94))
		if supp[p] != 0 {
			order = append(order, uint16(p))
		}
	}
	slices.SortFunc(order, func(a, b uint16) int { return int(supp[a]) - int(supp[b]) })
	tablegen.Array(f, "jis0208", "is indexed by (lead)*188 + trail of Shift_JIS, or (lead-A1)*94 + trail-A1 of EUC-JP.", "uint16", jis)
	tablegen.Codes(f, "jis0208Codes", "gives the index in jis0208, plus 1.", codes)
	tablegen.Array(f, "jis0212", "is indexed by (second-A1)*94 + third-A1 of EUC-JP.", "uint16", supp)
	tablegen.Array(f, "jis0212Order", "lists the indexes in jis0212 by their characters.", "uint16", order)

	uhc := make([]uint16, 70*178+56*94)
	codes = map[rune]uint16{}
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x41; t <= 0xFE; t++ {
			i := 0
			switch {
			case l >= 0xC7 && t >= 0xA1:
				i = 70*178 + (l-0xC7)*94 + t - 0xA1
			case l >= 0xC7 || t > 0x5A && t < 0x61 || t > 0x7A && t < 0x81:
				continue
			case t >= 0x81:
				i = (l-0x81)*178 + t - 0x81 + 52
			case t >= 0x61:
				i = (l-0x81)*178 + t - 0x61 + 26
			default:
				i = (l-0x81)*178 + t - 0x41
			}
			uhc[i] = decode(korean.EUCKR, byte(l), byte(t))
			if r := rune(uhc[i]); r != 0 {
				if codes[r] != 0 {
					log.Fatalf("two codes for %U", r)
				}
				codes[r] = uint16(l<<8 | t)
			}
		}
	}
	tablegen.Array(f, "uhc", "is indexed by uhcIndex.", "uint16", uhc)
	tablegen.Codes(f, "uhcCodes", "is the inverse of uhc.", codes)
	f.Write("tables.go")
}

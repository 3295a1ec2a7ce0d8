//go:build ignore

// Gen writes tables.go. Its only input is the GB18030 decoder of
// golang.org/x/text, pinned by go.mod and go.sum; what that decoder lacks (the
// private-use pairs and the changes of GB18030-2005 and -2022) is listed here.
package main

import (
	"log"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

// holes are the 255 pairs that GBK 1.0 (and code page 936) left empty outside
// the user-defined area. They take U+E766 to U+E864 in this order.
var holes = []struct{ pair, n int }{
	{0xA2AB, 6}, {0xA2E3, 2}, {0xA2EF, 2}, {0xA2FD, 2}, {0xA4F4, 11}, {0xA5F7, 8}, {0xA6B9, 8},
	{0xA6D9, 7}, {0xA6EC, 2}, {0xA6F3, 1}, {0xA6F6, 9}, {0xA7C2, 15}, {0xA7F2, 13}, {0xA896, 11},
	{0xA8BC, 1}, {0xA8BF, 1}, {0xA8C1, 4}, {0xA8EA, 21}, {0xA958, 1}, {0xA95B, 1}, {0xA95D, 3},
	{0xA989, 13}, {0xA997, 13}, {0xA9F0, 15}, {0xD7FA, 5}, {0xFE50, 80},
}

// new2022 are the 18 pairs that left the private use area in GB18030-2022.
var new2022 = map[int]rune{
	0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14, 0xA6DE: 0xFE15,
	0xA6DF: 0xFE16, 0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19, 0xFE59: 0x9FB4, 0xFE61: 0x9FB5,
	0xFE66: 0x9FB6, 0xFE67: 0x9FB7, 0xFE6D: 0x9FB8, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFEA0: 0x9FBB,
}

func userDefined(l, t int) bool {
	return (0xAA <= l && l <= 0xAF || 0xF8 <= l && l <= 0xFE) && t >= 0xA1 ||
		0xA1 <= l && l <= 0xA7 && t <= 0xA0
}

// next is the pair after p, going on in the next column of the same lead byte.
func next(p int) int {
	if p++; p&0xFF == 0x7F {
		p++
	}
	return p
}

func main() {
	log.SetFlags(0)
	gbk := map[int]rune{} // the pairs of code page 936 that its successors may fill
	r := rune(0xE766)
	for _, h := range holes {
		for p, n := h.pair, h.n; n > 0; p, n, r = next(p), n-1, r+1 {
			if p&0xFF == 0xFF {
				log.Fatalf("run %X leaves its row", h.pair)
			}
			gbk[p] = r
		}
	}
	if r != 0xE865 {
		log.Fatalf("holes end at %X", r)
	}

	fast := make([]uint32, 1<<15)
	type variant struct {
		pair int
		r    [3]rune // WHATWG, CP936, GB2005
	}
	var variants []variant
	enc := map[rune]uint16{}
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x40; t <= 0xFE; t++ {
			p := l<<8 | t
			if t == 0x7F || userDefined(l, t) && p != 0xA3A0 {
				continue
			}
			v := variant{pair: p}
			base := xtext(byte(l), byte(t))
			if base == utf8.RuneError {
				base = gbk[p]
			}
			if p == 0xA8BC { // ḿ, in Unicode since GB18030-2005; the input is of 2000
				base = 0x1E3F
			}
			v.r = [3]rune{base, base, base}
			if g, ok := gbk[p]; ok {
				v.r[1] = g
			}
			if n, ok := new2022[p]; ok {
				v.r[0], v.r[2] = n, gbk[p]
			}
			if p == 0xA3A0 { // an ideographic space by mistake, kept for old pages
				v.r = [3]rune{0x3000, 0xE5E5, 0xE5E5}
			}
			if v.r[0] == 0 {
				log.Fatalf("nothing for %X", p)
			}
			if v.r[0] == v.r[1] && v.r[0] == v.r[2] {
				fast[l&0x7F<<8|t] = tablegen.Pack(base)
				if enc[base] != 0 {
					log.Fatalf("%X and %X both give %X", enc[base], p, base)
				}
				enc[base] = uint16(p)
			} else {
				variants = append(variants, v)
			}
		}
	}

	f := tablegen.New("gb18030",
		"Sources: the GB18030 index of golang.org/x/text v0.39.0 (BSD-3-Clause), which is the",
		"WHATWG index before 2023; the private-use pairs and the changes of GB18030-2005 and -2022 are in gen.go.")
	tablegen.Pairs(f, "pairs", "holds the pairs that are the same in every variant and not user-defined.", fast)
	tablegen.Codes(f, "codes", "is the inverse of pairs.", enc)

	f.Printf("\n// differing lists the pairs that the variants read differently, by pair.\nvar differing = [...]struct{ pair uint16; r [numVariants]uint16 }{\n")
	for _, v := range variants {
		f.Printf("{%#x, [numVariants]uint16{%#x, %#x, %#x}},\n", v.pair, v.r[0], v.r[1], v.r[2])
	}
	f.Printf("}\n")

	// Four-byte codes of the BMP: the code points that two bytes do not cover,
	// in order, so that runs of them are straight lines.
	type run struct{ linear, r int }
	var runs []run
	last := run{-2, -2}
	for n := 0; n < 39420; n++ {
		if n == 7457 { // U+E7C7, out of order: see linear7457
			continue
		}
		b := []byte{byte(0x81 + n/12600), byte(0x30 + n/1260%10), byte(0x81 + n/10%126), byte(0x30 + n%10)}
		out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
		r, size := utf8.DecodeRune(out)
		if err != nil || size != len(out) || r == utf8.RuneError && n != 39417 {
			log.Fatalf("% X gives %q, %v", b, out, err)
		}
		if int(r)-n != last.r-last.linear {
			runs = append(runs, run{n, int(r)})
		}
		last = run{n, int(r)}
	}
	if !sort.SliceIsSorted(runs, func(i, j int) bool { return runs[i].r < runs[j].r }) {
		log.Fatal("runs are not in order")
	}
	f.Printf("\n// ranges are the straight lines of the four-byte codes below U+10000.\nvar ranges = [...]struct{ linear, r uint16 }{\n")
	for i, r := range runs {
		f.Printf("{%d, %#x},", r.linear, r.r)
		if i%6 == 5 {
			f.Printf("\n")
		}
	}
	f.Printf("\n}\n")
	f.Write("tables.go")
}

func xtext(l, t byte) rune {
	out, _ := simplifiedchinese.GB18030.NewDecoder().Bytes([]byte{l, t})
	r, size := utf8.DecodeRune(out)
	if size != len(out) {
		return utf8.RuneError
	}
	return r
}

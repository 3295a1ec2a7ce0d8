//go:build ignore

// Gen writes tables.go:
//
//	go run gen.go -uao DIR
//
// The WHATWG index comes from the Big5 decoder of golang.org/x/text, pinned by
// go.mod and go.sum. DIR holds b2u.py and u2b.py of the PyPI package uao 0.2.0.
package main

import (
	"flag"
	"log"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

const (
	b2uSum = "1260aa94f0103ccfbf28279733b1c6e6605dd2eb124a4773b9314c9680827776"
	u2bSum = "f3a9e07d87543250d01cee5b1064b89d45181b86b4d8f525831770f7557c9ea9"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("uao", "", "directory with b2u.py and u2b.py")
	flag.Parse()

	whatwg := map[int]string{}
	eachPair(func(l, t int) {
		out, err := traditionalchinese.Big5.NewDecoder().Bytes([]byte{byte(l), byte(t)})
		if s := string(out); err == nil && s != "\uFFFD" && utf8.RuneLen([]rune(s)[0]) > 1 && (t >= 0x80 || len([]rune(s)) == 1 || s[len(s)-1] != byte(t)) {
			whatwg[l<<8|t] = s
		}
	})
	uao := map[int]string{}
	entry := regexp.MustCompile(`(\d+):u'([^'\\]|\\.[0-9a-f]*)'`)
	for _, m := range entry.FindAllSubmatch(tablegen.ReadPinned(filepath.Join(*dir, "b2u.py"), b2uSum), -1) {
		if n, _ := strconv.Atoi(string(m[1])); n > 0xFF {
			uao[n] = unescape(m[2])
		}
	}
	prefer := preferred(tablegen.ReadPinned(filepath.Join(*dir, "u2b.py"), u2bSum))
	if len(whatwg) != 18594 || len(uao) != 126*157 {
		log.Fatal("sizes: ", len(whatwg), len(uao))
	}

	core := make([]uint32, 1<<15)
	extRow := make([]uint8, 126) // 0 for none, else the row in ext plus 1
	enc := map[rune]uint16{}
	ext := [2][]uint32{}
	extPairs := [2]map[rune][]int{{}, {}}
	rows := 0
	eachPair(func(l, t int) {
		p := l<<8 | t
		// Code page 950 has nothing at A3C0–A3E0, the pictures of controls, and
		// its user-defined areas elsewhere.
		standard := p >= 0xA140 && p <= 0xF9FE && (p < 0xC6A1 || p > 0xC8FE) && (p < 0xA3C0 || p > 0xA3E0)
		if standard && whatwg[p] == uao[p] {
			core[l&0x7F<<8|t] = pack(uao[p])
			r := []rune(uao[p])[0]
			// The first of two codes, but for six characters the last.
			if enc[r] == 0 || slices.Contains([]rune("═╞╡╪十卅"), r) {
				enc[r] = uint16(p)
			}
			return
		}
		for i, table := range []map[int]string{whatwg, uao} {
			s, ok := table[p]
			if !ok {
				continue
			}
			if extRow[l-0x81] == 0 {
				rows++
				extRow[l-0x81] = uint8(rows)
			}
			for len(ext[i]) < rows*191 {
				ext[i] = append(ext[i], make([]uint32, 191)...)
			}
			ext[i][(int(extRow[l-0x81])-1)*191+t-0x40] = pack(s)
			if rs := []rune(s); len(rs) == 1 {
				extPairs[i][rs[0]] = append(extPairs[i][rs[0]], p)
			}
		}
	})
	for i := range ext {
		ext[i] = append(ext[i], make([]uint32, rows*191-len(ext[i]))...)
	}

	f := tablegen.New("big5",
		"Sources: the Big5 index of golang.org/x/text v0.39.0 (BSD-3-Clause), which is the WHATWG index;",
		"b2u.py (sha256 "+b2uSum+") and",
		"u2b.py (sha256 "+u2bSum+")",
		"of the PyPI package uao 0.2.0 (MIT), which are the tables of Unicode-at-on 2.50.")
	tablegen.Pairs(f, "core", "holds the pairs that are the same in every variant.", core)
	tablegen.Array(f, "extRow", "gives for lead-0x81 the row in the ext tables, plus 1.", "uint8", extRow)
	tablegen.Array(f, "extWHATWG", "holds what WHATWG has beside core, at (row-1)*191 + trail-0x40.", "uint32", ext[0])
	tablegen.Array(f, "extUAO", "holds what UAO has beside core, at (row-1)*191 + trail-0x40.", "uint32", ext[1])
	tablegen.Codes(f, "coreCodes", "is the inverse of core.", enc)
	for i, name := range []string{"orderWHATWG", "orderUAO"} {
		var runes []rune
		for r := range extPairs[i] {
			if r > 0xFFFF || enc[r] == 0 {
				runes = append(runes, r)
			}
		}
		slices.Sort(runes)
		order := make([]uint16, len(runes))
		for j, r := range runes {
			order[j] = uint16(choose(extPairs[i][r], i == 1, prefer[r]))
		}
		tablegen.Array(f, name, "lists the codes of the ext table by their characters.", "uint16", order)
	}
	f.Write("tables.go")
}

// choose picks the code that the encoder writes. UAO says which; elsewhere it
// is the first in the standard part of the plane, else the first.
func choose(pairs []int, uao bool, prefer int) int {
	if uao {
		if !slices.Contains(pairs, prefer) {
			log.Fatalf("u2b.py gives %X, b2u.py %X", prefer, pairs)
		}
		return prefer
	}
	for _, p := range pairs {
		if p >= 0xA140 {
			return p
		}
	}
	return pairs[0]
}

// preferred reads u2b.py, a Python dict literal of one-character strings to
// two-byte byte strings.
func preferred(src []byte) map[rune]int {
	m := map[rune]int{}
	entry := regexp.MustCompile(`u'([^'\\]|\\.[0-9a-f]*)':b(?:'((?:\\x..|\\.|[^\\])(?:\\x..|\\.|[^\\]))'|"((?:\\x..|\\.|[^\\])(?:\\x..|\\.|[^\\]))")`)
	one := regexp.MustCompile(`\\x..|\\.|[^\\]`)
	for _, e := range entry.FindAllSubmatch(src, -1) {
		n := 0
		for _, b := range one.FindAll(append(e[2], e[3]...), -1) {
			n <<= 8
			switch {
			case len(b) == 4:
				v, _ := strconv.ParseUint(string(b[2:]), 16, 8)
				n |= int(v)
			default:
				n |= int(b[len(b)-1])
			}
		}
		m[[]rune(unescape(e[1]))[0]] = n
	}
	return m
}

// unescape reads a character that may be written \uXXXX or \xXX.
func unescape(c []byte) string {
	if len(c) < 4 || c[0] != '\\' {
		return string(c)
	}
	n, err := strconv.ParseUint(string(c[2:]), 16, 16)
	if err != nil {
		log.Fatalf("%s: %v", c, err)
	}
	return string(rune(n))
}

func eachPair(f func(l, t int)) {
	for l := 0x81; l <= 0xFE; l++ {
		for t := 0x40; t <= 0xFE; t++ {
			if t < 0x7F || t > 0xA0 {
				f(l, t)
			}
		}
	}
}

// pack gives the UTF-8 form of s, at most four bytes, little-endian.
func pack(s string) (p uint32) {
	if len(s) > 4 {
		log.Fatalf("%q is too long", s)
	}
	for i := range len(s) {
		p |= uint32(s[i]) << (8 * i)
	}
	return p
}

package main

import (
	"log"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

// sloppyName is what package sloppy calls a page.
func sloppyName(r *charset.Row) string {
	if r.Page.Name != "" {
		return r.Page.Name
	}
	return r.Name
}

// at returns the character of b in a page without gaps.
func at(r *charset.Row, b int) rune {
	if c := r.DecodeByte(byte(b)); c != utf8.RuneError {
		return c
	}
	return rune(b)
}

// undefined returns the bytes from 80 on that a page leaves undefined, as bits. No
// page has C1 controls of its own but those of ISO.
func undefined(r *charset.Row) (bits [2]uint64) {
	if strings.HasPrefix(r.Name, "iso-8859") {
		return bits
	}
	for b := 0x80; b <= 0xFF; b++ {
		if c := r.DecodeByte(byte(b)); c == utf8.RuneError || b < 0xA0 && c == rune(b) {
			bits[(b-0x80)>>6] |= 1 << (b & 63)
		}
	}
	return bits
}

// coders returns the single-byte pages without gaps as public coders.
func coders(pages []int) []byte {
	f := newFile("sloppy")
	f.printf("import (\n\"github.com/fixtext/fixtext/encoding/coder\"\n\"github.com/fixtext/fixtext/internal/codepage/sloppy\"\n)\n\n")
	for _, i := range pages {
		r := &charset.Rows[i]
		f.printf("// %s returns %s", r.Sloppy, sloppyName(r))
		if r.Doc != "" {
			f.printf(": %s", r.Doc)
		}
		f.printf(".\nfunc %s() *coder.Charset { return charset(sloppy.%s) }\n\n", r.Sloppy, r.Sloppy)
	}
	return f.source()
}

// writeSloppyTables writes their tables.
func writeSloppyTables(pages []int) {
	f := tablegen.New("sloppy",
		"Source: the package encoding/charmap of golang.org/x/text v0.39.0 (BSD-3-Clause), whose tables",
		"are those of the WHATWG Encoding Standard and of ICU. The pages are the rows of charsets that",
		"have one, see encoding/internal/charset.")
	f.Printf("\n// The pages.\nconst (\n")
	for n, i := range pages {
		r := &charset.Rows[i]
		f.Printf("%s", r.Sloppy)
		if n == 0 {
			f.Printf(" Page = iota")
		}
		f.Printf(" // %s\n", sloppyName(r))
	}
	f.Printf("\nnumPages\n)\n\nvar names = [numPages]string{")
	for _, i := range pages {
		f.Printf("%q,", sloppyName(&charset.Rows[i]))
	}
	f.Printf("}\n\n// undefined has a bit for every byte from 80 on that the page itself leaves undefined.\nvar undefined = [numPages][2]uint64{\n")
	for _, i := range pages {
		u := undefined(&charset.Rows[i])
		f.Printf("{%#x, %#x},\n", u[0], u[1])
	}
	f.Printf("}\n\n// high holds the characters of the bytes 80 to FF of each page.\nvar high = [numPages][128]uint16{\n")
	blocks := [][64]uint8{{}}
	var index [][1024]uint8
	for _, i := range pages {
		p := &charset.Rows[i]
		f.Printf("{")
		enc := map[uint16]uint8{}
		for b := 0x80; b <= 0xFF; b++ {
			r := at(p, b)
			if b%16 == 0 {
				f.Printf("\n")
			}
			f.Printf("%#x,", r)
			if r < 0x80 || enc[uint16(r)] != 0 {
				log.Fatalf("%s: two bytes for %U", p.Name, r)
			}
			enc[uint16(r)] = uint8(b)
		}
		f.Printf("\n},\n")
		var ix [1024]uint8
		for hi := range ix {
			var block [64]uint8
			for lo := range block {
				block[lo] = enc[uint16(hi<<6|lo)]
			}
			ix[hi] = uint8(place(&blocks, block))
		}
		index = append(index, ix)
	}
	f.Printf("}\n\n// packed holds the same in UTF-8: up to three bytes, little-endian, and above them their number.\nvar packed = [numPages][128]uint32{\n")
	for _, i := range pages {
		f.Printf("{")
		for b := 0x80; b <= 0xFF; b++ {
			r := at(&charset.Rows[i], b)
			if b%12 == 0 {
				f.Printf("\n")
			}
			f.Printf("%#x,", tablegen.Pack(r)|uint32(utf8.RuneLen(r))<<24)
		}
		f.Printf("\n},\n")
	}
	f.Printf("}\n\n// index and blocks are the inverse: blocks[index[page][r>>6]][r&63].\nvar index = [numPages][1024]uint8{\n")
	for _, ix := range index {
		f.Printf("{")
		for i, n := range ix {
			if n != 0 {
				f.Printf("%#x: %d, ", i, n)
			}
		}
		f.Printf("},\n")
	}
	f.Printf("}\n\nvar blocks = [...][64]uint8{\n")
	for _, b := range blocks {
		f.Printf("{")
		for i, n := range b {
			if n != 0 {
				f.Printf("%d: %#x, ", i, n)
			}
		}
		f.Printf("},\n")
	}
	f.Printf("}\n")
	roles(f, pages)
	f.Write("../../../internal/codepage/sloppy/tables.go")
}

// place returns the number of a block, which is added if it is new.
func place[B comparable](blocks *[]B, block B) int {
	n := 0
	for n < len(*blocks) && (*blocks)[n] != block {
		n++
	}
	if n == len(*blocks) {
		*blocks = append(*blocks, block)
	}
	return n
}

// roles writes, for every character, the pages in which it is the first byte of a
// character of two bytes of UTF-8 (bits 0 to 15), the first of a longer one (16 to
// 31), and one of the others (32 to 47).
func roles(f *tablegen.File, pages []int) {
	if len(pages) > 16 {
		log.Fatal("there is room for 16 pages")
	}
	var all [1024][64]uint64
	for n, i := range pages {
		for b := 0x80; b <= 0xF4; b++ {
			r := at(&charset.Rows[i], b)
			role := 0
			switch {
			case b < 0xC0:
				role = 32
			case b < 0xC2:
				continue
			case b >= 0xE0:
				role = 16
			}
			all[r>>6][r&63] |= 1 << (role + n)
		}
	}
	blocks := [][64]uint64{{}}
	f.Printf("\n// roleIndex and roleBlocks say what bytes of UTF-8 characters are read for:\n// roleBlocks[roleIndex[r>>6]][r&63], see role.\nvar roleIndex = [1024]uint8{")
	for hi, block := range all {
		if n := place(&blocks, block); n != 0 {
			f.Printf("%#x: %d, ", hi, n)
		}
	}
	f.Printf("}\n\nvar roleBlocks = [...][64]uint64{\n")
	for _, b := range blocks {
		f.Printf("{")
		for i, n := range b {
			if n != 0 {
				f.Printf("%d: %#x, ", i, n)
			}
		}
		f.Printf("},\n")
	}
	f.Printf("}\n")
}

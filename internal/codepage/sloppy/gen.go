//go:build ignore

// Gen writes tables.go from the single-byte tables of golang.org/x/text, pinned
// by go.mod and go.sum.
package main

import (
	"log"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

// pages are in the order of the constants in sloppy.go.
var pages = []*charmap.Charmap{
	charmap.ISO8859_1, charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253,
	charmap.Windows1254, charmap.Windows874, charmap.KOI8R, charmap.CodePage437, charmap.CodePage850,
	charmap.CodePage866, charmap.Macintosh, charmap.ISO8859_2, charmap.Windows1257,
}

func main() {
	log.SetFlags(0)
	f := tablegen.New("sloppy",
		"Source: the package encoding/charmap of golang.org/x/text v0.39.0 (BSD-3-Clause), whose tables",
		"are those of the WHATWG Encoding Standard and of ICU.")
	f.Printf("\n// high holds the characters of the bytes 80 to FF of each page.\nvar high = [numPages][128]uint16{\n")
	blocks := [][64]uint8{{}}
	var index [][1024]uint8
	for _, p := range pages {
		f.Printf("{")
		enc := map[uint16]uint8{}
		for b := 0x80; b <= 0xFF; b++ {
			r := p.DecodeByte(byte(b))
			if r == '\uFFFD' {
				r = rune(b)
			}
			if b%16 == 0 {
				f.Printf("\n")
			}
			f.Printf("%#x,", r)
			if r < 0x80 || enc[uint16(r)] != 0 {
				log.Fatalf("%v: two bytes for %U", p, r)
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
			n := 0
			for n < len(blocks) && blocks[n] != block {
				n++
			}
			if n == len(blocks) {
				blocks = append(blocks, block)
			}
			ix[hi] = uint8(n)
		}
		index = append(index, ix)
	}
	f.Printf("}\n\n// packed holds the same in UTF-8: up to three bytes, little-endian, and above them their number.\nvar packed = [numPages][128]uint32{\n")
	for _, p := range pages {
		f.Printf("{")
		for b := 0x80; b <= 0xFF; b++ {
			r := p.DecodeByte(byte(b))
			if r == '\uFFFD' {
				r = rune(b)
			}
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
	roles(f)
	f.Write("tables.go")
}

// roles writes, for every character, the pages in which it is the first byte of a
// character of two bytes of UTF-8 (bits 0 to 15), the first of a longer one (16 to
// 31), and one of the others (32 to 47).
func roles(f *tablegen.File) {
	var all [1024][64]uint64
	for n, p := range pages {
		for b := 0x80; b <= 0xF4; b++ {
			r := p.DecodeByte(byte(b))
			if r == '\uFFFD' {
				r = rune(b)
			}
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
		n := 0
		for n < len(blocks) && blocks[n] != block {
			n++
		}
		if n == len(blocks) {
			blocks = append(blocks, block)
		}
		if n != 0 {
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

//go:build ignore

// Gen writes tables.go:
//
//	go run gen.go -uconv uconv
//
// Its source is the ISO-2022-CN-EXT converter of ICU 72.1, asked through the
// program uconv (Debian package icu-devtools 72.1-3). What uconv says is checked
// by its sum.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"log"
	"os"
	"os/exec"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

const sum = "d82920e2610b2039aaa9b57a513f4a05ee1517a9d62d7c52a944a5695a4b14d6"

func main() {
	log.SetFlags(0)
	uconv := flag.String("uconv", "uconv", "the program uconv of ICU 72.1")
	flag.Parse()
	var in bytes.Buffer // one code to a line
	for i := range 94 * 94 {
		in.WriteString("\x1b$)E\x0e")
		in.Write([]byte{byte(0x21 + i/94), byte(0x21 + i%94)})
		in.WriteString("\x0f\n")
	}
	cmd := exec.Command(*uconv, "-f", "ISO_2022,locale=zh,version=1", "-t", "utf-8", "--from-callback", "skip")
	cmd.Stdin, cmd.Stderr = &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		log.Fatal(err)
	}
	h := sha256.Sum256(out)
	if got := hex.EncodeToString(h[:]); got != sum {
		log.Fatalf("%s printed %s, want %s", *uconv, got, sum)
	}
	lines := bytes.Split(bytes.TrimSuffix(out, []byte("\n")), []byte("\n"))
	if len(lines) != 94*94 {
		log.Fatal("lines: ", len(lines))
	}
	table := make([]uint16, len(lines))
	var order []uint16
	seen := map[rune]bool{}
	for i, line := range lines {
		r, size := utf8.DecodeRune(line)
		if size != len(line) || r > 0xFFFF {
			log.Fatalf("%d: %q", i, line)
		}
		if size == 0 {
			continue
		}
		table[i] = uint16(r)
		if _, _, ok := gb18030.EncodeGB2312(r); !ok && r >= 0x80 && !seen[r] {
			seen[r] = true
			order = append(order, uint16(i))
		}
	}
	slices.SortFunc(order, func(a, b uint16) int { return int(table[a]) - int(table[b]) })
	f := tablegen.New("isoir165",
		"Source: ICU 72.1 (Unicode License), set ISO-IR-165 of its ISO-2022-CN-EXT converter, as printed",
		"by uconv (sha256 "+sum+").")
	tablegen.Array(f, "table", "is indexed by row*94 + column.", "uint16", table)
	tablegen.Array(f, "order", "lists the cells that GB2312 does not have, by their characters.", "uint16", order)
	f.Write("tables.go")
}

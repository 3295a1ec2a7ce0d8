//go:build ignore

// Gen writes tables.go:
//
//	go run gen.go -uconv uconv
//
// Its source is the converter euc-tw-2014 of ICU 72.1, asked through the program
// uconv (Debian package icu-devtools 72.1-3). What uconv says is checked by its
// sum, so another version will not do unless its table is the same.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"log"
	"os"
	"os/exec"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/tablegen"
)

const sum = "b1a3dadcb5de94be87f13bcc551d1606890e866b05d2572e48d4808df06bd256"

var planes = []int{1, 2, 3, 4, 5, 6, 7, 15}

func main() {
	log.SetFlags(0)
	uconv := flag.String("uconv", "uconv", "the program uconv of ICU 72.1")
	flag.Parse()

	// One code to a line; what has no character gives an empty line.
	var in bytes.Buffer
	for _, p := range planes {
		for i := range 94 * 94 {
			if p > 1 {
				in.Write([]byte{0x8E, byte(0xA0 + p)})
			}
			in.Write([]byte{byte(0xA1 + i/94), byte(0xA1 + i%94), '\n'})
		}
	}
	cmd := exec.Command(*uconv, "-f", "euc-tw-2014", "-t", "utf-8", "--from-callback", "skip")
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
	if len(lines) != len(planes)*94*94 {
		log.Fatal("lines: ", len(lines))
	}

	low := make([]uint16, len(lines))
	supplementary := make([]uint8, (len(lines)+7)/8)
	for i, line := range lines {
		r, size := utf8.DecodeRune(line)
		if size != len(line) {
			log.Fatalf("%d: %q", i, line)
		}
		if size == 0 || r >= 0xE000 && r <= 0xF8FF {
			continue
		}
		low[i] = uint16(r)
		if r > 0xFFFF {
			if r>>16 != 2 {
				log.Fatalf("%U", r)
			}
			supplementary[i/8] |= 1 << (i % 8)
		}
	}
	f := tablegen.New("euctw",
		"Source: ICU 72.1 (Unicode License), converter euc-tw-2014, as printed by uconv",
		"(sha256 "+sum+").")
	tablegen.Array(f, "low", "holds the low 16 bits of the characters, at (plane*94 + row)*94 + column, where\n"+
		"// plane 7 is the fifteenth.", "uint16", low)
	tablegen.Array(f, "supplementary", "has a bit for each of low: whether the character is above U+20000.", "uint8", supplementary)
	f.Write("tables.go")
}

package main

import (
	"fmt"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/lm"
)

type charset struct {
	name string
	encoding.Encoding
}

var (
	sources = []charset{
		{"utf-8", encoding.Nop}, {"gbk", simplifiedchinese.GBK}, {"big5", traditionalchinese.Big5},
		{"sjis", japanese.ShiftJIS}, {"euc-jp", japanese.EUCJP}, {"euc-kr", korean.EUCKR},
		{"cp1251", charmap.Windows1251}, {"cp1252", charmap.Windows1252},
	}
	readers = []charset{
		{"gbk", simplifiedchinese.GBK}, {"big5", traditionalchinese.Big5}, {"sjis", japanese.ShiftJIS},
		{"euc-jp", japanese.EUCJP}, {"euc-kr", korean.EUCKR}, {"latin1", charmap.ISO8859_1},
		{"cp1252", charmap.Windows1252}, {"cp1251", charmap.Windows1251}, {"koi8-r", charmap.KOI8R},
		{"cp437", charmap.CodePage437}, {"mac", charmap.Macintosh}, {"cp874", charmap.Windows874},
	}
	windows = []int{2, 4, 8, 16}
)

// misread is s encoded in one charset and read in another.
func misread(s string, from, to charset) (string, bool) {
	b, err := from.NewEncoder().String(s)
	if err != nil {
		return "", false
	}
	bad, err := to.NewDecoder().String(b)
	return bad, err == nil && bad != s
}

// mojibake compares the beginnings of lines with what wrong decodings make of
// them.
func mojibake(samples []sample) {
	fmt.Println("wrong decodings: % of line beginnings of 2, 4, 8, 16 characters that cost less read right; number of 8; worst file at 8")
	for _, from := range sources {
		for _, to := range readers {
			if from.name == to.name {
				continue
			}
			var right, all [4]int
			most, where := 0, ""
			for _, s := range samples {
				wrong := 0
				for _, line := range s.lines {
					runes := []rune(line)
					for i, w := range windows {
						if len(runes) < w || !mostlyHigh(runes[:w]) {
							continue
						}
						text := string(runes[:w])
						bad, ok := misread(text, from, to)
						if !ok {
							continue
						}
						all[i]++
						if cost(text) < cost(bad) {
							right[i]++
						} else if w == 8 {
							wrong++
						}
					}
				}
				if wrong > most {
					most, where = wrong, s.name
				}
			}
			if all[2] < 20 {
				continue
			}
			fmt.Printf("  %-6s as %-6s", from.name, to.name)
			for i := range right {
				fmt.Printf(" %6.2f", percent(right[i], all[i]))
			}
			fmt.Printf("  %6d", all[2])
			if most > 0 {
				fmt.Printf("  %s %d", where, most)
			}
			fmt.Println()
		}
	}
}

// mostlyHigh says that at least half of the letters are not ASCII.
func mostlyHigh(runes []rune) bool {
	ascii, other := 0, 0
	for _, r := range runes {
		if r < 0x80 {
			ascii++
		} else if unicode.IsLetter(r) {
			other++
		}
	}
	return other > 0 && other >= ascii
}

// shift compares windows of GBK text with what one byte less at the front
// makes of them.
func shift(lines []string) {
	enc, dec := simplifiedchinese.GBK.NewEncoder(), simplifiedchinese.GBK.NewDecoder()
	fmt.Println("GBK out of step: % of windows that cost less in step; number")
	for _, w := range []int{2, 3, 4, 8, 16, 32} {
		right, n := 0, 0
		for i, line := range lines {
			runes := []rune(line)
			if len(runes) < w+1 {
				continue
			}
			at := (i * 7) % (len(runes) - w)
			window := runes[at : at+w+1]
			if !isWriting(window) {
				continue
			}
			b, err := enc.Bytes([]byte(string(window)))
			if err != nil || len(b) != 2*len(window) {
				continue
			}
			moved, err := dec.Bytes(b[1 : 2*w+1])
			if err != nil {
				continue
			}
			n++
			if cost(string(window[:w])) < cost(string(moved)) {
				right++
			}
		}
		fmt.Printf("  %2d characters: %6.2f %d\n", w, percent(right, n), n)
	}
}

// isWriting says that the window is Han with at most a third of full-width
// punctuation.
func isWriting(window []rune) bool {
	han := 0
	for _, r := range window {
		switch {
		case 0x4E00 <= r && r < 0xA000:
			han++
		case r < 0x3000 || 0x3020 < r && r < 0xFF00:
			return false
		}
	}
	return han*3 >= len(window)*2
}

// gate says what share of clean lines, and of broken ones of at least 8
// characters, lm.Unlikely finds something in, by its limit.
func gate(samples []sample) {
	families := [][2]int{{0, 0}, {0, 1}, {1, 1}, {1, 4}, {1, 3}, {1, 6}, {1, 8}, {2, 0}}
	fmt.Print("lines in which three characters cost more than 3 times so many nats: % of clean lines")
	for _, f := range families {
		fmt.Printf(", %s as %s", sources[f[0]].name, readers[f[1]].name)
	}
	fmt.Println(", GBK out of step")
	for _, nats := range []float64{8, 9, 10, 11, 12, 13} {
		limit := int(3 * nats / lm.Unit)
		var clean, lines int
		hit, all := make([]int, len(families)+1), make([]int, len(families)+1)
		note := func(i int, bad string) {
			all[i]++
			if lm.Unlikely([]byte(bad), limit) >= 0 {
				hit[i]++
			}
		}
		for _, s := range samples {
			for _, line := range s.lines {
				lines++
				if lm.Unlikely([]byte(line), limit) >= 0 {
					clean++
				}
				runes := []rune(line)
				if len(runes) < 8 || !isWriting(runes[:8]) {
					continue
				}
				runes = runes[:8]
				for i, f := range families {
					if bad, ok := misread(string(runes), sources[f[0]], readers[f[1]]); ok {
						note(i, bad)
					}
				}
				if b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(runes))); err == nil {
					if bad, err := simplifiedchinese.GBK.NewDecoder().Bytes(b[1:]); err == nil {
						note(len(families), string(bad))
					}
				}
			}
		}
		fmt.Printf("  %4.1f  %6.2f ", nats, percent(clean, lines))
		for i := range hit {
			fmt.Printf(" %6.1f", percent(hit[i], all[i]))
		}
		fmt.Println()
	}
}

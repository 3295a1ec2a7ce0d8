package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/lm"
)

func cost(s string) int {
	sum, prev, first := 0, lm.Start, lm.Start
	for i, r := range s {
		cur := lm.TokenOf(r)
		if i == 0 || *two2 {
			sum += lm.Cost(prev, cur)
		} else {
			sum += lm.Cost3(first, prev, cur)
		}
		first, prev = prev, cur
	}
	return sum
}

// shift compares windows of GBK text with what one byte less at the front
// makes of them.
func shift(lines []string) {
	enc, dec := simplifiedchinese.GBK.NewEncoder(), simplifiedchinese.GBK.NewDecoder()
	fmt.Println("GBK out of step: windows preferred over their shifted form")
	for _, w := range []int{2, 3, 4, 8, 16, 32} {
		right, n := 0, 0
		for k, s := range lines {
			runes := []rune(s)
			if len(runes) < w+1 {
				continue
			}
			at := (k * 7) % (len(runes) - w)
			window := runes[at : at+w+1]
			if !allHan(window) {
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
		fmt.Printf("  %2d characters: %.2f %% of %d\n", w, 100*float64(right)/float64(n), n)
	}
}

// allHan says that the window is Chinese writing: Han with at most a third
// of full-width punctuation.
func allHan(window []rune) bool {
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

// lost guesses characters of which one byte is gone, from one character of
// context on each side.
func lost(lines []string) {
	simplified := folded()
	gbk := simplifiedchinese.GBK.NewEncoder()
	byLead, byTrail := map[byte][]rune{}, map[byte][]rune{}
	by2nd, by3rd := map[uint16][]rune{}, map[uint16][]rune{}
	code := map[rune][2]byte{}
	for r := rune(0x4E00); r < 0xA000; r++ {
		u := utf8.AppendRune(nil, r)
		by3rd[uint16(u[0])<<8|uint16(u[1])] = append(by3rd[uint16(u[0])<<8|uint16(u[1])], r)
		by2nd[uint16(u[0])<<8|uint16(u[2])] = append(by2nd[uint16(u[0])<<8|uint16(u[2])], r)
		b, err := gbk.Bytes(u)
		if err != nil || len(b) != 2 {
			continue
		}
		code[r] = [2]byte(b)
		byLead[b[0]] = append(byLead[b[0]], r)
		byTrail[b[1]] = append(byTrail[b[1]], r)
	}
	kinds := []string{"GBK lead lost", "GBK trail lost", "UTF-8 3rd byte lost", "UTF-8 2nd byte lost"}
	var top1, top5, sure, sureRight [4]int
	n := 0
	for k, s := range lines {
		runes := []rune(s)
		if len(runes) < 5 || !utf8.ValidString(s) {
			continue
		}
		style := 0
		for _, r := range runes {
			style += simplified[r]
		}
		at := 2 + (k*13)%(len(runes)-4)
		r := runes[at]
		c, ok := code[r]
		if !ok {
			continue
		}
		n++
		u := utf8.AppendRune(nil, r)
		for kind, cand := range [][]rune{byTrail[c[1]], byLead[c[0]], by3rd[uint16(u[0])<<8|uint16(u[1])], by2nd[uint16(u[0])<<8|uint16(u[2])]} {
			value := func(x rune) float64 {
				p := 0.0
				if *two2 {
					p = float64(lm.LogProb(lm.TokenOf(runes[at-1]), lm.TokenOf(x)) + lm.LogProb(lm.TokenOf(x), lm.TokenOf(runes[at+1])))
				} else {
					a, b, c, d, e := lm.TokenOf(runes[at-2]), lm.TokenOf(runes[at-1]), lm.TokenOf(x), lm.TokenOf(runes[at+1]), lm.TokenOf(runes[at+2])
					p = -lm.Unit * float64(lm.Cost3(a, b, c)+lm.Cost3(b, c, d)+lm.Cost3(c, d, e))
				}
				if style != 0 && simplified[x]*style < 0 || style == 0 && simplified[x] < 0 {
					p -= 3
				}
				return p
			}
			want := value(r)
			better, second := 0, -1e9
			for _, x := range cand {
				if x == r {
					continue
				}
				v := value(x)
				if v >= want {
					better++
				}
				second = max(second, v)
			}
			if better == 0 {
				top1[kind]++
			}
			if better < 5 {
				top5[kind]++
			}
			if want-second > 2.3 {
				sure[kind]++
				sureRight[kind]++
			} else if best, runner := two(cand, r, value); best-runner > 2.3 {
				sure[kind]++
			}
		}
	}
	fmt.Printf("one byte of a character lost, %d characters: top 1, top 5; share decided by 2.3 nats and right then\n", n)
	for kind, name := range kinds {
		f := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
		fmt.Printf("  %-20s %5.1f %5.1f   %5.1f %5.1f\n", name, f(top1[kind], n), f(top5[kind], n), f(sure[kind], n), f(sureRight[kind], sure[kind]))
	}
}

func two(cand []rune, also rune, value func(rune) float64) (best, runner float64) {
	best, runner = value(also), -1e9
	for _, x := range cand {
		if x == also {
			continue
		}
		if v := value(x); v > best {
			best, runner = v, best
		} else if v > runner {
			runner = v
		}
	}
	return best, runner
}

// folded tells simplified characters (1) from traditional ones (-1), for
// those that share a token with the other script. The one in GB 2312 is the
// simplified one.
func folded() map[rune]int {
	gb2312 := simplifiedchinese.HZGB2312.NewEncoder()
	group := map[lm.Token][]rune{}
	for r := rune(0x4E00); r < 0xA000; r++ {
		t := lm.TokenOf(r)
		group[t] = append(group[t], r)
	}
	style := map[rune]int{}
	for _, g := range group {
		if len(g) < 2 || len(g) > 6 {
			continue
		}
		for _, r := range g {
			if _, err := gb2312.String(string(r)); err == nil {
				style[r] = 1
			} else {
				style[r] = -1
			}
		}
	}
	return style
}

// mojibake compares lines with what a wrong decoding makes of them.
func mojibake(names []string, files map[string][]string) {
	type charset struct {
		name string
		enc  encoding.Encoding
	}
	from := []charset{{"utf8", encoding.Nop}, {"gbk", simplifiedchinese.GBK}, {"big5", traditionalchinese.Big5}, {"cp1251", charmap.Windows1251}, {"cp1252", charmap.Windows1252}, {"sjis", japanese.ShiftJIS}, {"euc-jp", japanese.EUCJP}, {"euc-kr", korean.EUCKR}}
	to := []charset{{"gbk", simplifiedchinese.GBK}, {"big5", traditionalchinese.Big5}, {"sjis", japanese.ShiftJIS}, {"euc-jp", japanese.EUCJP}, {"euc-kr", korean.EUCKR}, {"latin1", charmap.ISO8859_1}, {"cp1252", charmap.Windows1252}, {"cp1251", charmap.Windows1251}, {"koi8r", charmap.KOI8R}, {"cp437", charmap.CodePage437}, {"mac", charmap.Macintosh}, {"cp874", charmap.Windows874}}
	fmt.Println("wrong decodings: windows of non-ASCII text whose true reading costs less, by length in characters")
	fmt.Println("from    as        2      4      8     16   windows of 8")
	for _, f := range from {
		for _, t := range to {
			if f.name == t.name {
				continue
			}
			var right, all [4]int
			var worst map[string]int = map[string]int{}
			for _, name := range names {
				for k, s := range files[name] {
					if k%8 != 0 {
						continue
					}
					runes := []rune(s)
					for i, w := range []int{2, 4, 8, 16} {
						if len(runes) < w {
							continue
						}
						at := 0
						if len(runes) > w {
							at = (k * 31) % (len(runes) - w)
						}
						window := string(runes[at : at+w])
						b, err := f.enc.NewEncoder().String(window)
						if err != nil || !high(window) {
							continue
						}
						bad, err := t.enc.NewDecoder().String(b)
						if err != nil || bad == window {
							continue
						}
						all[i]++
						if cost(window) < cost(bad) {
							right[i]++
						} else if i == 2 {
							worst[name]++
						}
					}
				}
			}
			if all[2] == 0 {
				continue
			}
			fmt.Printf("%-7s %-7s", f.name, t.name)
			for i := range right {
				fmt.Printf(" %6.2f", 100*float64(right[i])/float64(max(all[i], 1)))
			}
			most, where := 0, ""
			for name, n := range worst {
				if n > most || n == most && name < where {
					most, where = n, name
				}
			}
			fmt.Printf("  %6d  %s %d\n", all[2], where, most)
		}
	}
}

// high says that at least half of the letters of s are not ASCII.
func high(s string) bool {
	ascii, other := 0, 0
	for _, r := range s {
		if r < 0x80 {
			ascii++
		} else if unicode.IsLetter(r) {
			other++
		}
	}
	return other > 0 && other >= ascii
}

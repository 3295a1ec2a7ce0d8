package main

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/internal/lm"
)

// margins are the leads over the second choice, in nats, at which a guess is
// counted as sure.
var margins = []float64{2.3, 4, 6, 8}

// lost guesses characters of which one byte is gone, from two characters of
// context on each side.
func lost(lines []string) {
	gbk := simplifiedchinese.GBK.NewEncoder()
	type key struct {
		kind int
		a, b byte
	}
	with := map[key][]rune{} // the characters with the remaining bytes
	keys := map[rune][4]key{}
	for r := rune(0x4E00); r < 0xA000; r++ {
		u := utf8.AppendRune(nil, r)
		g, err := gbk.Bytes(u)
		if err != nil || len(g) != 2 {
			continue
		}
		k := [4]key{{0, g[1], 0}, {1, g[0], 0}, {2, u[0], u[1]}, {3, u[0], u[2]}}
		keys[r] = k
		for _, k := range k {
			with[k] = append(with[k], r)
		}
	}
	style := styles()
	var top1, top5 [4]int
	var sure, right [4][]int
	for k := range sure {
		sure[k], right[k] = make([]int, len(margins)), make([]int, len(margins))
	}
	n := 0
	for i, line := range lines {
		runes := []rune(line)
		if len(runes) < 5 || !utf8.ValidString(line) {
			continue
		}
		lineStyle := 0
		for _, r := range runes {
			lineStyle += style[r]
		}
		at := 2 + (i*13)%(len(runes)-4)
		r := runes[at]
		if _, ok := keys[r]; !ok {
			continue
		}
		n++
		score := func(x rune) float64 {
			p := -lm.Unit * float64(inContext(runes, at, x))
			if style[x]*lineStyle < 0 {
				p -= 3 // the other script
			}
			return p
		}
		for k, key := range keys[r] {
			mine, better := score(r), 0
			best, second := mine, -1e9
			for _, x := range with[key] {
				if x == r {
					continue
				}
				v := score(x)
				if v >= mine {
					better++
				}
				if v >= best {
					best, second = v, best
				} else {
					second = max(second, v)
				}
			}
			if better == 0 {
				top1[k]++
			}
			if better < 5 {
				top5[k]++
			}
			for j, m := range margins {
				if best-second >= m {
					sure[k][j]++
					if better == 0 {
						right[k][j]++
					}
				}
			}
		}
	}
	fmt.Printf("one byte of a character lost, %d characters: %% right, %% among the first five; for each lead in nats %v: %% decided, %% of these right\n", n, margins)
	for k, name := range []string{"GBK lead", "GBK trail", "UTF-8 third byte", "UTF-8 second byte"} {
		fmt.Printf("  %-18s %5.1f %5.1f ", name, percent(top1[k], n), percent(top5[k], n))
		for j := range margins {
			fmt.Printf("  %5.1f %5.1f", percent(sure[k][j], n), percent(right[k][j], sure[k][j]))
		}
		fmt.Println()
	}
}

// inContext is the cost, with x at position at, of it and of its two
// successors.
func inContext(runes []rune, at int, x rune) int {
	token := func(i int) lm.Token {
		switch {
		case i < 0 || i >= len(runes):
			return lm.Start
		case i == at:
			return lm.TokenOf(x)
		}
		return lm.TokenOf(runes[i])
	}
	sum := 0
	for i := at; i <= at+2 && i <= len(runes); i++ {
		if i == 0 {
			sum += lm.Cost(lm.Start, token(0))
		} else {
			sum += lm.Cost3(token(i-2), token(i-1), token(i))
		}
	}
	return sum
}

// styles tells simplified characters (1) from traditional ones (-1), for
// those that share a token with the other script: the simplified one is in
// GB 2312.
func styles() map[rune]int {
	gb2312 := simplifiedchinese.HZGB2312.NewEncoder()
	group := map[lm.Token][]rune{}
	for r := rune(0x4E00); r < 0xA000; r++ {
		t := lm.TokenOf(r)
		group[t] = append(group[t], r)
	}
	style := map[rune]int{}
	for _, g := range group {
		if len(g) < 2 || len(g) > 8 {
			continue // alone, or one of the groups of rare characters
		}
		for _, r := range g {
			style[r] = -1
			if _, err := gb2312.String(string(r)); err == nil {
				style[r] = 1
			}
		}
	}
	return style
}

// forms picks between the two simplified forms a traditional character can
// have, in simplified text.
func forms(lines []string) {
	style := styles()
	fmt.Println("two simplified forms of one traditional character: form, times seen, % chosen right")
	for _, pair := range []string{"着著", "沉沈", "干乾", "复覆", "借藉"} {
		forms := []rune(pair)
		var n, right [2]int
		for _, line := range lines {
			runes := []rune(line)
			lineStyle := 0
			for _, r := range runes {
				lineStyle += style[r]
			}
			if lineStyle < 2 {
				continue
			}
			for at, r := range runes {
				for f := range forms {
					if r != forms[f] {
						continue
					}
					n[f]++
					if inContext(runes, at, r) < inContext(runes, at, forms[1-f]) {
						right[f]++
					}
				}
			}
		}
		fmt.Printf("  %c %5d %5.1f   %c %5d %5.1f\n", forms[0], n[0], percent(right[0], n[0]), forms[1], n[1], percent(right[1], n[1]))
	}
}

package main

import (
	"fmt"
	"os"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
)

// gaps fills in characters that lost bytes, with all of the line around them
// known: once by package lm alone, once by package choice with this model.
func gaps(samples []sample, m *choice.Model) {
	var lines []string
	for _, s := range samples {
		lines = append(lines, s.lines...)
	}
	f := gap.NewFinder()
	const most = 3000 // of each kind
	fmt.Println("characters that lost bytes: number; % right; mean surprise; % that can be accepted so that 97 of 100 are right, down to which chance;",
		"% held at least 0.97 likely, % of these right; by chance from 0.99, 0.97, 0.9, 0.7, 0.5, 0: % right/number")
	fmt.Println(" by package lm")
	gap.Report(os.Stdout, gap.Measure(f, lines, most, gap.Each(plain)))
	fmt.Println(" by package choice")
	gap.Report(os.Stdout, gap.Measure(f, lines, most, func(text []rune, at, n int, options [][2]rune) []int {
		return fitted(m, text, at, n, options)
	}))
}

func tokenAt(text []rune, i int) lm.Token {
	if i < 0 || i >= len(text) {
		return lm.Start
	}
	return lm.TokenOf(text[i])
}

// plain is the cost of n characters at a place and of the two behind them.
func plain(text []rune, at, n int) int {
	sum := 0
	for i := at; i < at+n+2 && i <= len(text); i++ {
		sum += lm.Cost3(tokenAt(text, i-2), tokenAt(text, i-1), tokenAt(text, i))
	}
	return sum
}

func fitted(m *choice.Model, text []rune, at, n int, options [][2]rune) []int {
	var p choice.Place
	p.Use(m)
	p.At(func(offset int) lm.Token { return tokenAt(text, at+offset) })
	costs := make([]int, len(options))
	ts := make([]lm.Token, len(options))
	for i, o := range options {
		if ts[i] = lm.TokenOf(o[0]); n == 2 {
			costs[i] = p.PairCost(ts[i], lm.TokenOf(o[1]))
		}
	}
	if n == 1 {
		p.Costs(ts, costs)
	}
	return costs
}

package linkfarm_test

import (
	"slices"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gbk returns the GBK bytes of s, for reports.
func gbk(s string) []byte {
	b, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
	return b
}

// An alignment says how one text becomes another with the fewest changes.
type alignment struct {
	wrong []int       // where in the first text characters must be put in, taken out or replaced
	at    map[int]int // the offset in the second text that belongs to one in the first
}

// align compares two texts by characters.
func align(want, got string) alignment {
	a := alignment{at: make(map[int]int)}
	w, g := []rune(want), []rune(got)
	head := 0
	for head < min(len(w), len(g)) && w[head] == g[head] {
		head++
	}
	tail := 0
	for tail < min(len(w), len(g))-head && w[len(w)-1-tail] == g[len(g)-1-tail] {
		tail++
	}
	n, m := len(w)-head-tail, len(g)-head-tail
	cost := make([][]int32, n+1) // of the rest, from i and j on
	for i := n; i >= 0; i-- {
		cost[i] = make([]int32, m+1)
		for j := m; j >= 0; j-- {
			switch {
			case i == n:
				cost[i][j] = int32(m - j)
			case j == m:
				cost[i][j] = int32(n - i)
			case w[head+i] == g[head+j]:
				cost[i][j] = cost[i+1][j+1]
			default:
				cost[i][j] = 1 + min(cost[i+1][j+1], cost[i+1][j], cost[i][j+1])
			}
		}
	}
	wi, gj := 0, 0
	step := func(w, g []rune) {
		if _, ok := a.at[wi]; !ok {
			a.at[wi] = gj
		}
		if !slices.Equal(w, g) {
			a.wrong = append(a.wrong, wi)
		}
		wi, gj = wi+len(string(w)), gj+len(string(g))
	}
	for i := range head {
		step(w[i:i+1], g[i:i+1])
	}
	for i, j := 0, 0; i < n || j < m; {
		x, y := w[head+i:], g[head+j:]
		switch {
		case i < n && j < m && (x[0] == y[0] || cost[i][j] == 1+cost[i+1][j+1]):
			step(x[:1], y[:1])
			i, j = i+1, j+1
		case i < n && (j == m || cost[i][j] == 1+cost[i+1][j]):
			step(x[:1], nil)
			i++
		default:
			step(nil, y[:1])
			j++
		}
	}
	for i := range tail {
		step(w[len(w)-tail+i:][:1], g[len(g)-tail+i:][:1])
	}
	a.at[wi] = gj
	return a
}

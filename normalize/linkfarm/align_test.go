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

// align compares two texts by characters: it goes along the diagonals of the
// table of both, as far as it gets with 0, 1, 2 ... changes.
func align(want, got string) alignment {
	w, g := []rune(want), []rune(got)
	n, m := len(w), len(g)
	var reach [][]int // reach[e][k+e]: how far in w with e changes, when g is k ahead
	at := func(e, k int) int {
		if e < 0 || k < -e || k > e {
			return -1 << 30
		}
		return reach[e][k+e]
	}
	start := func(e, k int) int { // before equal characters are passed
		if e == 0 {
			return 0
		}
		return min(max(at(e-1, k)+1, at(e-1, k+1)+1, at(e-1, k-1)), n, m-k)
	}
	for e := 0; at(e-1, m-n) != n; e++ {
		reach = append(reach, make([]int, 2*e+1))
		for k := -e; k <= e; k++ {
			i := start(e, k)
			for i >= 0 && i+k >= 0 && i < n && i+k < m && w[i] == g[i+k] {
				i++
			}
			reach[e][k+e] = i
		}
	}
	type change struct{ w, g int } // how many characters of each
	var changes []change           // from the end
	for e, i, k := len(reach)-1, n, m-n; e >= 0; e-- {
		from := start(e, k)
		for ; i > from; i-- {
			changes = append(changes, change{1, 1})
		}
		switch {
		case e == 0:
		case at(e-1, k)+1 >= from && i > 0 && i+k > 0:
			changes = append(changes, change{1, 1})
			i--
		case at(e-1, k+1)+1 >= from && i > 0:
			changes = append(changes, change{1, 0})
			i, k = i-1, k+1
		default:
			changes = append(changes, change{0, 1})
			k--
		}
	}
	slices.Reverse(changes)
	a := alignment{at: make(map[int]int)}
	wi, gj := 0, 0
	for _, c := range changes {
		if _, ok := a.at[wi]; !ok {
			a.at[wi] = gj
		}
		if !slices.Equal(w[:c.w], g[:c.g]) {
			a.wrong = append(a.wrong, wi)
		}
		wi, gj = wi+len(string(w[:c.w])), gj+len(string(g[:c.g]))
		w, g = w[c.w:], g[c.g:]
	}
	a.at[wi] = gj
	return a
}

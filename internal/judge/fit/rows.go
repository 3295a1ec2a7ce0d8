package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext/internal/judge"
)

//go:embed true.txt
var trueDamage string

// row is a reading.
type row struct {
	right, clean, held bool
	group              string
	old, text          string
	x                  []float64
	class              int // as package judge has it
	weight             float64
}

// held reports whether a clean file, what lookalike makes, or a family is kept for the
// figures.
func held(group string, clean, made bool) bool {
	h := fnv.New32a() // never fails
	h.Write([]byte(group))
	if clean && !made {
		return h.Sum32()>>4%2 == 0
	}
	return h.Sum32()>>4%4 == 0
}

// load reads the readings of files, and what of clean text they are of.
func load(files []string) (rows []*row, inputs []string, err error) {
	known := map[string]bool{}
	for line := range strings.Lines(trueDamage) {
		if of := strings.SplitN(line, "\t", 3); len(of) == 3 {
			known[of[0]+"\t"+of[1]] = true
		}
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<24)
		made := true // until a file of clean text begins
		for s.Scan() {
			c := strings.Split(s.Text(), "\t")
			if c[0] == "#" {
				inputs = append(inputs, c[2]+"  "+c[1]+"\n")
				made = false
				continue
			}
			r := &row{right: c[0] == "true", group: c[1]}
			r.clean = strings.HasSuffix(c[1], ".txt")
			if r.old, err = strconv.Unquote(c[2]); err != nil {
				return nil, nil, err
			}
			if r.text, err = strconv.Unquote(c[3]); err != nil {
				return nil, nil, err
			}
			if r.clean && known[c[2]+"\t"+c[3]] {
				continue
			}
			var x []int
			for v := range strings.FieldsSeq(c[4]) {
				k, err := strconv.Atoi(v)
				if err != nil {
					return nil, nil, err
				}
				x = append(x, k)
				r.x = append(r.x, float64(k)/16)
			}
			if r.clean && r.x[judge.ProvedTerm] > 0 {
				continue // something else in the block was read wrongly first
			}
			r.held = held(r.group, r.clean, made)
			r.class = judge.Class(x, int(math.Round(math.Exp2(r.x[judge.LengthTerm])-1)))
			rows = append(rows, r)
		}
		if err := s.Err(); err != nil {
			return nil, nil, err
		}
		f.Close()
	}
	return rows, inputs, nil
}

// balance gives every family the same weight, and clean text as much as all of them.
func balance(rows []*row, clean float64) {
	count := map[string]float64{}
	families := map[string]bool{}
	for _, r := range rows {
		if r.clean {
			count[r.group]++
			continue
		}
		families[r.group] = true
		count[fmt.Sprint(r.group, r.right)]++
	}
	const most = 2000 // readings of a clean file that count; of more, each counts less
	all := 0.0
	for group, n := range count {
		if strings.HasSuffix(group, ".txt") {
			all += min(n, most)
		}
	}
	for _, r := range rows {
		if r.clean {
			r.weight = clean * float64(len(families)) * 100 / all * min(1, most/count[r.group])
			continue
		}
		n := count[fmt.Sprint(r.group, r.right)]
		r.weight = 100 / max(n, 20)
	}
}

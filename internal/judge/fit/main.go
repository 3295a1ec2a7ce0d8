// Fit fits the weights of package judge to readings that were collected, and writes
// them with their provenance:
//
//	go test ./encoding/mojibake -run TestCollect -collect damaged.tsv
//	go test ./encoding/mojibake -run TestCollect -collect clean.tsv -collect.clean DIR,DIR
//	go run ./internal/judge/fit damaged.tsv clean.tsv
//
// A reading is right if what it says stood there before the text was damaged. All
// readings of clean text are wrong, but for those that true.txt names: damage that a
// person found in it. Part of the clean files and of the families takes no part in the
// fit; the figures are of these.
package main

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext/internal/judge"
)

//go:embed true.txt
var trueDamage string

// row is a reading.
type row struct {
	right, clean, held, made bool // made: by the weights before
	group, kind              string
	old, text                string
	x                        []float64
	weight                   float64
}

// held reports whether a clean file or a family is kept for the figures.
func held(group string) bool {
	h := fnv.New32a() // never fails
	h.Write([]byte(group))
	return h.Sum32()%4 == 0
}

type sum struct {
	name, hash string
	rows       int
}

// load reads the readings of files.
func load(files []string) (rows []*row, sums []sum, err error) {
	known := map[string]bool{}
	for line := range strings.Lines(trueDamage) {
		known[strings.TrimRight(line, "\n")] = true
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		h := sha256.New()
		s := bufio.NewScanner(io.TeeReader(f, h))
		s.Buffer(nil, 1<<24)
		n := 0
		for s.Scan() {
			c := strings.Split(s.Text(), "\t")
			if len(c) != 7 {
				continue
			}
			r := &row{right: c[0] == "true", group: c[1], made: c[2] == "true", kind: c[3]}
			r.clean = strings.HasSuffix(c[1], ".txt")
			if r.old, err = strconv.Unquote(c[4]); err != nil {
				return nil, nil, err
			}
			if r.text, err = strconv.Unquote(c[5]); err != nil {
				return nil, nil, err
			}
			if r.clean && (known[c[4]+" "+c[5]] || known[c[1]+" *"]) {
				continue
			}
			for v := range strings.FieldsSeq(c[6]) {
				k, err := strconv.Atoi(v)
				if err != nil {
					return nil, nil, err
				}
				r.x = append(r.x, float64(k)/16)
			}
			r.held = held(r.group)
			rows = append(rows, r)
			n++
		}
		if err := s.Err(); err != nil {
			return nil, nil, err
		}
		f.Close()
		sums = append(sums, sum{name[strings.LastIndexByte(name, '/')+1:], fmt.Sprintf("%x", h.Sum(nil)), n})
	}
	return rows, sums, nil
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

func main() {
	log.SetFlags(0)
	out := flag.String("o", "", "the Go `file` to write")
	clean := flag.Float64("clean", 1, "what clean text weighs, beside all families")
	few := flag.Int("terms", 0, "how many terms to keep; 0: all that help")
	allow := flag.Int("allow", 0, "how many readings of clean text may be made")
	show := flag.Int("show", 30, "how many readings of clean text to print, the likeliest first")
	pick := flag.String("pick", "", "the terms to keep, by number")
	flag.Parse()
	rows, sums, err := load(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	balance(rows, *clean)
	words, signs := judge.TermWords()
	train := slices.DeleteFunc(slices.Clone(rows), func(r *row) bool { return r.held })
	m := newModel(signs)
	if *pick != "" {
		for i := range m.use {
			m.use[i] = slices.Contains(strings.Split(*pick, ","), fmt.Sprint(i))
		}
	}
	m.fit(train)
	for *few > 0 && m.terms() > *few {
		k := m.weakest(train)
		m.use[k] = false
		m.fit(train)
		log.Printf("without %q: loss %.1f", words[k], m.loss(train))
	}
	log.Printf("loss %.1f", m.loss(train))
	m.round()
	log.Printf("intercept %d", m.whole[len(m.whole)-1])
	for i, w := range words {
		if m.use[i] {
			log.Printf("%3d %5d  %s", i, m.whole[i], w)
		}
	}
	m.bar = bar(train, m, *allow)
	log.Printf("bar %d", m.bar)
	report(rows, m, *show)
	if *out != "" {
		if err := os.WriteFile(*out, source(m, rows, sums), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

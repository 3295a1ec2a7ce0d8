// Fit collects readings, fits the weights of package judge to them, and writes these with
// what they were fitted to:
//
//	go run ./internal/judge/fit -clean DIR,DIR
//
// It damages the sentences that are for tuning by the families of internal/damage, makes
// text by internal/lookalike, reads the files *.txt of the folders, which are clean text, of every twelfth block (-every),
// and has TestCollect of encoding/mojibake write down every reading that is possible, with
// what was measured. That takes a few minutes; -keep DIR keeps the readings, and
// -rows FILES fits to readings that were kept. inputs.txt names the clean text that the
// committed weights were fitted to, which any other does not have to be.
//
// A reading is right if what it says stood there before the text was damaged. All
// readings of clean text are wrong, but for those that true.txt names: damage that a
// person found in it. Half of the clean files, a quarter of the families and of what
// lookalike makes take no part in the fit; all figures are of these.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fixtext/fixtext/internal/judge"
)

var (
	folders  = flag.String("clean", "", "`folders` of clean text, comma-separated")
	keep     = flag.String("keep", "", "a `folder` to keep the readings in")
	kept     = flag.String("rows", "", "`files` of readings, comma-separated, that were kept")
	every    = flag.Int("every", 12, "which share of the blocks of clean text is read: every `n`th")
	allow    = flag.Int("allow", 1300, "one of how `many` readings of clean text may be made")
	show     = flag.Int("show", 0, "how many readings of clean text to print, the likeliest first")
	write    = flag.Bool("write", true, "write the weights, what they were fitted to, and the table of calibration")
	weigh    = flag.Float64("weigh", 1, "what clean text weighs, beside all families")
	families = flag.Bool("families", false, "print what is made of each family")
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	files := strings.Split(*kept, ",")
	if *kept == "" {
		var err error
		if files, err = collect(); err != nil {
			log.Fatal(err)
		}
	}
	rows, inputs, err := load(files)
	if err != nil {
		log.Fatal(err)
	}
	balance(rows, *weigh)
	words, signs := judge.TermWords()
	m := newModel(words, signs)
	train := slices.DeleteFunc(slices.Clone(rows), func(r *row) bool { return r.held })
	m.fit(train)
	m.round()
	m.setBars(train, *allow)
	report(m, rows, *show)
	if *write {
		for name, text := range map[string][]byte{
			"internal/judge/fitted.go":      source(m, rows),
			"internal/judge/fit/inputs.txt": []byte(strings.Join(inputs, "")),
			"bench/CALIBRATION.md":          calibration(m, rows),
		} {
			if err := os.WriteFile(name, text, 0o644); err != nil {
				log.Fatal(err)
			}
		}
	}
}

// collect has TestCollect write readings, and returns the files.
func collect() (files []string, err error) {
	dir := *keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "fit"); err != nil {
			return nil, err
		}
		defer func() {
			if err != nil {
				os.RemoveAll(dir)
			}
		}()
	}
	test := filepath.Join(dir, "collect.test")
	if out, err := exec.Command("go", "test", "-c", "-o", test, "./encoding/mojibake").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	defer os.Remove(test)
	of := map[string]string{"damaged": "", "made": "made"}
	for i, d := range strings.Split(*folders, ",") {
		if d == "" {
			continue
		}
		if d, err = filepath.Abs(d); err != nil {
			return nil, err
		}
		of[fmt.Sprint("clean", i)] = d
	}
	var all sync.WaitGroup
	errs := make(chan error, len(of))
	for name, clean := range of {
		file := filepath.Join(dir, name+".tsv")
		files = append(files, file)
		all.Go(func() {
			c := exec.Command(test, "-test.run=TestCollect$", "-test.timeout=1h", "-collect="+file, "-collect.clean="+clean, fmt.Sprint("-collect.share=", *every))
			c.Dir = "encoding/mojibake"
			if out, err := c.CombinedOutput(); err != nil {
				errs <- fmt.Errorf("%s: %w: %s", name, err, out)
			}
		})
	}
	all.Wait()
	close(errs)
	slices.Sort(files)
	return files, <-errs
}

// Command train fits the model of package kanji.
//
//	go run ./internal/kanji/train -ja FILE,… -zh FILE,… -out internal/kanji/model.bin
//
// A file has one word or sentence a line; PROVENANCE.md says which files the model was
// fitted on and how they were made. Nothing else is read, and the same files give the
// same model.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/fixtext/fixtext/internal/kanji"
	"github.com/fixtext/fixtext/internal/runeclass"
)

const (
	epochs = 7
	rate   = 0.3  // of the steps, which become smaller as a weight is trained more
	decay  = 2e-6 // of weights at each step
)

// example is a text in one of the two languages, as its features.
type example struct {
	features []uint32
	ja       bool
	weight   float32
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	ja := flag.String("ja", "", "files of Japanese, with commas between them")
	zh := flag.String("zh", "", "files of Chinese")
	out := flag.String("out", "internal/kanji/model.bin", "file to write")
	asymmetry := flag.Float64("asymmetry", 3, "how much worse a false conversion is than a missed one")
	flag.Parse()

	set := append(read(*ja, true, float32(*asymmetry)), read(*zh, false, 1)...)
	w := fit(set)
	b := make([]byte, 1<<kanji.Bits)
	used := 0
	for i, v := range w {
		q := math.RoundToEven(float64(v) * kanji.Nat)
		b[i] = byte(int8(max(-127, min(127, q))))
		if b[i] != 0 {
			used++
		}
	}
	fmt.Printf("%d examples, %d weights\n", len(set), used)
	if err := os.WriteFile(*out, b, 0o644); err != nil {
		log.Fatal(err)
	}
}

// read returns the lines of files that have a Han character.
func read(files string, ja bool, weight float32) (set []example) {
	for _, name := range strings.Split(files, ",") {
		f, err := os.Open(name)
		if err != nil {
			log.Fatal(err)
		}
		n := len(set)
		for s := bufio.NewScanner(f); s.Scan(); {
			line := s.Text()
			if strings.IndexFunc(line, runeclass.IsHan) < 0 {
				continue
			}
			e := example{ja: ja, weight: weight}
			kanji.Features([]byte(line), func(i uint32) { e.features = append(e.features, i) })
			set = append(set, e)
		}
		if err := f.Close(); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d\n", name, len(set)-n)
	}
	return set
}

// fit returns the weights by logistic regression: stochastic gradient descent with
// steps that adapt to each weight.
func fit(set []example) []float32 {
	w := make([]float32, 1<<kanji.Bits)
	sum := make([]float32, len(w)) // of squared gradients
	rnd := rand.New(rand.NewPCG(1, 2))
	for epoch := range epochs {
		rnd.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		loss := 0.0
		for _, e := range set {
			z := float32(0)
			for _, i := range e.features {
				z += w[i]
			}
			p := 1 / (1 + math.Exp(-float64(z)))
			g := p
			if e.ja {
				g = p - 1
				loss -= math.Log(max(p, 1e-9)) * float64(e.weight)
			} else {
				loss -= math.Log(max(1-p, 1e-9)) * float64(e.weight)
			}
			step := float32(g) * e.weight
			for _, i := range e.features {
				d := step + decay*w[i]
				sum[i] += d * d
				w[i] -= rate * d / float32(math.Sqrt(float64(sum[i])+1e-3))
			}
		}
		fmt.Printf("epoch %d: %.4f nats\n", epoch+1, loss/float64(len(set)))
	}
	return w
}

// Command costs writes the pair-cost tables of package charsetstat from a directory
// of UTF-8 texts: one for each row of charsets that says what its text is in.
//
//	go run ./encoding/internal/charset/costs -corpus DIR -st STCharacters.txt -out internal/charsetstat
//
// STCharacters.txt is of OpenCC 1.4.2 (npm opencc, Apache-2.0).
//
// Only the training lines of each text are read (see lm/layout.Split): the
// others are for tuning and for measuring.
package main

import (
	"bytes"
	_ "embed"
	"flag"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/charsetstat"
	"github.com/fixtext/fixtext/internal/codepage/tablegen"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/layout"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// maxWeight is how many bytes a text counts for at most, so that no genre rules.
const maxWeight = 3e6

// sources lists the texts by language, with where they come from.
//
//go:embed sources.tsv
var sources string

const stSum = "a0ca1601c70648cf48b33c3c6210ccbecc5c7eead4b4c3daf76587ba2c03582b"

// decoder returns a function that reads a pair of a charset.
func decoder(r *charset.Row) func(lead, trail byte) (rune, bool) {
	variant := variantOf(r)
	return func(lead, trail byte) (rune, bool) {
		pair := []byte{lead, trail}
		c, n := r.Table.DecodeRune(pair)
		ok := n == 2 && c != utf8.RuneError
		if ok && !r.Table.Dense() && runeclass.Is(c, runeclass.Private) {
			return 0, false // in nobody's text
		}
		if !ok && variant != nil { // what a variant makes of it is as rare as private use
			c, n = variant.Table.DecodeRune(pair)
			return firstPrivate, n == 2 && c != utf8.RuneError
		}
		return c, ok
	}
}

const firstPrivate = 0xE000

// variantOf returns the variant of a charset that is read by the same costs.
func variantOf(r *charset.Row) *charset.Row {
	for i := range charset.Rows {
		if v := &charset.Rows[i]; v.Detect.VariantOf == r.Name {
			return v
		}
	}
	return nil
}

type counts map[rune]float64

func main() {
	log.SetFlags(0)
	corpus := flag.String("corpus", "", "directory of <name>.txt files")
	st := flag.String("st", "", "OpenCC's STCharacters.txt")
	out := flag.String("out", ".", "directory to write")
	flag.Parse()

	langs := map[string]counts{}
	for line := range strings.Lines(sources) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if langs[f[0]] == nil {
			langs[f[0]] = counts{}
		}
		count(langs[f[0]], tablegen.ReadPinned(filepath.Join(*corpus, f[1]+".txt"), f[5]))
	}
	addTraditional(langs["zh-Hant"], langs["zh-Hans"], tablegen.ReadPinned(*st, stSum))
	for _, c := range langs {
		normalise(c)
	}
	for i := range charset.Rows {
		r := &charset.Rows[i]
		if r.Mix == nil {
			continue
		}
		name := filepath.Join(*out, strings.ToLower(r.Const)+".bin")
		if err := os.WriteFile(name, table(decoder(r), r.Mix, langs), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func count(c counts, b []byte) {
	w := math.Min(1, maxWeight/float64(len(b)))
	for i, line := range bytes.Split(b, []byte("\n")) {
		if layout.Split(i) != layout.Train {
			continue
		}
		for _, r := range string(line) {
			if r >= 0x80 && r != utf8.RuneError {
				c[r] += w
			}
		}
	}
}

func normalise(c counts) {
	var sum float64
	for _, r := range slices.Sorted(maps.Keys(c)) { // in one order: sums of floats depend on it
		sum += c[r]
	}
	for r := range c {
		c[r] /= sum
	}
}

// table gives the cost of each pair.
func table(decode func(lead, trail byte) (rune, bool), mix []charset.Share, langs map[string]counts) []byte {
	t := bytes.Repeat([]byte{charsetstat.None}, 126*192)
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFF; trail++ {
			r, ok := decode(byte(lead), byte(trail))
			if !ok {
				continue
			}
			p := floor(r)
			for _, m := range mix {
				p += m.Part * langs[m.Language][r] * 0.97
			}
			cost := -math.Log(p) - credit(byte(trail))
			t[(lead-0x81)*192+trail-0x40] = byte(max(0, min(250, math.Round(cost*lm.Nat/charsetstat.Unit))))
		}
	}
	return t
}

// floor is the chance of a character that the corpus does not have.
func floor(r rune) float64 {
	switch {
	case unicode.Is(unicode.Co, r):
		return 1e-6
	case unicode.Is(unicode.Han, r):
		return 0.02 / 21000
	case r >= 0x3040 && r < 0x3100, r >= 0xAC00 && r < 0xD7A4:
		return 0.005 / 11000
	default:
		return 3e-6
	}
}

// credit is what an ASCII byte costs a reading in which it stands for itself.
func credit(b byte) float64 {
	switch {
	case b >= 0x80:
		return 0
	case b >= 'a' && b <= 'z':
		return 3.3
	case b >= 'A' && b <= 'Z':
		return 4.5
	default:
		return 6.5
	}
}

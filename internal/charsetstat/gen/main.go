// Command gen writes the pair-cost tables of package charsetstat from a
// directory of UTF-8 texts.
//
//	go run ./gen -corpus DIR -st STCharacters.txt -out .
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

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"

	"github.com/fixtext/fixtext/internal/charsetstat"
	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/euctw"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/tablegen"
	"github.com/fixtext/fixtext/internal/lm/layout"
)

// maxWeight is how many bytes a text counts for at most, so that no genre rules.
const maxWeight = 3e6

// sources lists the texts by language, with where they come from.
//
//go:embed sources.tsv
var sources string

const stSum = "a0ca1601c70648cf48b33c3c6210ccbecc5c7eead4b4c3daf76587ba2c03582b"

// charsets says which languages each charset carries, and how often.
var charsets = []struct {
	name   string
	decode func(lead, trail byte) (rune, bool)
	mix    []share
}{
	{"gb18030", gb18030.WHATWG.DecodePair, []share{{"hans", 0.78}, {"hant", 0.22}}},
	{"big5", decodeBig5, []share{{"hant", 1}}},
	{"euctw", decodeEUCTW, []share{{"hant", 1}}},
	{"eucjp", decodeWith(japanese.EUCJP), []share{{"ja", 1}}},
	{"shiftjis", decodeWith(japanese.ShiftJIS), []share{{"ja", 1}}},
	{"euckr", decodeWith(korean.EUCKR), []share{{"ko", 0.98}, {"hant", 0.02}}},
}

type share struct {
	lang   string
	weight float64
}

// decodeBig5 reads what the WHATWG's Big5 leaves empty as Unicode-at-on.
func decodeBig5(lead, trail byte) (rune, bool) {
	if r, ok := big5.WHATWG.DecodePair(lead, trail); ok {
		return r, true
	}
	_, ok := big5.UAO.DecodePair(lead, trail)
	return 0xE000, ok
}

// decodeEUCTW reads plane 1, the only one with codes of two bytes.
func decodeEUCTW(lead, trail byte) (rune, bool) {
	return euctw.DecodeCNS(1, int(lead)-0xA0, int(trail)-0xA0)
}

func decodeWith(e encoding.Encoding) func(lead, trail byte) (rune, bool) {
	dec := e.NewDecoder()
	return func(lead, trail byte) (rune, bool) {
		u, err := dec.Bytes([]byte{lead, trail})
		r, n := utf8.DecodeRune(u)
		return r, err == nil && n == len(u) && r != utf8.RuneError
	}
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
	addTraditional(langs["hant"], langs["hans"], tablegen.ReadPinned(*st, stSum))
	for _, c := range langs {
		normalise(c)
	}
	for _, cs := range charsets {
		name := filepath.Join(*out, cs.name+".bin")
		if err := os.WriteFile(name, table(cs.decode, cs.mix, langs), 0o644); err != nil {
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
func table(decode func(lead, trail byte) (rune, bool), mix []share, langs map[string]counts) []byte {
	t := bytes.Repeat([]byte{charsetstat.None}, 126*192)
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFF; trail++ {
			r, ok := decode(byte(lead), byte(trail))
			if !ok {
				continue
			}
			p := floor(r)
			for _, m := range mix {
				p += m.weight * langs[m.lang][r] * 0.97
			}
			cost := -math.Log(p) - credit(byte(trail))
			t[(lead-0x81)*192+trail-0x40] = byte(max(0, min(250, math.Round(charsetstat.Nat*cost))))
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

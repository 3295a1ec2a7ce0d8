// Command gen writes the pair-cost tables of package charsetstat from a
// directory of UTF-8 texts.
//
//	go run ./gen -corpus DIR -out .
//
// Only the first 60 % of each text is read: the next 20 % are for tuning and
// the last 20 % for measuring, so that neither is done on what was learned.
package main

import (
	"flag"
	"log"
	"math"
	"os"
	"path/filepath"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// source is one text of the corpus and the share of each language model it
// feeds. Large texts are weighed down to cap bytes, so that no single genre
// rules.
type source struct{ file, lang string }

const (
	trainShare = 0.6
	cap        = 3e6
)

var sources = []source{
	{"niutrans_modern", "hans"}, {"prc_laws", "hans"}, {"cv_zh_cn", "hans"}, {"fcc_zh_hans", "hans"},
	{"novels_hans", "hans"}, {"gowebbook_zh", "hans"}, {"xinhua", "hans"}, {"niutrans_classical", "hans"},
	{"names", "hans"}, {"names", "hant"},
	{"tw_laws", "hant"}, {"cv_zh_tw", "hant"}, {"cv_zh_hk", "hant"}, {"vsdocs_zh_tw", "hant"},
	{"fcc_zh_hant", "hant"}, {"chinese_poetry", "hant"}, {"hkcancor", "hant"},
	{"cv_ja", "ja"}, {"gowebbook_ja", "ja"}, {"sdp_ja", "ja"},
	{"cv_ko", "ko"},
}

// charsets says which languages each charset carries, and how often.
var charsets = []struct {
	name string
	enc  encoding.Encoding
	mix  map[string]float64
}{
	{"gb18030", simplifiedchinese.GBK, map[string]float64{"hans": 0.75, "hant": 0.22, "ja": 0.03}},
	{"big5", traditionalchinese.Big5, map[string]float64{"hant": 0.97, "ja": 0.03}},
	{"eucjp", japanese.EUCJP, map[string]float64{"ja": 1}},
	{"shiftjis", japanese.ShiftJIS, map[string]float64{"ja": 1}},
	{"euckr", korean.EUCKR, map[string]float64{"ko": 0.98, "hant": 0.02}},
}

type counts map[rune]float64

func main() {
	log.SetFlags(0)
	corpus := flag.String("corpus", "", "directory of <name>.txt files")
	st := flag.String("st", "", "OpenCC's STCharacters.txt; adds traditional counts from simplified text")
	out := flag.String("out", ".", "directory to write")
	flag.Parse()

	langs := map[string]counts{}
	for _, s := range sources {
		if langs[s.lang] == nil {
			langs[s.lang] = counts{}
		}
		count(langs[s.lang], filepath.Join(*corpus, s.file+".txt"))
	}
	if *st != "" {
		addTraditional(langs["hant"], langs["hans"], *st)
	}
	for _, c := range langs {
		normalise(c)
	}
	for _, cs := range charsets {
		name := filepath.Join(*out, cs.name+".bin")
		if err := os.WriteFile(name, table(cs.enc, cs.mix, langs), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func count(c counts, file string) {
	b, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	b = b[:int(float64(len(b))*trainShare)]
	w := math.Min(1, cap/float64(len(b)))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		b = b[n:]
		if r >= 0x80 && r != utf8.RuneError {
			c[r] += w
		}
	}
}

func normalise(c counts) {
	var sum float64
	for _, n := range c {
		sum += n
	}
	for r := range c {
		c[r] /= sum
	}
}

// table gives the cost of each pair, in eighths of a nat.
func table(enc encoding.Encoding, mix map[string]float64, langs map[string]counts) []byte {
	dec := enc.NewDecoder()
	t := make([]byte, 126*192)
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFF; trail++ {
			i := (lead-0x81)*192 + trail - 0x40
			t[i] = 255
			u, err := dec.Bytes([]byte{byte(lead), byte(trail)})
			if err != nil {
				continue
			}
			r, n := utf8.DecodeRune(u)
			if n != len(u) || r == utf8.RuneError {
				continue
			}
			p := floor(r)
			for lang, w := range mix {
				p += w * langs[lang][r] * 0.97
			}
			cost := -math.Log(p) - credit(byte(trail))
			t[i] = byte(math.Max(0, math.Min(250, math.Round(8*cost))))
		}
	}
	return t
}

// floor is the chance of a character that the corpus does not have.
func floor(r rune) float64 {
	switch {
	case unicode.Is(unicode.Co, r):
		return 1e-8
	case r >= 0x4E00 && r < 0xA000:
		return 0.02 / 21000
	case r >= 0x3040 && r < 0x3100, r >= 0xAC00 && r < 0xD7A4:
		return 0.005 / 11000
	default:
		return 1e-6
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

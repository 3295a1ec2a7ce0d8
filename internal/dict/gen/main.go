// Command gen writes the tables of package tables.
//
//	go run ./internal/dict/gen -opencc DIR -out internal/dict/tables
//
// DIR is data/dictionary of the npm package opencc, version 1.4.2 (Apache-2.0).
// The other inputs stand beside this file.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/fixtext/fixtext/internal/dict"
)

// pinned are the inputs from OpenCC and their checksums.
var pinned = map[string]string{
	"STCharacters.txt":                 "a0ca1601c70648cf48b33c3c6210ccbecc5c7eead4b4c3daf76587ba2c03582b",
	"JPShinjitaiCharacters.txt":        "12cec7250b873ef52b36d8f92218d4f92c0aaf5d8cd7c58fe42d9785bdcdc43a",
	"CJK_Compatibility_Ideographs.txt": "663cc10b7de7c7cee3ff9df1ee963977d6c26c00b23f8fe670fab481283ed4f9",
	"HKPhrasesRev.txt":                 "081b5b8908b4f7217d1f6b3c11be21e02210b6753c2b0d8d6379fe21c1a40a20",
	"HKVariants.txt":                   "e5cd4345303224587102f2c9e4d2b67d2b7e349c6ce9152e4a118f4656cf7302",
	"HKVariantsRevPhrases.txt":         "35352aef4833c2631b2144bc85623cc44d5a09221dda9c32178ea024300d34d3",
	"TSCharacters.txt":                 "737c21c66f55a419dd6956cb3089476cdefc5a36877452631617696df1e5d925",
	"TSPhrases.txt":                    "362fa1b9a7d6edd04b462a32e12c9fef3adae822ab1dee9c83561cc37c06cb1f",
	"TWPhrasesRev.txt":                 "2c13969308cf4b9216cfb0145cefb9da96c5d0329a393850c2a63b341caaf4bd",
	"TWVariants.txt":                   "e187278e119c427ca561180ac5da5b20e9f8681190458f35c327ce499e95a6a5",
	"TWVariantsRevPhrases.txt":         "5ebfb4bdc938c2b14e01ace378988d5d3dc12462b3496ef1d424951ccd371256",
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	dir := flag.String("opencc", "", "directory of OpenCC's dictionaries (text form)")
	ownDir := flag.String("own", "internal/dict/gen", "directory of the inputs that belong to the project")
	out := flag.String("out", "internal/dict/tables", "directory to write to")
	flag.Parse()

	in := inputs{}
	for name, sum := range pinned {
		text, err := os.ReadFile(filepath.Join(*dir, name))
		check(err)
		got := sha256.Sum256(text)
		if hex.EncodeToString(got[:]) != sum {
			log.Fatalf("%s is not the file of OpenCC 1.4.2", name)
		}
		in[name] = string(text)
	}
	for _, name := range []string{"tgscc_8105.txt", "tgscc_map.tsv", "words.tsv", "japanese.txt"} {
		text, err := os.ReadFile(filepath.Join(*ownDir, name))
		check(err)
		in[name] = string(text)
	}

	w := &writer{}
	own := simplified(in)
	for _, c := range append(openccChains(in), own) {
		w.table(c.name, c.doc, c.chain)
	}
	t := dict.MustCompile(own.chain)
	w.words("Vocabulary", "are words of Taiwan and Hong Kong and those of the mainland for the same, all in\n"+
		"// simplified characters. The first byte of a value is 1 for Taiwan, 2 for Hong Kong, 3 for both.",
		in.vocabulary(func(s string) string { return string(t.Append(nil, []byte(s))) }))
	w.words("Japanese", "are Japanese family names that a conversion of their variants would change.", in.japanese())
	all, rare := in.listed(in.standard())
	w.text("Listed", "are variants that the national table lists, but those of mark Variant.", all)
	w.text("Rare", "are those of Listed that few people type where no word tells them.", rare)
	check(os.WriteFile(filepath.Join(*out, "tables.go"), w.source(in), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// Command clean counts what becomes of text that should stay as it is, by genre.
//
//	go run ./cmd/clean [-list] [-rules FT3,FT5] [-around 10] GENRE=FILE…
//
// Each edit is a place; -list prints it as in → out, with so many characters of its
// line on both sides, for a person to read. Files of a genre are added up. A file is
// read as it stands, as text without a name.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

// sum is what was counted in the files of a genre.
type sum struct {
	bytes, lines, places int
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("clean: ")
	list := flag.Bool("list", false, "print each place")
	rules := flag.String("rules", "FT3,FT5", "rules that are looked for")
	around := flag.Int("around", 10, "characters on both sides of a place")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: clean [-list] [-rules RULES] [-around N] GENRE=FILE…")
		flag.PrintDefaults()
	}
	flag.Parse()
	sums := map[string]*sum{}
	var genres []string
	for _, arg := range flag.Args() {
		genre, name, ok := strings.Cut(arg, "=")
		if !ok {
			flag.Usage()
			os.Exit(2)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		edits, err := changes(text, strings.Split(*rules, ","))
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		if sums[genre] == nil {
			sums[genre] = &sum{}
			genres = append(genres, genre)
		}
		s := sums[genre]
		s.bytes += len(text)
		s.places += len(edits)
		last := -1
		for _, e := range edits {
			at := int(e.Offset)
			if start := bytes.LastIndexByte(text[:at], '\n'); start != last || s.lines == 0 {
				s.lines++
				last = start
			}
			if *list {
				before, after := context(text, at, at+len(e.In), *around)
				fmt.Printf("%s\t%s %q → %q\t%s〔%s〕%s\n", genre, e.Rule, e.In, e.Out, before, e.In, after)
			}
		}
	}
	total := sum{}
	fmt.Printf("%-12s %8s %8s %8s\n", "genre", "MB", "lines", "places")
	for _, g := range genres {
		s := sums[g]
		fmt.Printf("%-12s %8.1f %8d %8d\n", g, float64(s.bytes)/1e6, s.lines, s.places)
		total = sum{total.bytes + s.bytes, total.lines + s.lines, total.places + s.places}
	}
	fmt.Printf("%-12s %8.1f %8d %8d\n", "all", float64(total.bytes)/1e6, total.lines, total.places)
}

// changes returns the edits of text by the rules.
func changes(text []byte, rules []string) ([]fixtext.Edit, error) {
	var edits []fixtext.Edit
	w := fixtext.NewReader(bytes.NewReader(text), fixtext.Select(rules...), fixtext.OnEdit(func(e fixtext.Edit) error {
		if e.Verdict != fixtext.Unrepairable {
			e.In, e.Out = bytes.Clone(e.In), bytes.Clone(e.Out)
			edits = append(edits, e)
		}
		return nil
	}))
	var out bytes.Buffer
	_, err := out.ReadFrom(w)
	return edits, err
}

// context returns up to n characters on both sides of text[from:to], on its line.
func context(text []byte, from, to, n int) (before, after []byte) {
	start, end := from, to
	for i := 0; i < n && start > 0 && text[start-1] != '\n'; i++ {
		_, k := utf8.DecodeLastRune(text[:start])
		start -= k
	}
	for i := 0; i < n && end < len(text) && text[end] != '\n'; i++ {
		_, k := utf8.DecodeRune(text[end:])
		end += k
	}
	return text[start:from], text[to:end]
}

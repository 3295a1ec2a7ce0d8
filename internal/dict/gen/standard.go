package main

import (
	"log"
	"strings"
)

// standard is the Table of General Standard Chinese Characters (通用规范汉字表,
// State Council of the People's Republic of China, 2013): an official text, free
// of copyright under article 5 of that country's Copyright Law.
type standard struct {
	chars    map[rune]bool
	official map[rune][]rune // appendix 1: what to write for a character

	traditional map[rune]bool // appendix 1: those that are traditional forms
	variant     map[rune]bool // appendix 1: those that are variants, whether they are traditional forms, too
}

func (in inputs) standard() standard {
	s := standard{map[rune]bool{}, map[rune][]rune{}, map[rune]bool{}, map[rune]bool{}}
	for _, l := range lines(in["tgscc_8105.txt"]) {
		for _, r := range l {
			s.chars[r] = true
		}
	}
	for _, l := range lines(in["tgscc_map.tsv"]) {
		f := strings.Split(l, "\t")
		from := []rune(f[0])
		if len(f) != 3 || len(from) != 1 {
			log.Fatalf("tgscc_map.tsv: %q", l)
		}
		if strings.HasPrefix(f[2], "traditional") {
			s.traditional[from[0]] = true
		}
		if strings.HasSuffix(f[2], "variant") {
			s.variant[from[0]] = true
		}
		for _, form := range strings.Split(f[1], "/") {
			s.official[from[0]] = append(s.official[from[0]], []rune(form)...)
		}
	}
	return s
}

// lines returns the lines of a text that are neither empty nor comments.
func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

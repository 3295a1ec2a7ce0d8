package main

import (
	"log"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
)

// japanese returns the names of japanese.txt of which the conversion m changes a character
// that is no traditional form.
func (in inputs) japanese() []dict.Entry {
	std := in.standard()
	m, strict := in.characters(std)
	var out []dict.Entry
	seen := map[string]bool{}
	for _, l := range lines(in["japanese.txt"]) {
		for _, name := range strings.Fields(l) {
			if seen[name] || utf8.RuneCountInString(name) < 2 {
				log.Fatalf("japanese.txt: %s is there twice, or too short", name)
			}
			seen[name] = true
			for _, r := range name {
				if strict[r] && m[r] != 0 && !std.traditional[r] {
					out = append(out, dict.Entry{Key: name})
					break
				}
			}
		}
	}
	return out
}

package main

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// addTraditional adds to hant what the simplified counts would be if their
// characters were converted one by one: most traditional text in the corpus is
// law, poetry or software, and lacks the words of news and fiction.
func addTraditional(hant, hans counts, table []byte) {
	to := map[rune]rune{}
	for line := range strings.Lines(string(table)) {
		from, rest, _ := strings.Cut(line, "\t")
		r, _ := utf8.DecodeRuneInString(from)
		to[r], _ = utf8.DecodeRuneInString(rest)
	}
	for _, r := range slices.Sorted(maps.Keys(hans)) {
		n := hans[r]
		if t, ok := to[r]; ok {
			r = t
		}
		hant[r] += n / 2
	}
}

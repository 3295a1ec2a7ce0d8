package simplify

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
)

// Dict is a user's dictionary: words with what to write for them, and words that
// stay. It is safe for concurrent use.
//
// It goes before every other rule, in text of any language and script. Words are
// looked for as they are spelled, characters next to them do not matter; of several
// that overlap the first wins, of those that start together the longest. The text
// is searched as it comes in and again when it is converted, so that a word may be
// given in either script. A replacement stays as it is, wherever it stands.
type Dict struct {
	words    *dict.Words
	replaced *dict.Words // those of them that do not stay; nil if there are none
}

// ParseDict reads a dictionary, one entry a line: a word, a tab and its replacement,
// or a word alone, which is left as it is. Blanks around both are dropped. Empty
// lines and lines that start with # do not count.
//
// Errors name the line. These are errors: text that is not UTF-8, more than one
// tab, an empty replacement, a word that two lines treat differently, and a
// replacement that another line replaces (a second run would go on from there).
func ParseDict(r io.Reader) (*Dict, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	type entry struct {
		value string
		line  int
	}
	words := map[string]entry{}
	var order []string
	add := func(key, value string, line int) error {
		if old, ok := words[key]; ok && old.value != value {
			return fmt.Errorf("line %d: %q becomes %q here and %q in line %d", line, key, value, old.value, old.line)
		} else if !ok {
			words[key] = entry{value, line}
			order = append(order, key)
		}
		return nil
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	for i, l := range strings.Split(string(text), "\n") {
		l = strings.TrimRight(l, "\r")
		if strings.TrimSpace(l) == "" || l[0] == '#' {
			continue
		}
		if !utf8.ValidString(l) {
			return nil, fmt.Errorf("line %d: not UTF-8", i+1)
		}
		key, value, two := strings.Cut(l, "\t")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case !two:
			value = key
		case strings.Contains(value, "\t"):
			return nil, fmt.Errorf("line %d: more than one tab", i+1)
		case key == "":
			return nil, fmt.Errorf("line %d: no word before the tab", i+1)
		case value == "":
			return nil, fmt.Errorf("line %d: no replacement for %q", i+1, key)
		}
		if strings.ContainsAny(l, "\r\x1a") || strings.ContainsRune(l, 0) {
			return nil, fmt.Errorf("line %d: control character", i+1)
		}
		if err := add(key, value, i+1); err != nil {
			return nil, err
		}
	}
	ascii := false // whether words start with ASCII
	for _, key := range order {
		ascii = ascii || key[0] < utf8.RuneSelf
	}
	entries := make([]dict.Entry, 0, 2*len(words))
	for _, key := range order {
		e := words[key]
		entries = append(entries, dict.Entry{Key: key, Value: e.value})
		if e.value == key {
			continue
		}
		// What was put in stays; ASCII does anyway, if no word is looked for in it.
		next, ok := words[e.value]
		switch {
		case !ascii && isASCII(e.value):
		case ok && next.value != e.value:
			return nil, fmt.Errorf("line %d: %q becomes %q, which line %d replaces", e.line, key, e.value, next.line)
		case !ok:
			words[e.value] = entry{e.value, e.line}
			entries = append(entries, dict.Entry{Key: e.value, Value: e.value})
		}
	}
	w, err := dict.MakeWords(entries)
	if err != nil {
		return nil, err
	}
	d := &Dict{words: w}
	entries = slices.DeleteFunc(entries, func(e dict.Entry) bool { return e.Key == e.Value })
	if len(entries) > 0 {
		d.replaced, err = dict.MakeWords(entries)
	}
	return d, err
}

// has reports whether a word of the dictionary stands in src.
func (d *Dict) has(src []byte) bool {
	_, n, _ := d.words.Next(src, 0)
	return n > 0
}

// replaces reports whether a word stands in src that does not stay. It may be part of
// another that does.
func (d *Dict) replaces(src []byte) bool {
	if d.replaced == nil {
		return false
	}
	_, n, _ := d.replaced.Next(src, 0)
	return n > 0
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

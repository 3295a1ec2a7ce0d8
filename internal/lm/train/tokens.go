package main

import (
	"bufio"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// unfolded are the traditional characters that keep a token of their own
// although OpenCC lists a simplified form: simplified text has both forms, and
// callers ask the model which of the two is meant. Folding them would hide the
// answer.
const unfolded = "著乾沈覆藉夥徵瞭甯剋"

// readFold reads OpenCC's table of characters: the first simplified form of
// each traditional character of the Basic Multilingual Plane, followed to its
// end so that folding twice changes nothing.
func readFold(path string) (map[rune]rune, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fold := map[rune]rune{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		key, values, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		first, _, _ := strings.Cut(values, " ")
		a, n := utf8.DecodeRuneInString(key)
		b, m := utf8.DecodeRuneInString(first)
		if n != len(key) || m != len(first) || a > 0xFFFF || b > 0xFFFF || a == b || strings.ContainsRune(unfolded, a) {
			continue
		}
		fold[a] = b
	}
	for a, b := range fold {
		for i := 0; i < 4; i++ {
			if c, ok := fold[b]; ok && c != a {
				b = c
			}
		}
		fold[a] = b
	}
	return fold, sc.Err()
}

// canonical maps digits and letters to one representative each, in ASCII and
// in the full-width forms: prices, years and names in Latin letters say
// nothing that a table of this size could use.
func canonical(r rune, fold map[rune]rune) rune {
	switch {
	case '0' <= r && r <= '9':
		return '0'
	case 'a' <= r && r <= 'z':
		return 'a'
	case 'A' <= r && r <= 'Z':
		return 'A'
	case '０' <= r && r <= '９':
		return '０'
	case 'ａ' <= r && r <= 'ｚ':
		return 'ａ'
	case 'Ａ' <= r && r <= 'Ｚ':
		return 'Ａ'
	}
	if s, ok := fold[r]; ok {
		return s
	}
	return r
}

// tokens numbers the characters the model knows. Characters too rare for a
// number of their own share one with their group (a script, or a level of a
// national standard) and divide its probability evenly.
type tokens struct {
	fold   map[rune]rune
	number [0x10000]uint16 // of every code point of the BMP
	share  []float64       // by token: 1, or 1/(members) for a group
	groups []string
	rune   []rune // by token: its character, -1 for a group
}

func (t *tokens) size() int { return len(t.share) }

func (t *tokens) of(r rune) uint16 {
	switch {
	case r < 0x10000:
		return t.number[r]
	case 0x1F000 <= r && r < 0x1FB00:
		return layout.Emoji
	case 0x20000 <= r && r < 0x40000:
		return layout.AstralHan
	}
	return layout.Astral
}

// inventory counts the characters of the corpus and numbers those seen at
// least min times, the most frequent first.
func inventory(c *corpus, fold map[rune]rune, limit int, min float64) *tokens {
	seen := make([]float64, 0x10000)
	count := func(s string, w float64) {
		for _, r := range s {
			if r < 0x10000 {
				seen[canonical(r, fold)] += w
			}
		}
	}
	check(c.each(count, count))

	t := &tokens{fold: fold}
	// Of pictographs it never matters which: no wrong decoding makes them.
	t.share = []float64{1, 1.0 / 60000, 1, 1.0 / 100000, 1.0 / 100}
	t.rune = []rune{'\n', -1, -1, -1, 0xFFFD}
	names := []string{}
	members := map[string][]rune{}
	g := newGrouper()
	var listed []rune
	for r := rune(0); r < 0x10000; r++ {
		if canonical(r, fold) != r {
			continue
		}
		group := g.group(r)
		if group == "invalid" || r == '\n' {
			continue
		}
		if seen[r] >= min && group != "private" && group != "control" {
			listed = append(listed, r)
			continue
		}
		if members[group] == nil {
			names = append(names, group)
		}
		members[group] = append(members[group], r)
	}
	sort.SliceStable(listed, func(i, j int) bool { return seen[listed[i]] > seen[listed[j]] })
	sort.Strings(names)
	room := limit - layout.Fixed - len(names)
	for len(listed) > room {
		r := listed[len(listed)-1]
		listed = listed[:len(listed)-1]
		members[g.group(r)] = append(members[g.group(r)], r)
	}
	for i := range t.number {
		t.number[i] = layout.Invalid
	}
	t.number['\n'] = layout.Start
	for _, r := range listed {
		t.number[r] = uint16(t.size())
		t.share = append(t.share, 1)
		t.rune = append(t.rune, r)
	}
	for _, name := range names {
		for _, r := range members[name] {
			t.number[r] = uint16(t.size())
		}
		t.share = append(t.share, 1/float64(len(members[name])))
		t.rune = append(t.rune, -1)
		t.groups = append(t.groups, name)
	}
	for r := rune(0); r < 0x10000; r++ {
		if s := canonical(r, fold); s != r {
			t.number[r] = t.number[s]
		}
	}
	return t
}

// grouper sorts unlisted characters into groups whose members are about
// equally likely.
type grouper struct {
	gbk, big5, euckr interface{ Bytes([]byte) ([]byte, error) }
}

func newGrouper() *grouper {
	return &grouper{
		simplifiedchinese.GBK.NewEncoder(),
		traditionalchinese.Big5.NewEncoder(),
		korean.EUCKR.NewEncoder(),
	}
}

func (g *grouper) group(r rune) string {
	switch {
	case r == 0xFFFD, 0xD800 <= r && r < 0xE000, r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r < 0xFDF0:
		return "invalid"
	case 0xE000 <= r && r < 0xF900:
		return "private"
	case r < 0x20 && r != '\t' && r != '\n', 0x7F <= r && r < 0xA0:
		return "control"
	case unicode.Is(unicode.Han, r):
		return "han " + g.level(r)
	case unicode.Is(unicode.Hangul, r):
		if b, err := g.euckr.Bytes([]byte(string(r))); err == nil && len(b) == 2 && b[0] >= 0xA1 && b[1] >= 0xA1 {
			return "hangul common"
		}
		return "hangul rare"
	case unicode.IsMark(r):
		return "mark"
	case unicode.IsLetter(r):
		for _, s := range []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Thai", "Hiragana", "Katakana", "Bopomofo"} {
			if unicode.Is(unicode.Scripts[s], r) {
				return s
			}
		}
		return "letter"
	case unicode.IsPunct(r):
		return "punctuation"
	case unicode.IsSymbol(r), unicode.IsNumber(r):
		return "symbol"
	}
	return "other"
}

// level is the place of a Han character in the national standards.
func (g *grouper) level(r rune) string {
	s := []byte(string(r))
	if b, err := g.gbk.Bytes(s); err == nil && len(b) == 2 {
		switch {
		case 0xB0 <= b[0] && b[0] <= 0xD7 && b[1] >= 0xA1:
			return "1"
		case 0xD8 <= b[0] && b[0] <= 0xF7 && b[1] >= 0xA1:
			return "2"
		}
	}
	if b, err := g.big5.Bytes(s); err == nil && len(b) == 2 && 0xA4 <= b[0] && b[0] <= 0xC6 {
		return "3"
	}
	if 0x4E00 <= r && r < 0xA000 {
		return "4"
	}
	return "5"
}

package lang

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// catalogue is what can be said in Chinese.
type catalogue struct {
	text map[string]string

	// The patterns, the longest first: those with a semicolon in them, which elsewhere
	// stands between two texts; the others with verbs; those with words in their gaps; and
	// those of few letters, which fit much.
	joined, long, words, short []pattern
}

// pattern is a text with gaps: verbs of fmt, or {0} where a text is never a format.
type pattern struct {
	fixed   []string // what stands between the gaps
	chinese []piece
	words   bool // its gaps are filled with words of the program, not with verbs
}

// piece is a part of a translation: text, or the gap with this number, from 1.
type piece struct {
	text string
	gap  int
}

// few letters are less than these.
const few = 3

func newCatalogue(list []entry) *catalogue {
	c := &catalogue{text: make(map[string]string, len(list))}
	for _, e := range list {
		c.text[e.english] = e.chinese
		if fixed := pieces(e.english); len(fixed) > 1 {
			p := pattern{chinese: pieces(e.chinese), words: strings.Contains(e.english, "{0}")}
			text := ""
			for _, x := range fixed {
				if x.gap == 0 {
					p.fixed = append(p.fixed, x.text)
					text += x.text
				}
			}
			switch n := letters(text); {
			case n >= few && strings.Contains(text, "; "):
				c.joined = append(c.joined, p)
			case n >= few && p.words:
				c.words = append(c.words, p)
			case n >= few:
				c.long = append(c.long, p)
			case n > 0:
				c.short = append(c.short, p)
			}
		}
	}
	size := func(p pattern) (n int) {
		for _, s := range p.fixed {
			n += len(s)
		}
		return n
	}
	for _, list := range [][]pattern{c.joined, c.long, c.words, c.short} {
		slices.SortStableFunc(list, func(a, b pattern) int { return cmp.Compare(size(b), size(a)) })
	}
	return c
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// tell translates a finished text. What stands before ": " is most often the name of a
// file, and so is a word that fills a verb: no single word of them is translated.
func (c *catalogue) tell(s string) string {
	if t, ok := c.text[s]; ok || s == "" {
		return t
	}
	for at := 0; ; { // behind names of files and options, too
		if t, ok := c.fill(s[at:], c.joined); ok {
			return s[:at] + t
		}
		i := strings.Index(s[at:], ": ")
		if i < 0 {
			break
		}
		at += i + len(": ")
	}
	if a, b, ok := strings.Cut(s, "; "); ok {
		return c.phrase(a) + "；" + c.tell(b)
	}
	if t, ok := c.fill(s, c.long); ok {
		return t
	}
	name, why, ok := strings.Cut(s, ": ")
	if said := c.tell(why); ok && said != why {
		return c.phrase(name) + ": " + said
	}
	if t, ok := c.fill(s, c.words); ok {
		return t
	}
	if ok {
		return c.phrase(name) + ": " + why
	}
	t, _ := c.fill(s, c.short)
	return t
}

// phrase translates what may be a name, unless it is a single word.
func (c *catalogue) phrase(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	return c.tell(s)
}

// fill translates a text that is one of the patterns.
func (c *catalogue) fill(s string, list []pattern) (string, bool) {
	for i := range list {
		if filled, ok := list[i].match(s); ok {
			tell := c.phrase
			if list[i].words {
				tell = c.tell
			}
			return list[i].say(filled, tell), true
		}
	}
	return s, false
}

// match is what fills the gaps of a pattern, if the text is one of it.
func (p *pattern) match(s string) (filled []string, ok bool) {
	last := len(p.fixed) - 1
	s, ok = strings.CutPrefix(s, p.fixed[0])
	if !ok {
		return nil, false
	}
	s, ok = strings.CutSuffix(s, p.fixed[last])
	for i := 1; ok && i < last; i++ {
		var gap string
		gap, s, ok = strings.Cut(s, p.fixed[i])
		filled = append(filled, gap)
	}
	filled = append(filled, s)
	return filled, ok && !slices.Contains(filled, "")
}

// say fills the gaps of the translation.
func (p *pattern) say(filled []string, tell func(string) string) string {
	var b strings.Builder
	for _, x := range p.chinese {
		if x.gap > 0 && x.gap <= len(filled) {
			b.WriteString(tell(filled[x.gap-1]))
		}
		b.WriteString(x.text)
	}
	return b.String()
}

// pieces cuts a text at its gaps: text and gaps by turns, with a text at both ends. A
// verb with an index, %[2]s, is the gap of this number.
func pieces(s string) (list []piece) {
	gap, begin := 0, 0
	for i := 0; i < len(s); {
		n, no := gapAt(s[i:])
		if n == 0 {
			i++
			continue
		}
		if gap++; no > 0 {
			gap = no
		}
		list = append(list, piece{text: strings.ReplaceAll(s[begin:i], "%%", "%")}, piece{gap: gap})
		i += n
		begin = i
	}
	return append(list, piece{text: strings.ReplaceAll(s[begin:], "%%", "%")})
}

// gapAt is the length of the gap at the start of a text, 0 if there is none, and its
// number if it says one.
func gapAt(s string) (n, no int) {
	switch {
	case len(s) > 2 && s[0] == '{' && s[1] >= '0' && s[1] <= '9' && s[2] == '}':
		return 3, int(s[1]-'0') + 1
	case len(s) < 2 || s[0] != '%':
		return 0, 0
	case s[1] == '%':
		return 0, 0
	}
	n = 1
	if s[n] == '[' {
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return 0, 0
		}
		no, _ = strconv.Atoi(s[n+1 : end])
		n = end + 1
	}
	for n < len(s) && strings.IndexByte("+-# 0123456789.*", s[n]) >= 0 {
		n++
	}
	if n < len(s) && strings.IndexByte("vdsqwxXcfTU", s[n]) >= 0 {
		return n + 1, no
	}
	return 0, 0
}

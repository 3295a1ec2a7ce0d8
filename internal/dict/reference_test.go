package dict_test

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
)

// reference runs a chain the way OpenCC describes it, one stage after the other,
// with a map look-up for every prefix at every place. Slow and plain: compiled
// tables are tested against it.
func reference(c dict.Chain, text string) string {
	if len(c.Normalize.Dicts) > 0 {
		text = convert(c.Normalize, text, c.KeepIDS)
	}
	var out strings.Builder
	for _, seg := range segments(c, text) {
		for _, g := range c.Stages {
			seg = convert(g, seg, c.KeepIDS)
		}
		out.WriteString(seg)
	}
	return out.String()
}

func segments(c dict.Chain, text string) []string {
	if len(c.Segment) == 0 {
		return []string{text}
	}
	g := dict.Group{Dicts: [][]dict.Entry{c.Segment}}
	var segs []string
	rest := ""
	for len(text) > 0 {
		n, _, ok := match(g, text)
		if ok {
			segs = append(segs, rest, text[:n])
			rest = ""
		} else {
			n = skip(text, c.KeepIDS)
			rest += text[:n]
		}
		text = text[n:]
	}
	return append(segs, rest)
}

func convert(g dict.Group, text string, keepIDS bool) string {
	var out strings.Builder
	for len(text) > 0 {
		n, v, ok := match(g, text)
		if !ok {
			n = skip(text, keepIDS)
			v = text[:n]
		}
		out.WriteString(v)
		text = text[n:]
	}
	return out.String()
}

// skip returns how much of text is copied where nothing matches.
func skip(text string, keepIDS bool) int {
	if keepIDS {
		if n := dict.IDS([]byte(text)); n > 0 {
			return n
		}
	}
	_, n := utf8.DecodeRuneInString(text)
	return n
}

// match returns the length and value of the group's match at the start of text.
func match(g dict.Group, text string) (n int, value string, ok bool) {
	for _, d := range g.Dicts {
		for _, e := range d {
			if strings.HasPrefix(text, e.Key) && len(e.Key) > n {
				n, value, ok = len(e.Key), e.Value, true
			}
		}
		if ok && g.Policy == dict.ShortCircuit {
			return n, value, ok
		}
	}
	return n, value, ok
}

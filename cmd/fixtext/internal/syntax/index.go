package syntax

import (
	"io"
	"path"
	"strings"
	"sync"
)

// globs are the names of files and their lexers. Where several fit, the first one wins.
// Nearly all of them are a whole name or the end of one, which take no search: the name of
// each file of a tree is asked for.
type globs struct {
	whole map[string]int // *.ext is in ends, under .ext
	ends  map[string]int
	rest  []pattern
	rows  [][2]string
}

// pattern is a glob of another form, with what a name that fits begins and ends with.
type pattern struct {
	row        int
	start, end string
}

var index = sync.OnceValue(func() globs {
	f, err := archive().Open("index")
	if err != nil {
		panic("syntax: lexers.zip: " + err.Error())
	}
	text, err := io.ReadAll(f)
	if err != nil {
		panic("syntax: lexers.zip: " + err.Error())
	}
	g := globs{whole: map[string]int{}, ends: map[string]int{}}
	for line := range strings.Lines(string(text)) {
		glob, lexer, _ := strings.Cut(strings.TrimSpace(line), "\t")
		g.add(glob, lexer)
	}
	return g
})

func (g *globs) add(glob, lexer string) {
	n := len(g.rows)
	g.rows = append(g.rows, [2]string{glob, lexer})
	for _, glob := range spelled(glob) {
		to, name := g.whole, glob
		if end, ok := strings.CutPrefix(glob, "*"); ok && strings.LastIndexByte(end, '.') == 0 {
			to, name = g.ends, end
		}
		if special := `*?[]\`; strings.ContainsAny(name, special) {
			g.rest = append(g.rest, pattern{n, glob[:strings.IndexAny(glob, special)], glob[strings.LastIndexAny(glob, special)+1:]})
		} else if _, ok := to[name]; !ok {
			to[name] = n
		}
	}
}

// spelled returns the globs without sets of characters that a glob stands for: *.[a-ch] is *.a, *.b, *.c and *.h.
func spelled(glob string) (list []string) {
	before, rest, _ := strings.Cut(glob, "[")
	set, behind, ok := strings.Cut(rest, "]")
	if !ok || strings.HasPrefix(set, "^") || strings.Contains(glob, `\`) {
		return []string{glob}
	}
	for len(set) > 0 {
		first, last := set[0], set[0]
		if set = set[1:]; len(set) > 1 && set[0] == '-' {
			last, set = set[1], set[2:]
		}
		for c := first; c <= last; c++ {
			list = append(list, spelled(before+string(rune(c))+behind)...)
		}
	}
	return list
}

// find returns the lexer for a name; empty if there is none.
func (g *globs) find(name string) string {
	best := len(g.rows)
	if n, ok := g.whole[name]; ok {
		best = n
	}
	if n, ok := g.ends[path.Ext(name)]; ok {
		best = min(best, n)
	}
	for _, p := range g.rest {
		if p.row > best {
			break
		}
		if !strings.HasPrefix(name, p.start) || !strings.HasSuffix(name, p.end) {
			continue
		}
		if ok, _ := path.Match(g.rows[p.row][0], name); ok {
			best = p.row
		}
	}
	if best == len(g.rows) {
		return ""
	}
	return g.rows[best][1]
}

// lexerFor returns the name of the lexer for a file; empty if there is none.
func lexerFor(base string) string {
	g := index()
	if lexer := g.find(base); lexer != "" {
		return lexer
	}
	if lower := strings.ToLower(base); lower != base {
		return g.find(lower)
	}
	return ""
}

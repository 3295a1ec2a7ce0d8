package tree

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

// pattern is a line of a .gitignore file (gitignore(5)).
type pattern struct {
	glob    string // without the marks below
	not     bool   // begins with !
	dir     bool   // ends with /: directories only
	rooted  bool   // has a / in front or within: the whole path must match
	literal bool   // no wildcards
}

// parsePattern reads a line; ok is false for comments and empty lines.
func parsePattern(line string) (p pattern, ok bool) {
	line = strings.TrimSuffix(line, "\r")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if line == "" || line[0] == '#' {
		return p, false
	}
	if line[0] == '!' {
		p.not, line = true, line[1:]
	}
	if strings.HasSuffix(line, "/") {
		p.dir, line = true, strings.TrimRight(line, "/")
	}
	p.rooted = strings.Contains(line, "/")
	p.glob = strings.TrimPrefix(line, "/")
	p.literal = !strings.ContainsAny(p.glob, `*?[\`)
	return p, p.glob != ""
}

// match tells whether the pattern covers a path relative to its place.
func (p *pattern) match(rel, base string, isDir bool) bool {
	if p.dir && !isDir {
		return false
	}
	subject := base
	if p.rooted {
		subject = rel
	}
	if p.literal {
		return p.glob == subject
	}
	return glob(p.glob, subject)
}

// glob matches a whole path: * and ? and [] stay within a name, ** crosses them.
func glob(pat, s string) bool {
	for {
		head, rest, more := strings.Cut(pat, "/")
		if head == "**" {
			if !more {
				return s != ""
			}
			for {
				if glob(rest, s) {
					return true
				}
				i := strings.IndexByte(s, '/')
				if i < 0 {
					return false
				}
				s = s[i+1:]
			}
		}
		name, tail, deeper := strings.Cut(s, "/")
		if ok, err := path.Match(strings.ReplaceAll(head, "[!", "[^"), name); err != nil || !ok {
			return false
		}
		if !more {
			return !deeper
		}
		if !deeper {
			return false
		}
		pat, s = rest, tail
	}
}

// Patterns are patterns as .gitignore writes them, of --include and --exclude.
type Patterns []pattern

// ParsePatterns reads patterns.
func ParsePatterns(list []string) (ps Patterns) {
	for _, line := range list {
		if p, ok := parsePattern(line); ok {
			ps = append(ps, p)
		}
	}
	return ps
}

// Match tells whether the last pattern that covers the path takes it in. A path
// below a directory that a pattern covers is covered, too.
func (ps Patterns) Match(rel string, isDir bool) bool {
	rel = filepath.ToSlash(rel)
	for i := 0; i < len(rel); i++ {
		if rel[i] == '/' && i > 0 && ps.one(rel[:i], true) > 0 {
			return true
		}
	}
	return ps.one(rel, isDir) > 0
}

// one is 1 if the last pattern that covers the path takes it in, -1 if it leaves
// it out, 0 if none covers it.
func (ps Patterns) one(rel string, isDir bool) int {
	base := path.Base(rel)
	for i := len(ps) - 1; i >= 0; i-- {
		if ps[i].match(rel, base, isDir) {
			if ps[i].not {
				return -1
			}
			return 1
		}
	}
	return 0
}

// level is what the ignore files of one directory say.
type level struct {
	dir string // with a slash at its end, or empty
	Patterns
}

// ignoreFiles are read in every directory; the later one wins.
var ignoreFiles = [...]string{".gitignore", ".fixtextignore"}

// readLevel reads the ignore files of a directory.
func readLevel(dir string) level {
	l := level{dir: filepath.ToSlash(dir) + "/"}
	if dir == "." {
		l.dir = ""
	}
	for _, name := range ignoreFiles {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue // none, or not ours to read
		}
		l.Patterns = append(l.Patterns, ParsePatterns(strings.Split(string(b), "\n"))...)
	}
	return l
}

// ignored tells whether the files of the levels, the outermost first, leave a
// path out.
func ignored(levels []level, file string, isDir bool) bool {
	file = filepath.ToSlash(file)
	for i := len(levels) - 1; i >= 0; i-- {
		rel, ok := strings.CutPrefix(file, levels[i].dir)
		if !ok || len(levels[i].Patterns) == 0 {
			continue
		}
		if v := levels[i].one(rel, isDir); v != 0 {
			return v > 0
		}
	}
	return false
}

package tree

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// pattern is a line of a .gitignore file (gitignore(5)). Patterns come with the
// text, from whoever wrote it: matching takes time in proportion to the pattern
// and to the path, whatever they are. Most patterns are names or *.ending; the
// others become regular expressions, which Go matches in linear time. As for git,
// bytes count: ? and [] stand for one byte.
type pattern struct {
	not    bool // begins with !
	dir    bool // ends with /: directories only
	rooted bool // has a / in front or within: the whole path must match
	kind   kind
	text   string         // of name and ending; of wild, what a path begins with
	tail   string         // of wild: what a path ends with
	re     *regexp.Regexp // of wild
}

// kind is how a pattern is matched.
type kind int

const (
	name   kind = iota // the same text
	ending             // *text
	wild               // a regular expression
	never              // no path: a pattern with a bracket or a backslash too many
)

// maxPattern is the longest pattern that is read; a path is not longer.
const maxPattern = 4096

// parsePattern reads a line; ok is false for comments and empty lines.
func parsePattern(line string) (p pattern, ok bool, err error) {
	line = trimSpaces(strings.TrimSuffix(line, "\r"))
	if line == "" || line[0] == '#' {
		return p, false, nil
	}
	if len(line) > maxPattern {
		return p, false, fmt.Errorf("a pattern has %d bytes, more than %d", len(line), maxPattern)
	}
	if line[0] == '!' {
		p.not, line = true, line[1:]
	}
	if strings.HasSuffix(line, "/") {
		p.dir, line = true, line[:len(line)-1]
	}
	p.rooted = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false, nil
	}
	const special = `*?[\`
	switch rest, star := strings.CutPrefix(line, "*"); {
	case !strings.ContainsAny(line, special):
		p.kind, p.text = name, line
	case star && !p.rooted && !strings.ContainsAny(rest, special):
		p.kind, p.text = ending, rest
	default:
		expr, valid := expression(line)
		if !valid {
			p.kind = never
			return p, true, nil
		}
		p.kind = wild
		p.text = line[:strings.IndexAny(line, special)]
		// **/ may be nothing, with its slash.
		p.tail = strings.TrimPrefix(line[strings.LastIndexAny(line, special+"]")+1:], "/")
		if p.re, err = regexp.Compile(expr); err != nil {
			return p, false, errors.New("a pattern is too large")
		}
	}
	return p, true, nil
}

// trimSpaces takes spaces off the end, but for one behind a backslash.
func trimSpaces(line string) string {
	end := 0 // of what is kept
	for i := 0; i < len(line); i++ {
		if line[i] == '\\' && i+1 < len(line) {
			i++
		} else if line[i] == ' ' {
			continue
		}
		end = i + 1
	}
	return line[:end]
}

// expression is the regular expression of a pattern, over the bytes of a path as
// characters. A pattern that matches nothing is not valid.
func expression(glob string) (expr string, valid bool) {
	var b strings.Builder
	b.WriteString("^(?s:")
	for i := 0; i < len(glob); {
		switch c := glob[i]; c {
		case '*':
			stars := i
			for i < len(glob) && glob[i] == '*' {
				i++
			}
			first := stars == 0 || glob[stars-1] == '/'
			switch {
			case i-stars > 1 && first && i < len(glob) && glob[i] == '/':
				b.WriteString("(?:.*/)?") // **/ is any directories, or none
				i++
			case i-stars > 1 && first && i == len(glob):
				b.WriteString(".*")
			default:
				b.WriteString("[^/]*")
			}
		case '?':
			b.WriteString("[^/]")
			i++
		case '[':
			n := class(&b, glob[i:])
			if n == 0 {
				return "", false
			}
			i += n
		case '\\':
			if i++; i == len(glob) {
				return "", false
			}
			literal(&b, glob[i])
			i++
		default:
			literal(&b, c)
			i++
		}
	}
	b.WriteString(")$")
	return b.String(), true
}

func literal(b *strings.Builder, c byte) { fmt.Fprintf(b, `\x%02x`, c) }

// class writes the class of bytes that a pattern begins with and returns the
// length of it; 0 if it has no end, or names a class that there is not.
func class(b *strings.Builder, glob string) int {
	i := 1
	not := i < len(glob) && (glob[i] == '!' || glob[i] == '^')
	if not {
		i++
	}
	var set [256]bool
	last, ranges := 0, false // the byte that a range may begin with
	for first := true; ; first = false {
		if i >= len(glob) {
			return 0
		}
		c := glob[i]
		switch {
		case c == ']' && !first:
			set['/'] = not // never matches
			i++
			writeClass(b, &set, not)
			return i
		case c == '-' && ranges && i+1 < len(glob) && glob[i+1] != ']':
			i++
			if glob[i] == '\\' {
				if i++; i >= len(glob) {
					return 0
				}
			}
			for k := last; k <= int(glob[i]); k++ {
				set[k] = true
			}
			ranges = false
			i++
			continue
		case strings.HasPrefix(glob[i:], "[:"):
			end := strings.IndexByte(glob[i+2:], ']')
			if end < 0 {
				return 0
			}
			if word := glob[i+2 : i+2+end]; strings.HasSuffix(word, ":") {
				in := named[strings.TrimSuffix(word, ":")]
				if in == nil {
					return 0
				}
				for k := range 128 {
					set[k] = set[k] || in(byte(k))
				}
				ranges = false
				i += 2 + end + 1
				continue
			}
		case c == '\\':
			if i++; i >= len(glob) {
				return 0
			}
			c = glob[i]
		}
		set[c], last, ranges = true, int(c), true
		i++
	}
}

// writeClass writes a set of bytes. One that is empty matches nothing.
func writeClass(b *strings.Builder, set *[256]bool, not bool) {
	b.WriteByte('[')
	if not {
		b.WriteByte('^')
	}
	empty := true
	for lo := 0; lo < 256; lo++ {
		if !set[lo] {
			continue
		}
		hi := lo
		for hi < 255 && set[hi+1] {
			hi++
		}
		fmt.Fprintf(b, `\x{%x}-\x{%x}`, lo, hi)
		lo, empty = hi, false
	}
	if empty {
		b.WriteString(`^\x{0}-\x{10ffff}`)
	}
	b.WriteByte(']')
}

// named are the classes with names.
var named = map[string]func(byte) bool{
	"alpha":  func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' },
	"digit":  func(c byte) bool { return c >= '0' && c <= '9' },
	"alnum":  func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' },
	"upper":  func(c byte) bool { return c >= 'A' && c <= 'Z' },
	"lower":  func(c byte) bool { return c >= 'a' && c <= 'z' },
	"xdigit": func(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' },
	"blank":  func(c byte) bool { return c == ' ' || c == '\t' },
	"space":  func(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' },
	"cntrl":  func(c byte) bool { return c < ' ' || c == 0x7F },
	"print":  func(c byte) bool { return c >= ' ' && c < 0x7F },
	"graph":  func(c byte) bool { return c > ' ' && c < 0x7F },
	"punct": func(c byte) bool {
		return c > ' ' && c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' && c < 0x7F
	},
}

// bytewise is s with each byte as a character, for expressions.
func bytewise(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			r := make([]rune, len(s))
			for i := range len(s) {
				r[i] = rune(s[i])
			}
			return string(r)
		}
	}
	return s
}

// match reports whether the pattern covers a path relative to its place.
func (p *pattern) match(rel, base string, isDir bool) bool {
	if p.dir && !isDir {
		return false
	}
	subject := base
	if p.rooted {
		subject = rel
	}
	switch p.kind {
	case name:
		return p.text == subject
	case ending:
		return strings.HasSuffix(subject, p.text)
	case wild:
		return strings.HasPrefix(subject, p.text) && strings.HasSuffix(subject, p.tail) && p.re.MatchString(bytewise(subject))
	}
	return false
}

// Patterns are patterns as .gitignore writes them, of --include and --exclude.
type Patterns []pattern

// ParsePatterns reads patterns.
func ParsePatterns(list []string) (ps Patterns, err error) {
	for _, line := range list {
		p, ok, err := parsePattern(line)
		if err != nil {
			return nil, err
		}
		if ok {
			ps = append(ps, p)
		}
	}
	return ps, nil
}

// Match reports whether the last pattern that covers the path takes it in. A path
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

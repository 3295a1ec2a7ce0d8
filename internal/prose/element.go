package prose

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lazy"
)

// shown are the attributes of HTML whose values are texts for people.
var shown = [...]string{"title", "alt", "placeholder", "label", "summary", "content", "caption", "tooltip", "description"}

// shows reports whether a tag that ends here goes on with the value of such an attribute,
// or of one whose name ends with its name: aria-label.
func shows(tag []byte) bool {
	name := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(tag, " \t"), []byte("=")), " \t")
	for _, s := range shown {
		if from := len(name) - len(s); from >= 0 && name[from]|0x20 == s[0] && bytes.EqualFold(name[from:], []byte(s)) {
			return from == 0 || !word(name[from-1]) && (name[from-1] != ':' || from > 1 && word(name[from-2])) // :title= has an expression
		}
	}
	return false
}

// elements finds what people do not read in the tags of HTML and XML: the values of attributes as href, id, class
// are, the names of attributes and of elements.
func (f *finder) elements() {
	for p := 0; ; {
		i := bytes.IndexByte(f.line[p:], '<')
		if i < 0 {
			return
		}
		p += i + 1
		if p+1 >= len(f.line) {
			return
		}
		if c := f.line[p]; c == '/' || c >= utf8.RuneSelf {
			if n := f.named(f.line[p:]); n > 0 {
				f.add(p, p+n)
			} else {
				continue
			}
		} else if !letter(c) {
			continue
		}
		from := p
		for p < len(f.line) && f.line[p] != '>' && f.line[p] != '<' {
			if q := f.line[p]; q == '"' || q == '\'' {
				n := literal(f.line[p:])
				if n == 0 {
					return
				}
				if before := f.line[from:p]; bytes.HasSuffix(bytes.TrimRight(before, " "), []byte("=")) {
					f.add(from, p)
					if !shows(before) {
						f.add(p, p+n)
					}
				}
				p += n
				from = p
				continue
			}
			p++
		}
	}
}

// named returns the length of the name of an element, with letters beyond ASCII, that p begins with: one that is
// closed somewhere in the block, or that has attributes. Others are titles of books in marks of ASCII.
func (f *finder) named(p []byte) int {
	n := 0
	for n < len(p) && (p[n] >= utf8.RuneSelf || word(p[n]) || strings.IndexByte("/:.-", p[n]) >= 0) {
		n++
	}
	if n == len(p) || look(p[:n])&wide == 0 {
		return 0
	}
	if f.closed == nil {
		f.closed = map[string]bool{}
		for rest := f.block; ; {
			_, behind, found := bytes.Cut(rest, []byte("</"))
			if !found {
				break
			}
			rest = behind
			if end := bytes.IndexAny(behind[:min(len(behind), longName*4)], "> <\n"); end > 0 && behind[end] == '>' && look(behind[:end])&wide != 0 {
				f.closed[string(behind[:end])] = true
			}
		}
	}
	name := bytes.TrimSuffix(bytes.TrimPrefix(p[:n], []byte("/")), []byte("/"))
	if f.closed[string(name)] || attribute.Match(p[n:]) {
		return n
	}
	return 0
}

// attribute is the first one of a tag.
var attribute = lazy.MustCompile(`^\s+[\p{L}][\p{L}\w:.-]*=["']`)

package prose

import "bytes"

// shown are the attributes of HTML whose values are texts for people.
var shown = [...]string{"title", "alt", "placeholder", "label", "summary", "content", "caption", "tooltip", "description"}

// shows reports whether a tag that ends here goes on with the value of such an attribute,
// or of one whose name ends with its name: aria-label.
func shows(tag []byte) bool {
	name := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(tag, " \t"), []byte("=")), " \t")
	for _, s := range shown {
		if from := len(name) - len(s); from >= 0 && name[from]|0x20 == s[0] && bytes.EqualFold(name[from:], []byte(s)) {
			return from == 0 || !word(name[from-1])
		}
	}
	return false
}

// elements finds the values of attributes in the tags of HTML and XML that people do
// not read: href, id, class.
func (f *finder) elements() {
	for p := 0; ; {
		i := bytes.IndexByte(f.line[p:], '<')
		if i < 0 {
			return
		}
		p += i + 1
		if p == len(f.line) || !letter(f.line[p]) {
			continue
		}
		from := p
		for p < len(f.line) && f.line[p] != '>' && f.line[p] != '<' {
			if q := f.line[p]; q == '"' || q == '\'' {
				n := literal(f.line[p:])
				if n == 0 {
					return
				}
				if before := f.line[from:p]; bytes.HasSuffix(bytes.TrimRight(before, " "), []byte("=")) && !shows(before) {
					f.add(p, p+n)
				}
				p += n
				continue
			}
			p++
		}
	}
}

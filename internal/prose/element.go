package prose

import (
	"bytes"
	"regexp"
)

// shown are the attributes of HTML whose values are texts for people.
var shown = regexp.MustCompile(`(?i)\b(?:title|alt|placeholder|label|summary|content|aria-label|caption|tooltip|description)\s*=\s*$`)

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
				if before := f.line[from:p]; bytes.HasSuffix(bytes.TrimRight(before, " "), []byte("=")) && !shown.Match(before[max(0, len(before)-32):]) {
					f.add(p, p+n)
				}
				p += n
				continue
			}
			p++
		}
	}
}

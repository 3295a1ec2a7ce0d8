package transport

import "bytes"

// fences follows the code blocks of Markdown through a text: lines between ```
// and ```.
type fences struct {
	at   int  // everything before it was seen
	open bool // a block is open there
}

// inside reports whether the line that starts at src[p] stands in a code block. It
// is asked in ascending order.
func (f *fences) inside(src []byte, p int) bool {
	for f.at < p {
		line := src[f.at:p]
		if n := bytes.IndexByte(line, '\n'); n >= 0 {
			line = line[:n+1]
		}
		f.at += len(line)
		for line[0] == ' ' && len(line) > 3 {
			line = line[1:]
		}
		if line[0] == '`' && bytes.HasPrefix(line, []byte("```")) || line[0] == '~' && bytes.HasPrefix(line, []byte("~~~")) {
			f.open = !f.open
		}
	}
	return f.open
}

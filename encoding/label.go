package encoding

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// labelWindow is how far from the start a document may declare its charset.
const labelWindow = 4 << 10

var labelPattern = regexp.MustCompile(`(?i)(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding|^[^\n]{0,20}coding[:=]|^content-type:[^\n]{0,100}charset|@charset)\s*=?\s*["']?\s*([a-z0-9_-]{2,20})`)

// declared returns the charset that a document says it is in: HTML's meta
// element, XML's declaration, a coding comment, a mail header, CSS's @charset.
//
// Lines that are not UTF-8 yet count for an eighth of their length, so that
// decoding them never brings a label into the window that was not there before.
func declared(head []byte) (Charset, bool) {
	for window := labelWindow; window > 0 && len(head) > 0; {
		line := head[:lineLen(head)]
		head = head[len(line):]
		if len(line) > 8*window {
			line = line[:8*window]
		}
		if mayDeclare(line) {
			if m := labelPattern.FindSubmatch(line); m != nil {
				return Lookup(string(m[1]))
			}
		}
		if utf8.Valid(line) {
			window -= len(line)
		} else {
			window -= (len(line) + 7) / 8
		}
	}
	return Unknown, false
}

// mayDeclare is a quick test for labelPattern.
func mayDeclare(line []byte) bool {
	for _, word := range [...]string{"charset", "coding", "CHARSET", "CODING", "Charset", "Coding"} {
		if bytes.Contains(line, []byte(word)) {
			return true
		}
	}
	return false
}

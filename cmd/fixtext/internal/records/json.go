package records

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

// jsonLines is JSON Lines: one value a line. Strings are repaired, keys are not.
type jsonLines struct {
	opt    Options
	fields paths
}

func (j *jsonLines) Next(data []byte, final bool) int { return lines(data, final) }

func (j *jsonLines) Repair(piece []byte, _ bool) (r Result) {
	r.Records = []int{}
	r.Edits = decoded(piece, j.opt, func(text []byte) (edits []fixtext.Edit) {
		s := scanner{data: text, fields: j.fields}
		for s.pos < len(text) {
			end := len(text)
			if i := bytes.IndexByte(text[s.pos:], '\n'); i >= 0 {
				end = s.pos + i
			}
			s.spans = s.spans[:0]
			blank := len(bytes.TrimSpace(text[s.pos:end])) == 0
			if !blank && !s.line(end) {
				r.Bad = append(r.Bad, len(r.Records))
				s.spans = nil
			}
			for _, sp := range s.spans {
				edits = repairSpan(edits, text, sp, j.opt.Repair)
			}
			s.pos = min(end+1, len(text))
			if !blank {
				r.Records = append(r.Records, s.pos)
			}
		}
		return edits
	})
	if !utf8.Valid(piece) { // the ends are those of the decoded text
		r.Records = lineEnds(piece)
	}
	return r
}

// lineEnds returns where the lines end that are not blank.
func lineEnds(data []byte) []int {
	ends := []int{}
	for pos := 0; pos < len(data); {
		end := len(data)
		if i := bytes.IndexByte(data[pos:], '\n'); i >= 0 {
			end = pos + i + 1
		}
		if len(bytes.TrimSpace(data[pos:end])) > 0 {
			ends = append(ends, end)
		}
		pos = end
	}
	return ends
}

// paths are the fields to be repaired: names of keys joined by dots. Lists on the
// way are passed through. No paths mean all.
type paths map[string]bool

func newPaths(list []string) paths {
	if len(list) == 0 {
		return nil
	}
	p := paths{}
	for _, f := range list {
		p[f] = true
	}
	return p
}

// scanner finds the strings of a JSON value.
type scanner struct {
	data   []byte
	pos    int
	end    int
	fields paths
	path   []byte
	spans  []span
}

// depth is how deep values may lie in each other.
const depth = 512

// line reads the value of a line; false if it is none.
func (s *scanner) line(end int) bool {
	s.end, s.path = end, s.path[:0]
	ok := s.value(depth)
	s.space()
	return ok && s.pos == s.end
}

func (s *scanner) space() {
	for s.pos < s.end {
		switch s.data[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

// take passes over one byte, if it is there.
func (s *scanner) take(c byte) bool {
	s.space()
	if s.pos < s.end && s.data[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) value(deep int) bool {
	s.space()
	if s.pos == s.end || deep == 0 {
		return false
	}
	switch s.data[s.pos] {
	case '{':
		return s.object(deep)
	case '[':
		return s.array(deep)
	case '"':
		lo, hi, ok := s.str()
		if ok && lo < hi && (s.fields == nil || s.fields[string(s.path)]) {
			s.string(lo, hi)
		}
		return ok
	}
	from := s.pos // a number or a word: no text
	for s.pos < s.end && !bytes.ContainsRune([]byte(",]} \t\r\n"), rune(s.data[s.pos])) {
		s.pos++
	}
	return s.pos > from
}

func (s *scanner) object(deep int) bool {
	s.pos++
	if s.take('}') {
		return true
	}
	for {
		s.space()
		if s.pos == s.end || s.data[s.pos] != '"' {
			return false
		}
		lo, hi, ok := s.str()
		if !ok || !s.take(':') {
			return false
		}
		keep := len(s.path)
		if s.fields != nil {
			if keep > 0 {
				s.path = append(s.path, '.')
			}
			s.path = jsonString{}.decode(s.path, s.data[lo:hi])
		}
		ok = s.value(deep - 1)
		s.path = s.path[:keep]
		if !ok {
			return false
		}
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

func (s *scanner) array(deep int) bool {
	s.pos++
	if s.take(']') {
		return true
	}
	for {
		if !s.value(deep - 1) {
			return false
		}
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

// str passes over a string and returns where its content lies.
func (s *scanner) str() (lo, hi int, ok bool) {
	s.pos++
	lo = s.pos
	for s.pos < s.end {
		i := bytes.IndexByte(s.data[s.pos:s.end], '"')
		if i < 0 {
			return 0, 0, false
		}
		hi = s.pos + i
		slashes := 0
		for slashes < hi-lo && s.data[hi-1-slashes] == '\\' {
			slashes++
		}
		s.pos = hi + 1
		if slashes%2 == 0 {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// string keeps a string for repair. One with half of a surrogate pair is no
// text, and left alone.
func (s *scanner) string(lo, hi int) {
	raw := s.data[lo:hi]
	if bytes.IndexByte(raw, '\\') < 0 {
		s.spans = append(s.spans, span{lo: lo, hi: hi, as: jsonString{}})
		return
	}
	ascii, escaped := true, false
	for i := 0; i < len(raw); {
		n, _ := jsonString{}.step(raw[i:])
		if raw[i] >= utf8.RuneSelf {
			ascii = false
		}
		if raw[i] == '\\' && n >= 6 {
			r, ok := escape(raw[i:])
			if !ok {
				return
			}
			escaped = escaped || r >= utf8.RuneSelf
		}
		i += n
	}
	s.spans = append(s.spans, span{lo: lo, hi: hi, as: jsonString{ascii: ascii && escaped}})
}

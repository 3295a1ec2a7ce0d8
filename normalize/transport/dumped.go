package transport

import (
	"bytes"
	"unicode/utf8"
)

// Dumped bytes (FT117) are what programs show instead of characters that they do not
// know: a pager writes <E4><B8><AD>, a log \xE4\xB8\xAD, git \344\270\255 in paths
// between quotation marks. The second and third are also right in source code, so
// there they are decoded in what git prints, and in prose outside of quotation marks.

const dumpedLen = 4 // of one byte, in all three forms

// dumpedByte returns the value of the dumped byte that b begins with, -1 if it
// begins otherwise, and of which form it is.
func dumpedByte(b []byte) (v int, form byte) {
	switch {
	case len(b) < dumpedLen:
	case b[0] == '<' && b[3] == '>':
		return hex2(b[1:]), '<'
	case b[0] == '\\' && b[1] == 'x':
		return hex2(b[2:]), 'x'
	case b[0] == '\\' && b[1] >= '0' && b[1] <= '3' && b[2]-'0' < 8 && b[3]-'0' < 8:
		return int(b[1]-'0')<<6 | int(b[2]-'0')<<3 | int(b[3]-'0'), '0'
	}
	return -1, 0
}

// isDumped reports whether b begins with two bytes of Chinese.
func isDumped(b []byte) bool {
	v, form := dumpedByte(b)
	if v < 0x81 {
		return false
	}
	w, same := dumpedByte(b[dumpedLen:])
	return w >= 0x40 && same == form
}

// parseDumped reads dumped bytes of one form, one behind the other. If one of them is
// ASCII, which need not have been dumped, it is a literal.
func parseDumped(b []byte) sign {
	_, form := dumpedByte(b)
	s := sign{}
	var raw []byte
	bad := false
	for {
		v, same := dumpedByte(b[s.n:])
		if v < 0 || same != form {
			break
		}
		bad = bad || v < utf8.RuneSelf
		raw = append(raw, byte(v))
		s.n += dumpedLen
	}
	if !bad {
		s.decode(raw)
	}
	s.exact = !s.weak
	s.n = max(s.n, 1)
	return s
}

// gitLines are what lines begin with in which git names a path.
var gitLines = [...]string{
	"modified:", "new file:", "deleted:", "renamed:", "copied:", "typechange:", "both modified:", "both added:", "deleted by us:", "deleted by them:",
	"create mode ", "delete mode ", "mode change ", "rename ", "copy ", "diff --git ", `--- "a/`, `+++ "b/`, "?? ", "!! ", "Binary files ",
}

// gitPath reports whether the unit is a line that git prints, with a path between
// quotation marks.
func (u *unit) gitPath() bool {
	if u.git == unknown {
		u.git = no
		if gitPath(bytes.TrimRight(u.src[u.from:u.to], "\r\n")) {
			u.git = yes
		}
	}
	return u.git == yes
}

func gitPath(line []byte) bool {
	bare := line
	for len(bare) > 0 && (bare[0] == ' ' || bare[0] == '\t') {
		bare = bare[1:]
	}
	for _, s := range gitLines {
		if bytes.HasPrefix(bare, []byte(s)) {
			return bytes.IndexByte(bare, '"') >= 0
		}
	}
	// Letters of a state, and a path: git status --short, git diff --name-status.
	if i := bytes.IndexByte(line, '"'); i > 1 && i < 8 && (line[i-1] == ' ' || line[i-1] == '\t') {
		states := bytes.Trim(line[:i], " \t")
		if len(states) > 0 && len(states) <= 4 && len(bytes.Trim(states, "MADRCTU0123456789")) == 0 && states[0] >= 'A' {
			return line[len(line)-1] == '"'
		}
	}
	// A path and changes: git diff --stat.
	if bytes.HasPrefix(line, []byte(` "`)) && bytes.Contains(line, []byte(`" | `)) {
		return true
	}
	// A path alone: git ls-files.
	return len(line) > 2 && line[0] == '"' && line[len(line)-1] == '"' && bytes.Count(line, []byte(`"`)) == 2 && bytes.ContainsAny(line, "./") && bytes.IndexByte(line, ' ') < 0
}

// inQuotes reports whether text ends between quotation marks.
func inQuotes(text []byte) bool {
	return bytes.Count(text, []byte(`"`))%2 == 1 || bytes.Count(text, []byte(`'`))%2 == 1
}

// logged reports whether the unit begins as lines of a log do: with a time or a level.
func (u *unit) logged() bool {
	return len(u.rest) > 0 && (u.rest[0] == '[' || u.rest[0]-'0' < 10)
}

package finding

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// QuotePath is the name of a file for people: as it is, or, where it would disturb
// a terminal, forge a line of output or hide what it is, in the double quotes and
// with the escapes that git writes. A name in Chinese stays as it is. All names in
// messages, lists, diffs and findings go through it; what programs read has the
// names themselves.
func QuotePath(name string) string {
	if !quoted(name) {
		return name
	}
	text := utf8.ValidString(name) // else characters in it are chance
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range name {
		_, n := utf8.DecodeRuneInString(name[i:])
		switch short := strings.IndexRune("\a\b\t\n\v\f\r\"\\", r); {
		case short >= 0:
			b.WriteByte('\\')
			b.WriteByte(`abtnvfr"\`[short])
		case !text && r >= 0x80, hidden(r):
			for _, c := range []byte(name[i : i+n]) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// quoted reports whether a name needs quotes. The separator of paths needs none
// where it is a backslash.
func quoted(name string) bool {
	return !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool {
		return r == '"' || r == '\\' && filepath.Separator != '\\' || hidden(r)
	})
}

// hidden reports whether a character would not be seen, or would disturb a
// terminal or the order of what is seen: controls, format characters such as those
// of direction, private ones, and letters that are blank.
func hidden(r rune) bool {
	switch {
	case r < 0x7F:
		return r < ' '
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFFA0, r >= 0x180B && r <= 0x180F:
		return true
	}
	return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp)
}

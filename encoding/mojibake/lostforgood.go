package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
)

// Text whose bytes are gone. U+FFFD stood for them; its own bytes, EF BF BD,
// were then read in another charset. Memory that a debugger filled with CC and
// CD shows as 烫 and 屯 in GBK.

// losses calls do for every run of lost text in a line.
func losses(line []byte, do func(from, to int, what string)) {
	lost := false
	for i := range gate.Debris {
		lost = lost || bytes.Contains(line, []byte(gate.Debris[i].Text))
	}
	if !lost {
		return
	}
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(line[i:])
		for _, d := range &gate.Debris {
			if !bytes.HasPrefix(line[i:], []byte(d.Text)) {
				continue
			}
			end := i + len(d.Text)
			for end < len(line) {
				r, size := utf8.DecodeRune(line[end:])
				if !bytes.ContainsRune([]byte(d.Set), r) || r == utf8.RuneError && size == 1 {
					break
				}
				end += size
			}
			do(i, end, d.What)
			n = end - i
			break
		}
		i += n
	}
}

// snowballs calls do for every run of a line that UTF-8 becomes when it is read
// in a single-byte page over and over.
func snowballs(line []byte, do func(from, to int)) {
	from, chars := 0, 0
	for i := 0; i <= len(line); {
		r, n := utf8.RuneError, 1
		if i < len(line) {
			r, n = utf8.DecodeRune(line[i:])
		}
		if rolls(r) {
			if chars == 0 {
				from = i
			}
			chars++
		} else if chars > 0 {
			if snowball(line[from:i]) {
				do(from, i)
			}
			chars = 0
		}
		i += n
	}
}

// rolls reports whether r may be part of a snowball.
func rolls(r rune) bool {
	return r >= 0x80 && r < 0x250 || r >= 0x2010 && r < 0x2040 || r == '€' || r == '™' || r == 0x2C6 || r == 0x2DC
}

// snowball reports whether text is mostly the characters that UTF-8 turns into when it
// is read in a single-byte page again and again.
func snowball(text []byte) bool {
	var typical judge.Share
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			continue
		}
		typical.Of++
		switch r {
		case 'Ã', 'Â', 'ƒ', 'â', '€', '†', '‚', '¬', 'š', '„', '¢', 'Æ', '\u0083', '\u0082', '\u0080', '\u0084', '\u0086', '\u0099', '™', 'Å', '¡', '¾', '‡', '\u009a', '\u00a0', '‹', '\u008b', 'ž':
			typical.N++
		}
	}
	return judge.Holds(judge.Snowball, typical)
}

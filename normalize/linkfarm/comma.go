package linkfarm

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Some pages have a comma before about 60 % of their punctuation: ",," ",、"
// ",。" ",;". The second mark is the real one.

// markAt returns the mark that r is, in its narrow form, or 0.
func markAt(r rune) rune {
	if r > '。' && r < 0xFF00 {
		return 0 // most of Chinese
	}
	switch r = narrow(r); r {
	case ',', '、', '。', ';', ':', '!', '?':
		return r
	}
	return 0
}

// commasBefore counts the commas of text before other marks, up to so many at least.
func commasBefore(text []byte, most int) (n int) {
	for _, last := range []byte{',', 0x8C} { // of the wide comma, the last byte is the rarest
		for at := 0; n < most; {
			i := bytes.IndexByte(text[at:], last)
			if i < 0 {
				break
			}
			at += i + 1
			if (last == ',' || bytes.HasSuffix(text[:at], []byte("，"))) && commaNext(text[at:]) {
				n++
			}
		}
	}
	return n
}

// reachOf says of the parts of a block of nearBytes which ones are measured for commas: those that
// a comma before 、 or 。 is near to, as the gate notes these, where there are enough others.
func reachOf(block []byte, signs []placed) []bool {
	reach := make([]bool, len(block)/nearBytes+1)
	for _, s := range signs {
		if s.sign == commaSign { // a line is decided by those near it, and these are near the comma
			for i := max(0, s.at/nearBytes-2); i < min(len(reach), s.at/nearBytes+3); i++ {
				reach[i] = true
			}
		}
	}
	for i, j := 0, 0; i < len(reach); i = j + 1 {
		for j = i; j < len(reach) && reach[j]; j++ {
		}
		if commasBefore(block[i*nearBytes:min(j*nearBytes, len(block))], leastCommas) < leastCommas {
			clear(reach[i:j])
		}
	}
	return reach
}

// measureCommas finds the commas of a line that stand between text and another mark.
func measureCommas(e *evidence, line []byte) {
	var before rune // what stands before the comma
	var prev rune
	for i := 0; i < len(line); {
		r, size := utf8scan.Decode(line[i:])
		if k := markAt(r); k != 0 {
			comma := markAt(prev) == ','
			switch {
			case comma && textual(before):
				e.sites = append(e.sites, site{k: k, from: i - utf8.RuneLen(prev), to: i})
				if k == '、' || k == '。' {
					e.ledger[beforeStop]++
				}
			case !comma && k != ':' && k != '!' && k != '?' && textual(prev) && !(k == ',' && commaNext(line[i+size:])):
				e.ledger[places]++ // the others have none inserted
			}
		}
		before, prev = prev, r
		i += size
	}
	e.ledger[places] += float64(len(e.sites))
}

// commaNext reports whether rest begins with a mark, so that a comma before it
// is to be counted there.
func commaNext(rest []byte) bool {
	r, _ := utf8.DecodeRune(rest)
	return markAt(r) != 0
}

// textual reports whether a mark can stand behind r in running text. A question
// mark may be a lost byte.
func textual(r rune) bool {
	return r == '?' || r != 0 && !unicode.IsSpace(r) && markAt(r) == 0
}

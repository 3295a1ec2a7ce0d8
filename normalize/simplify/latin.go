package simplify

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/runeclass"
)

// amidLatin reports whether the Han characters of a line stand one by one in words of Latin letters, as bytes of these do that were
// read in GBK or Big5: caf矇, M繹kill瓣, f黨rt. Nobody wrote them. One may be a word between others, sin與cos. Marks of English
// and symbols begin with E2 in UTF-8, which is 鈥 with 80 in GBK: 鈥?.
func amidLatin(line []byte) bool {
	var first rune
	chars, within, letters, marks, different := 0, 0, 0, 0, false
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			if isLetter(line[i]) {
				letters++
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		if beginsMark(r) && (i == 0 || line[i-1] < utf8.RuneSelf) {
			if next, size := utf8.DecodeRune(line[i+n:]); runeclass.IsHan(next) || next == '?' || next == utf8.RuneError {
				for marks++; size > 0 && next >= utf8.RuneSelf || next == '?'; next, size = utf8.DecodeRune(line[i+n:]) {
					n += size
				}
				i += n
				continue
			}
		}
		before, behind := line[max(0, i-1)], line[min(i+n, len(line)-1)]
		i += n
		switch {
		case r < 0x2E80:
			continue
		case !runeclass.IsHan(r) || before >= 0x80 && i > n || behind >= 0xE3:
			return false // as nearly always
		case chars == 0:
			first = r
		}
		chars++
		different = different || r != first
		if i > n && isLetter(before) && isLetter(behind) {
			within++
		}
	}
	return (marks > 0 || different && within > 0) && letters >= 2*chars+marks
}

// beginsMark reports whether r is E2 and a byte that UTF-8 goes on with, in GBK, or a traditional character that is so in Shift_JIS.
func beginsMark(r rune) bool {
	return r >= '鈥' && r <= '鉅' || r == '窶' || r == '竄' || r == '邃' || r == '竇' || r == '竊'
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

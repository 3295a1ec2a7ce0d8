// Package s2t turns simplified into traditional characters, one by one, the
// way a link-farm rewriter does. It is for tests only: a forward model damages
// clean simplified text with it, and the repair must give that text back.
// Nothing that ships may import it.
//
// It is no converter for people: it picks one traditional form per character
// and knows no words.
package s2t

import (
	"slices"
	"unicode/utf8"
)

//go:generate sh -c "go run ./gen -opencc \"$OPENCC_DICTIONARY\""

// Rune returns what the rewriter makes of the simplified character r, or r
// itself.
//
// A character that is itself common traditional, one of level 1 of Big5, stays
// whatever it may stand for: 后 里 于 斗 范 干 云 面 志. All others get the first
// traditional form that OpenCC's STCharacters lists, in the spelling customary
// in Taiwan (為, not 爲): 发→發, 个→個; and 着→著. A few characters that were
// seen to go another way do so: 准→準 几→幾 丰→豐 台→臺 挂→掛 净→凈 冲→沖 杆→桿,
// and 并 stays. Only characters of GBK are touched, and they stay in GBK, the
// charset the rewriter works in.
//
// No two characters become the same one, and OpenCC's TSCharacters leads from
// every changed character back to r, with one exception: it leaves 著 alone.
func Rune(r rune) rune {
	i, ok := slices.BinarySearchFunc(table[:], r, func(e [2]rune, r rune) int { return int(e[0] - r) })
	if !ok {
		return r
	}
	return table[i][1]
}

// Append appends s to dst, every character replaced by Rune of it, and returns
// the result. Ill-formed bytes stay as they are.
func Append(dst []byte, s string) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if t := Rune(r); t != r {
			dst = utf8.AppendRune(dst, t)
		} else {
			dst = append(dst, s[:size]...)
		}
		s = s[size:]
	}
	return dst
}

// String returns what Append appends.
func String(s string) string { return string(Append(nil, s)) }

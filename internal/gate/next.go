package gate

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// chunk is how many bytes the language model looks at in one go, in text that
// is not Chinese.
const chunk = 256

// Next returns the offset of the first place of block, from offset from on, that
// may hold a wrong decoding, or -1: it looks closer than Scan, for blocks of which
// something is known already. The common characters of three
// bytes are passed over at the cost of one look into a table. At a rare one, at one that
// simplified text does not have, and at what is neither that nor ASCII, the language model decides.
func Next(block []byte, from int) int {
	if from == 0 && Signature(block) {
		return 0
	}
	last := -chunk // where the last rare character was
	for i := from; i < len(block); {
		for i+8 <= len(block) {
			w := binary.LittleEndian.Uint64(block[i:])
			if w&0xC0C0F0C0C0F0 == 0x8080E08080E0 &&
				(closer[w<<6&0x3C0|w>>8&0x3F]>>(w>>16&0x3F)|closer[w>>18&0x3C0|w>>32&0x3F]>>(w>>40&0x3F))&1 == 0 {
				i += 6
				continue
			}
			if w&0x8080808080808080 == 0 {
				i += 8
				continue
			}
			if w&0xC0C0F0 == 0x8080E0 && closer[w<<6&0x3C0|w>>8&0x3F]>>(w>>16&0x3F)&1 == 0 {
				i += 3
				continue
			}
			if w&0x80 != 0 {
				break
			}
			i++
		}
		if i >= len(block) {
			return -1
		}
		if block[i] < utf8.RuneSelf {
			i++
			continue
		}
		start, end := utf8scan.Back(block, i, 2), min(i+chunk, len(block))
		if wide(block[i:]) { // a rare character: look around it only
			if Lost(block[i:]) {
				return i
			}
			if r, n := decode(block, i); radical(r) {
				return i
			} else if Foreign(r) {
				if Stranger(block, i) {
					return i
				}
				if rarest[r>>6]>>(r&63)&1 == 0 {
					i += n
					continue
				}
			}
			if i-last > 12 { // else the text is full of them
				end = utf8scan.Forward(block, i, 3)
			}
			last = i
			if TwoAlone(block, i) && rare(block[i+3:]) {
				return i
			}
			if i-3 >= from && TwoAlone(block, i-3) && rare(block[i-3:]) || ShortWord(block, i) {
				return i
			}
		}
		for end < len(block) && !utf8.RuneStart(block[end]) {
			end++
		}
		k := lm.Unlikely(block[start:end], Limit)
		if j := FirstMisread(block[:end], max(start, from)); j >= 0 && (k < 0 || j < start+k) {
			return j
		}
		if k >= 0 && start+k >= from {
			return max(start+k, from)
		}
		if end = utf8scan.Back(block, end, 2); end <= i {
			_, n := utf8.DecodeRune(block[i:])
			end = i + n
		}
		i = end
	}
	return -1
}

// wide reports whether b begins with a character of three bytes.
func wide(b []byte) bool { return b[0]&0xF0 == 0xE0 }

// radical reports whether r is a form of a radical, as text seldom has but Big5 does: 如 of GBK is ⺼.
func radical(r rune) bool { return r >= 0x2E80 && r < 0x2F00 }

// FirstMisread returns the offset of the first place in b, from offset from on, that
// may be UTF-8 that was read in a single-byte page. Where there is none, it returns
// -1.
func FirstMisread(b []byte, from int) int {
	for i := from; i < len(b); i++ {
		if b[i] >= 0xC2 && Misread(b, i) {
			return i
		}
	}
	return -1
}

// Lost reports whether b may begin with a run of lost text; it is a fast look.
func Lost(b []byte) bool {
	for i := range Debris {
		if d := Debris[i].Text; len(b) > 1 && d[0] == b[0] && d[1] == b[1] && bytes.HasPrefix(b, []byte(d)) {
			return true
		}
	}
	return false
}

// SignatureAsGBK is EF BB, the first two bytes of the signature of UTF-8, as GBK has them.
const SignatureAsGBK = "锘"

// Signature reports whether a block begins with the signature of UTF-8 that was read as
// GBK.
func Signature(block []byte) bool {
	return len(block) > len(SignatureAsGBK) && string(block[:len(SignatureAsGBK)]) == SignatureAsGBK
}

// TwoAlone reports whether two characters of three bytes at block[i:] have nothing but
// ASCII beside: too few for the model to find them unlikely.
func TwoAlone(block []byte, i int) bool {
	three := func(b []byte) bool { return b[0]&0xF0 == 0xE0 && b[0] != 0xEF }
	return i >= 0 && i+6 <= len(block) && three(block[i:]) && three(block[i+3:]) &&
		(i == 0 || block[i-1] < utf8.RuneSelf) && (i+6 == len(block) || block[i+6] < utf8.RuneSelf)
}

// ShortWord reports whether two or three characters of three bytes, or marks of lost bytes, at
// block[i:] have nothing but ASCII beside, and the first has two bytes of GBK that begin UTF-8 of a
// Han character: a word of two that was read as GBK is no longer, and may have lost a pair.
func ShortWord(block []byte, i int) bool {
	if i > 0 && block[i-1] >= utf8.RuneSelf {
		return false
	}
	n := 0
	for i+3*n < len(block) && block[i+3*n] >= utf8.RuneSelf {
		if n++; n > 3 || block[i+3*n-3]&0xF0 != 0xE0 {
			return false
		}
	}
	if n < 2 {
		return false
	}
	r, _ := utf8.DecodeRune(block[i:])
	b, size := gb18030.WHATWG.EncodeRune(r)
	return size == 2 && b[0] >= 0xE4 && b[0] <= 0xE9 && b[1] < 0xC0
}

// rare reports whether text begins with a rare character.
func rare(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return lm.UnigramCost(lm.TokenOf(r)) >= Rare
}

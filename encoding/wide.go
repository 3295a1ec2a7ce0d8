package encoding

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/edit"
)

// wideWindow is how much of the start decides on UTF-16. The text it decodes to
// is looked at in the same way, so that what comes out is never taken for UTF-16
// by a second run.
const wideWindow = 64 << 10

const bom = 0xFEFF

// sniffWide says whether head is UTF-16, and how long its BOM is.
func sniffWide(head []byte) (c Charset, bomLen int) {
	if len(head) > 2*wideWindow {
		head = head[:2*wideWindow]
	}
	c, bomLen = guessWide(head)
	if c == Unknown {
		return Unknown, 0
	}
	out := decodeWide(nil, head[bomLen:], c == UTF16BE, nil)
	if again, _ := guessWide(out); again != Unknown {
		return Unknown, 0
	}
	return c, bomLen
}

func guessWide(head []byte) (c Charset, bomLen int) {
	if len(head) >= 2 {
		switch {
		case head[0] == 0xFF && head[1] == 0xFE:
			return UTF16LE, 2
		case head[0] == 0xFE && head[1] == 0xFF:
			return UTF16BE, 2
		}
	}
	head = head[:min(len(head), wideWindow)&^1]
	if len(head) < 4 || utf8.Valid(head) && !hasNUL(head) {
		return Unknown, 0
	}
	le, be := wideScore(head, false), wideScore(head, true)
	units := len(head) / 2
	switch {
	case le > be && 10*le > 9*units && le > 3:
		return UTF16LE, 0
	case be > le && 10*be > 9*units && be > 3:
		return UTF16BE, 0
	}
	return Unknown, 0
}

// wideScore counts the units that text is made of, less those it is not.
func wideScore(p []byte, big bool) (score int) {
	for i := 0; i+1 < len(p); i += 2 {
		switch u := unit16(p[i:], big); {
		case u == '\n' || u == '\r' || u == '\t' || u >= ' ' && u < 0x7F:
			score++
		case u >= 0x4E00 && u < 0xA000 || u >= 0x3000 && u < 0x3100 || u >= 0xFF00 && u < 0xFF60 || u >= 0x2010 && u < 0x2030:
			score++
		case u >= 0xD800 && u < 0xE000, u < ' ', u >= 0xFFF0, u >= 0xE000 && u < 0xF900:
			score -= 3
		}
	}
	return score
}

func hasNUL(p []byte) bool {
	for _, b := range p {
		if b == 0 {
			return true
		}
	}
	return false
}

func unit16(p []byte, big bool) rune {
	if big {
		return rune(p[0])<<8 | rune(p[1])
	}
	return rune(p[1])<<8 | rune(p[0])
}

// step16 reads one character: its size in src, its form in UTF-8. A lone
// surrogate becomes the three bytes that UTF-8 would have for it, so that it is
// neither lost nor taken for a newline.
func step16(p []byte, big bool) (out [4]byte, n, m int) {
	u := unit16(p, big)
	if utf16.IsSurrogate(u) {
		if len(p) >= 4 {
			if r := utf16.DecodeRune(u, unit16(p[2:], big)); r != utf8.RuneError {
				return out, 4, utf8.EncodeRune(out[:], r)
			}
		}
		out = [4]byte{0xE0 | byte(u>>12), 0x80 | byte(u>>6)&0x3F, 0x80 | byte(u)&0x3F}
		return out, 2, 3
	}
	return out, 2, utf8.EncodeRune(out[:], u)
}

// decodeWide appends src decoded to dst. lone, if not nil, is told of each lone
// surrogate and of an odd last byte, which is kept.
func decodeWide(dst, src []byte, big bool, lone func(off, n int)) []byte {
	for i := 0; i < len(src); {
		if i+1 == len(src) {
			if lone != nil {
				lone(i, 1)
			}
			return append(dst, src[i])
		}
		out, n, m := step16(src[i:], big)
		if lone != nil && n == 2 && out[0] == 0xED && out[1] >= 0xA0 {
			lone(i, 2)
		}
		dst = append(dst, out[:m]...)
		i += n
	}
	return dst
}

// appendWide decodes a block of UTF-16. Blocks begin and end between units.
func (s Stream) appendWide(dst, src []byte, log *edit.Log) []byte {
	big := s.wide == UTF16BE
	step := func(in []byte) (n, m int) {
		if len(in) < 2 {
			return 1, 1
		}
		_, n, m = step16(in, big)
		return n, m
	}
	off := 0
	if s.bom > 0 && len(src) >= 2 && unit16(src, big) == bom {
		log.Add(edit.Edit{In: src[:2], Rule: ruleBOM, Verdict: edit.Exact, Confidence: 1, Note: "byte order mark of " + s.wide.String()})
		off = 2
	}
	for off < len(src) {
		end := off
		for end+1 < len(src) && unit16(src[end:], big) != '\n' {
			end += 2
		}
		end = min(end+2, len(src))
		from := len(dst)
		dst = decodeWide(dst, src[off:end], big, func(at, n int) { log.Count(ruleKept, 1) })
		log.Add(edit.Edit{
			Offset: int64(off), In: src[off:end], Out: dst[from:], Rule: ruleDecoded, Verdict: edit.Exact,
			Confidence: 1, Note: "decoded from " + s.wide.String(), Step: step,
		})
		off = end
	}
	return dst
}

package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// marks are the full-width marks at which the rewriter cuts a page, in the
// order it tries them: ！ ？ ； ， 。. It searches the GBK bytes at any offset,
// so a "mark" may be the end of one character and the beginning of the next.
var marks = [...][2]byte{{0xA3, 0xA1}, {0xA3, 0xBF}, {0xA3, 0xBB}, {0xA3, 0xAC}, {0xA1, 0xA3}}

// rewrite does the rewriter's last two steps on GBK bytes: it cuts at marks,
// decodes the pieces apart from one another, and joins them. It is the proof
// of a repair: what was restored must give the damaged text again.
func rewrite(gbk []byte) string {
	return string(appendCut(nil, gbk, 0))
}

// appendCut cuts src at marks[k:] and appends the decoded pieces.
func appendCut(dst, src []byte, k int) []byte {
	if k == len(marks) {
		return appendPiece(dst, src)
	}
	for {
		i := bytes.Index(src, marks[k][:])
		if i < 0 {
			return appendCut(dst, src, k+1)
		}
		dst = appendCut(dst, src[:i], k+1)
		dst = utf8.AppendRune(dst, pair(marks[k][0], marks[k][1]))
		src = src[i+2:]
	}
}

// appendPiece decodes one piece as the rewriter does: a lead byte before a
// byte below 0x40 becomes one question mark that swallows both, and so does a
// lead byte at the end.
func appendPiece(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		b := src[i]
		switch {
		case b < 0x80:
			dst = append(dst, b)
			i++
		case b == 0x80:
			dst = append(dst, "€"...)
			i++
		case i+1 == len(src), src[i+1] == noByte:
			dst = append(dst, '?')
			i++
		case src[i+1] < 0x40:
			dst = append(dst, '?')
			i += 2
		default:
			dst = utf8.AppendRune(dst, pair(b, src[i+1]))
			i += 2
		}
	}
	return dst
}

// noByte stands for a character that GBK does not have: pieces end there, too.
const noByte = 0x01

// pair decodes two GBK bytes, user-defined area included, or returns
// utf8.RuneError.
func pair(lead, trail byte) rune {
	r, ok := gb18030.WHATWG.DecodePair(lead, trail)
	if !ok {
		return utf8.RuneError
	}
	return r
}

// unpair encodes r as two GBK bytes.
func unpair(r rune) (lead, trail byte, ok bool) {
	b, n := gb18030.WHATWG.EncodeRune(r)
	return b[0], b[1], n == 2
}

// narrow returns the ASCII form of a full-width form.
func narrow(r rune) rune {
	if 0xFF01 <= r && r <= 0xFF5E {
		return r - 0xFF00 + ' '
	}
	return r
}

// widen returns the full-width form of a printable ASCII character.
func widen(r rune) rune {
	if '!' <= r && r <= '~' {
		return r - ' ' + 0xFF00
	}
	return r
}

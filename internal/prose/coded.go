package prose

import (
	"slices"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// coded finds characters that the line names by their code point, in hexadecimal: in a
// table of characters, <U9312> … # 錒, each is itself.
func (f *finder) coded() {
	if f.marks&digit == 0 { // the code points of Han begin with one
		return
	}
	var codes []rune
	from := 0
	for _, run := range f.runs() {
		codes = codesIn(codes, f.line[from:run.from])
		from = run.to
	}
	codes = codesIn(codes, f.line[from:])
	if len(codes) == 0 {
		return
	}
	for _, run := range f.runs() {
		for i := run.from; i < run.to; {
			r, n := utf8scan.Decode(f.line[i:])
			if slices.Contains(codes, r) {
				f.add(i, i+n)
			}
			i += n
		}
	}
}

// codesIn appends the code points of Han characters that text names.
func codesIn(codes []rune, text []byte) []rune {
	const least, most = 4, 5 // digits
	for i := least - 1; i < len(text); i += least {
		if hexDigit(text[i]) < 0 {
			continue
		}
		from, code := i, rune(0)
		for from > 0 && hexDigit(text[from-1]) >= 0 {
			from--
		}
		for i = from; i < len(text) && hexDigit(text[i]) >= 0; i++ {
			if i-from < most {
				code = code<<4 | hexDigit(text[i])
			}
		}
		if n := i - from; (n == least || n == most) && isHan(code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// hexDigit returns the value of a hexadecimal digit, -1 if c is none.
func hexDigit(c byte) rune { return rune(hexDigits[c]) - 1 }

// hexDigits are the values of hexadecimal digits, and 1; 0 for what is none.
var hexDigits = func() (t [256]uint8) {
	for i, c := range []byte("0123456789abcdef") {
		t[c] = uint8(i) + 1
	}
	for i, c := range []byte("ABCDEF") {
		t[c] = uint8(i) + 11
	}
	return t
}()

package prose

import "slices"

// coded finds characters that the line names by their code point, in hexadecimal: in a
// table of characters, <U9312> … # 錒, each is itself.
func (f *finder) coded() {
	if f.marks&digit == 0 || !hexNear(f.line) { // the code points of Han begin with one
		return
	}
	var codes []rune
	digits, code := 0, rune(0)
	for i := 0; i <= len(f.line); i++ {
		v := rune(-1)
		if i < len(f.line) {
			v = hexDigit(f.line[i])
		}
		if v >= 0 {
			if digits++; digits <= 6 {
				code = code<<4 | v
			}
			continue
		}
		if (digits == 4 || digits == 5) && isHan(code) {
			codes = append(codes, code)
		}
		digits, code = 0, 0
	}
	if len(codes) == 0 {
		return
	}
	for i, r := range string(f.line) {
		if isHan(r) && slices.Contains(codes, r) {
			f.add(i, i+len(string(r)))
		}
	}
}

// hexNear reports whether there may be four hexadecimal digits in a row: one of them stands at each
// fourth place.
func hexNear(line []byte) bool {
	for i := 3; i < len(line); i += 4 {
		if hexDigit(line[i]) >= 0 && (hexDigit(line[i-1]) >= 0 || i+1 < len(line) && hexDigit(line[i+1]) >= 0) {
			return true
		}
	}
	return false
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

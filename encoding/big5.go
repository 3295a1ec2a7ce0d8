package encoding

import (
	"github.com/fixtext/fixtext/internal/codepage/big5"
)

// variant chooses between the readings of a line of Big5, which differ in the
// areas that the standard left to users. Other charsets it returns as they are.
func variant(c Charset, line []byte) Charset {
	if c != Big5 {
		return c
	}
	if !unsettled(line) {
		return Big5
	}
	var work workspace
	text, cuts := work.take(line, 0)
	sizes := work.sizes[0][:len(text)+1]
	read(text, Big5, cuts, sizes, far)
	if languageCost(text, Big5UAO, cuts, sizes, far) < languageCost(text, Big5, cuts, sizes, far) {
		return Big5UAO
	}
	return Big5
}

// unsettled says whether line has a pair that the variants read differently.
func unsettled(line []byte) bool {
	for i := 0; i+1 < len(line); i++ {
		lead := line[i]
		if lead < 0x80 {
			continue
		}
		if i++; lead > 0xA0 && lead < 0xC6 || lead > 0xC8 && lead < 0xF9 {
			continue
		}
		a, ok := big5.WHATWG.DecodePair(lead, line[i])
		b, _ := big5.UAO.DecodePair(lead, line[i])
		if !ok || a != b {
			return true
		}
	}
	return false
}

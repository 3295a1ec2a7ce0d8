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
	differ := false
	for i := 0; i+1 < len(line); i++ {
		if line[i] < 0x80 {
			continue
		}
		a, ok := big5.WHATWG.DecodePair(line[i], line[i+1])
		b, _ := big5.UAO.DecodePair(line[i], line[i+1])
		differ = differ || !ok || a != b
		i++
	}
	if !differ {
		return Big5
	}
	text, cuts := sample(line, 0)
	sizes := make([]uint8, len(text)+1)
	read(text, Big5, cuts, sizes)
	if languageCost(text, Big5UAO, cuts, sizes, far) < languageCost(text, Big5, cuts, sizes, far) {
		return Big5UAO
	}
	return Big5
}

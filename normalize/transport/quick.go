package transport

import "bytes"

// chunk is how much of a block is searched for one sign after the other: it stays
// in the nearest cache meanwhile.
const chunk = 16 << 10

// anySign tells whether block has a sign that may be a leak. It searches for the
// bytes that signs begin with, which prose hardly has; for all but short text this
// is several times as fast as next.
func anySign(block []byte) bool {
	for from := 0; from < len(block); from += chunk {
		to := min(from+chunk, len(block))
		for _, b := range [...]byte{'&', '\\', '%', '=', '~', '+', 'u'} {
			for i := from; i < to; i++ {
				n := bytes.IndexByte(block[i:to], b)
				if n < 0 {
					break
				}
				if i += n; b == 'u' && (i+5 >= len(block) || block[i+5] != 'u') {
					continue // one u of a run is followed by another, four digits on
				}
				if starts(block, i) != none {
					return true
				}
			}
		}
	}
	return false
}

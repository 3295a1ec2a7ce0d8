package decode

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

// Cut cuts an edit that decodes where its output has n bytes; behind that
// character if n is within one.
func Cut(e fixtext.Edit, n int, dec *Decoder) (head, tail fixtext.Edit) {
	i, m := 0, 0
	for m < n && i < len(e.In) {
		di, dm := step(e.In[i:], e.Out[m:], dec)
		i, m = i+di, m+dm
	}
	head, tail = e, e
	head.In, head.Out = e.In[:i], e.Out[:m]
	tail.Offset += int64(i)
	tail.In, tail.Out = e.In[i:], e.Out[m:]
	return head, tail
}

// step returns the length of the first character in both texts; all of them if
// the charset cannot be read character by character.
func step(in, out []byte, dec *Decoder) (n, m int) {
	_, m = utf8.DecodeRune(out)
	if m > 0 {
		for _, n := range [...]int{1, 2, 4, 3} {
			if n <= len(in) && string(dec.Text(in[:n])) == string(out[:m]) {
				return n, m
			}
		}
	}
	return len(in), len(out)
}

package filetype

import (
	"bytes"
	"math/bits"

	"github.com/fixtext/fixtext/internal/lazy"
)

// headSize is how much of a file is known: of a shorter one, all.
const headSize = 8 << 10

// In the files below text has its length in front of it, in bytes, or a table tells
// where it is, or the file says what its bytes mean. Such a file need not have one
// NUL or control character, and what is repaired gets longer or shorter: it could
// not be read any more.

// counts are those that tell it in letters and digits.
var counts = [...]struct {
	kind string
	re   *lazy.Regexp
}{
	{"application/x-bittorrent", lazy.MustCompile(`\Ad[1-9]\d?:[a-z][a-z .-]+(?:\d+:|[ild])`)},
	{"application/x-php-serialized", lazy.MustCompile(`\A(?:a:\d+:\{[is]:|[OC]:\d+:"\w)`)},
	{"application/x-redis-commands", lazy.MustCompile(`\A\*\d+\r\n\$\d+\r\n`)},
	{"application/marc", lazy.MustCompile(`\A\d{5}[a-z0-9 ][a-z0-9 ]{4}22\d{5}[^\n]{3}45\d\d`)},
	{"application/x-cpio", lazy.MustCompile(`\A0707(?:07|01|02)[0-9A-Fa-f]{60}`)},
	{"application/x-fix", lazy.MustCompile(`\A8=FIXT?\.\d\.\d\x01`)},
	{"application/x-pickle", lazy.MustCompile(`\A(?:\([ltdi]p\d+\n|c[A-Za-z_][\w.]*\n\w+\np\d+\n|[VS][^\n]*\np\d+\n\.\z)`)},
	{"text/rtf", lazy.MustCompile(`\A\{\\rtf\d`)},
	{"application/postscript", lazy.MustCompile(`\A%!PS-Adobe-\d`)},
}

// counted returns the media type of a file whose text is counted, "" if it is not
// known to be one.
func counted(head []byte) string {
	if len(head) < 4 {
		return ""
	}
	if c := head[0]; c >= '0' && c <= '9' || bytes.IndexByte([]byte("daOC*(cVS{%"), c) >= 0 {
		for _, k := range counts {
			if k.re.Match(head) {
				return k.kind
			}
		}
		if netstrings(head) {
			return "application/x-netstrings"
		}
	}
	var r counter
	for _, f := range counters {
		r = counter{b: head, cut: len(head) >= headSize}
		if f.all(&r) {
			return f.kind
		}
	}
	if lengths(head[:min(len(head), headSize/2)]) {
		return "application/octet-stream"
	}
	return ""
}

// netstrings reports whether b is nothing but lengths, colons, as many bytes, and
// commas.
func netstrings(b []byte) bool {
	cut, n := len(b) >= headSize, 0
	for ; len(b) > 0 && string(b) != "\n"; n++ {
		size, i := 0, 0
		for i < len(b) && i < 9 && b[i] >= '0' && b[i] <= '9' {
			size = size*10 + int(b[i]-'0')
			i++
		}
		switch {
		case i == len(b):
			return cut && n > 0
		case i == 0 || b[i] != ':':
			return false
		}
		if b = b[i+1:]; size >= len(b) {
			return cut && n > 0
		}
		if b[size] != ',' {
			return false
		}
		b = b[size+1:]
	}
	return n > 0
}

// lengths reports whether the first byte of the pieces of text between control
// characters, or the byte in front of it, tells how long each is, save for a number
// that is the same for all: whatever else stands between them.
func lengths(b []byte) bool {
	var first, before vote // by how much pieces differ from that byte
	pieces := 0
	eachPiece(b, func(start, n int) {
		pieces++
		first.cast(n - int(b[start]))
		if start > 0 {
			before.cast(n - int(b[start-1]))
		}
	})
	most := max(6, (7*pieces+7)/8)
	lead := 2*most - pieces
	return first.lead >= lead && differ(b, first.value, 0, most) || before.lead >= lead && differ(b, before.value, 1, most)
}

// vote finds the value that more than half of those cast have, if there is one: it leads by as many
// at least as it has more than the others together.
type vote struct{ value, lead int }

func (v *vote) cast(value int) {
	switch {
	case value == v.value:
		v.lead++
	case v.lead == 0:
		v.value, v.lead = value, 1
	default:
		v.lead--
	}
}

// differ reports whether so many pieces at least differ by diff from that byte, which is so far
// back, and have several lengths: a line of a table begins like others and is as long.
func differ(b []byte, diff, back, most int) bool {
	var sizes [4]uint64
	pieces := 0
	eachPiece(b, func(start, n int) {
		if at := start - back; at >= 0 && n-int(b[at]) == diff {
			sizes[n/64] |= 1 << (n % 64)
			pieces++
		}
	})
	n := 0
	for _, s := range sizes {
		n += bits.OnesCount64(s)
	}
	return pieces >= most && n >= 3
}

// eachPiece calls do for the pieces of text, where they begin and how long they are.
func eachPiece(b []byte, do func(start, n int)) {
	for start := 0; start <= len(b); {
		i := nextControl(b, start)
		if n := i - start; n < 256 && !ascii(b[start:i]) && (i < len(b) || len(b) < headSize/2) {
			do(start, n)
		}
		start = i + 1
	}
}

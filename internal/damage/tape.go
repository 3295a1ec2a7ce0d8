package damage

import "bytes"

// A tape is a text in GBK that remembers of which character each byte was a
// part. Bytes that were put in have none: -1.
type tape struct {
	b     []byte
	owner []int
}

func (t *tape) add(b []byte, owner int) {
	for _, c := range b {
		t.b = append(t.b, c)
		t.owner = append(t.owner, owner)
	}
}

func (t *tape) join(u tape) {
	t.b = append(t.b, u.b...)
	t.owner = append(t.owner, u.owner...)
}

func (t tape) slice(i, j int) tape { return tape{t.b[i:j], t.owner[i:j]} }

// inject puts n behind its character's two bytes wherever they stand, also
// where they belong to two characters.
func (t tape) inject(n note) tape {
	key, _ := encode(nil, n.r)
	if !bytes.Contains(t.b, key) {
		return t
	}
	var out tape
	pos := 0
	for {
		i := bytes.Index(t.b[pos:], key)
		if i < 0 {
			out.join(t.slice(pos, len(t.b)))
			return out
		}
		out.join(t.slice(pos, pos+i+len(key)))
		out.add(n.bytes, -1)
		pos += i + len(key)
	}
}

// marks are where the text is cut, in the order the rewriter tries them.
var marks = [...]rune{'！', '？', '；', '，', '。'}

// A glyph is a character of the rewritten page.
type glyph struct {
	r        rune // -1: it vanished
	from, to int  // the characters it is made of; equal if it was put in
	broken   bool // it is not the character that stood there
	lost     int  // the ASCII character it swallowed; -1: none
}

// develop cuts t at the marks and appends what the pieces decode to.
func (p *press) develop(dst []glyph, t tape, chars []rune) []glyph {
	return p.cut(dst, t, chars, 0)
}

// cut cuts t at the n-th mark, the pieces at the next one, and so on.
func (p *press) cut(dst []glyph, t tape, chars []rune, n int) []glyph {
	if n == len(marks) {
		return p.decode(dst, t, chars)
	}
	mark, _ := encode(nil, marks[n])
	for {
		i := bytes.Index(t.b, mark)
		if i < 0 {
			return p.cut(dst, t, chars, n+1)
		}
		dst = p.cut(dst, t.slice(0, i), chars, n+1)
		dst = append(dst, t.glyph(i, i+2, marks[n], chars))
		t = t.slice(i+2, len(t.b))
	}
}

// decode decodes one piece. A lead byte without a trail byte becomes a question
// mark and swallows the byte behind it, and so does a pair that no character
// is assigned to. 80 is the euro sign.
func (p *press) decode(dst []glyph, t tape, chars []rune) []glyph {
	for i := 0; i < len(t.b); {
		c := t.b[i]
		switch {
		case c < 0x80:
			dst = append(dst, t.glyph(i, i+1, rune(c), chars))
			i++
			continue
		case c == 0x80:
			dst = append(dst, t.glyph(i, i+1, '€', chars))
			i++
			continue
		case i+1 == len(t.b):
			return append(dst, t.glyph(i, i+1, '?', chars))
		}
		r, ok := rune('?'), false
		if d := t.b[i+1]; d >= 0x40 {
			if r, ok = private(c, d); ok {
				r = p.Private.show(r)
			} else if r, ok = pair(c, d); !ok {
				r = '?'
			}
		}
		dst = append(dst, t.glyph(i, i+2, r, chars))
		i += 2
	}
	return dst
}

// show returns what becomes of the private-use character r, -1 for nothing.
func (p Private) show(r rune) rune {
	switch p {
	case Keep:
		return r
	case Strip:
		return -1
	default:
		return '?'
	}
}

// glyph returns the glyph that bytes i to j of t decode to.
func (t tape) glyph(i, j int, r rune, chars []rune) glyph {
	g := glyph{r: r, lost: -1, from: -1}
	for k := i; k < j; k++ {
		o := t.owner[k]
		if o < 0 {
			continue
		}
		if g.from < 0 {
			g.from = o
		}
		g.to = o + 1
		if r == '?' && chars[o] < 0x80 && chars[o] != '?' {
			g.lost = o
		}
	}
	if g.from < 0 { // put in
		g.from = g.to
		return g
	}
	g.broken = g.to != g.from+1 || chars[g.from] != r
	return g
}

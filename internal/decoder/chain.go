package decoder

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm/choice"
)

// Step is one wrong decoding: bytes of Source that were read as Page.
type Step struct {
	Source Source
	Page   Page
}

// OutOfStep reports whether the source is its own page: its pairs were paired one byte off.
func (s Step) OutOfStep() bool {
	return s == Step{FromGBK, GBK} || s == Step{FromBig5, Big5}
}

// MaxLayers is the number of wrong decodings, one upon the other, that are undone.
const MaxLayers = 4

// Undoer undoes chains of steps. It holds buffers and serves one goroutine. The zero
// Undoer is ready to use.
type Undoer struct {
	bufs  [MaxLayers][2][]byte
	again []byte
	place *choice.Place // where the order of the rows of Big5 is in doubt
}

// Undo undoes a chain, the last wrong decoding first, on text as a whole. ok is false
// if the chain can not have made it. The result is valid until the next call.
func (u *Undoer) Undo(chain []Step, text []byte) (out []byte, ok bool) {
	for i, s := range chain {
		b, ok := u.encode(s, u.bufs[i][0][:0], text)
		u.bufs[i][0] = b
		if !ok {
			return nil, false
		}
		if s.Source == FromUTF8 {
			if !utf8.Valid(b) || i+1 < len(chain) && !Clean(b, false) {
				return nil, false
			}
			text = b
			continue
		}
		out, ok := s.Source.AppendDecoded(u.bufs[i][1][:0], b)
		u.bufs[i][1] = out
		if s.Page == Big5 {
			out, ok = u.other(i, s.Source, text, out, ok)
		}
		if !ok {
			return nil, false
		}
		text = out
	}
	return text, true
}

// encode returns the bytes of a step, which make up text.
func (u *Undoer) encode(s Step, dst, text []byte) (b []byte, ok bool) {
	if s.Page.hasDoubles() && s.Source < FromUTF16LE && doublesOf[s.Page]().in(text) {
		return s.Page.appendLikelier(dst, text, s.Source)
	}
	return s.Page.AppendEncoded(dst, text)
}

// other is step i of a chain with the other rows of Big5, if that makes likelier text
// than out.
func (u *Undoer) other(i int, x Source, text, out []byte, ok bool) ([]byte, bool) {
	b, differs, encoded := appendOther(u.again[:0], text)
	u.again = b
	if !differs || !encoded {
		return out, ok
	}
	likelier, can := x.AppendDecoded(nil, b)
	if !can || ok && !u.better(likelier, out) {
		return out, ok
	}
	u.bufs[i][0], u.again = b, u.bufs[i][0]
	u.bufs[i][1] = likelier
	return likelier, true
}

// Proves reports whether the chain that Undo has just undone, done again, makes what
// stood there: whether the bytes of every text on the way, in the charset that it was
// in, are those that were read wrongly.
func (u *Undoer) Proves(chain []Step) bool {
	for i, s := range chain {
		if s.Source == FromUTF8 { // one way to write a character
			continue
		}
		again, ok := s.Source.AppendEncoded(u.again[:0], u.bufs[i][1])
		u.again = again
		if !ok || !bytes.Equal(again, u.bufs[i][0]) {
			return false
		}
	}
	return true
}

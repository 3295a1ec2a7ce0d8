package fixtext

import "golang.org/x/text/transform"

// NewTransformer returns the repair as a [transform.Transformer], to be used where
// those are: in transform.NewReader, transform.Bytes, transform.Chain. It takes
// the input as it comes and gives the output block by block, so it holds up to
// 2 MiB. Errors of an option and of [OnEdit] come back from Transform.
func NewTransformer(opts ...Option) transform.Transformer {
	t := &transformer{}
	t.w = *NewWriter(&t.out, opts...)
	t.fresh = t.w
	return t
}

// transformer pulls a Writer.
type transformer struct {
	fresh Writer // as it was at first
	w     Writer
	out   pending
	ended bool // the Writer is closed
}

// pending is output that waits for room.
type pending struct {
	b  []byte
	at int // what is before it was given
}

func (p *pending) Write(b []byte) (int, error) {
	p.b = append(p.b, b...)
	return len(b), nil
}

// give hands out what there is room for, and reports whether that is all.
func (p *pending) give(dst []byte) (n int, all bool) {
	n = copy(dst, p.b[p.at:])
	if p.at += n; p.at < len(p.b) {
		return n, false
	}
	p.b, p.at = p.b[:0], 0
	return n, true
}

// Reset implements transform.Transformer.
func (t *transformer) Reset() {
	pipe, buf := t.w.pipe, t.w.buf[:0]
	t.w = t.fresh
	t.w.pipe, t.w.buf = pipe, buf
	t.out, t.ended = pending{b: t.out.b[:0]}, false
}

// Transform implements transform.Transformer.
func (t *transformer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	nDst, all := t.out.give(dst)
	if !all {
		return nDst, 0, transform.ErrShortDst
	}
	if t.ended {
		return nDst, 0, nil
	}
	if nSrc, err = t.w.Write(src); err == nil && atEOF {
		err, t.ended = t.w.Close(), true
	}
	n, all := t.out.give(dst[nDst:])
	if err == nil && !all {
		err = transform.ErrShortDst
	}
	return nDst + n, nSrc, err
}

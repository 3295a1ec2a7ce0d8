package edit

// Compose joins the edits of two stages that ran one after the other: first
// leads from the input to a middle text, second from the middle text to the
// output. The result leads from the input to the output. Both lists must be in
// order and without overlap; so is the result, which shares their bytes and, where one
// list is empty, is the other.
//
// Edits that touch the same middle bytes become one. It carries the rule of
// the first stage, which undid the deeper damage, the weaker verdict and the
// lower confidence. A decoding edit (Step not nil) is cut instead, and the
// later rule names exactly the characters it changed.
//
// Where the first stage left bytes alone as unrepairable and the second changed
// them, the verdict is that of the second.
func Compose(first, second []Edit) []Edit {
	if len(first) == 0 {
		return second
	}
	if len(second) == 0 {
		return first
	}
	a, b := place(cutDecoding(first, second)), second
	out := make([]Edit, 0, len(a)+len(b))
	var shift int64 // input offset minus middle offset, behind the edits of a used so far
	for len(a) > 0 || len(b) > 0 {
		g := group{shift: shift}
		if len(b) == 0 || len(a) > 0 && a[0].startsBefore(b[0]) {
			g.addA(a[0])
			a = a[1:]
		} else {
			g.addB(b[0])
			b = b[1:]
		}
		for grown := true; grown; {
			grown = false
			for len(a) > 0 && overlap(a[0].lo, a[0].hi, g.lo, g.hi) {
				g.addA(a[0])
				a, grown = a[1:], true
			}
			for len(b) > 0 && overlap(b[0].Offset, b[0].Offset+int64(len(b[0].In)), g.lo, g.hi) {
				g.addB(b[0])
				b, grown = b[1:], true
			}
		}
		out = append(out, g.merge())
		for _, p := range g.a {
			shift += int64(len(p.In) - len(p.Out))
		}
	}
	return out
}

// placed is an edit of the first stage with its place in the middle text.
type placed struct {
	Edit
	lo, hi int64
}

// startsBefore reports whether p is to be taken before b. Where both start at the
// same place, an empty b stands before what p put there, and behind what p
// removed.
func (p placed) startsBefore(b Edit) bool {
	return p.lo < b.Offset || p.lo == b.Offset && (p.lo == p.hi || len(b.In) > 0)
}

func place(edits []Edit) []placed {
	out := make([]placed, len(edits))
	var shift int64
	for i, e := range edits {
		lo := e.Offset + shift
		out[i] = placed{e, lo, lo + int64(len(e.Out))}
		shift += int64(len(e.Out) - len(e.In))
	}
	return out
}

// overlap reports whether two ranges share bytes; an empty range overlaps what
// it lies strictly inside of.
func overlap(lo1, hi1, lo2, hi2 int64) bool { return lo1 < hi2 && lo2 < hi1 }

// group is a set of edits of both stages that overlap, and the middle range
// they cover.
type group struct {
	lo, hi int64
	shift  int64
	a      []placed
	b      []Edit
}

func (g *group) addA(p placed) {
	g.cover(p.lo, p.hi)
	g.a = append(g.a, p)
}

func (g *group) addB(e Edit) {
	g.cover(e.Offset, e.Offset+int64(len(e.In)))
	g.b = append(g.b, e)
}

func (g *group) cover(lo, hi int64) {
	if len(g.a)+len(g.b) == 0 {
		g.lo, g.hi = lo, hi
		return
	}
	g.lo, g.hi = min(g.lo, lo), max(g.hi, hi)
}

// merge makes one edit of the group.
func (g *group) merge() Edit {
	if len(g.a) == 0 {
		e := g.b[0]
		e.Offset += g.shift
		return e
	}
	if len(g.b) == 0 {
		return g.a[0].Edit
	}
	// Every middle byte of the range is in an Out of a or in an In of b.
	mid := make([]byte, g.hi-g.lo)
	for _, p := range g.a {
		copy(mid[p.lo-g.lo:], p.Out)
	}
	for _, e := range g.b {
		copy(mid[e.Offset-g.lo:], e.In)
	}
	e := g.a[0].Edit
	if e.Step != nil { // the carrier of the bytes; the later rule changed them
		e.Rule, e.Note = g.b[0].Rule, g.b[0].Note
	} else if b := g.b[0]; b.Rule == e.Rule && e.Note != "" && b.Note != "" { // one repair beneath another
		e.Note += "; " + b.Note
	}
	e.Step = nil
	e.Offset = g.lo + g.shift
	e.In, e.Out = nil, nil
	pos := g.lo
	for _, p := range g.a {
		e.In = append(append(e.In, mid[pos-g.lo:p.lo-g.lo]...), p.In...)
		pos = p.hi
		e.weaken(p.Edit)
	}
	e.In = append(e.In, mid[pos-g.lo:]...)
	pos = g.lo
	for _, b := range g.b {
		e.Out = append(append(e.Out, mid[pos-g.lo:b.Offset-g.lo]...), b.Out...)
		pos = b.Offset + int64(len(b.In))
		e.weaken(b)
	}
	e.Out = append(e.Out, mid[pos-g.lo:]...)
	return e
}

// weaken takes over the verdict and the confidence of o where they are weaker. A
// place that one stage left alone is not left alone if the other changed it.
func (e *Edit) weaken(o Edit) {
	switch {
	case e.Verdict == Unrepairable:
		e.Verdict, e.Confidence = o.Verdict, o.Confidence
	case o.Verdict != Unrepairable:
		e.Verdict, e.Confidence = max(e.Verdict, o.Verdict), min(e.Confidence, o.Confidence)
	}
}

// cutDecoding cuts the decoding edits of first where edits of second begin and
// end inside them.
func cutDecoding(first, second []Edit) []Edit {
	out := make([]Edit, 0, len(first))
	var shift int64
	for _, e := range first {
		lo := e.Offset + shift
		hi := lo + int64(len(e.Out))
		shift += int64(len(e.Out) - len(e.In))
		if e.Step == nil {
			out = append(out, e)
			continue
		}
		for len(second) > 0 && second[0].Offset+int64(len(second[0].In)) <= lo {
			second = second[1:]
		}
		for _, b := range second {
			end := b.Offset + int64(len(b.In))
			if b.Offset >= hi {
				break
			}
			for _, at := range [2]int64{b.Offset, end} {
				if at <= lo || at >= hi {
					continue
				}
				head, tail := cut(e, int(at-lo))
				if len(head.In) > 0 {
					out = append(out, head)
				}
				e, lo = tail, lo+int64(len(head.Out))
			}
		}
		out = append(out, e)
	}
	return out
}

// cut splits a decoding edit before the first character that gives output at
// or behind outLen bytes.
func cut(e Edit, outLen int) (head, tail Edit) {
	n, m := 0, 0
	for n < len(e.In) && m < outLen {
		dn, dm := e.Step(e.In[n:])
		if m+dm > outLen {
			break
		}
		n, m = n+dn, m+dm
	}
	head, tail = e, e
	head.In, head.Out = e.In[:n], e.Out[:m]
	tail.Offset += int64(n)
	tail.In, tail.Out = e.In[n:], e.Out[m:]
	return head, tail
}

// Apply returns a new slice: src with every edit's In replaced by its Out. The edits
// must be those of src, in order and without overlap.
func Apply(src []byte, edits []Edit) []byte {
	out := make([]byte, 0, len(src))
	var pos int64
	for _, e := range edits {
		out = append(append(out, src[pos:e.Offset]...), e.Out...)
		pos = e.Offset + int64(len(e.In))
	}
	return append(out, src[pos:]...)
}

// Invert returns the edits that lead back from the output to the input, with offsets into
// the output. They are a new slice, which shares the bytes of edits; their verdicts, rules
// and notes stay those of the way there.
func Invert(edits []Edit) []Edit {
	out := make([]Edit, len(edits))
	var shift int64
	for i, e := range edits {
		grown := int64(len(e.Out) - len(e.In))
		e.Offset += shift
		e.In, e.Out, e.Step = e.Out, e.In, nil
		out[i] = e
		shift += grown
	}
	return out
}

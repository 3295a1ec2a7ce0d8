package records

import (
	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/decode"
)

// compose joins edits that decode with those of the decoded text. An edit that
// decodes is cut around the places that change further; those carry the later
// rule, since the decoding is plain.
func compose(first, second []fixtext.Edit) (out []fixtext.Edit) {
	if len(second) == 0 {
		return first
	}
	var dec decode.Decoder
	shift := int64(0)   // offset in the decoded text minus that in the file
	covered := int64(0) // where the last edit of second ends that was found at kept bytes
	for i, e := range first {
		dec.See(&e)
		at := e.Offset + shift // in the decoded text
		end := at + int64(len(e.Out))
		for len(second) > 0 && second[0].Offset+int64(len(second[0].In)) <= at && second[0].Offset < at {
			out = append(out, moved(second[0], -shift))
			second = second[1:]
		}
		shift += int64(len(e.Out) - len(e.In))
		if e.Verdict == fixtext.Unrepairable { // kept bytes: what is found there wins
			for len(second) > 0 && second[0].Offset < end {
				s := second[0]
				second = second[1:]
				to := s.Offset + int64(len(s.In))
				if decodes(first[i+1:], to-shift) {
					continue // it covers more than what was kept: leave it out
				}
				out = append(out, moved(s, -shift))
				covered, e.In = to, nil
			}
			if len(e.In) > 0 && at >= covered {
				out = append(out, e)
			}
			continue
		}
		for len(second) > 0 && second[0].Offset < end {
			s := second[0]
			head, rest := decode.Cut(e, int(s.Offset-at), &dec)
			at += int64(len(head.Out))
			keep, tail := decode.Cut(rest, int(s.Offset-at)+len(s.In), &dec)
			if len(head.In) > 0 {
				out = append(out, head)
			}
			before, after := s.Offset-at, at+int64(len(keep.Out))-s.Offset-int64(len(s.In))
			if before < 0 || after < 0 { // it covers more than this edit: leave it out
				out = append(out, keep)
			} else {
				s.Out = append(append(append([]byte{}, keep.Out[:before]...), s.Out...), keep.Out[int64(len(keep.Out))-after:]...)
				s.In, s.Offset = keep.In, keep.Offset
				if s.Verdict == fixtext.Unrepairable && s.Rule != Malformed {
					s = keep
				}
				out = append(out, s)
			}
			at += int64(len(keep.Out))
			e, second = tail, second[1:]
		}
		if len(e.In)+len(e.Out) > 0 {
			out = append(out, e)
		}
	}
	for _, s := range second {
		out = append(out, moved(s, -shift))
	}
	return out
}

// decodes reports whether one of the edits that begin before offset to of the file decodes.
func decodes(edits []fixtext.Edit, to int64) bool {
	for _, e := range edits {
		if e.Offset >= to {
			return false
		}
		if e.Verdict != fixtext.Unrepairable {
			return true
		}
	}
	return false
}

func moved(e fixtext.Edit, by int64) fixtext.Edit {
	e.Offset += by
	return e
}

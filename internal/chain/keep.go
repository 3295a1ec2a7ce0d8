package chain

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
)

// mostKept bounds how often a stage looks again at a text of which parts are kept.
const mostKept = 4

// Keeping returns a stage that does what stage does, but leaves the spans alone that
// find returns, which are in ascending order and do not overlap. Find is asked only
// where something would change: it gets a text, and those parts of it, whole lines, in
// which spans count.
//
// What is kept is evidence for the rest, so that the stage, which is one that changes
// nothing the second time, may do so now: it runs until nothing more changes. If that
// does not come about, nothing changes at all.
//
// Where edits are not asked for, the stage is run with them only if one of its changes
// stands within a span: edits take much more time than a text.
func Keeping(stage Stage, find func(text []byte, parts [][2]int) [][2]int) Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		base := len(dst)
		own := edit.Log{Keep: log.Keep}
		dst = stage(dst, src, &own)
		if !own.Changed() {
			take(log, &own)
			return dst
		}
		made := changes(src, dst[base:])
		spans := find(src, places(made))
		if len(spans) > 0 && !own.Keep && own.Verdicts[edit.Unrepairable] == 0 {
			if within, _, ok := divided(src, dst[base:], made, spans); ok && !within {
				spans = nil
			}
		}
		if len(spans) == 0 {
			take(log, &own)
			return dst
		}
		if !own.Keep {
			n := own.Verdicts[edit.Exact] + own.Verdicts[edit.Inferred] + own.Verdicts[edit.Unrepairable]
			own = edit.Log{Keep: true}
			own.Grow(n, 8*n)
			dst = stage(dst[:base], src, &own)
		}
		text, edits := src, []edit.Edit(nil)
		for round := 0; ; round++ {
			if round == mostKept {
				return append(dst[:base], src...)
			}
			kept, all := outside(own.Edits, spans)
			if round > 0 { // what is only reported was reported
				kept = slices.DeleteFunc(kept, func(e edit.Edit) bool { return e.Verdict == edit.Unrepairable })
			}
			edits = edit.Compose(edits, kept)
			own.Edits = kept
			if own.Recount(); !own.Changed() {
				break
			}
			if text = edit.Apply(text, kept); all {
				break
			}
			own = edit.Log{}
			dst = stage(dst[:base], text, &own)
			made = changes(text, dst[base:])
			spans = find(text, places(made))
			if _, more, ok := divided(text, dst[base:], made, spans); ok && !more {
				break
			}
			own = edit.Log{Keep: true}
			dst = stage(dst[:base], text, &own)
		}
		for _, e := range edits {
			log.Add(e)
		}
		return append(dst[:base], text...)
	}
}

// places returns where changes begin and end in the text before.
func places(list []change) (parts [][2]int) {
	for _, c := range list {
		parts = append(parts, [2]int{c.from, c.to})
	}
	return parts
}

// take hands the edits of one log to another.
func take(log, own *edit.Log) {
	log.Merge(own)
	log.Edits = append(log.Edits, own.Edits...)
}

// outside returns the edits that touch none of the spans, in the place of edits, and
// whether those are all.
func outside(edits []edit.Edit, spans [][2]int) (kept []edit.Edit, all bool) {
	kept = edits[:0]
	for _, e := range edits {
		from, to := int(e.Offset), int(e.Offset)+max(len(e.In), 1)
		for len(spans) > 0 && spans[0][1] <= from {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0][0] < to {
			continue
		}
		kept = append(kept, e)
	}
	return kept, len(kept) == len(edits)
}

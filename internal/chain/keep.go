package chain

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
)

// mostKept bounds how often a stage looks again at a text of which parts are kept.
const mostKept = 4

// Keeping returns a stage that does what stage does, but leaves the spans alone that
// find returns, which are in ascending order and do not overlap. Find is asked only
// where something would change.
//
// What is kept is evidence for the rest, so that the stage, which is one that changes
// nothing the second time, may do so now: it runs until nothing more changes. If that
// does not come about, nothing changes at all.
func Keeping(stage Stage, find func(text []byte) [][2]int) Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		base := len(dst)
		own := edit.Log{Keep: log.Keep}
		dst = stage(dst, src, &own)
		if !own.Changed() {
			take(log, &own)
			return dst
		}
		spans := find(src)
		if len(spans) == 0 {
			take(log, &own)
			return dst
		}
		text, edits := src, []edit.Edit(nil)
		for round := 0; ; round++ {
			if round == mostKept {
				return append(dst[:base], src...)
			}
			found := own
			if round > 0 || !own.Keep {
				found = edit.Log{Keep: true}
				stage(nil, text, &found)
			}
			kept, all := outside(found.Edits, spans)
			if round > 0 { // what is only reported was reported
				kept = slices.DeleteFunc(kept, func(e edit.Edit) bool { return e.Verdict == edit.Unrepairable })
			}
			edits = edit.Compose(edits, kept)
			found.Edits = kept
			if found.Recount(); !found.Changed() {
				break
			}
			if text = edit.Apply(text, kept); all {
				break
			}
			spans = find(text)
		}
		for _, e := range edits {
			log.Add(e)
		}
		return append(dst[:base], text...)
	}
}

// take hands the edits of one log to another.
func take(log, own *edit.Log) {
	log.Merge(own)
	log.Edits = append(log.Edits, own.Edits...)
}

// outside returns the edits that touch none of the spans, and whether those are all.
func outside(edits []edit.Edit, spans [][2]int) (kept []edit.Edit, all bool) {
	all = true
	for _, e := range edits {
		from, to := int(e.Offset), int(e.Offset)+max(len(e.In), 1)
		for len(spans) > 0 && spans[0][1] <= from {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0][0] < to {
			all = false
			continue
		}
		kept = append(kept, e)
	}
	return kept, all
}

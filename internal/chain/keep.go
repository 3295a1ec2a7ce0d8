package chain

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
)

// Spans returns a function that appends the spans of text[from:to] that are left alone, in
// ascending order and without overlap. It is asked for whole lines, in ascending order, and only
// where something would change.
type Spans func(text []byte) func(spans [][2]int, from, to int) [][2]int

// mostKept bounds how often a stage looks again at a text of which parts are kept.
const mostKept = 4

// Keeping returns a stage that does what stage does, but leaves spans of the text alone.
//
// What is kept is evidence for the rest, so that the stage, which is one that changes
// nothing the second time, may do so now: it runs until nothing more changes. If that
// does not come about, nothing changes at all.
//
// Where edits are not asked for, the stage keeps them in lines with spans only: edits take
// much more time than a text.
func Keeping(stage Stage, find Spans) Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		base := len(dst)
		if !log.Keep {
			if out, ok := keepQuietly(stage, find, dst, src, log); ok {
				return out
			}
		}
		text, edits := src, []edit.Edit(nil)
		for round := 0; ; round++ {
			if round == mostKept {
				return append(dst[:base], src...)
			}
			own := edit.Log{Keep: true}
			dst = stage(dst[:base], text, &own)
			k := keeper{text: text, find: find(text)}
			for _, e := range own.Edits {
				k.wants(int(e.Offset), int(e.Offset)+max(len(e.In), 1))
			}
			kept, all := outside(own.Edits, k.spans)
			if all && round == 0 {
				log.Take(&own)
				return dst
			}
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
		}
		for _, e := range edits {
			log.Add(e)
		}
		return append(dst[:base], text...)
	}
}

// keepQuietly is Keeping without edits, which it counts. ok is false if that takes edits, and then
// nothing was counted.
func keepQuietly(stage Stage, find Spans, dst, src []byte, log *edit.Log) (out []byte, ok bool) {
	base := len(dst)
	k := keeper{text: src, find: find(src)}
	own := edit.Log{Wanted: k.wants}
	dst = stage(dst, src, &own)
	some, ok := k.putBack(dst[base:], &own)
	end := len(dst)
	if some && ok {
		text := dst[base:]
		k = keeper{text: text, find: find(text)}
		again := edit.Log{Wanted: k.wants}
		dst = stage(dst, text, &again)
		_, ok = k.putBack(dst[end:], &again)
		ok = ok && !again.Changed()
	}
	if ok {
		log.Merge(&own)
	}
	return dst[:end], ok
}

// keeper finds the spans of a text, in those lines alone that it is asked about.
type keeper struct {
	text  []byte
	find  func(spans [][2]int, from, to int) [][2]int
	done  int // lines before it were looked at, or need not be
	spans [][2]int
	lines [][2]int // with spans
}

// wants reports whether text[from:to] touches a line with spans.
func (k *keeper) wants(from, to int) bool {
	if from > k.done {
		k.done += linescan.Start(k.text[k.done:], from-k.done)
	}
	if k.done < to {
		end := to
		if k.text[to-1] != '\n' {
			end += linescan.Len(k.text[to:])
		}
		n := len(k.spans)
		k.spans = k.find(k.spans, k.done, end)
		for _, s := range k.spans[n:] {
			if s[0] >= k.done {
				k.done += linescan.Start(k.text[k.done:], s[0]-k.done)
			}
			for k.done < s[1] {
				start := k.done
				k.done += linescan.Len(k.text[start:])
				k.lines = append(k.lines, [2]int{start, k.done})
			}
		}
		k.done = end
	}
	i := sort.Search(len(k.lines), func(i int) bool { return k.lines[i][1] > from })
	return i < len(k.lines) && k.lines[i][0] < to
}

// putBack takes the edits that touch spans back in out, which is what a stage made of the text, and
// takes them off the counts of log. It reports whether there are some, and whether it could: the lines
// that they are in must be as long as they were.
func (k *keeper) putBack(out []byte, log *edit.Log) (some, ok bool) {
	at, edits, spans := 0, log.Edits, k.spans // text[at:] is not done, of which out was made
	for _, line := range k.lines {
		from, _ := slices.BinarySearchFunc(edits, int64(line[0]), atOffset)
		to, _ := slices.BinarySearchFunc(edits, int64(line[1]), atOffset)
		own := edits[from:to]
		edits = edits[to:]
		for len(spans) > 0 && spans[0][1] <= line[0] {
			spans = spans[1:]
		}
		kept, all := outside(slices.Clone(own), spans)
		if all {
			continue
		}
		some = true
		count(log, own, -1)
		count(log, kept, 1)
		out = out[linesLen(out, bytes.Count(k.text[at:line[0]], newline), line[0]-at):]
		text := k.text[line[0]:line[1]]
		for i := range kept {
			kept[i].Offset -= int64(line[0])
		}
		text = edit.Apply(text, kept)
		n := linescan.Len(out)
		if len(text) != n {
			return true, false
		}
		copy(out, text)
		at, out = line[1], out[n:]
	}
	return some, true
}

// linesLen returns the length of the n lines that p begins with, which is perhaps as given.
func linesLen(p []byte, n, perhaps int) int {
	if perhaps > 0 && perhaps <= len(p) && p[perhaps-1] == '\n' && bytes.Count(p[:perhaps], newline) == n {
		return perhaps
	}
	end := 0
	for range n {
		end += linescan.Len(p[end:])
	}
	return end
}

var newline = []byte{'\n'}

func atOffset(e edit.Edit, at int64) int { return cmp.Compare(e.Offset, at) }

// count counts each of the edits n times.
func count(log *edit.Log, edits []edit.Edit, n int) {
	for _, e := range edits {
		log.Count(e.Rule, n)
		log.Verdicts[edit.Exact] -= n
		log.Verdicts[e.Verdict] += n
	}
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

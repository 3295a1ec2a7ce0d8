package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/model"
)

// The rules of this package.
const (
	// RuleExact: a wrong decoding undone; nothing was lost.
	RuleExact edit.Code = "FT101"
	// RuleInferred: a wrong decoding undone; bytes that were lost were inferred.
	RuleInferred edit.Code = "FT102"
	// RulePhase: bytes of GBK or Big5 that had been paired one off.
	RulePhase edit.Code = "FT103"
	// RuleLost: bytes that are lost for good, such as 锟斤拷.
	RuleLost edit.Code = "FT104"
	// RuleSnowball: more layers of wrong decodings than are undone.
	RuleSnowball edit.Code = "FT105"
)

// Append appends block to dst with wrong decodings undone, and returns the extended
// slice; dst may be nil. block is UTF-8 (ill-formed bytes pass through), and should be
// whole lines; lines never become fewer or more. All evidence lies within the block.
// Edits go to log, if it is not nil, with offsets in bytes into block; those that are
// [edit.Unrepairable] say what was seen. The result never shares memory with block, and
// dst and block do not overlap. For one block after the other use a [Fixer].
func Append(dst, block []byte, log *edit.Log) []byte {
	var f Fixer
	return f.Append(dst, block, log)
}

// Fixer is [Append] for one block after the other. It keeps tables and buffers, but
// nothing about the blocks. The zero Fixer is ready to use; it serves one goroutine at a
// time, and is large.
type Fixer struct{ f fixer }

// Use makes f choose lost characters by a model; nil for the small one in the library.
func (f *Fixer) Use(m *model.Model) { f.f.use(m) }

func (f *fixer) use(m *model.Model) { f.fill.Use(choice.Of(m.Contents())) }

// Append is like the function [Append].
func (f *Fixer) Append(dst, block []byte, log *edit.Log) []byte {
	f.f.places, f.f.told = nil, false
	return f.f.append(dst, block, log)
}

// AppendAt is [Fixer.Append] for a program that has looked through block already, for
// several stages at once: places are offsets in bytes, in ascending order, at which the
// text is unlikely, at least one beside each stretch of it. It looks around these only,
// unless a wrong decoding is proved for the block; places of text that is likely cost time
// and do no harm. If nothing changes, it appends nothing and says so; log may have edits
// that are [edit.Unrepairable] all the same.
func (f *Fixer) AppendAt(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	f.f.places, f.f.told = places, true
	return f.f.appendChanged(dst, block, log)
}

// Calm reports whether the last look found nothing at all, however closely: then lines that stay
// what they are hold nothing either, unless something is found in others of their block.
func (f *Fixer) Calm() bool { return f.f.found == 0 && f.f.steps > 0 && f.f.w.work > 0 }

// append is appendChanged, but it appends block where nothing changes.
func (f *fixer) append(dst, block []byte, log *edit.Log) []byte {
	out, changed := f.appendChanged(dst, block, log)
	if !changed {
		return append(dst, block...)
	}
	return out
}

// fixer repairs one block after the other.
type fixer struct {
	w                     walker
	west                  western
	rec                   decoder.Recogniser // of the lines of the block
	under                 decoder.Recogniser // of what they say once a step is undone
	fill                  decoder.Filler
	about                 []byte // the line that likely is about
	likely                []decoder.Guess
	proved                [allSources][allPages]int // how much less text costs by the repairs of a step in the block
	gained                []gained                  // of which that is the sum
	provedSteps           []step                    // for which that is enough
	last                  []step                    // what the last line was repaired by
	steps                 int                       // characters that may still be read in some charset, in this block
	hint                  step                      // what parts of the last line were repaired by
	hinted                bool                      // hint is set
	refill                step                      // what the last line was, that was recognised though it lost bytes
	refills               bool                      // refill is set
	refused               refused                   // what refill says of the last line
	sure                  bool                      // a wrong decoding is proved for the block
	places                []int32                   // where the block is suspicious, if that was told
	told                  bool
	seen                  gate.Seen           // of what a round made
	exact                 bool                // lost bytes are not inferred
	trace                 func(*reading) bool // gets what was weighed, and says whether it is made; nil: the judge does
	every                 bool                // all readings are weighed, also those that are not needed
	tells                 bool                // what lost characters may be is kept in chars
	dullLines, dullPlaces dull                // what was looked at, and held nothing
	searched              searched            // lines of the block, and in vain
	undoer                decoder.Undoer
	text                  []byte         // the block
	memory                decoder.Memory // of what it says
	at                    int            // where the line begins in the text, or the piece of it
	found                 int            // readings in the block that was looked at last
	cut                   [2]bool        // the few characters that are looked at first are cut out of more: before, behind

	lines    []found   // of the block
	outs     [2][]byte // what blocks became
	readings []reading // of lines that are like the last one
	texts    []byte    // what they say
	vain     int       // bytes of lines in which nothing was found
	idle     int       // bytes of lines, one after the other, in which western found more than the search

	chars     []LostChar // of the block, as it is repaired
	maxRounds int        // instead of the usual; 0 for that
}

// gained is how much less a line costs by the repairs of a step.
type gained struct {
	step
	gain int
}

// isProved reports whether the block proves that s was done to it.
func (f *fixer) isProved(s step) bool {
	kind := judge.BlockProof
	if s.crosses() {
		kind = judge.BlockProofPairs
	}
	return judge.Enough(kind, f.proved[s.x][s.y])
}

// unprove forgets what the block before proved.
func (f *fixer) unprove() {
	for _, e := range f.gained {
		f.proved[e.x][e.y] = 0
	}
	f.gained, f.provedSteps = f.gained[:0], f.provedSteps[:0]
}

// prove takes in what was gained in the block.
func (f *fixer) prove() {
	for _, e := range f.gained {
		f.proved[e.x][e.y] += e.gain
	}
	for _, e := range f.gained {
		if f.isProved(e.step) && !slices.Contains(f.provedSteps, e.step) {
			f.provedSteps = append(f.provedSteps, e.step)
		}
	}
}

// crosses reports whether both charsets are double-byte ones.
func (s step) crosses() bool { return s.x != utf8Source && !s.y.single() && s.y != partial }

// each calls do for every line of block, from the one on that begins at offset from,
// that is suspicious; or, if it is long, for what lies around the suspicious places
// in it. A line that is damaged like the last one comes with its repair.
func (f *fixer) each(block []byte, from int, do func(line []byte, from int, known []reading)) {
	if r, ok := f.signature(block); ok && from == 0 {
		f.readings = append(f.readings, r)
		n := len(f.readings)
		do(block[:r.To], 0, f.readings[n-1:n:n])
		from = r.To
	}
	done := from // where the last line that was looked at ends
	for from < len(block) {
		if line := f.lineToTry(block, from); line != nil {
			if r, ok := f.likeLast(line); ok {
				f.readings = append(f.readings, r)
				n := len(f.readings)
				do(line, from, f.readings[n-1:n:n])
				from += len(line)
				from += bytes.IndexByte(block[from:], '\n') + 1
				if done = from; from > 0 && block[from-1] != '\n' {
					return // it was the last line
				}
				continue
			}
		}
		i := f.next(block, from)
		if i < 0 {
			return
		}
		if !f.worthALook(block, i) {
			_, n := utf8.DecodeRune(block[i:])
			from = i + n
			continue
		}
		start := bytes.LastIndexByte(block[done:i], '\n') + 1 + done
		end := len(block)
		if j := bytes.IndexByte(block[i:], '\n'); j >= 0 {
			end = i + j
		}
		if end > start && block[end-1] == '\r' {
			end--
		}
		if line := block[start:end]; quiet(line) {
			do(line, start, []reading{})
			from = min(end+1, len(block))
			done = from
			continue
		}
		f.at = start
		list, ok := f.refilled(block[start:end])
		if !ok {
			list = f.wholeOnce(block[start:end])
		}
		if list != nil {
			do(block[start:end], start, list)
			from = min(end+1, len(block))
			done = from
			continue
		}
		for at := start; i >= 0 && i < end; i = f.next(block, at) {
			from, to := f.window(block, at, i, end)
			for from < to {
				stop := cut(block, from, to)
				if stop > i { // else nothing was seen in the piece
					f.at = from
					do(block[from:stop], from, nil)
				}
				from = stop
			}
			at = max(to, i+1)
		}
		from = min(end+1, len(block))
		done = from
	}
}

// lineToTry returns the line that begins at block[from:], if it is to be tried whether
// it is damaged like the last one; else nil.
func (f *fixer) lineToTry(block []byte, from int) []byte {
	if len(f.last) == 0 || from > 0 && block[from-1] != '\n' {
		return nil
	}
	line := block[from:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	if line = bytes.TrimSuffix(line, []byte{'\r'}); len(line) == 0 {
		return nil
	}
	return line
}

// next is gate.Next, or the next of the places that were told; once a wrong
// decoding is proved, weaker signs count as well.
func (f *fixer) next(block []byte, from int) int {
	if !f.told || f.sure {
		return gate.Next(block, from)
	}
	i, _ := slices.BinarySearch(f.places, int32(from))
	if i == len(f.places) || int(f.places[i]) >= len(block) {
		return -1
	}
	return int(f.places[i])
}

// window returns the part of the line block[start:end] around the first suspicious
// place i in it, and around those that follow closely; all of it, if that is not
// much more.
func (f *fixer) window(block []byte, start, i, end int) (from, to int) {
	from, to = start, end
	if i-start > 2*around {
		for from = i - around; from > start && !utf8.RuneStart(block[from]); from-- {
		}
	}
	for at := i + around; at+2*around < end; {
		for at < end && !utf8.RuneStart(block[at]) {
			at++
		}
		if i = f.next(block[:min(end, at+2*around)], at); i < 0 {
			for to = at + around; to < end && !utf8.RuneStart(block[to]); to++ {
			}
			break
		}
		at = i + around
	}
	return from, to
}

// cut returns where a piece of block[from:to] ends: behind a blank, or else
// between two characters.
func cut(block []byte, from, to int) int {
	if to-from <= maxLine {
		return to
	}
	if i := bytes.LastIndexByte(block[from+maxLine/2:from+maxLine], ' '); i >= 0 {
		return from + maxLine/2 + i + 1
	}
	return cutAt(block, from, maxLine)
}

// cutAt returns the offset of a character n bytes behind from, or a little less.
func cutAt(block []byte, from, n int) int {
	for least := n - utf8.UTFMax; n > least && !utf8.RuneStart(block[from+n]); n-- {
	}
	return from + n
}

// found is a suspicious line and what was found in it.
type found struct {
	from, to int
	readings []reading
	covered  bool // nothing odd is left in it
}

// block returns the repaired block, or nil if nothing changes. It looks at every
// suspicious line; and, if that proves a wrong decoding for the block, again at those it
// did not understand. The result is valid until the call after the next.
func (f *fixer) block(block []byte, log *edit.Log) (dst []byte) {
	f.unprove()
	f.text, f.at = block, 0
	f.memory.Forget()
	f.last, f.hinted, f.refills, f.west.found, f.west.last = nil, false, false, false, latin
	f.dullLines.begin()
	f.dullPlaces.begin()
	f.readings, f.texts = f.readings[:0], f.texts[:0]
	f.steps = stepsMin + len(block)/bytesPerStep
	f.w.work = workMin + workPerByte*len(block)
	if f.exact {
		f.w.work = 0
	}
	f.sure, f.vain, f.idle = false, 0, 0
	f.rec.Reset()
	f.about, f.refused.line = nil, nil
	f.lines = f.lines[:0]
	f.each(block, 0, func(line []byte, from int, known []reading) {
		l := found{from, from + len(line), known, true}
		if known == nil {
			l.readings, l.covered = f.fresh(line)
		}
		f.lines = append(f.lines, l)
		f.remember(&l)
		for i := range l.readings {
			r := &l.readings[i]
			if n := r.To - r.From; l.covered || len(r.Steps) == 0 || r.Steps[0].y.single() {
				f.earn(n)
			} else { // what is left of the line was searched for as well, at a cost
				f.earn(n / earnedOfPart)
			}
			for _, s := range r.Steps {
				if s.x == utf8Source || r.Lost.Places == 0 {
					f.gained = append(f.gained, gained{s, r.Gain()})
				}
			}
		}
	})
	f.prove()
	for _, e := range f.provedSteps {
		f.sure = f.sure || e.x < numSources && e.y < numPages
	}
	lines := f.lines
	if f.sure = f.sure && !(f.steps <= 0 && chance(lines)); f.sure {
		lines = f.lookAgain(block, lines)
	}
	if f.west.found {
		withoutCut(block, lines)
	}
	f.withoutChance(block, lines)
	f.omitting(lines)
	log.Keep = log.Keep || f.vain+f.idle > patience // it may come to no end
	done := 0
	f.found = 0
	for _, l := range lines {
		f.found += len(l.readings)
	}
	if f.found > 0 {
		f.outs[0], f.outs[1] = f.outs[1], f.outs[0]  // block may be the other one
		dst = slices.Grow(f.outs[0][:0], len(block)) // what is undone is shorter, mostly
	}
	for _, l := range lines {
		line := block[l.from:l.to]
		at := 0
		for i := range l.readings {
			r := &l.readings[i]
			if bytes.Equal(r.Text, line[r.From:r.To]) {
				continue // all that differs was lost: who looks again would find it again
			}
			dst = append(dst, block[done:l.from+r.From]...)
			for _, c := range r.Lost.Chars {
				c.At += len(dst)
				f.chars = append(f.chars, LostChar(c))
			}
			dst = append(dst, r.Text...)
			report(line[:r.From], at, l.from, log)
			log.Add(toEdit(r, line, l.from, log.Keep))
			at = r.To
			done = l.from + r.To
		}
		report(line, at, l.from, log)
	}
	if done == 0 {
		if f.found > 0 {
			f.outs[0], f.outs[1] = f.outs[1], f.outs[0] // block is looked at once more
		}
		return nil
	}
	dst = append(dst, block[done:]...)
	f.outs[0] = dst
	return dst
}

// earn allows more work, for n bytes that were repaired.
func (f *fixer) earn(n int) {
	f.steps += stepsEarned * n
	if !f.exact {
		f.w.work += workEarned * n
	}
}

// fresh is line, but for text that was looked at before in vain.
func (f *fixer) fresh(line []byte) (list []reading, covered bool) {
	if f.isDull(&f.dullLines, line) {
		return nil, false
	}
	steps, work := f.steps, f.w.work
	if list, covered = f.line(line); len(list) == 0 {
		covered = false
		f.noteDull(&f.dullLines, line)
	}
	repaired := 0
	for i := range list {
		repaired += list[i].To - list[i].From
	}
	if hardly*repaired < len(line) {
		f.spent(len(line), steps, work)
	}
	return list, covered
}

// lookAgain looks once more at the block, now that a wrong decoding is proved for
// it, but not at the lines that were understood. Of those for which no steps are left, what
// was found before stays.
func (f *fixer) lookAgain(block []byte, before []found) (lines []found) {
	look := func(line []byte, from int, known []reading) {
		l := found{from, from + len(line), known, true}
		if known == nil {
			if f.steps <= 0 {
				return
			}
			l.readings, l.covered = f.line(line)
		}
		lines = append(lines, l)
	}
	done := 0
	for _, l := range before {
		if !l.covered || l.from > 0 && block[l.from-1] != '\n' || !ends(block[l.to:]) {
			continue
		}
		f.each(block[:l.from], done, look)
		lines = append(lines, l)
		done = l.to
	}
	f.each(block, done, look)
	if f.steps > 0 {
		return lines
	}
	return filledUp(lines, before)
}

// filledUp returns lines and those of more that lie between them.
func filledUp(lines, more []found) (all []found) {
	all = slices.Clone(lines)
	for _, l := range more {
		i, _ := slices.BinarySearchFunc(lines, l.from, func(o found, at int) int { return o.from - at })
		if (i == 0 || lines[i-1].to <= l.from) && (i == len(lines) || l.to <= lines[i].from) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b found) int { return a.from - b.from })
	return all
}

// ends reports whether a line ends before rest.
func ends(rest []byte) bool {
	return len(rest) == 0 || rest[0] == '\n' || len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n'
}

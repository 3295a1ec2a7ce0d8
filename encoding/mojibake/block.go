package mojibake

import (
	"bytes"
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
)

// A block: its lines are looked at, what they prove is looked for in the others, and what is left is written.

// found is a suspicious line and what was found in it.
type found struct {
	from, to int
	readings []reading
	covered  bool // nothing odd is left in it
	whole    bool // it was looked at as a whole
}

// block returns the repaired block, or nil if nothing changes. It looks at every
// suspicious line; and, if that proves a wrong decoding for the block, again at those it
// did not understand. The result is valid until the call after the next.
func (f *fixer) block(block []byte, log *edit.Log) (dst []byte) {
	f.unprove()
	f.text, f.at = block, 0
	f.memory.Forget()
	f.last, f.hinted, f.refills, f.west.found = nil, false, false, false
	f.known.look++
	f.readings, f.texts = f.readings[:0], f.texts[:0]
	f.steps = stepsMin + len(block)/bytesPerStep
	f.w.work = workMin + workPerByte*len(block)
	if f.exact {
		f.w.work = 0
	}
	f.sure, f.vain, f.idle = false, 0, 0
	f.rec.Reset()
	f.about, f.refused.line = nil, nil
	f.lines, f.manner = f.lines[:0], asTheyWere
	f.each(block, 0, func(line []byte, from int, known []reading) {
		l := found{from, from + len(line), known, true, known != nil}
		if known == nil {
			l.readings, l.covered = f.fresh(line)
		}
		f.lines = append(f.lines, l)
		f.remember(&l)
		for i := range l.readings {
			r := &l.readings[i]
			if n := r.To - r.From; l.covered || len(r.Steps) == 0 || r.Steps[0].Page.Single() {
				f.earn(n)
			} else { // what is left of the line was searched for as well, at a cost
				f.earn(n / earnedOfPart)
			}
			for _, s := range r.Steps {
				if s.Source == decoder.FromUTF8 || r.Lost.Places == 0 {
					f.gained = append(f.gained, gained{s, r.Gain()})
				}
			}
		}
	})
	f.prove()
	for _, e := range f.provedSteps {
		f.sure = f.sure || e.Source < numSources && e.Page < decoder.NumPages
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
	if f.isDull(line, asLine) {
		return nil, false
	}
	steps, work := f.steps, f.w.work
	if list, covered = f.line(line); len(list) == 0 {
		covered = false
		f.noteDull(line, asLine)
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

// spent counts the work on n bytes of a line in which nothing was found, or hardly anything:
// it began with so much left of it.
func (f *fixer) spent(n, steps, work int) {
	if f.vain += n; f.vain > patience {
		f.steps -= inVain * (steps - f.steps)
		f.w.work -= inVain * (work - f.w.work)
	}
}

// lookAgain looks once more at the block, now that a wrong decoding is proved for
// it, but not at the lines that were understood. Of those for which no steps are left, what
// was found before stays.
func (f *fixer) lookAgain(block []byte, before []found) (lines []found) {
	look := func(line []byte, from int, known []reading) {
		l := found{from, from + len(line), known, true, known != nil}
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
		if !l.covered || !l.whole && (l.from > 0 && block[l.from-1] != '\n' || !ends(block[l.to:])) {
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

package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// report records what is lost for good in line, which begins at offset from of
// the block, from offset at on.
func report(line []byte, at, from int, log *edit.Log) {
	e := examples{line: line}
	losses(line[at:], func(i, j int, what string) {
		tell(&e, at+i, at+j, from, RuleLost, what, log)
	})
	snowballs(line[at:], func(i, j int) {
		tell(&e, at+i, at+j, from, RuleSnowball, "utf-8 read wrongly more often than is undone", log)
	})
}

// tell records that i..j of a line is lost, unless an example is quoted. The line begins at
// offset from of the block.
func tell(e *examples, i, j, from int, rule edit.Code, what string, log *edit.Log) {
	l := judge.Ledger{Kind: judge.LostForGood}
	l.Note(judge.Quoted, e.quoted(i, j))
	if judge.Decide(&l) == judge.Report {
		log.Add(edit.Edit{Offset: int64(from + i), In: e.line[i:j], Out: e.line[i:j], Rule: rule, Verdict: edit.Unrepairable, Note: what})
	}
}

// note says in words what was undone.
func note(chain []step) string {
	var b []byte
	for i, s := range chain {
		if i > 0 {
			b = append(b, "; "...)
		}
		n := nameOf(s)
		if !s.OutOfStep() {
			b = append(append(b, n.Is...), " read as "...)
		}
		b = append(b, n.As...)
	}
	return string(b)
}

// toEdit returns the record of a reading that is made, with a note if it is kept.
func toEdit(r *reading, line []byte, from int, keep bool) edit.Edit {
	e := edit.Edit{Offset: int64(from + r.From), In: line[r.From:r.To], Out: r.Text, Rule: RuleExact, Verdict: edit.Exact, Confidence: 1}
	if keep {
		e.Note = note(r.Steps) + r.Lost.Note
	}
	if len(r.Steps) > 0 && r.Steps[0].OutOfStep() {
		e.Rule = RulePhase
	}
	if r.Lost.Places > 0 {
		if e.Rule == RuleExact {
			e.Rule = RuleInferred
		}
		e.Verdict, e.Confidence = edit.Inferred, min(r.Ledger.Likely(), judge.Confidence(r.Lost.Margin))
		return e
	}
	if !r.Ledger.Has(judge.Redone) {
		r.Ledger.Note(judge.Redone, proves(r.Steps, e.In, e.Out))
	}
	if r.Ledger.Has(judge.Omitted) {
		e.Rule = RuleInferred
		if keep {
			e.Note += "; characters seem to be missing"
		}
	}
	if judge.Decide(&r.Ledger) != judge.Exact {
		e.Verdict, e.Confidence = edit.Inferred, min(r.Ledger.Likely(), judge.Unproved)
	}
	return e
}

// apart returns the readings that gain most and share no text, in the order of the line.
func apart(all []reading) (list []reading) {
	slices.SortStableFunc(all, func(a, b reading) int { return b.Gain() - a.Gain() })
	for _, r := range all {
		if !overlaps(list, r) {
			list = inOrder(list, r)
		}
	}
	return list
}

// overlaps reports whether a reading in list shares text with r.
func overlaps(list []reading, r reading) bool {
	return slices.ContainsFunc(list, func(o reading) bool { return r.Overlap(&o) })
}

// inOrder adds r to list, which is in the order of the line.
func inOrder(list []reading, r reading) []reading {
	i, _ := slices.BinarySearchFunc(list, r.From, func(o reading, at int) int { return o.From - at })
	return slices.Insert(list, i, r)
}

// covers reports whether the repairs leave nothing odd in the line.
func (w *walker) covers(list []reading) bool { return w.uncovered(list, 1) == 0 }

// leavesLess reports whether the readings of list, where bytes were lost, leave less of the line as it
// was than those of other, which know nothing of these.
func (w *walker) leavesLess(list, other []reading) bool {
	lost := func(r reading) bool { return r.Lost.Places > 0 }
	return slices.ContainsFunc(list, lost) && w.uncovered(list, len(w.runes)) < w.uncovered(other, len(w.runes))
}

// uncovered counts the odd characters that the repairs leave in the line, up to so many. A character that is
// frequent is not odd, even if none such stands there mostly: wrong decodings make rare ones.
func (w *walker) uncovered(list []reading, most int) (n int) {
	k := 0
	for i := range w.runes {
		for k < len(list) && list[k].To <= w.offs[i] {
			k++
		}
		if w.isOdd(i) && (k == len(list) || w.offs[i] < list[k].From) {
			if n++; n == most {
				break
			}
		}
	}
	return n
}

// isOdd reports whether character i is odd and not frequent.
func (w *walker) isOdd(i int) bool {
	return w.runes[i] >= utf8.RuneSelf && w.raw[i] >= judge.OddCost && lm.UnigramCost(w.toks[i]) >= gate.Rare
}

// line returns the readings of a line, in order, and whether they leave nothing
// odd in it.
func (f *fixer) line(line []byte) (list []reading, covered bool) {
	if len(line) < 2 || f.steps <= 0 || noText(line) || quiet(line) {
		return nil, true
	}
	if list, ok := f.decomposed(line); ok {
		return list, true
	}
	if list, ok := f.changed(line); ok {
		return list, true
	}
	plain, covered := f.western(line)
	if !covered && f.west.byChance(line, plain) {
		plain = nil
	}
	f.west.found = f.west.found || len(plain) > 0
	lost := slices.ContainsFunc(plain, func(r reading) bool { return r.Lost.Places > 0 })
	if (lost || !covered) && slices.ContainsFunc(f.west.best.seqs, func(q sequence) bool { return eastAsian(q.r) }) {
		if list, ok := f.straightened(line); ok {
			return list, true
		}
	}
	plainly := len(plain) > 0 && !f.west.odd && !chineseIn(plain) && !(strange(plain) && f.rivalled(line))
	wide := plainly && f.mayBeWide(line)
	if len(plain) > 0 && covered && !wide && (plainly || !strange(plain)) {
		return plain, true
	}
	if plainly && !wide && !f.rivalled(line) {
		return plain, false
	}
	if len(plain) > 0 && f.idle > patience { // of such lines, one in so many is searched
		f.idle -= len(line) / inVain
		return plain, false
	}
	if list, covered = f.search(line); !covered && f.west.byChance(line, list) {
		list = nil
	}
	if len(plain) > 0 && (judge.Sum(plain) >= judge.Sum(list) && !f.w.leavesLess(list, plain) || plainly && !rivals(list)) {
		f.idle += len(line)
		return plain, false
	}
	f.idle = max(0, f.idle-len(line))
	return list, covered
}

// noText reports whether most of what is not ASCII in a line is bytes that are no UTF-8:
// of such, no charset made text.
func noText(line []byte) bool {
	if utf8.Valid(line) {
		return false
	}
	var wrong judge.Share
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if r >= utf8.RuneSelf {
			wrong.Of++
		}
		if r == utf8.RuneError && n == 1 {
			wrong.N++
		}
		i += n
	}
	return judge.Holds(judge.IllFormed, wrong)
}

// search is line for other wrong decodings than those of western.
func (f *fixer) search(line []byte) (list []reading, covered bool) {
	if list, ok := f.withoutControls(line); ok {
		return list, true
	}
	f.w.load(line)
	f.w.mask()
	words := f.words()
	if list, ok := f.recognised(); ok {
		return list, true
	}
	if list = f.lostInSingle(0); len(list) > 0 {
		return list, true
	}
	twice := f.twiceInParts()
	located, _ := f.locate()
	list = f.proven(&located)
	if len(list) == 0 {
		list = f.wide()
	}
	if len(list) == 0 {
		list = f.parts(&located)
	}
	if len(list) == 0 {
		list = twice
	}
	if len(list) == 0 {
		list = words
	}
	if len(list) == 1 && list[0].Lost.Places == 0 && f.w.covers(list) {
		f.last = list[0].Steps
	}
	return list, f.explains(list)
}

// chineseIn reports whether any repair restores Han characters: bytes of those are lost
// easily, and the search knows how.
func chineseIn(list []reading) bool {
	return slices.ContainsFunc(list, func(r reading) bool {
		return slices.ContainsFunc([]rune(string(r.Text)), func(c rune) bool { return runeclass.Is(c, runeclass.Common) })
	})
}

// strange reports whether letters that are seldom seen, or of several scripts side by side, are in the
// readings: so say bytes of another charset that are UTF-8 by chance.
func strange(list []reading) bool {
	return slices.ContainsFunc(list, func(r reading) bool { return r.Ledger.Has(judge.Exotic) || r.Ledger.Has(judge.Medley) })
}

// rivalled reports whether another charset than UTF-8 likely made some of the line: of GBK
// in a Western page, some bytes are UTF-8 by chance.
func (f *fixer) rivalled(line []byte) bool {
	list := f.rec.Segments(line)
	return len(list) > 0 && list[0].Step.Source != decoder.FromUTF8
}

// mayBeWide is rivalled for UTF-16, of which the high bytes of marks and the low ones of some
// characters are controls.
func (f *fixer) mayBeWide(line []byte) bool {
	if !bytes.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' }) {
		return false
	}
	f.w.load(line)
	f.w.mask()
	return f.w.mayBeWide()
}

// rivals reports whether another charset than UTF-8 is in the readings.
func rivals(list []reading) bool {
	return slices.ContainsFunc(list, func(r reading) bool {
		return slices.ContainsFunc(r.Steps, func(s step) bool { return s.Source != decoder.FromUTF8 })
	})
}

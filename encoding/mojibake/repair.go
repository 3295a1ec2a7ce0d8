package mojibake

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
)

// report records what is lost for good in line, which begins at offset from of
// the block, from offset at on.
func report(line []byte, at, from int, log *edit.Log) {
	losses(line[at:], func(i, j int, what string) {
		if quoted(line, at+i, at+j) {
			return
		}
		text := line[at+i : at+j]
		log.Add(edit.Edit{Offset: int64(from + at + i), In: text, Out: text, Rule: RuleLost, Verdict: edit.Unrepairable, Note: what})
	})
	snowballs(line[at:], func(i, j int) {
		if quoted(line, at+i, at+j) {
			return
		}
		text := line[at+i : at+j]
		log.Add(edit.Edit{Offset: int64(from + at + i), In: text, Out: text, Rule: RuleSnowball, Verdict: edit.Unrepairable,
			Note: "utf-8 read wrongly more often than is undone"})
	})
}

// note says in words what was undone.
func note(chain []step) string {
	var b []byte
	for i, s := range chain {
		if i > 0 {
			b = append(b, "; "...)
		}
		if !s.y.phased() {
			b = append(b, s.x.String()...)
			b = append(b, " read as "...)
		}
		b = append(b, s.y.String()...)
	}
	return string(b)
}

// repair is an accepted repair of a part of a line.
type repair struct {
	from, to int // bytes of the line
	text     []byte
	chain    []step // the last wrong decoding first
	gain     int
	guesses  int    // characters that lost bytes
	margin   int32  // by how much the least sure of those that were filled in leads
	note     string // about those that were not
	proved   bool   // the damage was done again; else chain does it
}

// edit returns the record of the repair, with a note if it is kept.
func (r *repair) edit(line []byte, from int, keep bool) edit.Edit {
	e := edit.Edit{Offset: int64(from + r.from), In: line[r.from:r.to], Out: r.text, Rule: RuleExact, Verdict: edit.Exact, Confidence: 1}
	if keep {
		e.Note = note(r.chain) + r.note
	}
	if len(r.chain) > 0 && r.chain[0].y.phased() {
		e.Rule = RulePhase
	}
	if r.guesses > 0 {
		if e.Rule == RuleExact {
			e.Rule = RuleInferred
		}
		e.Verdict = edit.Inferred
		e.Confidence = 1 / (1 + math.Exp(-float64(min(r.margin, 20*nat))/nat))
	}
	if e.Verdict == edit.Exact && !r.proved && !proves(r.chain, e.In, e.Out) {
		e.Verdict, e.Confidence = edit.Inferred, unproved
	}
	return e
}

// unproved is how sure a repair is in which no byte was lost, but that the page
// does not read back to what stood there: some characters have two codes.
const unproved = 0.99

// trim leaves ASCII at the ends out of the repair.
func (r *repair) trim(line []byte) {
	for r.to > r.from && len(r.text) > 0 && line[r.from] == r.text[0] && line[r.from] < utf8.RuneSelf {
		r.from++
		r.text = r.text[1:]
	}
	for r.to > r.from && len(r.text) > 0 && line[r.to-1] == r.text[len(r.text)-1] && line[r.to-1] < utf8.RuneSelf {
		r.to--
		r.text = r.text[:len(r.text)-1]
	}
}

// covers tells whether the repairs leave nothing odd in the line.
func (w *walker) covers(list []repair) bool {
	odd, left := w.leftBy(list)
	return odd == 0 || left == 0
}

// leftBy counts the odd characters of the line, and those that the repairs leave.
func (w *walker) leftBy(list []repair) (odd, left int) {
	k := 0
	for i, r := range w.runes {
		for k < len(list) && list[k].to <= w.offs[i] {
			k++
		}
		if r >= utf8.RuneSelf && w.raw[i] >= 8*nat {
			if odd++; k == len(list) || w.offs[i] < list[k].from {
				left++
			}
		}
	}
	return odd, left
}

func sum(list []repair) (gain int) {
	for _, r := range list {
		gain += r.gain
	}
	return gain
}

// line returns the repairs of a line, in order, and whether they leave nothing
// odd in it.
func (f *fixer) line(line []byte) (list []repair, covered bool) {
	if len(line) < 2 || noText(line) {
		return nil, true
	}
	plain, covered := f.western(line)
	f.west.found = f.west.found || len(plain) > 0
	if len(plain) > 0 && (covered || !f.west.odd && !chineseIn(plain) && !f.rivalled(line, plain)) {
		return plain, covered
	}
	if list, covered = f.search(line); len(plain) > 0 && sum(plain) >= sum(list) {
		return plain, false
	}
	return list, covered
}

// noText tells whether most of what is not ASCII in a line is bytes that are no UTF-8:
// of such, no charset made text.
func noText(line []byte) bool {
	if utf8.Valid(line) {
		return false
	}
	wide, wrong := 0, 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if r >= utf8.RuneSelf {
			wide++
		}
		if r == utf8.RuneError && n == 1 {
			wrong++
		}
		i += n
	}
	return 2*wrong > wide
}

// search is line for other wrong decodings than those of western.
func (f *fixer) search(line []byte) (list []repair, covered bool) {
	if len(f.tried) != len(line) || &f.tried[0] != &line[0] {
		if r, ok := f.likeLast(line); ok {
			return []repair{r}, true
		}
	}
	if f.steps <= 0 {
		return nil, true
	}
	f.w.load(line)
	f.w.mask()
	if list, ok := f.recognised(); ok {
		return list, true
	}
	if list, ok := f.asHinted(); ok {
		return list, true
	}
	list = f.islands()
	covered = len(list) > 0 && f.w.covers(list)
	if !covered {
		if more := f.proven(); len(more) > 0 {
			return more, f.w.covers(more)
		}
		if more := f.wide(); len(more) > 0 {
			return more, f.w.covers(more)
		}
		if more := f.parts(); sum(more) > sum(list) {
			list, covered = more, f.w.covers(more)
		}
	}
	if covered && len(list) == 1 && list[0].guesses == 0 {
		f.last = list[0].chain
	}
	return list, covered
}

// chineseIn tells whether any repair restores Han characters: bytes of those are lost
// easily, and the search knows how.
func chineseIn(list []repair) bool {
	return slices.ContainsFunc(list, func(r repair) bool {
		return slices.ContainsFunc([]rune(string(r.text)), func(c rune) bool { return c >= 0x4E00 && c < 0xA000 })
	})
}

// rivalled tells whether whole stretches of the line read better in another charset
// than UTF-8: of GBK in a Western page, some bytes are UTF-8 by chance.
func (f *fixer) rivalled(line []byte, plain []repair) bool {
	f.w.load(line)
	f.w.mask()
	list := f.islands()
	utf8Only := !slices.ContainsFunc(list, func(r repair) bool {
		return slices.ContainsFunc(r.chain, func(s step) bool { return s.x != utf8Source })
	})
	return !utf8Only && sum(list) > sum(plain)
}

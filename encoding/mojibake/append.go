package mojibake

import (
	"bytes"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/edit"
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

// Bounds of the work on a block: characters tried for lost bytes, and
// characters read in one charset or another.
const (
	workMin      = 1 << 17
	workPerByte  = 8
	stepsMin     = 1 << 19
	stepsPerByte = 4
)

// maxLine is how many bytes are looked at together. Longer lines are cut.
const maxLine = 4 << 10

// maxRounds bounds how often a block is looked at anew after a repair.
const maxRounds = 6

// Suspicious tells whether block may hold anything this package repairs or
// reports. It is fast on clean text.
func Suspicious(block []byte) bool { return next(block, 0) >= 0 }

// Append appends block to dst with wrong decodings undone, and returns it. block
// is UTF-8 (ill-formed bytes pass through), and should be whole lines; lines
// never become fewer or more. All evidence lies within the block. Edits go to
// log with offsets into block.
func Append(dst, block []byte, log *edit.Log) []byte {
	var f fixer
	return f.append(dst, block, log)
}

func (f *fixer) append(dst, block []byte, log *edit.Log) []byte {
	text := block
	var edits []edit.Edit
	counts := edit.Log{}
	for range maxRounds {
		own := edit.Log{Keep: log.Keep}
		out := f.block(text, &own)
		if own.Changed() { // what is lost, the last round tells
			own = withoutReports(&own)
		}
		counts.Merge(&own)
		if log.Keep {
			edits = edit.Compose(edits, own.Edits)
		}
		if !own.Changed() {
			log.Merge(&counts)
			if log.Keep {
				log.Edits = append(log.Edits, edits...)
			}
			return append(dst, text...)
		}
		text = out
	}
	return append(dst, block...)
}

// withoutReports returns log without the edits that change nothing.
func withoutReports(log *edit.Log) edit.Log {
	out := edit.Log{Keep: log.Keep, Verdicts: log.Verdicts, Counts: map[edit.Code]int{}}
	out.Verdicts[edit.Unrepairable] = 0
	for rule, n := range log.Counts {
		if rule != RuleLost && rule != RuleSnowball {
			out.Counts[rule] = n
		}
	}
	for _, e := range log.Edits {
		if e.Verdict != edit.Unrepairable {
			out.Edits = append(out.Edits, e)
		}
	}
	return out
}

// fixer repairs one block after the other.
type fixer struct {
	w      walker
	proved [numSources][numPages]int // how much less text costs by the repairs of a step in the block
	last   []step                    // what the last line was repaired by
	steps  int                       // characters that may still be read in some charset, in this block
	hint   step                      // what parts of the last line were repaired by
	hinted bool                      // hint is set
	exact  bool                      // lost bytes are not inferred
	trace  func(Candidate)           // gets what was weighed; may be nil
	bufs   [maxLayers + 1][2][]byte
}

// provedGain is what makes a step proved for a block; between two double-byte
// charsets, where more happens by chance, it takes three times as much.
const provedGain = 40 * nat

func (f *fixer) isProved(s step) bool {
	if s.crosses() {
		return f.proved[s.x][s.y] >= 3*provedGain
	}
	return f.proved[s.x][s.y] >= provedGain
}

// crosses tells whether both charsets are double-byte ones.
func (s step) crosses() bool { return s.x != utf8Source && !s.y.single() && s.y != partial }

// around is how many bytes before and behind what is suspicious in a long line
// are looked at with it: more than enough characters to tell how the text reads.
const around = 120

// each calls do for every line of block that is suspicious; or, if it is long, for
// what lies around the suspicious places in it.
func (f *fixer) each(block []byte, do func(line []byte, from int)) {
	for from := 0; from < len(block); {
		i := next(block, from)
		if i < 0 {
			return
		}
		start := bytes.LastIndexByte(block[from:i], '\n') + 1 + from
		end := len(block)
		if j := bytes.IndexByte(block[i:], '\n'); j >= 0 {
			end = i + j
		}
		if end > start && block[end-1] == '\r' {
			end--
		}
		for i >= 0 && i < end {
			from, to := window(block, start, i, end)
			for from < to {
				stop := cut(block, from, to)
				if stop > i { // else nothing was seen in the piece
					do(block[from:stop], from)
				}
				from = stop
			}
			if start = to; start < end {
				i = next(block, start)
			} else {
				i = -1
			}
		}
		from = min(end+1, len(block))
	}
}

// window returns the part of the line block[start:end] around the first suspicious
// place i in it, and around those that follow closely; all of it, if that is not
// much more.
func window(block []byte, start, i, end int) (from, to int) {
	from, to = start, end
	if i-start > 2*around {
		for from = i - around; from > start && !utf8.RuneStart(block[from]); from-- {
		}
	}
	for at := i + around; at+2*around < end; {
		if i = next(block[:min(len(block), at+2*around)], at); i < 0 {
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
	repairs  []repair
	covered  bool // nothing odd is left in it
}

// block returns the repaired block, or nil if nothing changes. It looks at every suspicious line;
// and, if that proves a wrong decoding for the block, again at those it did not
// understand.
func (f *fixer) block(block []byte, log *edit.Log) (dst []byte) {
	f.proved = [numSources][numPages]int{}
	f.last, f.hinted = nil, false
	f.steps = stepsMin + stepsPerByte*len(block)
	f.w.work = workMin + workPerByte*len(block)
	if f.exact {
		f.w.work = 0
	}
	var lines []found
	evidence := f.proved
	f.each(block, func(line []byte, from int) {
		l := found{from: from, to: from + len(line)}
		l.repairs, l.covered = f.line(line)
		lines = append(lines, l)
		for _, r := range l.repairs {
			for _, s := range r.chain {
				if s.x == utf8Source || r.guesses == 0 {
					evidence[s.x][s.y] += r.gain
				}
			}
		}
	})
	f.proved = evidence
	again := false
	for x := range numSources {
		for y := range numPages {
			again = again || f.isProved(step{x, y})
		}
	}
	done := 0
	for _, l := range lines {
		line := block[l.from:l.to]
		if again && !l.covered {
			l.repairs, _ = f.line(line)
		}
		at := 0
		for _, r := range l.repairs {
			dst = append(dst, block[done:l.from+r.from]...)
			dst = append(dst, r.text...)
			report(line[:r.from], at, l.from, log)
			log.Add(r.edit(line, l.from))
			at = r.to
			done = l.from + r.to
		}
		report(line, at, l.from, log)
	}
	if done == 0 {
		return nil
	}
	return append(dst, block[done:]...)
}

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
}

// edit returns the record of the repair.
func (r *repair) edit(line []byte, from int) edit.Edit {
	e := edit.Edit{Offset: int64(from + r.from), In: line[r.from:r.to], Out: r.text, Rule: RuleExact, Verdict: edit.Exact, Confidence: 1,
		Note: note(r.chain) + r.note}
	if r.chain[0].y.phased() {
		e.Rule = RulePhase
	}
	if r.guesses > 0 {
		if e.Rule == RuleExact {
			e.Rule = RuleInferred
		}
		e.Verdict = edit.Inferred
		e.Confidence = 1 / (1 + math.Exp(-float64(min(r.margin, 20*nat))/nat))
	}
	if e.Verdict == edit.Exact && !proves(r.chain, e.In, e.Out) {
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
	k := 0
	for i, r := range w.runes {
		for k < len(list) && list[k].to <= w.offs[i] {
			k++
		}
		if r >= utf8.RuneSelf && w.raw[i] >= 8*nat && (k == len(list) || w.offs[i] < list[k].from) {
			return false
		}
	}
	return true
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
	if len(line) < 2 {
		return nil, true
	}
	if r, ok := f.likeLast(line); ok {
		return []repair{r}, true
	}
	if f.steps <= 0 {
		return nil, true
	}
	f.w.load(line)
	f.w.mask()
	if list, ok := f.asHinted(); ok {
		return list, true
	}
	list = f.islands()
	covered = len(list) > 0 && f.w.covers(list)
	if !covered {
		if more := f.parts(); sum(more) > sum(list) {
			list, covered = more, f.w.covers(more)
		}
	}
	if covered && len(list) == 1 && list[0].guesses == 0 {
		f.last = list[0].chain
	}
	return list, covered
}

// likeLast undoes on a whole line what was undone on the last one, if that
// leaves no doubt.
func (f *fixer) likeLast(line []byte) (r repair, ok bool) {
	text := line
	for i, s := range f.last {
		b, ok := s.y.appendEncoded(f.bufs[i][0][:0], text)
		f.bufs[i][0] = b
		if !ok {
			return r, false
		}
		out, ok := s.x.appendDecoded(f.bufs[i][1][:0], b)
		f.bufs[i][1] = out
		if !ok {
			return r, false
		}
		text = out
	}
	if len(text) == len(line) || !clean(text, true) {
		return r, false
	}
	wide := 0
	for _, b := range text {
		if b >= 0xC0 {
			wide++
		}
	}
	if wide < 4 {
		return r, false
	}
	// So much valid UTF-8 is no chance, once it was seen in the block.
	gain := wide * 6 * nat
	if slices.ContainsFunc(f.last, func(s step) bool { return s.x != utf8Source }) {
		after := cost(text)
		gain = cost(line) - after
		if gain < wide*4*nat || after > wide*7*nat+len(text)*nat {
			return r, false
		}
	}
	r = repair{from: 0, to: len(line), text: bytes.Clone(text), chain: f.last, gain: gain}
	r.trim(line)
	return r, true
}

// islands tries to undo the decoding of the longest parts of a line that a
// page has all characters of, several times if need be.
func (f *fixer) islands() []repair {
	type part struct{ from, to int }
	var parts []part
	for y := range 2 * numPages {
		marks := y < numPages // whether marks that clean Chinese text has, too, are taken in
		y %= numPages
		if y == partial || y.phased() || !marks && !y.single() { // partial has everything
			continue
		}
		from := -1
		for i, m := range f.w.masks {
			in := m>>y&1 != 0 && (marks || !typographic(f.w.runes[i]))
			if in {
				if from < 0 && f.w.runes[i] >= utf8.RuneSelf {
					from = i
				}
				if i+1 < len(f.w.masks) {
					continue
				}
			}
			to := i
			if in {
				to++
			}
			p := part{from, to}
			if from >= 0 && to > from+1 && !slices.Contains(parts, p) && (y.single() || f.w.uniform(from, to)) {
				parts = append(parts, p)
			}
			from = -1
		}
	}
	var all []repair
	for _, p := range parts {
		if r, ok := f.island(p.from, p.to); ok {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b repair) int { return b.gain - a.gain })
	var out []repair
	for _, r := range all {
		if !slices.ContainsFunc(out, func(o repair) bool { return r.from < o.to && o.from < r.to }) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b repair) int { return a.from - b.from })
	return out
}

// uniform tells whether characters from..to read badly throughout, so that no
// part of them is clean.
func (w *walker) uniform(from, to int) bool {
	const window = 4
	sum := int32(0)
	for i := from; i < to; i++ {
		sum += w.raw[i]
		if i >= from+window {
			sum -= w.raw[i-window]
		}
		if i >= from+window-1 && sum < window*6*nat && w.runes[i] >= utf8.RuneSelf && w.runes[i-1] >= utf8.RuneSelf && w.runes[i-2] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mask finds out which pages have the characters of the line; ASCII is in all.
func (w *walker) mask() {
	w.masks = w.masks[:0]
	for _, r := range w.runes {
		if r < utf8.RuneSelf {
			w.masks = append(w.masks, 1<<numPages-1)
			continue
		}
		known := &w.known[uint32(r)*0x9E3779B1>>23]
		if known.r != r {
			known.r, known.pages = r, 0
			for y := range numPages {
				if y.encode(r).n > 0 {
					known.pages |= 1 << y
				}
			}
		}
		w.masks = append(w.masks, known.pages)
	}
}

// island tries to undo the decoding of characters from..to.
func (f *fixer) island(from, to int) (r repair, ok bool) {
	w := &f.w
	text := w.line[w.offs[from]:w.offs[to]]
	d := deep{f: f, best: cost(text)}
	d.descend(text, nil)
	if d.chain == nil || len(d.chain) == maxLayers && isSnowball(d.text) {
		return r, false
	}
	worst := d.chain[0]
	proved := true
	for _, t := range d.chain {
		if t.x != utf8Source {
			worst = t
		}
		proved = proved && f.isProved(t)
	}
	v := weigh(worst, w.runes[:from], w.runes[from:to], []rune(string(d.text)), w.runes[to:], proved)
	if f.trace != nil {
		f.trace(Candidate{Plan: planOf(d.chain), From: w.offs[from], To: w.offs[to], Text: string(d.text), Gain: float64(v.gain) / nat,
			Need: float64(v.bar) / nat, Accepted: v.ok})
	}
	if !v.ok {
		return r, false
	}
	r = repair{from: w.offs[from], to: w.offs[to], text: d.text, chain: d.chain, gain: v.gain}
	r.trim(w.line)
	return r, !quoted(w.line, r.from, r.to)
}

// deep is a search through the layers of a line.
type deep struct {
	f     *fixer
	best  int
	chain []step
	text  []byte
}

// descend undoes one layer of text in all ways, and what is beneath it.
func (d *deep) descend(text []byte, chain []step) {
	bufs := &d.f.bufs[len(chain)]
	d.f.steps -= len(text)
	pages := pagesOf(text)
	var seen [][]byte
	for y := range numPages {
		if pages>>y&1 == 0 {
			continue
		}
		b, ok := y.appendEncoded(bufs[0][:0], text)
		bufs[0] = b
		if !ok {
			continue
		}
		for x := range numSources {
			if !possible(x, y) {
				continue
			}
			out, ok := x.appendDecoded(bufs[1][:0], b)
			bufs[1] = out
			if !ok || bytes.Equal(out, text) || bytes.IndexByte(out, '\n') >= 0 ||
				slices.ContainsFunc(seen, func(s []byte) bool { return bytes.Equal(s, out) }) {
				continue
			}
			out = bytes.Clone(out)
			seen = append(seen, out)
			sub := append(slices.Clone(chain), step{x, y})
			if total := cost(out) + len(sub)*6*nat; total < d.best && (clean(out, true) || x == utf8Source && y.single() && len(text)-len(out) >= 8) {
				d.best, d.chain, d.text = total, sub, out
			}
			if x == utf8Source {
				if len(sub) < maxLayers {
					d.descend(out, sub)
				}
				if len(text)-len(out) >= 4 && len(text) >= 12 {
					break // so much valid UTF-8 is no chance
				}
			}
		}
	}
}

// possible tells whether bytes of x may have been read as y.
func possible(x source, y page) bool {
	switch y {
	case gbkPage:
		return x != gbkSource
	case big5Page:
		return x != big5Source
	case partial:
		return x != utf8Source
	case gbkPhase:
		return x == gbkSource
	case big5Phase:
		return x == big5Source
	}
	return true
}

// pagesOf returns the pages, as bits, that have all characters of text.
func pagesOf(text []byte) (pages uint32) {
	pages = 1<<numPages - 1
	wide := false
	for i := 0; i < len(text) && pages != 0; {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		wide = true
		for y := range numPages {
			if pages>>y&1 != 0 && y.encode(r).n == 0 {
				pages &^= 1 << y
			}
		}
	}
	if !wide {
		return 0
	}
	return pages &^ (1<<partial | 1<<gbkPhase | 1<<big5Phase) // the first has everything
}

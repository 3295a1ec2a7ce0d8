package mojibake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// runKind says what a run was found to be.
type runKind uint8

const (
	kept     runKind = iota // written as it stands
	doubly                  // may have been written as it stands, even if that is unlikely
	lostHere                // U+FFFD
	broken                  // UTF-8
)

// What undoing a run must gain: where nothing else speaks for it, where the same
// wrong decoding is proved for the block, together with others in its line, and
// beside others that are beyond doubt.
const (
	gainAlone  = 12 * nat
	gainProved = 8 * nat
	gainSum    = 16 * nat
	gainBeside = 2 * nat
)

// gainClear is what undoing a line must gain for each byte for other pages not to be
// asked.
const gainClear = 6 * nat

// Many bytes in a row that are UTF-8 are no chance.
const (
	manySequences = 4
	gainByte      = 14 * nat
)

// judge weighs the runs that scan found for page y. It returns what undoing the
// broken ones gains, and how many glyphs they have.
func (w *western) judge(y page, proved bool) (gain, covered int) {
	if y.latinLetters() && w.garbled() {
		return 0, 0
	}
	if len(w.seqs) == 1 && w.footnote(y) {
		return 0, 0
	}
	bar := gainAlone
	if proved {
		bar = gainProved
	}
	sum, sure, runs := 0, 0, 0
	for i := range w.runs {
		r := &w.runs[i]
		r.gain = w.weigh(r, y)
		r.kind = kept
		if w.nothing(r) {
			r.gain = 0
			if y.deepens() {
				r.kind = lostHere
			}
			continue
		}
		if w.crowded(r) || w.unwritten(r) || y == cp874 && w.lettersAround(int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)) == 0 && !brokenThai(w.original(r), false) {
			r.gain = -1 << 20
			continue
		}
		if w.ambiguous(r, y) {
			r.kind = doubly
			continue
		}
		if r.gain >= 4*nat {
			sum += r.gain
		}
		if r.gain >= bar {
			sure += r.gain
			runs++
		}
	}
	if sure == 0 && sum < gainSum {
		return 0, 0
	}
	least, both := gainBeside, 1<<20
	switch {
	case runs > 0 && len(w.seqs) >= 3 && w.whole():
		least, both = -1<<20, -1<<20 // where all may be UTF-8, and much is, all is
	case sure >= 4*gainAlone:
		least, both = -4*nat, gainBeside
	case sure >= 2*gainAlone:
		both = gainProved
	}
	for i := range w.runs {
		r := &w.runs[i]
		if r.kind == kept && r.gain >= least || r.kind == lostHere && sure >= gainAlone || r.kind == doubly && r.gain >= both {
			r.kind = broken
			gain += r.gain
			covered += int(w.seqs[r.to-1].to - w.seqs[r.from].from)
		}
	}
	return gain, covered
}

// footnote tells whether the only sequence of a line may be a letter and a mark behind
// it, in pages that are met seldom.
func (w *western) footnote(y page) bool {
	switch y {
	case koi8r, cp866, cp874, cp1253:
	default:
		return false
	}
	q := w.seqs[0]
	return q.to-q.from == 2 && unicode.IsLetter(w.glyphs[q.from].r) && w.lettersAround(int(q.from), int(q.to)) == 0
}

// unwritten tells whether run r is better left: the end of a French quotation, or one
// letter again and again, as a line of signs says.
func (w *western) unwritten(r *run) bool {
	if guillemets(w.original(r)) {
		return true
	}
	first := w.seqs[r.from].r
	for _, q := range w.seqs[r.from:r.to] {
		if q.r != first {
			return false
		}
	}
	return r.to-r.from >= 3 && first < 0x800
}

// original returns the characters that run r stands for in the line.
func (w *western) original(r *run) (text []rune) {
	for _, g := range w.glyphs[w.seqs[r.from].from:w.seqs[r.to-1].to] {
		text = append(text, g.r)
	}
	return text
}

// whole tells whether all that is not ASCII in the line is UTF-8.
func (w *western) whole() bool {
	n := 0
	for _, q := range w.seqs {
		n += int(q.to - q.from)
	}
	return n == len(w.glyphs)
}

// nothing tells whether a run is of U+FFFD: ï¿½. By itself it is better left, as what
// shows that something is lost.
func (w *western) nothing(r *run) bool {
	for _, q := range w.seqs[r.from:r.to] {
		if q.r != utf8.RuneError {
			return false
		}
	}
	return true
}

// latinLetters tells whether most upper bytes of the page are Latin letters, so
// that Chinese text read in it is letters side by side.
func (p page) latinLetters() bool {
	switch p {
	case latin, cp1250, cp1254, cp1257, latin2, macRoman:
		return true
	}
	return false
}

// garbled tells whether more letters of the line stand side by side without being
// UTF-8 than there are bytes of UTF-8, or more capitals that begin none: some other
// wrong decoding, such as that of GBK, in which some bytes are UTF-8 by chance, or
// letters that someone likes.
func (w *western) garbled() bool {
	stray, covered, capitals, series := 0, 0, 0, 0
	i := 0
	for k := range w.glyphs {
		for i < len(w.seqs) && int(w.seqs[i].to) <= k {
			i++
		}
		inside := i < len(w.seqs) && int(w.seqs[i].from) <= k
		if inside || !w.stray(k) || k > 0 && !w.appended(k) {
			series = 0
		}
		if inside {
			covered++
			continue
		}
		if w.stray(k) {
			if series++; series == 3 { // two are common in many languages
				stray += series
			} else if series > 3 {
				stray++
			}
		}
		if b := w.bytes[k]; b >= 0xC2 && b < 0xE0 && w.beforeLetter(k) {
			capitals++
		}
	}
	return stray > covered || capitals > covered
}

// beforeLetter tells whether a letter of ASCII stands behind glyph k.
func (w *western) beforeLetter(k int) bool {
	i := int(w.glyphs[k].end)
	return i < len(w.line) && isLetter(w.line[i])
}

// stray tells whether glyph k is a letter of the page or a control.
func (w *western) stray(k int) bool {
	r := w.glyphs[k].r
	return w.bytes[k] != 0 && (r < 0xA0 || unicode.IsLetter(r))
}

// weigh returns how much likelier the line becomes if a run is undone.
func (w *western) weigh(r *run, y page) (gain int) {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	gain = -w.medley(r) * costExotic
	if n := r.to - r.from; n >= manySequences && last-first >= 10 && y != cp874 { // Thai has many such runs
		return gain + (last-first)*gainByte
	}
	w.in, w.out = w.in[:0], w.out[:0]
	for _, g := range w.glyphs[first:last] {
		w.in = append(w.in, g.r)
	}
	for _, q := range w.seqs[r.from:r.to] {
		w.out = append(w.out, shown(q.r))
	}
	for k := range w.out {
		if exotic(w.out[k]) && !(k > 0 && exotic(w.out[k-1])) {
			gain -= costExotic
		}
	}
	if len(w.out) == 1 && eastAsian(w.out[0]) && w.out[0] < 0xFF00 {
		gain -= costExotic // no word
	}
	before, behind := w.line[:w.glyphs[first].at], w.line[w.glyphs[last-1].end:]
	// Capitals within words of small letters, and Â where no word is, are not written.
	a, _ := utf8.DecodeLastRune(before)
	next, _ := utf8.DecodeRune(behind)
	lead := w.glyphs[first].r
	switch {
	case unicode.IsLower(a) && unicode.IsUpper(lead) && !unicode.IsUpper(w.out[0]):
		gain += 6 * nat
	case lead >= 0x370 && w.lettersAround(first, last) > 0 && w.out[0] < 0x370,
		lead < 0x370 && w.lettersAround(first, last) > 0 && unicode.IsLetter(a) && symbolic(w.glyphs[first+1].r) && unicode.IsLetter(next):
		gain += 6 * nat // two scripts in a word, or a symbol
	case w.bytes[first] == 0xC2 && !unicode.IsLetter(a) && symbolic(w.glyphs[first+1].r):
		gain += 4 * nat
	}
	return gain + costAmong(before, w.in, behind) - costAmong(before, w.out, behind)
}

// wordLimit is how far a word is looked at, in bytes or characters.
const wordLimit = 64

// crowded tells whether more letters that are no part of UTF-8 stand around a run,
// with nothing between, than it has bytes: what is UTF-8 there may be so by chance.
func (w *western) crowded(r *run) bool {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	bytes, letters := last-first, 0
	i := r.from - 1
	for k := first - 1; k >= max(0, first-wordLimit) && w.appended(k+1); k-- {
		if i >= 0 && int(w.seqs[i].to) == k+1 {
			k = int(w.seqs[i].from)
			bytes += int(w.seqs[i].to) - k
			i--
		} else if w.letter(k) {
			letters++
		}
	}
	i = r.to
	for k := last; k < min(len(w.glyphs), last+wordLimit) && w.appended(k); k++ {
		if i < len(w.seqs) && int(w.seqs[i].from) == k {
			k = int(w.seqs[i].to) - 1
			bytes += k + 1 - int(w.seqs[i].from)
			i++
		} else if w.letter(k) {
			letters++
		}
	}
	return 2*letters > bytes
}

// symbolic tells whether r is a symbol, and no mark that may stand behind a letter.
func symbolic(r rune) bool {
	return r >= 0xA1 && r < 0xC0 && r != '»' && r != '·' && r != '´' && r != 0xAD && !unicode.IsLetter(r)
}

// medley returns how often letters of two scripts stand side by side in a run.
func (w *western) medley(r *run) (n int) {
	before := 0
	for _, q := range w.seqs[r.from:r.to] {
		now := script(q.r)
		if now != 0 && before != 0 && now != before {
			n++
		}
		before = now
	}
	return n
}

// script returns a number for the script of a letter, 0 for other characters.
func script(r rune) int {
	switch {
	case r < 0xC0:
		return 0
	case r < 0x250, r >= 0x1E00 && r < 0x1F00:
		return 1 // Latin
	case r >= 0x370 && r < 0x400, r >= 0x1F00 && r < 0x2000:
		return 2 // Greek
	case r >= 0x400 && r < 0x530:
		return 3 // Cyrillic
	case r >= 0x530 && r < 0x1E00:
		return 4 + int(r>>8) // Hebrew and Arabic, scripts of India and others
	case r >= 0x3040 && r < 0xA000:
		return 64 // kana and Han
	case r >= 0xAC00 && r < 0xD7A4:
		return 65 // Hangul
	}
	return 0
}

// costExotic is what a character costs beside that is seldom seen, one in a row: the
// language model knows only that such characters are rare, and there are many.
const costExotic = 12 * nat

// exotic tells whether r is a character of phonetics, of scholars, or of a script
// that the language model does not know.
func exotic(r rune) bool {
	switch {
	case r < 0x180, r >= 0x386 && r < 0x3CF, r >= 0x400 && r < 0x460, r >= 0x490 && r < 0x50E, r >= 0x1E00 && r < 0x1F00, r >= 0x2010 && r < 0x2028:
		return false
	case r < 0x250: // what living languages have of these
		switch r {
		case 'Ə', 'Ɗ', 'Ɓ', 'Ƙ', 'ƙ', 'Ơ', 'ơ', 'Ư', 'ư', 'ƒ', 'Ș', 'ș', 'Ț', 'ț':
			return false
		}
		return r < 0x1CD || r > 0x1DC && r != 'ǫ' && r != 'ȳ'
	case r == 'ə', r >= 0x2C0 && r < 0x2E0, r >= 0x300 && r < 0x370:
		return false
	case r < 0x386, r >= 0x3CF && r < 0x490, r >= 0x50E && r < 0x531:
		return true
	case r < 0x700:
		return r >= 0x5EB && r < 0x5F3
	case r < 0x900, r >= 0x1680 && r < 0x1780, r >= 0x1800 && r < 0x1E00, r >= 0x2C00 && r < 0x2E00, r >= 0xA000 && r < 0xAC00:
		return true
	}
	return false
}

// letter tells whether glyph k is a letter of a script that has words.
func (w *western) letter(k int) bool {
	r := w.glyphs[k].r
	return unicode.IsLetter(r) && !eastAsian(r)
}

// shown returns the character that a C1 control was meant to be.
func shown(r rune) rune {
	if r >= 0x80 && r < 0xA0 {
		return sloppyPages[latin].DecodeByte(byte(r))
	}
	return r
}

// costAmong is the cost of text between what is before and behind it.
func costAmong(before []byte, text []rune, behind []byte) (sum int) {
	first, prev := lm.Start, lm.Start
	if a, n := utf8.DecodeLastRune(before); n > 0 {
		prev = lm.TokenOf(a)
		if b, n := utf8.DecodeLastRune(before[:len(before)-n]); n > 0 {
			first = lm.TokenOf(b)
		}
	}
	add := func(r rune) {
		t := lm.TokenOf(r)
		sum += lm.Cost3(first, prev, t)
		first, prev = prev, t
	}
	for _, r := range text {
		add(r)
	}
	for range 2 {
		r, n := utf8.DecodeRune(behind)
		if n == 0 {
			sum += lm.Cost3(first, prev, lm.Start)
			break
		}
		add(r)
		behind = behind[n:]
	}
	return sum
}

// ambiguous tells whether a run may have been written as it stands although the
// language model does not think so.
func (w *western) ambiguous(r *run, y page) bool {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	before, _ := utf8.DecodeLastRune(w.line[:w.glyphs[first].at])
	behind, _ := utf8.DecodeRune(w.line[w.glyphs[last-1].end:])
	lead, trail := w.glyphs[first].r, w.glyphs[first+1].r
	single := r.to == r.from+1
	switch {
	case single && last == first+2 && unicode.IsUpper(lead) && follows(trail) && !(lead == 'Ã' && trail == '™') && !unicode.IsLetter(behind) &&
		(unicode.IsUpper(before) || w.out[0] >= 0xC0 && !unicode.IsLetter(before) && trail > 0x2000 && trail != '™'):
		return true // a capital, or a word in capitals, and a mark behind it: DATĂ™
	case r.gain < 2*gainAlone && (!y.deepens() || y == cp1251 || r.gain < gainAlone+2*nat || lead != 'Ã' && unicode.IsUpper(trail)) && w.wordlike(first, last):
		return true // HÅØYA
	case y.boxes() && w.drawn(first, last):
		return true
	case y == macRoman && punctuating(lead) && r.to < r.from+manySequences:
		return true // “É…”
	case single && !unicode.IsLetter(lead):
		if lead == '√' { // of formulas, which have single letters and names of functions
			return strings.ContainsRune("πΩµ∞", trail) && !w.inWord(first)
		}
		if lead == '¬' && strings.ContainsRune("©Æ∞†£¢ßΩ", trail) {
			return false
		}
		return last == first+2 && !unicode.IsLetter(before) && !unicode.IsLetter(behind) && (lead < 0x2500 || lead >= 0x25A0)
	}
	return false
}

// wordlike tells whether glyphs from..to are letters, and with those beside them
// written as words are: capitals at the beginning only, or throughout.
func (w *western) wordlike(from, to int) bool {
	for _, g := range w.glyphs[from:to] {
		if !unicode.IsLetter(g.r) || g.r == 'ƒ' {
			return false
		}
	}
	i, j := int(w.glyphs[from].at), int(w.glyphs[to-1].end)
	low, high := i-wordLimit, j+wordLimit
	for i > max(0, low) {
		r, n := utf8.DecodeLastRune(w.line[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= n
	}
	for j < min(len(w.line), high) {
		r, n := utf8.DecodeRune(w.line[j:])
		if !unicode.IsLetter(r) {
			break
		}
		j += n
	}
	if w.glyphs[from].r >= 0x370 && (i < int(w.glyphs[from].at) && w.line[i] < utf8.RuneSelf || w.line[j-1] < utf8.RuneSelf) {
		return false // two scripts in a word
	}
	upper, lower := 0, 0
	for _, r := range string(w.line[i:j]) {
		switch {
		case !unicode.IsUpper(r):
			lower++
		case lower > 0:
			return false
		default:
			upper++
		}
	}
	return lower == 0 || upper <= 1
}

// follows tells whether r is a mark that stands behind words.
func follows(r rune) bool {
	switch r {
	case '™', '®', '©', '’', '‘', '”', '“', '…', '–', '—', '»', '›', '°', '•', '\u00A0':
		return true
	}
	return false
}

// punctuating tells whether r is a mark between words.
func punctuating(r rune) bool {
	switch r {
	case '…', '–', '—', '“', '”', '‘', '’', '«', '»', '‹', '›', '\u00A0', '€', '÷', '⁄':
		return true
	}
	return false
}

// boxes tells whether the page has lines and blocks to draw with.
func (p page) boxes() bool { return p == cp437 || p == cp850 || p == cp866 || p == koi8r }

// drawn tells whether glyphs from..to are lines and blocks to draw with, and not in
// a word.
func (w *western) drawn(from, to int) bool {
	box := func(k int) bool { return w.glyphs[k].r >= 0x2500 && w.glyphs[k].r < 0x25A0 }
	if from > 0 && w.appended(from) && box(from-1) || to < len(w.glyphs) && w.appended(to) && box(to) {
		return true
	}
	for k := from; k < to; k++ {
		if !box(k) {
			return false
		}
	}
	// As many lines as letters are no word.
	letters, boxes := 0, to-from
	i, j := int(w.glyphs[from].at), int(w.glyphs[to-1].end)
	low, high := i-wordLimit, j+wordLimit
	for k := from; i > max(0, low); {
		if k > 0 && int(w.glyphs[k-1].end) == i {
			k--
			i = int(w.glyphs[k].at)
			boxes++
		} else if isLetter(w.line[i-1]) {
			i--
			letters++
		} else {
			break
		}
	}
	for k := to; j < min(len(w.line), high); {
		if k < len(w.glyphs) && int(w.glyphs[k].at) == j {
			j = int(w.glyphs[k].end)
			k++
			boxes++
		} else if isLetter(w.line[j]) {
			j++
			letters++
		} else {
			break
		}
	}
	before, behind := w.lettersBefore(from) > 0, j > int(w.glyphs[to-1].end)
	if lead := w.glyphs[from].r; !before || !behind && lead != '├' && lead != '┼' {
		return w.lettersAround(from, to) < 3
	}
	return letters < boxes
}

// lettersAround counts the letters of ASCII beside glyphs from..to, up to three on
// either side.
func (w *western) lettersAround(from, to int) int {
	n := w.lettersBefore(from)
	end := int(w.glyphs[to-1].end)
	for i := end; i < min(len(w.line), end+3) && isLetter(w.line[i]); i++ {
		n++
	}
	return n
}

// lettersBefore counts those before glyph k.
func (w *western) lettersBefore(k int) (n int) {
	at := int(w.glyphs[k].at)
	for i := at - 1; i >= max(0, at-3) && isLetter(w.line[i]); i-- {
		n++
	}
	return n
}

// inWord tells whether more letters stand before glyph k than the name of a function
// has.
func (w *western) inWord(k int) bool {
	at := int(w.glyphs[k].at)
	return w.lettersBefore(k) == 3 && at > 3 && isLetter(w.line[at-4])
}

// isLetter tells whether b is a letter of ASCII.
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// assigned tells whether r is a character of Unicode that text may hold.
func assigned(r rune) bool {
	switch {
	case r >= 0xA0 && r < 0x370, r >= 0x400 && r < 0x530, r >= 0x600 && r < 0x700, r >= 0x2010 && r < 0x2028, r >= 0x1F300 && r < 0x1FB00:
		return true
	}
	return unicode.IsGraphic(r) || unicode.Is(unicode.Cf, r)
}

package decoder

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// Choice is a character for a place, and its cost; only differences between those at the
// same place mean something.
type Choice struct {
	R    rune
	mate lm.Token // the character behind, if both were chosen together
	last byte
	Cost int32
}

// fewest is how many choices are kept of a place.
const fewest = 4

// place is a character that lost bytes.
type place struct {
	at     int            // among the characters
	all    []candidate    // what it may be
	best   [fewest]Choice // the best few, the best first
	n      int            // how many
	chance float64        // of the best, beside all that is possible
	few    [byPair]few    // those that fit their neighbours best, by the model
	fewN   int            // how many
	around [4]lm.Token    // the neighbours that they were compared with
	joint  bool           // with the next place: a refused pair lies across both
	second bool           // it is the second of two such
	rivals []rival        // of a place beside others
}

// few is a candidate with its cost by the model, and with the one behind it, if both
// were looked at together.
type few struct {
	c    candidate
	mate candidate
	cost int32

	before, behind int32 // of cost, what the pairs are that it makes with its neighbours
	base           int32 // what package choice begins with: see choice.Window.Base
}

// How many candidates are looked at closer, at most: those that fit best by classes, and of
// those the ones that fit best by pairs, which then are told apart by triples. Where two bytes
// were lost there are many, and more of them are.
const (
	byClass = 64
	byPair  = 24

	many      = 256
	fewClass  = 24
	fewByPair = 16
)

// closer returns how many of so many candidates are looked at closer, by classes and by pairs.
func closer(candidates int) (classes, pairs int) {
	if candidates < many {
		return fewClass, fewByPair
	}
	return byClass, byPair
}

// classLead is by how much a candidate may fit worse than the first by classes, and yet
// be looked at closer.
const classLead = 8 * lm.Nat

// pairLead is the same by pairs, for triples to be asked.
const pairLead = 12 * lm.Nat

// leadSure is by how much a character must fit better than the next for the chooser not
// to be asked.
const leadSure = 9 * lm.Nat

// Filler reads lines in which bytes were lost, and fills in the characters that fit best.
// It holds buffers and tables and serves one goroutine. The zero Filler is ready to use.
type Filler struct {
	p       parser
	lists   lists
	codes   [1 << 12]known
	toks    []lm.Token // of the text before, the characters, and the text behind
	first   int        // the token of the first character
	places  []place
	none    []int // the characters that nothing can be put for
	ate     []int // those of ASCII that were swallowed
	style   style
	scripts [lastHan - firstHan + 1]uint8 // of characters that were met, see scriptsOf; 0: of none
	open    pairs                         // which marks are open before the first character
	best    [byClass]few
	both    [fewClass]few
	mates   []candidate // scratch
	costs   [maxChoices]int32
	ranks   []rank
	rows    []sketched                      // scratch
	steps   [][maxRivals][maxRivals]float64 // scratch
	beam    beam
	at      choice.Place // scratch
	memory  *Memory      // of the text around the line; may be nil
	chars   []Char       // of the last result
	last    *Lost        // of the last result, the first; nil if there are other places now
}

// Use makes f choose by another model; nil for what is in the program.
func (f *Filler) Use(m *choice.Model) { f.at.Use(m) }

// known is a character that was met and its code in a page.
type known struct {
	r           rune
	page        Page
	code, other Code
}

// Result is what a line says.
type Result struct {
	Text []rune
	Lost []Lost
}

// Lost is a character of the text that lost bytes.
type Lost struct {
	At     int
	Char   Char // what is known of its bytes
	best   [fewest]Choice
	n      int
	Chance float64 // of the first
}

// Best returns the likeliest characters, the best first; none if it was a letter or a
// digit.
func (l *Lost) Best() []Choice { return l.best[:l.n] }

// Chances returns how likely each of Best is.
func (l *Lost) Chances() []float64 {
	list := make([]float64, l.n)
	for i := range list {
		list[i] = l.Chance * likelihood(l.best[i].Cost-l.best[0].Cost)
	}
	return list
}

// Fill reads text, which stands between before and after, as what bytes of s.Source look
// like in s.Page. ok is false if it can not be. The result is the caller's.
func (f *Filler) Fill(s Step, before, text, after []rune) (res Result, ok bool) {
	if !f.symbols(s, before, text, after) {
		return res, false
	}
	p := &f.p
	chars, ok := f.read(s, before, after)
	if !ok {
		return res, false
	}
	if p.mayEat() {
		again, swallows := f.cost(), len(f.ate)
		p.eats = true
		if chars, ok = f.read(s, before, after); !ok || f.cost()+swallow*(len(f.ate)-swallows) >= again {
			p.eats = false
			chars, _ = f.read(s, before, after)
		}
	}
	return f.result(chars), true
}

// symbols takes in text as symbols of the page. It reports whether the page has all of it.
func (f *Filler) symbols(s Step, before, text, after []rune) bool {
	p := &f.p
	f.last = nil // its characters are overwritten
	p.s, p.syms = s, p.syms[:0]
	for _, r := range text {
		sym := symbol{}
		switch {
		case r == utf8.RuneError:
			sym.mark = true
		case r == '?':
			sym.mark, sym.written = true, true
		default:
			if sym.Code, sym.other = f.code(s.Page, r); sym.N == 0 {
				return false
			}
			sym.box = r == '□' && s.Source == FromUTF8
			if r == ' ' && s.Source != FromUTF8 {
				sym.other = Code{} // hardly a pair ends in A0
			}
			if s.Page == Big5 {
				_, sym.rows = otherCodes[r]
			}
		}
		p.syms = append(p.syms, sym)
	}
	p.swallowed(before, text, after)
	p.eats = false
	return true
}

// Choose fills in the characters that lost bytes, of those that stand between before and
// after. The result is the caller's.
func (f *Filler) Choose(s Step, before []rune, chars []Char, after []rune) Result {
	f.load(s, before, chars, after)
	f.choose(s, chars)
	return f.result(chars)
}

// result is what the characters say, filled in.
func (f *Filler) result(chars []Char) (res Result) {
	defer func() {
		f.chars = chars
		if len(res.Lost) > 0 {
			f.last = &res.Lost[0]
		}
	}()
	res.Text = make([]rune, 0, len(chars))
	for i := range chars {
		res.Text = append(res.Text, chars[i].R)
	}
	res.Lost = make([]Lost, 0, len(f.places))
	for k := range f.places {
		pl := &f.places[k]
		res.Lost = append(res.Lost, Lost{pl.at, chars[pl.at], pl.best, pl.n, pl.chance})
	}
	add := func(l Lost) {
		k, _ := slices.BinarySearchFunc(res.Lost, l.At, func(l Lost, at int) int { return l.At - at })
		res.Lost = slices.Insert(res.Lost, k, l)
	}
	for _, at := range f.none {
		add(Lost{At: at, Char: chars[at]})
	}
	for _, at := range f.ate {
		l := Lost{At: at, Char: chars[at]}
		r := chars[at].R
		if r == utf8.RuneError && isSymbol(chars[at-1].R) {
			r = ' '
			res.Text[at] = r
		}
		if r != utf8.RuneError {
			l.best[0], l.n, l.Chance = Choice{R: r}, 1, ASCIIChance
		}
		add(l)
	}
	return res
}

// ASCIIChance is how likely a swallowed byte of ASCII is the one that its line wants.
const ASCIIChance = 0.95

// read parses the line, and fills it in.
func (f *Filler) read(s Step, before, after []rune) (chars []Char, ok bool) {
	if chars, ok = f.p.parse(); !ok {
		return nil, false
	}
	f.load(s, before, chars, after)
	f.choose(s, chars)
	for _, at := range f.ate {
		if chars[at].R == utf8.RuneError {
			f.guessASCII(at)
		}
	}
	return chars, true
}

// guessASCII puts a blank or a digit in the place of a byte of ASCII, whatever fits
// better, so that the cost of the line can be told.
func (f *Filler) guessASCII(at int) {
	least := math.MaxInt
	best := f.token(at)
	for _, r := range " 1" {
		t := lm.TokenOf(r)
		a, b, d, e := f.token(at-2), f.token(at-1), f.token(at+1), f.token(at+2)
		if c := lm.Cost3(a, b, t) + lm.Cost3(b, t, d) + lm.Cost3(t, d, e); c < least {
			least, best = c, t
		}
	}
	f.toks[f.first+at] = best
}

// swallow is by how much less likely the line may become for each byte of ASCII that a
// question mark swallowed before a byte that others read again: these mostly write U+FFFD.
const swallow = -2 * lm.Nat

// cost is what the text costs as it is filled in.
func (f *Filler) cost() (sum int) {
	first, prev := lm.Start, lm.Start
	for _, t := range f.toks {
		sum += lm.Cost3(first, prev, t)
		first, prev = prev, t
	}
	for k := range f.places {
		sum += int(f.style.taste(kindOf(f.places[k].best[0].R)))
	}
	return sum
}

// code returns the codes of r in page y, from memory if it can be.
func (f *Filler) code(y Page, r rune) (code, other Code) {
	if r < utf8.RuneSelf {
		if r == ' ' && y.Single() {
			other = y.Encode('\u00a0') // many programs make blanks of these
		}
		return Code{[4]byte{byte(r)}, 1}, other
	}
	k := &f.codes[(uint32(r)*0x9E3779B1+uint32(y)*0x85EBCA77)>>20]
	if k.r != r || k.page != y {
		*k = known{r, y, y.Encode(r), y.Other(r)}
	}
	return k.code, k.other
}

// load takes in the characters.
func (f *Filler) load(s Step, before []rune, chars []Char, after []rune) {
	f.toks, f.places, f.none, f.ate, f.last = f.toks[:0], f.places[:0], f.none[:0], f.ate[:0], nil
	var open pairs
	for _, r := range before {
		f.toks = append(f.toks, lm.TokenOf(r))
		open.turn(r)
	}
	f.first = len(f.toks)
	for i := range chars {
		c := &chars[i]
		f.toks = append(f.toks, lm.TokenOf(c.R))
		if !c.Lost() {
			continue
		}
		if c.Gap[0] == GapASCII {
			if f.ate = append(f.ate, i); c.R == utf8.RuneError {
				f.toks[len(f.toks)-1] = lm.TokenOf(' ') // mostly
			}
			continue
		}
		pl := place{at: i}
		if n := len(f.places); n > 0 && c.Gap[0] == GapAfter && f.places[n-1].at == i-1 {
			pl.second = true
			f.places[n-1].joint = true
		}
		if pl.all = f.lists.candidates(s, c); len(pl.all) == 0 || s.Source == FromUTF8 && c.widely() && (i > 0 && fullAlnum(chars[i-1].R) || i+1 < len(chars) && fullAlnum(chars[i+1].R)) { // a letter, which nobody invents
			c.R = utf8.RuneError
			f.toks[len(f.toks)-1] = lm.TokenOf(utf8.RuneError)
			if n := len(f.places); n > 0 && pl.second {
				f.places[n-1].joint = false
			}
			f.none = append(f.none, i)
			continue
		}
		f.places = append(f.places, pl)
		f.toks[len(f.toks)-1] = unknown
	}
	for _, r := range after {
		f.toks = append(f.toks, lm.TokenOf(r))
	}
	f.style = f.styleOf(chars)
	f.open = open
}

// widely reports whether c begins like characters of full width do in UTF-8.
func (c *Char) widely() bool {
	return c.N == 3 && c.Gap[0] == 0 && c.B[0] == 0xEF && (c.Gap[1] != 0 || c.B[1] == 0xBC || c.B[1] == 0xBD)
}

// fullAlnum reports whether r is a digit or a letter of full width. Beside one is mostly another.
func fullAlnum(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// unknown is the token of a character that nothing was put for yet.
const unknown = lm.Token(math.MaxUint16)

// token returns the token of character i, which may lie beyond the ends.
func (f *Filler) token(i int) lm.Token {
	if i += f.first; i < 0 || i >= len(f.toks) {
		return lm.Start
	}
	return f.toks[i]
}

// put puts choice c in a place.
func (f *Filler) put(chars []Char, pl *place, r rune, t lm.Token) {
	chars[pl.at].R = r
	f.toks[f.first+pl.at] = t
}

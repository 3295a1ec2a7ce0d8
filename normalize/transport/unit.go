package transport

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// unit is a line, or lines joined by soft line breaks, with the runs of signs in
// it. What speaks for and against decoding a kind is found out once.
type unit struct {
	src      []byte // the whole text
	from, to int
	code     *fences
	runs     []run

	verdicts [kinds]fact

	rest    []byte // the unit without its runs, each of which is a marker
	han     int    // Han characters in rest
	letters int    // ASCII letters in rest
	behind  []byte // up to two lines before the unit …
	ahead   []byte // … and behind it, as far as they are near

	heard, chineseTalk, englishTalk bool // see talks
	git                             fact // see gitPath
}

type fact uint8

const (
	unknown fact = iota
	no
	yes
)

// marker stands for a run in the rest of a unit. Text does not hold it, and if it
// does, nothing worse than a repair left undone comes of it.
const marker = 0x01

// collect finds the runs that stand where a leak could.
func (u *unit) collect() {
	for p := u.from; p < u.to; {
		k := none
		switch u.src[p] {
		case '&', '\\', 'u', '%', '=', '~', '+', '<':
			k = starts(u.src[:u.to], p)
			if k == none {
				k = startsOther(u.src[:u.to], p)
			}
		}
		s, wrong := sign{}, none
		if c := u.src[p]; c == '&' || c == '\\' {
			if s, wrong = misreadAt(u.src[p:u.to]); wrong != none {
				k = wrong
			}
		}
		if k == none {
			u.rest = append(u.rest, u.src[p])
			p++
			continue
		}
		if wrong == none {
			s = parse(k, u.src, p, u.to)
		}
		r := run{kind: k, from: p, to: p + s.n, out: s.out, han: hanIn(s.out), exact: s.exact, weak: s.weak}
		if len(s.out) > 0 && !u.blocked(r) {
			u.runs = append(u.runs, r)
			u.rest = append(u.rest, marker)
		} else {
			u.rest = append(u.rest, u.src[p:r.to]...)
		}
		p = r.to
	}
	for rest := u.rest; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if isHan(r) {
			u.han++
		} else if n == 1 && isLetter(rest[0]) {
			u.letters++
		}
		rest = rest[n:]
	}
	u.look()
}

// startsOther reports whether a sign begins at src[p] that is decoded only beside
// signs of Chinese: a reference or an escape of another character, a soft line
// break.
func startsOther(src []byte, p int) kind {
	b := src[p:]
	switch {
	case b[0] == '&':
		if r, n := referenceAt(b); n > 0 && (printable(r) || isSurrogate(r)) {
			return reference
		}
	case b[0] == '\\' && len(b) >= 6 && b[1] == 'u':
		if r := hex4(b[2:]); r >= 0 {
			return escape
		}
	case b[0] == '=' && lineFeed(b[1:]) > 0:
		return quoted
	case b[0] == '%' && len(b) >= 6 && b[1] == 'u':
		if r := hex4(b[2:]); r >= utf8.RuneSelf {
			return percent
		}
	}
	return none
}

// look finds the lines around the unit.
func (u *unit) look() {
	const near = 200 // bytes
	before := u.src[max(0, u.from-near):u.from]
	for n, i := 0, len(before)-1; i >= 0; i-- {
		if before[i] == '\n' {
			if n++; n == 3 {
				before = before[i+1:]
				break
			}
		}
	}
	after := u.src[u.to:min(len(u.src), u.to+near)]
	for n, i := 0, 0; i < len(after); i++ {
		if after[i] == '\n' {
			if n++; n == 2 {
				after = after[:i+1]
				break
			}
		}
	}
	u.behind, u.ahead = before, after
}

// accepts reports whether the signs of kind k in the unit are leaks.
func (u *unit) accepts(k kind) bool {
	if u.verdicts[k] == unknown {
		u.verdicts[k] = no
		if u.judge(k) {
			u.verdicts[k] = yes
		}
	}
	return u.verdicts[k] == yes
}

// fenced reports whether the unit stands in a code block of Markdown: it takes all of the text before it to
// know that, and few units ask.
func (u *unit) fenced() bool { return u.code.inside(u.src, u.from) }

func (u *unit) judge(k kind) bool {
	han, n, weak := 0, 0, false
	for _, r := range u.runs {
		if r.kind == k {
			han += r.han
			n++
			weak = weak || r.weak
		}
	}
	need := 4
	switch {
	case k == word:
		need = 1
	case k == hz || k == utf7 || (k == dumped || k == paged) && !weak:
		need = 2
	case weak:
		need = 4
	case u.han > 0:
		need = 2
	}
	if han > 0 && han < need && u.han > 0 && !weak && u.embedded(k) {
		need = han
	}
	if k == misreadReference || k == misreadEscape {
		if need = 4; weak {
			need = 6
		}
		return han >= need && !u.fenced() && !u.talks(k) && !u.shown(k, han, n) && u.plausible(k, han, weak)
	}
	if k == dumped && u.gitPath() {
		return han > 0 && !u.fenced() && u.plausible(k, han, weak)
	}
	if han < need || u.fenced() || !u.prose(k) || u.talks(k) || u.shown(k, han, n) {
		return false
	}
	if u.han == 0 && u.letters > 2*han && k != word && k != quoted && k != paged && (k != dumped || !u.logged()) {
		return false // a sentence of another language that shows some Chinese
	}
	return u.joined(k) && u.plausible(k, han, weak)
}

// joined reports whether the Chinese of a kind stands together: characters one by
// one, with no Chinese beside them, are a list.
func (u *unit) joined(k kind) bool {
	if k == word {
		return true
	}
	alone, han := 0, 0
	for i, r := range u.runs {
		if r.kind != k || r.han == 0 {
			continue
		}
		han += r.han
		if utf8.RuneCount(r.out) == 1 && !chinese(u.before(i)) && !chinese(u.after(i)) {
			alone++
		}
	}
	return 4*alone <= han
}

// embedded reports whether every run of Chinese stands in running Chinese: beside a
// Han character, and with a Han character, a mark or the end of the line at the
// other side.
func (u *unit) embedded(k kind) bool {
	for i, r := range u.runs {
		if r.kind != k || r.han == 0 {
			continue
		}
		before, after := u.before(i), u.after(i)
		if !isHan(before) && !isHan(after) {
			return false
		}
		if !chinese(before) && before != 0 && isHan(firstRune(r.out)) || !chinese(after) && after != 0 && isHan(lastRune(r.out)) {
			return false
		}
	}
	return true
}

// before returns the character before run i, decoded if another run ends there;
// 0 at the start of the unit.
func (u *unit) before(i int) rune {
	if i > 0 && u.runs[i-1].to == u.runs[i].from {
		c, _ := utf8.DecodeLastRune(u.runs[i-1].out)
		return c
	}
	return lastRune(u.src[u.from:u.runs[i].from])
}

// after is like before for what stands behind; 0 at the end of a line.
func (u *unit) after(i int) rune {
	if i+1 < len(u.runs) && u.runs[i+1].from == u.runs[i].to {
		c, _ := utf8.DecodeRune(u.runs[i+1].out)
		return c
	}
	return firstRune(u.src[u.runs[i].to:u.to])
}

func lastRune(text []byte) rune {
	c, n := utf8.DecodeLastRune(text)
	if n == 0 {
		return 0
	}
	return c
}

func firstRune(text []byte) rune {
	c, n := utf8.DecodeRune(text)
	if n == 0 || c == '\n' || c == '\r' {
		return 0
	}
	return c
}

// chinese reports whether r is a Han character or a mark of Chinese.
func chinese(r rune) bool {
	return isHan(r) || r >= 0x3001 && r <= 0x301F || r >= 0xFF01 && r <= 0xFF60 || r >= 0x2014 && r <= 0x2026 || r == '·' || emoji(r)
}

// emoji reports whether r is one, or a sign like these.
func emoji(r rune) bool { return runeclass.Is(r, runeclass.Emoji) }

// The highest costs of a character that are plausible, in nats. A sign that can
// mean one thing only may be a rare name; where it could mean other characters, or
// nothing, only what reads like a sentence counts.
const (
	costly     = 11.5
	costlyWeak = 9
)

// plausible reports whether the language model takes what the runs stand for to be
// text.
func (u *unit) plausible(k kind, han int, weak bool) bool {
	if han < 2 && k == reference {
		return true // a single rare character: no model knows it
	}
	cost, n := 0, 0
	for i, r := range u.runs {
		if r.kind != k {
			continue
		}
		var w lm.Walk
		if c := u.before(i); c != 0 {
			w.Next(c)
		}
		for _, c := range string(r.out) {
			if emoji(c) || c == 0x200D || c == 0xFE0F {
				continue // the model knows nothing of their order
			}
			cost += w.Next(c)
			n++
		}
	}
	limit := costly
	if weak {
		limit = costlyWeak
	}
	return float64(cost)*lm.Unit <= limit*float64(n)
}

// shown reports whether a run is shown and not meant: the unit has the decoded text
// as well, in quotation marks or apart, or a line beside it does; or a word points
// at a short run that stands alone. A run within a sentence is not shown.
func (u *unit) shown(k kind, han, n int) bool {
	if n > 4 || han > 12 {
		return false
	}
	for i, r := range u.runs {
		if r.kind != k || r.han == 0 {
			continue
		}
		out := bytes.TrimSpace(r.out)
		if quotes(u.rest, out) {
			return true
		}
		before, after := isHan(u.before(i)), isHan(u.after(i))
		if before && after {
			continue
		}
		if han <= 6 && k != word && u.points() {
			return true
		}
		if (before || after) && r.han > 2 {
			continue
		}
		if k == word && u.header() {
			continue // the body of a mail repeats its subject
		}
		if bytes.Contains(u.rest, out) || utf8.RuneCount(out) > 1 && (bytes.Contains(u.behind, out) || bytes.Contains(u.ahead, out)) {
			return true
		}
	}
	return false
}

// header reports whether the unit begins with the name of a field, as the headers of
// mail do.
func (u *unit) header() bool {
	name := 0
	for name < len(u.rest) && (isLetter(u.rest[name]) || u.rest[name] == '-') {
		name++
	}
	return name > 0 && bytes.HasPrefix(u.rest[name:], []byte(": "))
}

// quotes reports whether text has what in quotation marks or parentheses.
func quotes(text, what []byte) bool {
	i := bytes.Index(text, what)
	if i < 0 {
		return false
	}
	before, after := lastRune(text[:i]), firstRune(text[i+len(what):])
	return enclosed(before, after) || before == after && (before == '"' || before == '\'')
}

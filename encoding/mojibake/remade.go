package mojibake

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Lines that a program remade after they were read in a page of single bytes: it wrote them in small
// letters or in capitals, made quotation marks straight, put 1⁄2 for ½ and blanks for those that do not break. What
// stands there then may be several bytes. All of the line must be bytes, so that little is left to choose; the
// model chooses, and what it is not sure of is not written.

// manner is what a program did to letters.
type manner uint8

const (
	asTheyWere manner = iota
	small             // all small
	capital           // all capitals
	titled            // words begin with a capital
)

// remadeByte is a byte that some characters of a line may be.
type remadeByte struct {
	b       byte
	n       int  // how many characters
	changed bool // they are not the character of the byte
}

// forms are what characters of a page may have become.
type forms struct {
	small, capital map[rune][]byte
	marks          map[rune][]form // by their first character
}

// form is what became of a byte, where it is no letter.
type form struct {
	text []rune
	b    byte
}

// straight are the marks of ASCII that programs put for others.
var straight = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '‘': "'", '’': "'", '‚': "'", '–': "-", '—': "-", '\u00A0': " ", '\u00AD': "-", '…': "...", '™': "TM",
}

// formsOf returns the forms of the characters of page y.
func formsOf(y page) (f forms) {
	f.small, f.capital, f.marks = map[rune][]byte{}, map[rune][]byte{}, map[rune][]form{}
	for b := 0x80; b < 0x100; b++ {
		r, _ := y.Decode([]byte{byte(b)})
		lower, upper := unicode.ToLower(r), unicode.ToUpper(r)
		f.small[lower] = append(f.small[lower], byte(b))
		f.capital[upper] = append(f.capital[upper], byte(b))
		for _, s := range [...]string{straight[r], norm.NFKC.String(string(r))} {
			if text := []rune(s); s != "" && text[0] != r {
				f.marks[text[0]] = append(f.marks[text[0]], form{text, byte(b)})
			}
		}
	}
	return f
}

// remadePages are the pages that are looked at: of the others no such line was seen.
var remadePages = [...]page{decoder.Latin, decoder.CP1251, decoder.CP1250}

// remade is one line.
type remade struct {
	text   []rune
	y      page
	of     *forms
	manner manner
	x      decoder.Source
	bytes  [][]remadeByte // that begin with each character
	plain  bool           // it is UTF-8 as it stands
}

// mannerOf tells what may have been done to the letters of a line, if there are enough of the pages.
func mannerOf(line []byte) manner {
	may := [...]bool{small: true, capital: true, titled: true}
	n := 0
	var before rune
	for _, r := range string(line) {
		lower, upper := unicode.IsLower(r), unicode.IsUpper(r)
		if (lower || upper) && r >= utf8.RuneSelf && unicode.ToLower(r) != unicode.ToUpper(r) {
			n++
		}
		may[small] = may[small] && !upper
		may[capital] = may[capital] && (!lower || unicode.ToUpper(r) == r)
		if unicode.IsLetter(before) {
			may[titled] = may[titled] && !upper
		} else {
			may[titled] = may[titled] && (!lower || unicode.ToUpper(r) == r)
		}
		if before = r; !may[small] && !may[capital] && !may[titled] {
			return asTheyWere
		}
	}
	for _, m := range [...]manner{small, capital, titled} {
		if may[m] && n >= fewCased {
			return m
		}
	}
	return asTheyWere
}

// changed reads a line in which all letters are small, or capitals, or pairs of bytes with compatible forms among them. It
// is not ok if it may be read as it stands; of what is not sure enough, there are no readings.
func (f *fixer) changed(line []byte) (list []reading, ok bool) {
	if len(line) > maxLine {
		return nil, false // the ways to read it would take too much memory
	}
	beyond := 0
	for _, b := range line {
		if b >= 0xC3 && b < 0xD2 {
			beyond++
		}
	}
	if beyond < fewCased || f.steps <= 0 {
		return nil, false
	}
	m := mannerOf(line)
	if m == asTheyWere && !folded(line) {
		return nil, false
	}
	text := []rune(string(line))
	for _, x := range [...]decoder.Source{decoder.FromUTF8, decoder.FromGBK, decoder.FromBig5} {
		for _, y := range remadePages {
			if x != decoder.FromUTF8 && y == decoder.CP1251 || m == asTheyWere && (x == decoder.FromUTF8 || y != decoder.Latin) {
				continue // Russian is pairs of letters, too; and of UTF-8, more is known before: see straightened
			}
			way := remade{text: text, y: y, manner: m, x: x}
			if list, ok = f.readRemade(line, &way); ok || way.plain {
				return list, ok
			}
		}
	}
	return nil, false
}

// folded reports whether a line has what compatible forms of ISO-8859-1 are alone: 1⁄2, blanks with accents.
func folded(line []byte) bool {
	for i := 0; i+1 < len(line); i++ {
		switch line[i] {
		case 0xE2:
			if bytes.HasPrefix(line[i:], []byte("\u2044")) {
				return true
			}
		case ' ':
			if r, _ := utf8.DecodeRune(line[i+1:]); r == 0x301 || r == 0x304 || r == 0x308 || r == 0x327 {
				return true
			}
		}
	}
	return false
}

// straightened reads a line of UTF-8 in which marks became others.
func (f *fixer) straightened(line []byte) (list []reading, ok bool) {
	if f.steps <= 0 {
		return nil, false
	}
	return f.readRemade(line, &remade{text: []rune(string(line)), y: decoder.Latin, x: decoder.FromUTF8})
}

// readRemade returns what a line says that was remade so.
func (f *fixer) readRemade(line []byte, m *remade) (list []reading, ok bool) {
	if f.forms == nil {
		f.forms = map[page]*forms{}
	}
	if m.of = f.forms[m.y]; m.of == nil {
		of := formsOf(m.y)
		m.of, f.forms[m.y] = &of, &of
	}
	m.lookUp()
	f.steps -= len(m.text)
	path, cost, ok := m.best(true)
	if !ok {
		return nil, false
	}
	f.steps -= beamRemade * len(m.text)
	more := clearlyRemade
	if m.manner != asTheyWere && m.manner == f.manner {
		more = 0 // others of its block were
	}
	if _, plain, ok := m.best(false); ok && cost+more > plain {
		m.plain = m.x == decoder.FromUTF8
		return nil, false
	}
	out, changed, han, unsure := m.write(path)
	if changed == 0 || han < minWhole || wideCost(path)-changed*perRemade > han*dearRemade {
		return nil, false
	}
	if unsureOf*unsure > han {
		return nil, true // what another charset says would be wrong as well
	}
	s := as(m.x, m.y)
	r := reading{To: len(line), Text: out, Steps: []step{s}, Lost: judge.Lost{Places: changed, Margin: surelyRemade, Note: "; letters or marks were changed"}}
	r.Ledger = weigh(s, nil, m.text, []rune(string(out)), nil, 0, f.isProved(s))
	f.w.line = line
	r.Trim(line)
	if !f.accepts(&r) {
		return nil, false
	}
	f.manner = m.manner
	return []reading{r}, true
}

// lookUp finds the bytes that characters may be.
func (m *remade) lookUp() {
	m.bytes = make([][]remadeByte, len(m.text))
	var before rune
	for i, r := range m.text {
		var list []remadeByte
		if b := byteOf(m.y, r); b >= 0x80 {
			list = append(list, remadeByte{b, 1, false})
		} else if r >= 0x40 && r < 0x7F && m.x != decoder.FromUTF8 {
			list = append(list, remadeByte{byte(r), 1, false})
			if other := byte(r) ^ 0x20; isLetter(other) && m.manner != asTheyWere {
				list = append(list, remadeByte{other, 1, true})
			}
		}
		var cased []byte
		switch {
		case m.manner == small, m.manner == titled && unicode.IsLetter(before):
			cased = m.of.small[r]
		case m.manner == capital, m.manner == titled:
			cased = m.of.capital[r]
		}
		for _, b := range cased {
			if len(list) == 0 || b != list[0].b {
				list = append(list, remadeByte{b, 1, true})
			}
		}
		if b := byteOf(m.y, 'ß'); b != 0 && m.manner >= capital && i+1 < len(m.text) && r == 'S' && m.text[i+1]|0x20 == 's' {
			list = append(list, remadeByte{b, 2, true})
		}
		if m.x == decoder.FromUTF8 || m.manner == asTheyWere {
			for _, t := range m.of.marks[r] {
				// Where text of ASCII follows, or nothing, a character may have been cut off before what stands for itself.
				end := i + len(t.text)
				if end > len(m.text) || !slices.Equal(m.text[i:end], t.text) || strings.ContainsRune("\"'-. ", m.text[end-1]) && (end == len(m.text) || m.text[end] < utf8.RuneSelf) {
					continue
				}
				list = append(list, remadeByte{t.b, len(t.text), true})
			}
		}
		m.bytes[i] = list
		before = r
	}
}

// node is a way to read a line up to some place.
type node struct {
	walk   lm.Walk
	cost   int
	r      rune
	from   int // where its last character begins
	before int // in the nodes there
	change int // how many characters of the line its last one changed
}

// best returns the likeliest way to read the line, which may take characters for others only if told so.
func (m *remade) best(change bool) (path []node, cost int, ok bool) {
	nodes := make([][]node, len(m.text)+1)
	nodes[0] = []node{{}}
	for i, r := range m.text {
		here := nodes[i]
		if len(here) == 0 {
			continue
		}
		if len(here) > beamRemade {
			slices.SortStableFunc(here, func(a, b node) int { return a.cost - b.cost })
			here = here[:beamRemade]
			nodes[i] = here
		}
		add := func(r rune, to, changed int) {
			for k := range here {
				n := node{walk: here[k].walk, r: r, from: i, before: k, change: changed}
				n.cost = here[k].cost + n.walk.Next(r) + changed*perRemade
				nodes[to] = append(nodes[to], n)
			}
		}
		if r < utf8.RuneSelf || eastAsian(r) {
			add(r, i+1, 0)
		}
		if r >= utf8.RuneSelf || m.x != decoder.FromUTF8 && m.manner == asTheyWere {
			m.characters(i, change, add)
		}
	}
	last := nodes[len(m.text)]
	if len(last) == 0 {
		return nil, 0, false
	}
	k := 0
	for i := range last {
		if last[i].cost < last[k].cost {
			k = i
		}
	}
	cost = last[k].cost
	for at := len(m.text); at > 0; {
		n := nodes[at][k]
		path = append(path, n)
		at, k = n.from, n.before
	}
	slices.Reverse(path)
	return path, cost, true
}

// characters calls do for what the bytes from character i on may say, with where that ends and how many
// characters are taken for others.
func (m *remade) characters(i int, change bool, do func(r rune, to, changed int)) {
	var b [4]byte
	var more func(at, n, size, changed int)
	more = func(at, n, size, changed int) {
		if n == size {
			if r, ok := m.decode(b[:n]); ok {
				do(r, at, changed)
			}
			return
		}
		if at >= len(m.text) {
			return
		}
		for _, c := range m.bytes[at] {
			if c.changed && !change || m.x == decoder.FromUTF8 && n > 0 && c.b&0xC0 != 0x80 {
				continue
			}
			size := size
			if b[n] = c.b; n == 0 {
				if size = 2; c.b < 0x81 {
					continue
				} else if m.x == decoder.FromUTF8 {
					if c.b < 0xC2 || c.b > 0xF4 {
						continue
					}
					size = utf8Len(c.b)
				}
			}
			more(at+c.n, n+1, size, changed+btoi(c.changed))
		}
	}
	more(i, 0, -1, 0)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// decode returns the character that bytes are, if it is one of Chinese text.
func (m *remade) decode(b []byte) (r rune, ok bool) {
	switch m.x {
	case decoder.FromUTF8:
		r, n := utf8.DecodeRune(b)
		return r, n == len(b) && (r >= 0x2000 || r == 0xB7 || r == 0xD7) && writable(r) && !runeclass.IsPrivate(r)
	case decoder.FromGBK:
		r, n := gb18030.WHATWG.DecodeRune(b)
		return r, n == 2 && (runeclass.Is(r, runeclass.Han) || punctuatesHan(r))
	}
	out, ok := m.x.AppendDecoded(nil, b)
	r, n := utf8.DecodeRune(out)
	return r, ok && n == len(out) && (runeclass.Is(r, runeclass.Han) || punctuatesHan(r))
}

// punctuatesHan reports whether r is a mark of Chinese text.
func punctuatesHan(r rune) bool {
	return r >= 0x2014 && r <= 0x2026 || r >= 0x3000 && r <= 0x3017 || r >= 0xFF01 && r <= 0xFF5E || r == 0xB7 || r == 0xD7
}

// write returns the text of a way to read the line, with U+FFFD for what the model is not sure of, how many
// characters of the line are taken for others, how many are Han, and how many are not sure.
func (m *remade) write(path []node) (out []byte, changed, han, unsure int) {
	for i, n := range path {
		changed += n.change
		r := n.r
		if runeclass.Is(r, runeclass.Han) {
			han++
		}
		if m.text[n.from] >= utf8.RuneSelf && !m.sure(path, i) {
			r = utf8.RuneError
			unsure++
		}
		out = utf8.AppendRune(out, r)
	}
	return out, changed, han, unsure
}

// wideCost is what the characters beyond ASCII cost on a path.
func wideCost(path []node) (sum int) {
	before := 0
	for _, n := range path {
		if n.r >= utf8.RuneSelf {
			sum += n.cost - before
		}
		before = n.cost
	}
	return sum
}

// sure reports whether no other character is nearly as likely at a place of a path.
func (m *remade) sure(path []node, i int) bool {
	end := len(m.text)
	if i+1 < len(path) {
		end = path[i+1].from
	}
	if slices.Contains(m.text[path[i].from:end], ' ') && lm.UnigramCost(lm.TokenOf(path[i].r)) >= gate.Rare {
		return false // blanks stand for other bytes, too
	}
	cost := func(r rune) int {
		var w lm.Walk
		if i > 0 {
			w = path[i-1].walk
		}
		sum := w.Next(r)
		for k := i + 1; k < min(len(path), i+3); k++ {
			sum += w.Next(path[k].r)
		}
		return sum
	}
	own, sure := cost(path[i].r)+path[i].change*perRemade, true
	m.characters(path[i].from, true, func(r rune, to, changed int) {
		if to == end && r != path[i].r && cost(r)+changed*perRemade < own+surelyRemade {
			sure = false
		}
	})
	return sure
}

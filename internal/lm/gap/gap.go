// Package gap makes the tasks that package lm is measured on and that its
// choice of lost characters is trained for: places of a text where bytes would
// be lost, and all that the bytes left would allow there.
package gap

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Kind is a way to lose bytes.
type Kind int

// The kinds.
const (
	Third5   Kind = iota // third byte of UTF-8 that CP1252 leaves undefined
	Second5              // second byte, likewise
	Third                // third byte of UTF-8, any
	Second               // second byte of UTF-8, any
	Last                 // third byte of UTF-8, a lead byte of GBK at the end of the text or before ASCII
	Within               // second and third byte of UTF-8, a pair that GBK refuses
	Front                // first and second byte, a pair that GBK refuses
	Across               // third byte and the first of the next character, likewise
	GBKLead              // lead byte of GBK
	GBKTrail             // trail byte of GBK
	Kinds
)

// String names the kind.
func (k Kind) String() string {
	return [...]string{"cp1252 3rd", "cp1252 2nd", "UTF-8 3rd", "UTF-8 2nd", "GBK refuses end", "GBK refuses 2,3", "GBK refuses 1,2",
		"GBK refuses 3,1", "GBK lead", "GBK trail"}[k]
}

// Gap is a place of a text where bytes are lost.
type Gap struct {
	Kind    Kind
	At      int       // the position of the character, in runes
	Options [][2]rune // what may have been there; for Across, the next character too
}

// Fillable reports whether r may be put where bytes were lost. Letters and
// digits are never invented.
func Fillable(r rune) bool {
	switch {
	case r >= 0x3400 && r < 0xA000, r >= 0x3000 && r < 0x3020, r >= 0x3040 && r < 0x3100:
		return true
	case strings.ContainsRune("“”‘’—…·•！（），：；？～", r):
		return true
	case r >= 0xAC00 && r < 0xD7A4, r >= 0x2600 && r < 0x27C0:
		return true
	}
	return false
}

// Finder finds gaps.
type Finder struct {
	refused [128][256]bool // pairs of bytes without a character in GBK
	first   [256]bool      // first bytes of such pairs
	options map[key][]rune
}

type key struct {
	kind Kind
	a, b byte
}

// NewFinder prepares one.
func NewFinder() *Finder {
	f := &Finder{options: map[key][]rune{}}
	for b := 0x81; b < 0xFF; b++ {
		for c := 0x80; c < 0x100; c++ {
			r, ok := gb18030.WHATWG.DecodePair(byte(b), byte(c))
			if !ok || runeclass.Is(r, runeclass.Private) {
				f.refused[b-0x80][c] = true
				f.first[b] = true
			}
		}
	}
	for r := rune(0x80); r < 0xFFFF; r++ {
		if !Fillable(r) {
			continue
		}
		u := utf8.AppendRune(nil, r)
		for kind := Third5; kind < Kinds; kind++ {
			if k, ok := f.key(kind, r, u); ok {
				f.options[k] = append(f.options[k], r)
			}
		}
	}
	return f
}

func undefined(b byte) bool { return b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D }

// key returns what is left of r, which is u in UTF-8, and false if it cannot
// lose bytes in that way.
func (f *Finder) key(kind Kind, r rune, u []byte) (key, bool) {
	if kind >= GBKLead {
		b, n := gb18030.WHATWG.EncodeRune(r)
		if n != 2 {
			return key{}, false
		}
		if kind == GBKLead {
			return key{kind, b[1], 0}, true
		}
		return key{kind, b[0], 0}, true
	}
	if len(u) != 3 {
		return key{}, false
	}
	switch kind {
	case Third5:
		return key{kind, u[0], u[1]}, undefined(u[2])
	case Second5:
		return key{kind, u[0], u[2]}, undefined(u[1])
	case Third:
		return key{kind, u[0], u[1]}, true
	case Second:
		return key{kind, u[0], u[2]}, true
	case Last:
		return key{kind, u[0], u[1]}, u[2] > 0x80
	case Within:
		return key{kind, u[0], 0}, f.refused[u[1]-0x80][u[2]]
	case Front:
		return key{kind, u[2], 0}, f.refused[u[0]-0x80][u[1]]
	}
	return key{}, false // Across is made by pairs
}

// Places calls do with gaps of the kind in text: everything that could be lost
// if only that byte were, or, for what GBK refuses, what would be.
func (f *Finder) Places(text []rune, kind Kind, do func(g Gap)) {
	if kind >= Last && kind <= Across {
		f.read(text, func(k Kind, at int) {
			if k == kind {
				f.place(text, k, at, do)
			}
		})
		return
	}
	for i := range text {
		f.place(text, kind, i, do)
	}
}

func (f *Finder) place(text []rune, kind Kind, at int, do func(g Gap)) {
	r := text[at]
	if !Fillable(r) {
		return
	}
	u := utf8.AppendRune(nil, r)
	g := Gap{Kind: kind, At: at}
	if kind != Across {
		k, ok := f.key(kind, r, u)
		if !ok {
			return
		}
		for _, c := range f.options[k] {
			g.Options = append(g.Options, [2]rune{c})
		}
		do(g)
		return
	}
	next := utf8.AppendRune(nil, text[at+1])
	if len(next) != 3 || !Fillable(text[at+1]) {
		return
	}
	for _, c := range f.options[key{Third, u[0], u[1]}] {
		last := byte(c)&0x3F | 0x80
		if !f.first[last] {
			continue
		}
		for lead := byte(0xE2); lead <= 0xEF; lead++ {
			if !f.refused[last-0x80][lead] {
				continue
			}
			d, n := utf8.DecodeRune([]byte{lead, next[1], next[2]})
			if n == 3 && d != utf8.RuneError && Fillable(d) {
				g.Options = append(g.Options, [2]rune{c, d})
			}
		}
	}
	do(g)
}

// read reads the UTF-8 of text as GBK and tells what is refused.
func (f *Finder) read(text []rune, do func(kind Kind, at int)) {
	var b, pos []byte // the bytes, and which of its character each is
	var at []int
	for i, r := range text {
		n := len(b)
		b = utf8.AppendRune(b, r)
		for k := n; k < len(b); k++ {
			pos, at = append(pos, byte(k-n)), append(at, i)
		}
	}
	for i := 0; i < len(b); i++ {
		if b[i] < 0x81 {
			continue
		}
		switch {
		case i+1 == len(b) || b[i+1] < 0x40:
			if pos[i] == 2 {
				do(Last, at[i])
			}
		case b[i+1] < 0x80: // taken along, or refused; not followed here
		case f.refused[b[i]-0x80][b[i+1]]:
			switch {
			case pos[i] == 0 && pos[i+1] == 1:
				do(Front, at[i])
			case pos[i] == 1 && pos[i+1] == 2:
				do(Within, at[i])
			case pos[i] == 2:
				do(Across, at[i])
			}
			i++
		default:
			i++
		}
	}
}

// Scripts reports whether r is a character of GB2312 and of the first two planes
// of Big5, which stand for simplified and traditional text.
func Scripts(r rune) (gb, b5 bool) {
	_, _, gb = gb18030.EncodeGB2312(r)
	c, n := big5.CP950.EncodeRune(r)
	return gb, n == 2 && c[0] < 0xFA
}

// Options returns what may have been where r lost bytes, r among it; nil if it
// cannot lose bytes in that way. Not for Across.
func (f *Finder) Options(kind Kind, r rune) []rune {
	k, ok := f.key(kind, r, utf8.AppendRune(nil, r))
	if !ok {
		return nil
	}
	return f.options[k]
}

// Simplified says for each simplified character, as a token, what else the bytes that a loss
// leaves of it allow: simplified characters only. In which script a text is does not have to
// be learned. Characters of which nothing else is left are not in it.
func (f *Finder) Simplified(kind Kind) map[lm.Token][]lm.Token {
	simplified := func(r rune) bool {
		gb, _ := Scripts(r)
		return gb && Fillable(r)
	}
	all := map[lm.Token][]lm.Token{}
	for r := rune(0x80); r < 0xFFFF; r++ {
		t := lm.TokenOf(r)
		if !simplified(r) || all[t] != nil {
			continue
		}
		var list []lm.Token
		seen := map[lm.Token]bool{}
		for _, x := range f.Options(kind, r) {
			if u := lm.TokenOf(x); simplified(x) && !seen[u] {
				seen[u] = true
				list = append(list, u)
			}
		}
		if len(list) > 1 {
			all[t] = list
		}
	}
	return all
}

// Package damage breaks clean simplified Chinese pages the way machines break
// them. It is for tests only: a repair must give back what stood there before.
// Nothing that ships may import it.
//
// It is written from observations of damaged pages alone and shares no code
// with the repairs, nor their code pages, so that an error in one is not
// hidden by the same error in the other.
package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/s2t"
)

// Private says what becomes of a pair of bytes in GBK's user-defined area.
type Private uint8

// UnmarshalText and MarshalText take keep, strip and mark.
func (p *Private) UnmarshalText(text []byte) error {
	i := slices.Index(privates, string(text))
	if i < 0 {
		return fmt.Errorf("damage: private: %q", text)
	}
	*p = Private(i)
	return nil
}

func (p Private) MarshalText() ([]byte, error) { return []byte(privates[p]), nil }

var privates = []string{"keep", "strip", "mark"}

const (
	Keep  Private = iota // a private-use character, U+E000 to U+E765
	Strip                // nothing
	Mark                 // a question mark
)

// A Farm is one site that runs the link-farm rewriter. The zero Farm turns
// simplified characters traditional and does nothing else.
type Farm struct {
	// Annotate is the share of the rewriter's characters, 0 to 1, that a page
	// has readings behind: 進(jìn). Which ones, each page draws for itself; a
	// character is annotated everywhere on a page or nowhere.
	Annotate float64 `json:"annotate,omitzero"`
	// Every makes it know every traditional character of GBK, and not only those
	// that were seen most: the share is of them, and each page draws one of the
	// readings of a character.
	Every bool `json:"every,omitzero"`
	// Blank puts a blank before the closing parenthesis behind those
	// characters that were seen with one: 創(chuàng ).
	Blank bool `json:"blank,omitzero"`
	// Bytes makes the rewriter look at bytes of GBK, not at characters: it
	// finds the characters it annotates, and the marks ！？；，。 where it cuts
	// the text before decoding, at any byte offset.
	Bytes bool `json:"bytes,omitzero"`
	// Whole makes it rewrite the page as one text, so that a byte that lost
	// its partner may swallow a line end. Without it each line is by itself.
	Whole bool `json:"whole,omitzero"`
	// Private says what becomes of pairs of bytes without a character. Such
	// pairs appear only where bytes are paired one off.
	Private Private `json:"private,omitzero"`
	// Commas is the share of ，、。； that get a comma before them.
	Commas float64 `json:"commas,omitzero"`
	// Toneless is the share of characters that get a reading without tone,
	// 时常(chang). Such a rewriter leaves the text simplified otherwise.
	Toneless float64 `json:"toneless,omitzero"`
	// Spam is a line to add at the end, as it is.
	Spam string `json:"spam,omitzero"`
	// Fold narrows U+FF01 to U+FF5E to ASCII at the end, as a crawler does.
	Fold bool `json:"fold,omitzero"`
}

// A Page is a rewritten page beside the text it was made from.
type Page struct {
	Text string // what a reader finds
	// Want is what an exact repair makes of Text: the clean text after the
	// change of script, with Spam, and folded if Text is. The readings, the
	// commas and the shifted bytes are gone from it.
	Want   string
	Places []Place // where Text differs from Want by more than readings and commas
}

// A Place is a part of a page where bytes were paired wrongly. Offsets are in
// bytes.
type Place struct {
	WantFrom, WantTo int   // the characters in Page.Want that were hit
	TextFrom, TextTo int   // what Page.Text has there
	Lost             []int // offsets in Page.Want of ASCII characters swallowed with no trace
}

// Page rewrites clean, whose lines end in LF. The same seed gives the same page.
func (f Farm) Page(clean string, seed uint64) Page {
	p := press{Farm: f, rng: rand.New(rand.NewPCG(seed, 0x66697874))}
	p.notes = drawNotes(f, p.rng)
	if f.Toneless == 0 {
		clean = s2t.String(clean)
	}
	if f.Whole {
		p.print(clean)
	} else {
		for line := range strings.Lines(clean) {
			body := strings.TrimSuffix(line, "\n")
			p.print(body)
			p.both(line[len(body):])
		}
	}
	if f.Spam != "" {
		if s := p.want.String(); s != "" && !strings.HasSuffix(s, "\n") {
			p.both("\n")
		}
		p.both(f.Spam)
	}
	return Page{Text: p.text.String(), Want: p.want.String(), Places: p.places}
}

// press prints one page.
type press struct {
	Farm
	rng        *rand.Rand
	notes      []note
	text, want strings.Builder
	places     []Place
}

// both prints s, which is damaged no further.
func (p *press) both(s string) {
	for _, r := range s {
		p.text.WriteRune(p.fold(r))
		p.want.WriteRune(p.fold(r))
	}
}

// print rewrites s, which is one line, or the page if the rewriter takes it as
// a whole.
func (p *press) print(s string) {
	chars := []rune(s)
	glyphs := p.rewrite(chars)
	at := make([]int, len(chars)+1) // offset of each character in the wanted text
	for i, r := range chars {
		at[i] = p.want.Len()
		p.want.WriteRune(p.fold(r))
	}
	at[len(chars)] = p.want.Len()
	for _, g := range glyphs {
		if p.comma(g) {
			p.text.WriteRune(p.fold('，'))
		}
		from := p.text.Len()
		if g.r >= 0 {
			p.text.WriteRune(p.fold(g.r))
		}
		if g.broken {
			p.broke(Place{WantFrom: at[g.from], WantTo: at[g.to], TextFrom: from, TextTo: p.text.Len()}, g.lost, at)
		}
	}
}

// broke notes a place, or makes the last one longer if they share a character
// or touch.
func (p *press) broke(q Place, lost int, at []int) {
	if n := len(p.places) - 1; n >= 0 && q.WantFrom <= p.places[n].WantTo {
		l := &p.places[n]
		l.WantTo, l.TextTo = max(l.WantTo, q.WantTo), q.TextTo
	} else {
		p.places = append(p.places, q)
	}
	if lost >= 0 {
		l := &p.places[len(p.places)-1]
		l.Lost = append(l.Lost, at[lost])
	}
}

// comma draws whether a comma is inserted before g.
func (p *press) comma(g glyph) bool {
	switch g.r {
	case '，', '、', '。', '；':
		return p.rng.Float64() < p.Commas
	}
	return false
}

func (p *press) fold(r rune) rune {
	if p.Fold && '！' <= r && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// rewrite does the steps that work on characters or on their bytes.
func (p *press) rewrite(chars []rune) []glyph {
	var out []glyph
	if p.Toneless > 0 || !p.Bytes {
		for i, r := range chars {
			out = append(out, glyph{r: r, from: i, to: i + 1, lost: -1})
			for _, n := range p.reading(r) {
				out = append(out, glyph{r: n, lost: -1})
			}
		}
		return out
	}
	// A character without GBK bytes stays as it is, as a numeric entity would,
	// and the bytes on its two sides do not meet.
	for i := 0; i < len(chars); {
		if _, ok := encode(nil, chars[i]); !ok {
			out = append(out, glyph{r: chars[i], from: i, to: i + 1, lost: -1})
			i++
			continue
		}
		var t tape
		for ; i < len(chars); i++ {
			b, ok := encode(nil, chars[i])
			if !ok {
				break
			}
			t.add(b, i)
		}
		for _, n := range p.notes {
			t = t.inject(n)
		}
		out = p.develop(out, t, chars)
	}
	return out
}

// reading returns what is written behind r when characters are looked at.
func (p *press) reading(r rune) []rune {
	if p.Toneless > 0 {
		if r < utf8.RuneSelf || p.rng.Float64() >= p.Toneless {
			return nil
		}
		return toneless(r)
	}
	for _, n := range p.notes {
		if n.r == r {
			return []rune(n.text)
		}
	}
	return nil
}

package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/model"
)

// Candidates finds what characters may be that lost bytes. It holds buffers and serves one
// goroutine at a time; the zero Candidates is ready to use.
type Candidates struct {
	fill decoder.Filler
}

// A LostChar is a character of a reading that lost bytes.
type LostChar struct {
	At      int       // its offset in the reading, in bytes
	May     []rune    // what it may be, the likeliest first: a few
	Chances []float64 // how likely each of these is, from 0 to 1; the rest is that of others
}

// Use makes c choose by a model; nil for the small one in the library.
func (c *Candidates) Use(m *model.Model) { c.fill.Use(choice.Of(m.Contents())) }

// may returns what a character is that lost bytes, which stands at an offset.
func may(l *decoder.Lost, at int) judge.Char {
	char := judge.Char{At: at, Chances: l.Chances()}
	for _, c := range l.Best() {
		char.May = append(char.May, c.R)
	}
	return char
}

// Of reads text, which stands between before and after in a line, as what s makes of other
// text, and returns that with the characters of it that lost bytes. In their places stand
// the likeliest, however unlikely: it decides nothing. ok is false if text can not be read so.
func (c *Candidates) Of(before, text, after string, s Step) (reading string, lost []LostChar, ok bool) {
	t, ok := s.parse()
	if !ok || t.Source >= numSources || t.Page == decoder.Partial || t.OutOfStep() || !t.Fills() {
		return "", nil, false
	}
	res, ok := c.fill.Fill(t, []rune(before), []rune(text), []rune(after))
	if !ok {
		return "", nil, false
	}
	at, k := 0, 0
	for i := range res.Lost {
		l := &res.Lost[i]
		for ; k < l.At; k++ {
			at += utf8.RuneLen(res.Text[k])
		}
		lost = append(lost, LostChar(may(l, at)))
	}
	return string(res.Text), lost, true
}

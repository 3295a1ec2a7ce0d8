package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
)

// Candidates finds what characters may be that lost bytes. It holds buffers and serves one
// goroutine at a time; the zero Candidates is ready to use.
type Candidates struct {
	fill decoder.Filler
}

// A LostChar is a character of a reading that lost bytes.
type LostChar struct {
	At  int    // its offset in the reading, in bytes
	May []rune // what it may be, the likeliest first
}

// Of reads text, which stands between before and after in a line, as what s makes of other
// text, and returns that with the characters of it that lost bytes. In their places stand
// the likeliest, however unlikely: it decides nothing. ok is false if text can not be read so.
func (c *Candidates) Of(before, text, after string, s Step) (reading string, lost []LostChar, ok bool) {
	t, ok := s.parse()
	if !ok || t.x >= numSources || t.y == partial || t.y.phased() || !t.decoded().Fills() {
		return "", nil, false
	}
	res, ok := c.fill.Fill(t.decoded(), []rune(before), []rune(text), []rune(after))
	if !ok {
		return "", nil, false
	}
	at, k := 0, 0
	for i := range res.Lost {
		l := &res.Lost[i]
		for ; k < l.At; k++ {
			at += utf8.RuneLen(res.Text[k])
		}
		char := LostChar{At: at}
		for _, choice := range l.Best() {
			char.May = append(char.May, choice.R)
		}
		lost = append(lost, char)
	}
	return string(res.Text), lost, true
}

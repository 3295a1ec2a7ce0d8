package mojibake

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
)

// signature undoes the signature of UTF-8 (the byte order mark, EF BB BF) at the
// beginning of a text that was read as GBK: EF BB is a rare character, and BF makes
// another with the letter behind it, or a question mark swallowed what is below 0x40.
// What was swallowed, the text behind it tells: #! or <?php or // stand at the beginning
// of files. The signature goes with it; the text is UTF-8 without it.
func (f *fixer) signature(block []byte) (r reading, ok bool) {
	if !gate.Signature(block) {
		return r, false
	}
	at := len(gate.SignatureAsGBK)
	c, n := utf8.DecodeRune(block[at:])
	line, _, _ := strings.Cut(string(block[at+n:]), "\n")
	r = reading{To: at + n, Steps: []step{as(decoder.FromUTF8, decoder.GBK)}}
	if code := decoder.GBK.Encode(c); c >= utf8.RuneSelf && code.N == 2 && code.B[0] == 0xBF && code.B[1] < utf8.RuneSelf {
		r.Text = []byte{code.B[1]}
		return r, true
	}
	first := decoder.First(line)
	if c != '?' && c != utf8.RuneError || first == 0 || f.exact {
		return r, false
	}
	r.Text = []byte{first}
	r.Lost.Places, r.Lost.Margin, r.Lost.Note = 1, judge.Lead(decoder.ASCIIChance), "; inferred: 1"
	return r, true
}

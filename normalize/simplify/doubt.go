package simplify

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/kanji"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// A unit may have no character that only traditional text has, and none that only
// simplified text has: 他搧了搧扇子，性情沈厚。 What it has are signs, characters that the
// mainland writes with another meaning or seldom. One is a name, or a whim of its writer;
// two different ones are traditional text.

const (
	// signs is how many different ones a unit without other evidence must have.
	signs = 2
	// surely is a score of package kanji that Japanese text hardly has.
	surely = -4 * kanji.Nat
	// decided is a lead of the language model that counts as a sign.
	decided = 0.9
	// sure is a lead with which 著 is 着.
	sure = 0.98
	// soft stands for all characters of dict.Soft, which are one sign together.
	soft = '搧'
)

// doubtful reports whether the unit src[from:to], which has counts of neither kind, has
// signs enough.
func (c *converter) doubtful(from, to int, counts script.Counts) bool {
	var different [signs]rune
	n := 0
	for p := from; p < to && n < signs; {
		e, r, k := entry(c.src[p:to])
		if e&dict.ChangeMask != 0 || e&dict.Special != 0 && chooses(r) != nil {
			if r == '著' {
				n = signs
			} else if !strings.ContainsRune(string(different[:n]), r) {
				different[n] = r
				n++
			}
		}
		p += k
	}
	if n < signs || !counts.SurelyChinese() && kanji.Score(c.src[from:to]) > surely {
		return false
	}
	log := edit.Log{Keep: true}
	trial := converter{src: c.src, log: &log, wanted: true, variant: c.variant, kept: c.kept}
	trial.careful(nil, from, to, whole)
	seen := ""
	for _, e := range log.Edits {
		r, size := utf8.DecodeRune(e.In)
		switch {
		case strings.ContainsRune(dict.Soft, r):
			r = soft
		case r == '著' && string(e.Out) == "着" && (strings.HasPrefix(e.Note, inWord) || e.Confidence >= sure):
			return true // behind a verb, no other text has it
		case r == '妳', strings.HasPrefix(e.Note, inWord), e.Rule == Ambiguous && e.Confidence >= decided:
		case e.Rule == Ambiguous || !c.wordAt(int(e.Offset), size):
			continue
		}
		if !strings.ContainsRune(seen, r) {
			seen += string(r)
		}
	}
	return utf8.RuneCountInString(seen) >= signs
}

// japanese reports whether the character at p, of simplified text, stands in a
// Japanese family name.
func (c *converter) japanese(p, from, to int) bool {
	const most = 2 // characters of a name before it
	start := p
	for range most {
		_, k := utf8.DecodeLastRune(c.src[from:start])
		start -= k
	}
	for q := start; q <= p; {
		at, size, _ := tables.Japanese.Next(c.src[q:min(to, p+most*utf8.UTFMax)], 0)
		if size == 0 || q+at > p {
			return false
		}
		if q+at+size > p {
			return true
		}
		_, k := utf8.DecodeRune(c.src[q+at:])
		q += at + k
	}
	return false
}

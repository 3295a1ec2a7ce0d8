package mojibake

import (
	"slices"
	"unicode"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Text of another charset that no reading makes sense of, Korean or Japanese in a Western page, has bytes by chance that
// are UTF-8, or a Chinese word. Where more of a line stays debris than would be read, none of it is made: half of a run would be
// repaired, and the other half left without what tells how it came about.

// byChance reports whether the readings of a line, of a page of single bytes, are fewer characters than the debris around
// them, and none that so many bytes say by chance hardly ever.
func (w *western) byChance(line []byte, list []reading) bool {
	if len(list) == 0 || len(list[0].Steps) == 0 {
		return false
	}
	y := list[0].Steps[0].Page
	if !y.Single() {
		return false
	}
	if len(w.line) != len(line) || &w.line[0] != &line[0] { // but what was made of it
		w.load(line)
	}
	w.undo(list)
	w.encode(y)
	s := judge.Share{}
	runs := w.best.runs
	if y != w.best.page {
		runs = nil
	}
	for k, undone := range w.undone {
		for len(runs) > 0 && runs[0].to <= k {
			runs = runs[1:]
		}
		switch {
		case undone:
			s.Of++
		case len(runs) > 0 && runs[0].from <= k && !runs[0].ledger.Counts(judge.Crowded): // UTF-8, too, if not for sure
		case w.debris(k-1, k) || w.debris(k, k+1):
			s.N++
		}
	}
	return s.N > s.Of && (s.N > 2*s.Of || !slices.ContainsFunc(list, provesItself))
}

// provesItself reports whether a reading has characters of East Asia, or marks, that UTF-8 has three bytes for.
func provesItself(r reading) bool {
	return r.Steps[0].Source == decoder.FromUTF8 && slices.ContainsFunc([]rune(string(r.Text)), func(c rune) bool {
		return c >= 0x2000 && c < 0x2C00 && punctuating(c) || c >= 0x1F300 || runeclass.Is(c, runeclass.Common|runeclass.Syllable)
	})
}

// debris reports whether glyphs i and k, side by side, are bytes of the page that no reading has, and stand together as in no
// word: a symbol is one of them, or a capital behind a small letter.
func (w *western) debris(i, k int) bool {
	if i < 0 || k == len(w.glyphs) || w.undone[i] || w.undone[k] || !w.appended(k) || w.bytes[i] == 0 || w.bytes[k] == 0 {
		return false
	}
	a, b := w.glyphs[i], w.glyphs[k]
	if punctuating(a.r) || punctuating(b.r) || a.r == b.r {
		return false
	}
	return !a.letter || !b.letter || unicode.IsLower(a.r) && unicode.IsUpper(b.r) || script(a.r) != script(b.r)
}

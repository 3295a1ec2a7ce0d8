package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Lines of one text are mostly damaged alike. What undid the last line is tried
// first, on the whole line, and without the language model where it can be.

// likeLast undoes on a whole line what was undone on the last one, if that
// leaves no doubt.
func (f *fixer) likeLast(line []byte) (r reading, ok bool) {
	if len(f.last) == 0 {
		return r, false
	}
	text, ok := f.undoer.Undo(f.last, line)
	if !ok || bytes.Equal(text, line) {
		return r, false
	}
	wide := wideIn(text)
	if last := f.last[len(f.last)-1]; last.Source == decoder.FromUTF8 && (!decoder.Clean(text, !last.Page.Single()) || !last.Page.Single() && monotonous(text)) { // of others, undo asks for it; controls may be bytes of another layer
		return r, false
	}
	// So much valid UTF-8 is no chance, once it was seen in the block.
	l := judge.Ledger{Kind: judge.AgainUTF8, Gain: wide * judge.FormGain, Chars: wide}
	if !judge.Decide(&l).Made() {
		return r, false
	}
	if slices.ContainsFunc(f.last, func(s step) bool { return s.Source != decoder.FromUTF8 || s.Page == decoder.Partial }) && !again(&l, line, text) {
		return r, false
	}
	if last := f.last[0]; len(f.last) == 1 && last.Source != decoder.FromUTF8 && last.Page.Single() && f.likelierInSingle(last, line, text) {
		return r, false
	}
	from := len(f.texts)
	f.texts = append(f.texts, text...)
	l.Note(judge.Redone, f.undoneProves(f.last))
	r = reading{From: 0, To: len(line), Text: f.texts[from:], Steps: f.last, Ledger: l}
	r.Trim(line)
	return r, true
}

// monotonous reports whether text beyond ASCII is one or two letters of two bytes, as any pairs that
// are repeated say by chance: 艹艹艹艹.
func monotonous(text []byte) bool {
	var one, two rune
	for _, r := range string(text) {
		switch {
		case r < utf8.RuneSelf || r == one || r == two:
		case r >= 0x800 || two != 0:
			return false
		case one == 0:
			one = r
		default:
			two = r
		}
	}
	return one != 0
}

// undoneProves reports whether the chain that the undoer has just undone, done again, makes
// what stood there; see proves.
func (f *fixer) undoneProves(chain []step) bool {
	return f.undoer.Proves(chain) && !slices.ContainsFunc(chain, func(s step) bool { return s.Page == decoder.Partial || s.OutOfStep() })
}

// wideIn counts the characters of text, which is UTF-8, beyond ASCII.
func wideIn(text []byte) (wide int) {
	for _, b := range text {
		if b >= 0xC0 {
			wide++
		}
	}
	return wide
}

// again measures in l by how much text costs less than line, and reports whether that is
// made. A coarser model is asked first.
func again(l *judge.Ledger, line, text []byte) bool {
	l.Kind = judge.Again
	for _, cost := range [...]func([]byte) int{lm.ClassSum, lm.Sum} {
		after := cost(text)
		l.Gain, l.Mean = cost(line)-after, perChar(after-len(text)*judge.AgainByte, l.Chars)
		if judge.Decide(l).Made() {
			return true
		}
	}
	return false
}

// perChar returns what each of n characters costs, of sum; a fraction counts in full.
func perChar(sum, n int) int {
	if sum <= 0 || n == 0 {
		return 0
	}
	return (sum + n - 1) / n
}

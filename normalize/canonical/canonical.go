// Package canonical brings the rest of a text into canonical form: characters
// that look right but are not the ones a reader would type, and characters that
// cannot be seen at all. PDF readers write Kangxi radicals for ideographs, old
// charsets left private-use characters behind, web pages are full of zero-width
// spaces.
//
// Each [Rules] bit is one rule, with a code of its own in the log:
//
//	Radicals       FT501  ⼈⼯ → 人工
//	Compatibility  FT502  不 (U+F967) → 不
//	PrivateUse     FT503  U+E863 → 䶮
//	Invisible      FT504  zero-width characters
//	Bidi           FT504  bidirectional controls
//	SoftHyphens    FT505  soft hyphens inside words
//	BOMs           FT506  byte order marks in the middle
//	Composition    FT507  e + U+0301 → é
//	Width          FT511  Ａ → A, ｶﾞ → ガ (loses information)
//	Case           FT512  A → a, ß → ss (loses information)
//	Punctuation    FT513  “” → "", ， → , (loses information)
//
// The rules of the profile [Canonical] change nothing that a reader of the text
// sees, and only where the line around shows that it is damage: text about
// radicals keeps its radicals, Japanese and Korean their compatibility
// ideographs (神 of a name, U+FA19), emoji, Arabic, Persian and Indic scripts
// their joiners, text with Hebrew or Arabic its controls. Icons in the private
// use area, ideographs of the extensions, and ligatures stay.
//
// A rule decides by the line a character stands in; what language a line is in,
// by [script.Context]. That evidence is taken from the text as it would be with
// all rules applied, so that one change never decides the next, and
// Append(Append(x)) equals Append(x).
package canonical

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
)

//go:generate sh -c "go run ./gen -equivalent \"$EQUIVALENT_UNIFIED_IDEOGRAPH\""

// Rules is a set of rules.
type Rules uint32

// The rules. See each one's file for what it changes and what it leaves.
const (
	Radicals Rules = 1 << iota
	Compatibility
	PrivateUse
	Invisible
	Bidi
	SoftHyphens
	BOMs
	Composition
	Width
	Case
	Punctuation

	// Canonical is the rules that only undo damage to characters.
	Canonical = Radicals | Compatibility | PrivateUse | Invisible | Bidi | SoftHyphens | BOMs | Composition
	// Folding is the rules that lose information. They are for search indexes.
	Folding = Width | Case | Punctuation
	// Search is all rules.
	Search = Canonical | Folding
)

// The codes of the rules in the log.
const (
	codeRadical       edit.Code = "FT501"
	codeCompatibility edit.Code = "FT502"
	codePrivateUse    edit.Code = "FT503"
	codeInvisible     edit.Code = "FT504"
	codeSoftHyphen    edit.Code = "FT505"
	codeBOM           edit.Code = "FT506"
	codeComposition   edit.Code = "FT507"
	codeWidth         edit.Code = "FT511"
	codeCase          edit.Code = "FT512"
	codePunctuation   edit.Code = "FT513"
)

// maxRounds bounds how often a text is gone over. What one round uncovers (a
// letter and its accent that stood apart) the next one sees; two are the rule.
const maxRounds = 4

// Append appends src in canonical form by rules to dst and returns the extended
// slice. It records each change in log, with offsets in bytes into src; log may
// be nil. Bytes that are not UTF-8 are copied untouched, line feeds stay. The
// result never shares memory with src, and dst and src do not overlap.
//
// Verdicts are exact where a character stands for one other only. Private-use
// characters read by HKSCS are inferred. src should be whole lines.
func Append(dst, src []byte, rules Rules, log *edit.Log) []byte {
	if log == nil {
		log = new(edit.Log)
	}
	text, own := rewrite(src, rules, nil, log.Keep)
	if own.Changed() && !own.Keep && log.Wants(0, len(src)) {
		text, own = rewrite(src, rules, nil, true)
	}
	log.Take(&own)
	return append(dst, text...)
}

// rewrite returns src in canonical form, and what was done. The lines are those of
// from, or src is all that there is.
func rewrite(src []byte, rules Rules, from *origin, keep bool) (text []byte, all edit.Log) {
	text, all.Keep = src, keep
	for range maxRounds {
		changed := false
		for _, stage := range [...]struct {
			on  Rules
			run func(dst, src []byte, rules Rules, e *evidence, log *edit.Log) []byte
		}{
			{Canonical &^ Composition, clean}, {Composition, compose},
			{Width, foldWidth}, {Case, foldCase}, {Punctuation, foldPunctuation},
		} {
			if rules&stage.on == 0 || next(text, 0, rules&stage.on) == len(text) {
				continue
			}
			own := edit.Log{Keep: keep}
			out := stage.run(make([]byte, 0, len(text)+64), text, rules, newEvidence(text, from), &own)
			if !own.Changed() {
				continue
			}
			changed, text = true, out
			edits := all.Edits
			all.Merge(&own)
			if keep {
				all.Edits = edit.Compose(edits, own.Edits)
			}
		}
		if !changed {
			break
		}
	}
	return text, all
}

// Span returns the length of a prefix of src, up to a whole line, that Append
// would certainly leave unchanged by rules: len(src) if src has no character
// that a rule is about. It does not look at the evidence, does not allocate, and
// is fast.
func Span(src []byte, rules Rules) int {
	at := next(src, 0, rules)
	if at == len(src) {
		return at
	}
	return linescan.Start(src, at)
}

// clean applies all rules that look at one character and what stands beside it.
func clean(dst, src []byte, rules Rules, e *evidence, log *edit.Log) []byte {
	rules &= Canonical &^ Composition
	for p := 0; p < len(src); {
		at := next(src, p, rules)
		if at == len(src) {
			return append(dst, src[p:]...)
		}
		from := p + linescan.Start(src[p:], at-p)
		to := linescan.End(src, at)
		dst = append(dst, src[p:from]...)
		l := line{src: src, from: from, to: to, evidence: e, rules: rules}
		dst = l.append(dst, at, log)
		p = to
	}
	return dst
}

// recorder appends to a text and logs. Changes that touch are one edit if they
// are of one rule.
type recorder struct {
	dst  []byte
	src  []byte
	done int // src[:done] is in dst
	log  *edit.Log

	last edit.Edit // waits for more that joins it …
	from int       // … starts at src[from] …
	out  int       // … and gave dst[out:]
}

// replace puts out in the place of src[from:to].
func (r *recorder) replace(from, to int, out []byte, e edit.Edit) {
	if r.done != from || r.last.Rule != e.Rule || r.last.Verdict != e.Verdict || r.last.Confidence != e.Confidence {
		r.flush()
		r.dst = append(r.dst, r.src[r.done:from]...)
		r.last, r.from, r.out = e, from, len(r.dst)
	}
	r.dst = append(r.dst, out...)
	r.done = to
}

// flush logs the edit that waits for more.
func (r *recorder) flush() {
	if len(r.last.Rule) > 0 {
		r.last.Offset, r.last.In, r.last.Out = int64(r.from), r.src[r.from:r.done], r.dst[r.out:]
		r.log.Add(r.last)
		r.last = edit.Edit{}
	}
}

// finish appends the rest of the text up to end.
func (r *recorder) finish(end int) []byte {
	r.flush()
	return append(r.dst, r.src[r.done:end]...)
}

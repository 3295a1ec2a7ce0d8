// Package transport decodes what the transport of a text has left in it: text
// that was encoded for HTML, JSON, a URL or mail and was never decoded.
//
//	FT111  numeric character references   &#20013;&#x6587;        中文
//	FT112  \u and u escapes               \u4e2d\u6587            中文
//	FT113  percent-encoding               %E4%B8%AD %u4E2D        中
//	FT114  quoted-printable               =E4=B8=AD=E6=96=87      中文
//	FT115  encoded words of mail headers  =?utf-8?B?5Lit5paH?=    中文
//	FT116  HZ and UTF-7                   ~{VPND~} +Ti1lhw-       中文
//	FT117  dumped bytes                   <E4><B8><AD> \xE4\xB8\xAD 中
//
// References and escapes may also stand for characters that nobody wrote, since Chinese
// was read in a wrong charset before: &auml;&cedil;&shy; is 中 (misread.go).
//
// Only Chinese is decoded, and only in prose. The same signs are right in source
// code, JSON, HTML, URLs and in text that explains them, so a line is left as it
// is unless
//
//   - what comes out is Chinese that the language model finds plausible, enough
//     of it for the place, and
//   - what stands around it is neither code nor markup nor a URL, does not name
//     encodings, and does not show the decoded text as well.
//
// All signs of one kind in a line are decoded, or none. Signs for ASCII, for
// controls and line feeds, and other named references (&nbsp;) stay. An encoding that
// was itself encoded (&amp;#20013; %25E4%25B8%25AD) is undone up to four layers.
// What is decoded is never a sign again, so Append(Append(x)) equals Append(x).
//
// Lines stay lines: a soft line break of quoted-printable loses its = and keeps
// its line feed, which moves behind a character that it cut in two.
package transport

import (
	"bytes"
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/linescan"
)

// kind is a family of signs.
type kind uint8

const (
	none             kind = iota
	reference             // &#20013;
	escape                // \u4e2d
	bare                  // u4e2du6587u5b57
	percent               // %E4%B8%AD, %u4E2D
	quoted                // =E4=B8=AD
	word                  // =?utf-8?B?5Lit?=
	hz                    // ~{VPND~}
	utf7                  // +Ti1lhw-
	dumped                // \xE4\xB8\xAD, \344\270\255
	paged                 // <E4><B8><AD>
	misreadReference      // &aring;&frac12;
	misreadEscape         // \u00e5\u00bd
	kinds
)

// rule returns the code of the rule that decodes signs of the kind.
func (k kind) rule() edit.Code {
	return [...]edit.Code{"", "FT111", "FT112", "FT112", "FT113", "FT114", "FT115", "FT116", "FT116", "FT117", "FT117", "FT111", "FT112"}[k]
}

// Append appends src with its transport leaks decoded to dst and returns the extended
// slice; dst may be nil. It records each run of signs in log, if that is not nil, with
// offsets in bytes into src. The verdict is exact where encoding the output again gives
// the input up to the case of hexadecimal digits, else inferred. src should be whole
// lines; bytes that are not UTF-8 are copied untouched. The result never shares memory
// with src, and dst and src do not overlap.
func Append(dst, src []byte, log *edit.Log) []byte {
	var seen gate.Seen
	seen.Scan(src, true)
	out, changed := AppendAt(dst, src, seen.Leaks, log)
	if !changed {
		return append(dst, src...)
	}
	return out
}

// AppendAt is [Append] for a program that has looked through src already, for several
// stages at once: places are the offsets in bytes, in ascending order, of the characters
// & \ % = ~ + and u in it. It looks nowhere else, so what begins at a place that is left
// out stays; places without a sign do no harm. If nothing changes, it appends nothing and
// says so.
func AppendAt(dst, src []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	if !slices.ContainsFunc(places, func(at int32) bool { return starts(src, int(at)) != none }) {
		return dst, false
	}
	if log == nil {
		log = new(edit.Log)
	}
	// What one round decodes makes another kind of sign in the same line plausible;
	// two rounds are the rule.
	text := src
	var edits []edit.Edit
	var seen gate.Seen
	for range maxRounds {
		own := edit.Log{Keep: log.Keep}
		out := decode(text, places, &own)
		if !own.Changed() {
			break
		}
		text, changed = out, true
		seen.Scan(text, true)
		places = seen.Leaks
		log.Merge(&own)
		if log.Keep {
			edits = edit.Compose(edits, own.Edits)
		}
	}
	if !changed {
		return dst, false
	}
	log.Edits = append(log.Edits, edits...)
	return append(dst, text...), true
}

// maxRounds bounds how often a text is gone over: each round but the last decodes
// a further kind somewhere.
const maxRounds = 2 * int(kinds)

// decode goes over src once. If nothing changes, it returns src.
func decode(src []byte, places []int32, log *edit.Log) []byte {
	var dst []byte
	var code fences
	done := 0 // src[:done] is in dst
	p := 0
	for _, place := range places {
		at := int(place)
		if at < p || starts(src, at) == none {
			continue
		}
		from := p + linescan.Start(src[p:], at-p)
		to := unitEnd(src, at)
		u := unit{src: src, from: from, to: to, code: &code}
		dst, done = u.append(dst, done, log)
		p = to
	}
	if done == 0 {
		return src
	}
	return append(dst, src[done:]...)
}

// unitEnd returns the end of the line of src[at]; behind a soft line break of
// quoted-printable the next line belongs to it.
func unitEnd(src []byte, at int) int {
	for {
		n := bytes.IndexByte(src[at:], '\n')
		if n < 0 {
			return len(src)
		}
		end := at + n + 1
		line := bytes.TrimSuffix(src[at:end-1], []byte{'\r'})
		if end == len(src) || !softBreak(line) && !foldedWord(line, src[end:]) {
			return end
		}
		at = end
	}
}

// softBreak reports whether line, without its line feed, ends with a soft line
// break behind an encoded byte, or has one and is as long as mail programs make
// them.
func softBreak(line []byte) bool {
	n := len(line)
	if n < 4 || line[n-1] != '=' || line[n-2] == '?' { // ?= ends an encoded word
		return false
	}
	return quotedByte(line[n-4:]) >= 0 || n >= 70 && n <= 77 && bytes.IndexByte(line[:n-1], '=') >= 0
}

// append appends what stands in the text from done on, up to the last leak of the
// unit, with its leaks decoded, and returns where it went to.
func (u *unit) append(dst []byte, done int, log *edit.Log) (out []byte, to int) {
	u.collect()
	for _, r := range u.runs {
		if !u.accepts(r.kind) {
			continue
		}
		if dst == nil {
			dst = make([]byte, 0, len(u.src)) // it hardly grows
		}
		dst = append(append(dst, u.src[done:r.from]...), r.out...)
		e := edit.Edit{Offset: int64(r.from), In: u.src[r.from:r.to], Out: r.out, Rule: r.kind.rule(), Confidence: 1}
		if !r.exact {
			e.Verdict, e.Confidence = edit.Inferred, 0.99
		}
		log.Add(e)
		done = r.to
	}
	return dst, done
}

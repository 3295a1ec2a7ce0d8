package canonical

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"github.com/fixtext/fixtext/edit"
)

// Folding (FT511 to FT513) makes alike what a search should not tell apart. It
// loses information, in text of every language, so it is for indexes and not
// for text that is read. Width: full-width Latin letters, digits, marks and blanks
// become ASCII, half-width kana and hangul become wide. Case: the full case
// folding of Unicode. Punctuation: marks become the ASCII mark that is typed for
// them, quotation marks and dashes of all kinds become one.

// foldWidth folds width; U+3000 counts as a wide blank.
func foldWidth(dst, src []byte, _ Rules, _ *evidence, log *edit.Log) []byte {
	r := recorder{dst: dst, src: src, log: log}
	for p := next(src, 0, Width); p < len(src); p = next(src, p, Width) {
		c, n := utf8.DecodeRune(src[p:])
		to := p + n
		folded := width.LookupRune(c).Folded()
		switch {
		case c == 0x3000:
			folded = ' '
		case folded == 0x3099 || folded == 0x309A: // a sound mark of half width, alone
			folded += 2
		}
		if folded == 0 || folded == c {
			p = to
			continue
		}
		out := utf8.AppendRune(nil, folded)
		if m, k := utf8.DecodeRune(src[to:]); c >= 0xFF66 && (m == 'ﾞ' || m == 'ﾟ') {
			if one := norm.NFC.Bytes(utf8.AppendRune(out, m-'ﾞ'+0x3099)); utf8.RuneCount(one) == 1 {
				out, to = one, to+k
			}
		}
		r.replace(p, to, out, edit.Edit{Rule: codeWidth, Confidence: 1})
		p = to
	}
	return r.finish(len(src))
}

// foldCase applies full case folding to each character.
func foldCase(dst, src []byte, _ Rules, _ *evidence, log *edit.Log) []byte {
	r := recorder{dst: dst, src: src, log: log}
	fold := cases.Fold()
	for p := next(src, 0, Case); p < len(src); p = next(src, p, Case) {
		c, n := utf8.DecodeRune(src[p:])
		switch {
		case c >= 'A' && c <= 'Z':
			r.replace(p, p+n, []byte{byte(c) | 0x20}, edit.Edit{Rule: codeCase, Confidence: 1})
		case c >= utf8.RuneSelf && n > 1:
			if out := fold.Bytes(src[p : p+n]); string(out) != string(src[p:p+n]) {
				r.replace(p, p+n, out, edit.Edit{Rule: codeCase, Confidence: 1})
			}
		}
		p += n
	}
	return r.finish(len(src))
}

// foldPunctuation replaces marks by what mark says.
func foldPunctuation(dst, src []byte, _ Rules, _ *evidence, log *edit.Log) []byte {
	r := recorder{dst: dst, src: src, log: log}
	for p := next(src, 0, Punctuation); p < len(src); p = next(src, p, Punctuation) {
		c, n := utf8.DecodeRune(src[p:])
		if out, ok := mark(c); ok {
			r.replace(p, p+n, []byte(out), edit.Edit{Rule: codePunctuation, Confidence: 1})
		}
		p += n
	}
	return r.finish(len(src))
}

// mark returns the ASCII form of a punctuation mark.
func mark(r rune) (string, bool) {
	if r < 0xAB {
		return "", false
	}
	for _, m := range marks {
		if strings.ContainsRune(m.all, r) {
			return m.ascii, true
		}
	}
	return "", false
}

// marks are the punctuation marks that are taken for one of ASCII.
var marks = [...]struct{ ascii, all string }{
	{`"`, "“”„‟「」『』〝〞〟«»＂｢｣"}, {"'", "‘’‚‛‹›＇"}, {"-", "‐‑‒–—―−－"},
	{",", "，、､"}, {".", "。．｡"}, {";", "；"}, {":", "："}, {"!", "！"}, {"?", "？"}, {"...", "…"},
	{"(", "（"}, {")", "）"}, {"[", "［【〔〖"}, {"]", "］】〕〗"}, {"{", "｛"}, {"}", "｝"}, {"<", "《〈＜"}, {">", "》〉＞"},
	{"/", "／"}, {`\\`, "＼"}, {"|", "｜"}, {"~", "～〜"}, {"%", "％"}, {"#", "＃"}, {"@", "＠"}, {"&", "＆"},
	{"*", "＊"}, {"+", "＋"}, {"=", "＝"}, {"_", "＿"}, {"$", "＄"}, {"`", "｀"}, {"^", "＾"},
}

// nextFolding is next for rule sets that fold: it looks at each character.
func nextFolding(src []byte, p int, rules Rules) int {
	for ; p < len(src); p++ {
		b := src[p]
		switch {
		case b < utf8.RuneSelf:
			if rules&Case != 0 && b >= 'A' && b <= 'Z' {
				return p
			}
			continue
		case b < 0xC2:
			if b == 0x82 && rules&Canonical != 0 {
				if at := subject(src, p, rules); at >= 0 {
					return at
				}
			}
			continue
		case b >= 0xE4 && b <= 0xE9: // Han characters
			continue
		case b == 0xE2 || b == 0xE3 || b == 0xEF || b == 0xC2:
			if rules&(Width|Punctuation) != 0 {
				return p
			}
		}
		if rules&Case != 0 {
			return p
		}
		if rules&Canonical != 0 {
			if at := subject(src, p, rules); at >= 0 {
				return at
			}
		}
	}
	return p
}

package encoding

import "github.com/fixtext/fixtext/internal/utf8scan"

// Short strings carry little evidence, so an answer that is wrong once in twenty
// times is not given.
const (
	shortMargin = 6 * nat
	utf8Bonus   = 4 * nat // bytes that are UTF-8 by chance are rare
)

// DecodeShort decodes a short string of which nothing else is known: the name of
// a file in an archive, a tag of a sound file, a field of a log, of about 2 to 20
// bytes that begin and end with whole characters. It returns the text in UTF-8,
// and the charset it was in with the chance that this is right.
//
// ok is false, and text empty, if the evidence is too weak. Unlike a line of
// Detect, a string that is UTF-8 only by chance may be taken for something else,
// and Japanese, Korean or other text is decoded like Chinese; Allow narrows this.
func DecodeShort(b []byte, hints ...Hint) (text string, g Guess, ok bool) {
	if isASCII(b) {
		return string(b), Guess{UTF8, 1}, true
	}
	var opt Options
	for _, h := range hints {
		h(&opt)
	}
	x := newContext(opt)
	if len(opt.Allow) == 0 {
		x.allowed = 1<<numCharsets - 1
	}
	bonus := x.hintBonuses()
	if utf8scan.Valid(b) {
		bonus[UTF8] += utf8Bonus
	}
	var work workspace
	sample, cuts := work.take(b, 0)
	o := work.weigh(sample, cuts, 0, hopeless)
	c, _, margin, _ := o.settle(sample, &bonus, 0)
	g = Guess{c, confidence(margin)}
	if margin < shortMargin || c == Binary {
		return "", g, false
	}
	if c == UTF8 {
		return string(b), g, utf8scan.Valid(b)
	}
	g.Charset = variant(c, b)
	out, bad := decodeLine(nil, b, g.Charset, nil, 0, nil)
	if bad > 0 {
		return "", g, false
	}
	return string(out), g, true
}

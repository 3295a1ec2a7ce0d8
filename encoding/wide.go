package encoding

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
)

// wideWindow is how much of the start decides on UTF-16 and UTF-32. What it
// decodes to is looked at in the same way, so that a second run never takes it
// for UTF-16 again; a quarter of the window is enough for that.
const (
	wideWindow = 4 << 10
	wideSample = 1 << 10
	wideText   = 256 << 10 // must read as text: all that any first block has

	halfCost   = 6 * nat // a byte of a unit that was cut
	likelyCost = 8 * nat // a character of a text, on average, at most
	zeroCost   = nat / 2 // a NUL behind another
)

var wideCharsets = [...]Charset{UTF16LE, UTF16BE, UTF32LE, UTF32BE}

// unitSize returns the size of a code unit of c in bytes and its byte order.
func (c Charset) unitSize() (unit int, bigEndian bool) {
	switch c {
	case UTF16LE, UTF16BE:
		return 2, c == UTF16BE
	case UTF32LE, UTF32BE:
		return 4, c == UTF32BE
	}
	return 1, false
}

// bomLen returns the length of c's byte order mark if p begins with it.
func (c Charset) bomLen(p []byte) int {
	if unit, _ := c.unitSize(); unit > 1 && len(p) >= unit && c.codeUnit(p) == 0xFEFF {
		return unit
	}
	return 0
}

// codeUnit reads one unit of c. p is long enough.
func (c Charset) codeUnit(p []byte) rune {
	switch c {
	case UTF16LE:
		return rune(p[0]) | rune(p[1])<<8
	case UTF16BE:
		return rune(p[1]) | rune(p[0])<<8
	case UTF32LE:
		return rune(p[0]) | rune(p[1])<<8 | rune(p[2])<<16 | rune(p[3])<<24
	default:
		return rune(p[3]) | rune(p[2])<<8 | rune(p[1])<<16 | rune(p[0])<<24
	}
}

// sniffWide reports whether an input that begins with head is UTF-16 or UTF-32, and
// whether it has a BOM. Unknown means that it is neither. forced, if not Unknown,
// is what the user says; UTF-8 stays UTF-8 all the same.
func sniffWide(head []byte, forced Charset) (c Charset, bom bool) {
	guess := guessWide
	if forced != Unknown {
		guess = func(p []byte) (Charset, bool) {
			if unit, _ := forced.unitSize(); unit == 1 || plainUTF8(p[:min(len(p), wideSample)]) {
				return Unknown, false
			}
			return forced, forced.bomLen(p) > 0
		}
	}
	all := head[:min(len(head), wideText)]
	head = head[:min(len(head), wideWindow)]
	c, bom = guess(head)
	if c == Unknown || forced == Unknown && !c.textual(all, bom, 0) {
		return Unknown, false
	}
	out := c.appendDecoded(nil, head[c.bomLen(head):], nil)
	if twice, _ := guess(out); twice != Unknown {
		return Unknown, false
	}
	return c, bom
}

// plainUTF8 reports whether p is UTF-8 without NULs, but for some bytes.
func plainUTF8(p []byte) bool {
	return bytes.IndexByte(p, 0) < 0 && (validButEnds(p) || utf8Like(p))
}

func guessWide(head []byte) (c Charset, bom bool) {
	head = head[:min(len(head), wideSample)]
	for _, c := range [...]Charset{UTF32LE, UTF32BE, UTF16LE, UTF16BE} {
		if c.bomLen(head) > 0 && (c != UTF32LE || len(head)%4 == 0 && wideCost(head, c) < wideCost(head, UTF16LE)) {
			return c, true
		}
	}
	c, _, margin := weighWide(head, 0)
	if margin < aloneMargin || readAsBytes(head) && !c.readsWell(head) {
		return Unknown, false
	}
	return c, false
}

// readAsBytes reports whether head is UTF-8 with some characters beyond ASCII, which UTF-16 is by chance only if it
// has one: mostly it is UTF-16 no more, but was read as a charset of bytes, and written as UTF-8 with its NULs.
func readAsBytes(head []byte) bool {
	const some = 2
	n := 0
	for _, b := range head {
		if b >= 0xC0 {
			n++
		}
	}
	return n >= some && validButEnds(head)
}

// readsWell reports whether the characters beyond ASCII of text read as c are likely ones.
func (c Charset) readsWell(text []byte) bool {
	unit, _ := c.unitSize()
	var m model
	cost, chars := 0, 0
	for len(text) >= unit {
		r, n := c.first(text)
		text = text[n:]
		if w := m.cost(c, r); r >= utf8.RuneSelf {
			cost, chars = cost+w, chars+1
		}
	}
	return cost <= chars*likelyCost
}

// weighWide compares text as UTF-16 and UTF-32 with what it may be as bytes. It
// returns the likeliest of the former, the number of bytes before its first
// whole unit, and the margin by which it wins, which may be negative. With
// cutStart, text may begin inside a unit.
func weighWide(text []byte, cuts cut) (best Charset, skip, margin int) {
	if !wideLooking(text) {
		return Unknown, 0, -far
	}
	other := min(rawCost(text), arrayCost(text), byteCost(text))
	least := far
	for _, c := range wideCharsets {
		unit, _ := c.unitSize()
		for s := 0; s < unit; s++ {
			if s > 0 && cuts&cutStart == 0 || len(text)-s < unit {
				break
			}
			cost := s*halfCost + wideCost(text[s:], c)
			if cost < least {
				margin = least - cost
				least, best, skip = cost, c, s
			} else {
				margin = min(margin, cost-least)
			}
		}
	}
	return best, skip, min(margin, other-least)
}

// wideLooking is a quick test that lets all UTF-16 and UTF-32 pass and little
// else: NULs, or bytes that are the upper halves of Chinese and of ASCII in
// every other place.
func wideLooking(text []byte) bool {
	var upper [2]int
	for i, b := range text {
		if b == 0 {
			return true
		}
		if b >= 0x4E && b < 0xA0 || b == 0x30 || b == 0xFF || b == 0x20 {
			upper[i&1]++
		}
	}
	return 10*max(upper[0], upper[1]) >= 7*(len(text)/2) && !validButEnds(text)
}

// rawCost is the cost of text as bytes without meaning. Runs of zeros, with which
// binary files are filled, cost little.
func rawCost(text []byte) (cost int) {
	for i, b := range text {
		if b == 0 && i > 0 && text[i-1] == 0 {
			cost += zeroCost
		} else {
			cost += noiseCost
		}
	}
	return cost
}

// wideCost is the cost of all of text read as c.
func wideCost(text []byte, c Charset) (cost int) {
	unit, _ := c.unitSize()
	var m model
	for len(text) >= unit {
		r, n := c.first(text)
		text = text[n:]
		if r < 0 || r > utf8.MaxRune || utf16.IsSurrogate(r) || r == 0xFFFE {
			cost += unit * strayCost
			m = model{}
			continue
		}
		w := min(m.cost(c, r), unlikelyCost)
		if r == 0 {
			w = strayCost // never in text
		}
		if r >= 0xAC00 && r < 0xD7A4 {
			w = min(w, 10*nat) // one of 11,172 syllables, of which the model knows few
		}
		cost += w
	}
	return cost + len(text)*halfCost
}

// byteCost is the cost of all of text as the best charset of bytes.
func byteCost(text []byte) int {
	var work workspace
	part, cuts := work.take(text, cutStart|cutEnd)
	o := work.weigh(part, cuts, 0, hopeless)
	best, _, _ := o.best(nil)
	cost := o[best]
	var m model
	for i, b := range text {
		w := m.cost(best, rune(b&0x7F))
		if b < 0x80 && (i == 0 || text[i-1] < 0x80) && (i < 2 || text[i-2] < 0x80) {
			cost += min(w, unlikelyCost)
		}
	}
	return cost
}

// first reads the first character of p, which holds a whole unit. A surrogate
// is returned as such if the other half of its pair does not follow.
func (c Charset) first(p []byte) (r rune, n int) {
	unit, _ := c.unitSize()
	r = c.codeUnit(p)
	if utf16.IsSurrogate(r) && len(p) >= 2*unit {
		if pair := utf16.DecodeRune(r, c.codeUnit(p[unit:])); pair != utf8.RuneError {
			return pair, 2 * unit
		}
	}
	return r, unit
}

// appendStep appends the first character of p, which is not empty, as UTF-8. A
// lone surrogate becomes the three bytes that UTF-8 would have for it, so that it
// is neither lost nor taken for anything else; a value beyond Unicode becomes
// U+FFFD; bytes that are less than a unit are copied. ok is false for these.
func (c Charset) appendStep(dst, p []byte) (out []byte, n int, ok bool) {
	if unit, _ := c.unitSize(); len(p) < unit {
		return append(dst, p...), len(p), false
	}
	r, n := c.first(p)
	switch {
	case utf16.IsSurrogate(r):
		return append(dst, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F), n, false
	case r < 0 || r > utf8.MaxRune:
		return utf8.AppendRune(dst, utf8.RuneError), n, false
	}
	return utf8.AppendRune(dst, r), n, true
}

func (c Charset) appendDecoded(dst, src []byte, bad func(off, n int)) []byte {
	for i := 0; i < len(src); {
		var n int
		var ok bool
		dst, n, ok = c.appendStep(dst, src[i:])
		if !ok && bad != nil {
			bad(i, n)
		}
		i += n
	}
	return dst
}

// appendWide decodes a block of UTF-16 or UTF-32.
func (s Stream) appendWide(dst, src []byte, log *edit.Log) []byte {
	c := s.wide
	unit, _ := c.unitSize()
	off := 0
	if n := c.bomLen(src); s.bom && n > 0 {
		if log != nil {
			log.Add(edit.Edit{In: src[:n], Rule: ruleBOM, Verdict: edit.Exact, Confidence: 1, Note: "byte order mark of " + c.String()})
		}
		off = n
	}
	for off < len(src) {
		end := off
		for end+unit <= len(src) && c.codeUnit(src[end:]) != '\n' {
			end += unit
		}
		end = min(end+unit, len(src))
		dst = c.appendWideLine(dst, src[off:end], int64(off), log)
		off = end
	}
	return dst
}

// appendWideLine decodes one line. What is no character is reported in an edit
// of its own.
func (c Charset) appendWideLine(dst, line []byte, off int64, log *edit.Log) []byte {
	start := len(dst)
	bad := 0
	dst = c.appendDecoded(dst, line, func(int, int) { bad++ })
	lossy := bad > 0 && !settled(dst[start:])
	if log == nil && !lossy {
		return dst
	}
	// Once more, with a report. Where little else is in the line, U+FFFD stands
	// for what is no character, or a second run could take the line for another
	// charset.
	dst = dst[:start]
	from, to := start, 0
	for i := 0; i < len(line); {
		before := len(dst)
		out, n, ok := c.appendStep(dst, line[i:])
		if dst = out; !ok && lossy {
			dst = utf8.AppendRune(dst[:before], utf8.RuneError)
		}
		if !ok {
			c.reportWide(line[to:i], dst[from:before], off+int64(to), edit.Exact, log)
			c.reportWide(line[i:i+n], dst[before:], off+int64(i), edit.Inferred, log)
			from, to = len(dst), i+n
		}
		i += n
	}
	c.reportWide(line[to:], dst[from:], off+int64(to), edit.Exact, log)
	return dst
}

func (c Charset) reportWide(in, out []byte, off int64, verdict edit.Verdict, log *edit.Log) {
	if log == nil || len(in) == 0 {
		return
	}
	e := edit.Edit{
		Offset: off, In: in, Out: out, Rule: ruleDecoded, Verdict: edit.Exact, Confidence: 1, Note: "decoded from " + c.String(),
		Step: func(in []byte) (n, m int) {
			var buf [4]byte
			out, n, _ := c.appendStep(buf[:0], in)
			return n, len(out)
		},
	}
	if verdict != edit.Exact {
		// The bytes cannot stay as they are, so this is a change all the same.
		e.Rule, e.Verdict, e.Confidence, e.Step = ruleKept, verdict, 0, nil
		e.Note = "no character of " + c.String()
	}
	log.Add(e)
}

package simplify

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// near is how many characters before and after a standard character are asked
// whether the text is traditional, in units that hold both kinds.
const near = 12

// careful appends what becomes of the Chinese unit src[from:to], character by
// character, and keeps the edits.
func (c *converter) careful(dst []byte, from, to int, do plan) []byte {
	t := &tables.Simplified
	for p := from; p < to; {
		src := c.src[p:to]
		if n := script.Description(src); n > 0 {
			dst = append(dst, src[:n]...)
			p += n
			continue
		}
		r, n := utf8.DecodeRune(src)
		if r == utf8.RuneError && n == 1 {
			dst = append(dst, src[0])
			p++
			continue
		}
		if t.RuneEntry(r)&dict.Member != 0 {
			_, end := t.Run(c.src[:to], p, p)
			if c.possible(p, end, to) {
				dst = c.run(dst, p, end, from, to, do)
				p = end
				continue
			}
			for p < end {
				_, n := utf8.DecodeRune(c.src[p:])
				dst = c.alone(dst, p, n, from, to, do)
				p += n
			}
			continue
		}
		dst = c.alone(dst, p, n, from, to, do)
		p += n
	}
	return dst
}

// possible reports whether the run src[p:end] may hold a word that is more than its
// characters.
func (c *converter) possible(p, end, to int) bool {
	for q := p; q < end; {
		e, _, n := entry(c.src[q:])
		if e&dict.Trigger != 0 && tables.Simplified.Possible(c.src[:to], q, p) {
			return true
		}
		q += n
	}
	return false
}

// run appends what becomes of the run of members src[p:end].
func (c *converter) run(dst []byte, p, end, from, to int, do plan) []byte {
	t := &tables.Simplified
	for p < end {
		n, i := t.Phrases.Match(c.src[p:end])
		if n == 0 || c.stays(p, p+n) {
			_, n = utf8.DecodeRune(c.src[p:])
			dst = c.alone(dst, p, n, from, to, do)
		} else {
			dst = c.word(dst, p, n, t.Phrases.Value(i), from, to, do)
		}
		p += n
	}
	return dst
}

// alone appends what becomes of the character src[p:p+n], which no word holds.
func (c *converter) alone(dst []byte, p, n, from, to int, do plan) []byte {
	in := c.src[p : p+n]
	e, r, _ := entry(in)
	if n == 3 && e&(dict.ChangeMask|dict.Special) == 0 || c.stays(p, p+n) {
		return append(dst, in...)
	}
	at := len(dst)
	form, ch, lead := c.decideChar(r, e, p)
	if form > 0 {
		dst = utf8.AppendRune(dst, form)
	} else {
		dst, _ = tables.Simplified.AppendChar(dst, in)
	}
	out := dst[at:]
	if string(in) == string(out) {
		return dst
	}
	if e&dict.Strict != 0 {
		switch {
		case do != whole && c.quotedAlone(p, n, from, to):
			return append(dst[:at], in...)
		case do != whole && !c.traditionalAt(p, from, to) && c.japanese(p, from, to) && !c.wordAt(p, n):
			return append(dst[:at], in...)
		case do == parts && !c.traditionalAt(p, from, to) && (!isVariant(e) && c.own(r, p, n) || c.torn(p, from, to)):
			return append(dst[:at], in...)
		case do == slips || do == parts && isVariant(e) && !c.traditionalAt(p, from, to):
			if !c.wordAt(p, n) || c.named(p, n) {
				return append(dst[:at], in...)
			}
			c.record(p, n, out, Context, 0.95, "it makes a word")
			return dst
		}
		c.record(p, n, out, Character, 1, "")
		return dst
	}
	if do != whole && !c.traditionalAt(p, from, to) {
		return append(dst[:at], in...)
	}
	if ch != nil {
		c.record(p, n, out, Ambiguous, confidence(lead), "or "+string(ch.other(form))+", by the language model")
		return dst
	}
	c.record(p, n, out, Context, 0.9, "the text is traditional")
	return dst
}

// inWord begins the note of what a word of the dictionary decided.
const inWord = "in the word "

// word appends what becomes of src[p:p+n], a word of the dictionary with this
// value. It has as many characters as the value.
func (c *converter) word(dst []byte, p, n int, value string, from, to int, do plan) []byte {
	word := c.src[p : p+n]
	for i := 0; i < n; {
		_, k := utf8.DecodeRune(word[i:])
		_, m := utf8.DecodeRuneInString(value)
		in, out := word[i:i+k], value[:m]
		value = value[m:]
		i += k
		at := len(dst)
		e, _, _ := entry(in)
		strict := e&dict.Strict != 0
		switch {
		case string(in) == out:
			dst = append(dst, in...)
			continue
		case strict:
		case do != whole && !c.traditionalAt(p, from, to):
			dst = append(dst, in...)
			continue
		}
		dst = append(dst, out...)
		var buf [8]byte
		if usual, _ := tables.Simplified.AppendChar(buf[:0], in); strict && string(usual) == out {
			c.record(p+i-k, k, dst[at:], Character, 1, "")
		} else {
			c.record(p+i-k, k, dst[at:], Context, 0.97, inWord, word...)
		}
	}
	return dst
}

// record notes that src[p:p+n] became out. The rule decides the verdict; the note is
// completed by what it is about.
func (c *converter) record(p, n int, out []byte, rule edit.Code, confidence float64, note string, about ...byte) {
	if !c.wanted {
		switch rule {
		case Character:
			c.characters++
		case Ambiguous:
			c.choices++
		default:
			c.contexts++
		}
		return
	}
	verdict := edit.Inferred
	if rule == Character {
		verdict = edit.Exact
	}
	log := c.log
	if !log.Keep {
		log = &c.edits
		log.Keep = true
	}
	log.Add(edit.Edit{Offset: int64(p), In: c.src[p : p+n], Out: bytes.Clone(out), Rule: rule,
		Verdict: verdict, Confidence: confidence, Note: note + string(about)})
}

// torn reports whether the text around offset p of the unit [from, to) has lost bytes: a
// few question marks right between Han characters, which is where no sentence has so
// many. Whoever mends it needs all of it as it is.
func (c *converter) torn(p, from, to int) bool {
	const marks = 3
	start, end := p, p
	for k := 0; k < near && start > from; k++ {
		_, n := utf8.DecodeLastRune(c.src[from:start])
		start -= n
	}
	for k := 0; k < near && end < to; k++ {
		_, n := utf8.DecodeRune(c.src[end:to])
		end += n
	}
	text, found := c.src[start:end], 0
	for i := range text {
		if text[i] != '?' {
			continue
		}
		before, _ := utf8.DecodeLastRune(text[:i])
		after, _ := utf8.DecodeRune(bytes.TrimLeft(text[i:], "?"))
		if (isHan(before) || before == '?') && isHan(after) {
			found++
		}
	}
	return found >= marks
}

// traditionalAt reports whether the nearest characters around offset p of the unit
// [from, to) speak for traditional text.
func (c *converter) traditionalAt(p, from, to int) bool {
	balance := 0
	weigh := func(r rune, at int) {
		e := tables.Simplified.RuneEntry(r)
		if e&dict.Strict != 0 && !c.stays(at, at+1) {
			balance++
		}
		if e&dict.Simplified != 0 {
			balance--
		}
	}
	for i, k := p, 0; i > from && k < near; k++ {
		r, n := utf8.DecodeLastRune(c.src[from:i])
		i -= n
		weigh(r, i)
	}
	for i, k := p, 0; i < to && k <= near; k++ {
		r, n := utf8.DecodeRune(c.src[i:to])
		weigh(r, i)
		i += n
	}
	return balance > 0
}

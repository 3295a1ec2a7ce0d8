package encoding

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/edit"
)

// Rules of this stage.
const (
	ruleDecoded edit.Code = "FT201" // decoded from another charset
	ruleBOM     edit.Code = "FT202" // byte order mark of UTF-16 or UTF-32 removed
	ruleKept    edit.Code = "FT203" // ill-formed bytes kept
)

// Options say what is known about the input from outside it.
type Options struct {
	Charset  Charset   // decode every line that is not UTF-8 from this charset, if it fits
	Declared string    // label from a header; weighed, not believed
	Prefer   []Charset // likelier than others
	Allow    []Charset // the only ones to be considered; empty means every Chinese charset
}

// Stream is what the start of an input said about all of it. It is small and
// never changes, and decodes each block of the input by itself.
type Stream struct {
	wide   Charset // UTF16LE or UTF16BE; Unknown for charsets of bytes
	bom    int     // length of a BOM that is removed
	forced Charset
	hints  [2]uint32 // sets of charsets: preferred by the user, declared by the input
	allow  uint32
}

func set(list ...Charset) (s uint32) {
	for _, c := range list {
		s |= 1 << c
	}
	return s
}

// Sniff looks at the start of an input, up to its first MiB.
func Sniff(head []byte, opt Options) Stream {
	s := Stream{forced: opt.Charset, allow: set(opt.Allow...)}
	s.hints[0] = set(opt.Prefer...)
	if c, ok := Lookup(opt.Declared); ok {
		s.hints[1] |= set(c)
	}
	if s.allow == 0 {
		s.allow = set(GB18030, Big5) | s.hints[0] | set(s.forced)
	}
	s.wide, s.bom = sniffWide(head)
	if c, ok := declared(head); ok && s.wide == Unknown {
		s.hints[1] |= set(c)
	}
	return s
}

// Width returns the size of a code unit in bytes and its byte order. Blocks are
// to be cut behind newlines of that size.
func (s Stream) Width() (unit int, bigEndian bool) {
	if s.wide != Unknown {
		return 2, s.wide == UTF16BE
	}
	return 1, false
}

// Span returns the length of the prefix of whole lines of src that is already
// UTF-8 and stays as it is.
func (s Stream) Span(src []byte) int {
	if s.wide != Unknown {
		return 0
	}
	return validLines(src)
}

// Append decodes one block to UTF-8 and appends it to dst. Each line is decoded
// by itself; newlines are never touched. Offsets in log are into src, which must
// not overlap the free part of dst.
func (s Stream) Append(dst, src []byte, log *edit.Log) []byte {
	if s.wide != Unknown {
		return s.appendWide(dst, src, log)
	}
	n := validLines(src)
	dst = append(dst, src[:n]...)
	if n == len(src) {
		return dst
	}
	prior := s.blockPrior(src[n:])
	for n < len(src) {
		end := n + lineLen(src[n:])
		dst = s.appendLine(dst, src[n:end], int64(n), &prior, log)
		n = end
	}
	return dst
}

// blockPrior counts the lines of a block that decide themselves, and returns the
// bonus each charset gets for it.
func (s Stream) blockPrior(src []byte) (bonus [numCharsets]int) {
	var lines [numCharsets]int
	most := 0
	for len(src) > 0 {
		line := src[:lineLen(src)]
		src = src[len(line):]
		if utf8.Valid(line) || utf8Like(line) {
			continue
		}
		c := weigh(line)
		// A line with strays may turn out not to be decodable, and would then
		// speak again in a second run.
		if cs := c.best(nil, aloneMargin); cs != Unknown && c.by[cs].strays == 0 {
			lines[cs]++
			most = max(most, lines[cs])
		}
	}
	for cs := range bonus {
		if most > 0 {
			bonus[cs] = blockBonus * lines[cs] / most
		}
	}
	return bonus
}

// appendLine decodes one line, or keeps it.
func (s Stream) appendLine(dst, line []byte, off int64, prior *[numCharsets]int, log *edit.Log) []byte {
	if utf8.Valid(line) {
		return append(dst, line...)
	}
	if utf8Like(line) {
		return keep(dst, line, off, "", log)
	}
	if s.forced != Unknown && s.forced != UTF8 {
		if out, ok := tryDecode(dst, line, s.forced, off, log); ok {
			return out
		}
		return keep(dst, line, off, "", log)
	}
	c := weigh(line)
	var bonus [numCharsets]int
	note := ""
	for step := range 4 {
		margin := helpedMargin
		switch step {
		case 0:
			margin = aloneMargin
		case 3:
			for cs := range bonus {
				bonus[cs] += prior[cs]
			}
		default:
			for cs := range bonus {
				bonus[cs] += hintBonus * int(s.hints[step-1]>>cs&1)
			}
		}
		cs := c.best(&bonus, margin)
		if cs == Unknown || step > 0 && bonus[cs] == 0 {
			continue
		}
		if s.allow>>cs&1 == 0 {
			note = "looks like " + cs.String()
			break
		}
		if out, ok := tryDecode(dst, line, cs, off, log); ok {
			return out
		}
	}
	return keep(dst, line, off, note, log)
}

// tryDecode appends line decoded from c. It refuses if a second run would not
// leave the result alone.
func tryDecode(dst, line []byte, c Charset, off int64, log *edit.Log) ([]byte, bool) {
	sizes := make([]uint8, len(line)+1)
	if read(line, c, sizes).strays == 0 {
		sizes = nil // characters follow each other
	} else {
		sizes = forward(sizes)
		n := len(dst)
		if out := decodeLine(dst, line, c, sizes, off, nil)[n:]; !utf8Like(out) {
			return dst, false
		}
	}
	return decodeLine(dst, line, c, sizes, off, log), true
}

// keep appends line as it is and reports its ill-formed bytes.
func keep(dst, line []byte, off int64, note string, log *edit.Log) []byte {
	for i := 0; i < len(line); {
		if n := max(utf8Len(line[i:]), 0); n > 0 {
			i += n
			continue
		}
		j := i + 1
		for j < len(line) && utf8Len(line[j:]) == 0 {
			j++
		}
		kept(line[i:j], off+int64(i), note, log)
		i = j
	}
	return append(dst, line...)
}

func kept(b []byte, off int64, note string, log *edit.Log) {
	if log == nil {
		return
	}
	if note == "" {
		note = "ill-formed bytes kept"
	}
	log.Add(edit.Edit{Offset: off, In: b, Out: b, Rule: ruleKept, Verdict: edit.Unrepairable, Note: note})
}

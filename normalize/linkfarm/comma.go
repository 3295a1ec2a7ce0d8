package linkfarm

import (
	"bytes"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
)

// Some pages have a comma before about 60 % of their punctuation: ",," ",、"
// ",。" ",;". The second mark is the real one.

// commaEvidence counts the marks of a line that can have an inserted comma.
type commaEvidence struct {
	off      int
	marks    int     // marks behind text
	inserted int     // those with a comma before them
	kinds    uint8   // of marks, as a set
	at       []int32 // offsets of the inserted commas
}

func (e commaEvidence) offset() int { return e.off }

// The kinds of marks.
const (
	commaMark uint8 = 1 << iota
	listMark
	stopMark
	semicolonMark
	otherMark
)

func markKind(r rune) uint8 {
	switch r {
	case ',', '，':
		return commaMark
	case '、':
		return listMark
	case '。':
		return stopMark
	case ';', '；':
		return semicolonMark
	case ':', '：', '!', '！', '?', '？':
		return otherMark
	}
	return 0
}

// commasBefore counts the commas of text before other marks, up to so many at least.
func commasBefore(text []byte, most int) (n int) {
	for at := 0; n < most; {
		i := bytes.IndexByte(text[at:], ',')
		if i < 0 {
			break
		}
		at += i + 1
		n += commaBefore(text[at:])
	}
	for at := 0; n < most; { // of full-width commas, the last byte is the rarest
		i := bytes.IndexByte(text[at:], 0x8C)
		if i < 0 {
			break
		}
		at += i + 1
		if at >= 3 && text[at-2] == 0xBC && text[at-3] == 0xEF {
			n += commaBefore(text[at:])
		}
	}
	return n
}

// commaBefore counts a comma that stands before rest: 1 if that begins with a mark.
func commaBefore(rest []byte) int {
	if mayBeMark(rest) && commaNext(rest) {
		return 1
	}
	return 0
}

// mayBeMark reports whether the first byte of rest is that of a mark.
func mayBeMark(rest []byte) bool {
	return len(rest) > 0 && (rest[0] < '@' || rest[0] == 0xE3 || rest[0] == 0xEF)
}

// reachOf returns the parts of a block in which lines are measured for commas, whole lines
// and in order: those that a comma before 、 or 。 is near to, as the gate notes these, if there
// are enough others, or all of the block, if commas may be the rule in it.
func reachOf(block []byte, signs []placed) (parts [][2]int) {
	seen := 0  // where the last comma stands
	start := 0 // and its line begins
	end := 0   // of the last part
	for _, s := range signs {
		if s.sign != commaSign {
			continue
		}
		i := bytes.LastIndexByte(block[seen:s.at], '\n')
		if i >= 0 {
			start = seen + i + 1
		}
		if seen = s.at; i < 0 && len(parts) > 0 {
			continue // the same line
		}
		// A line is decided by those near it, and these are near the comma.
		from, to := max(end, start-2*nearBytes), min(len(block), start+2*nearBytes)
		from = end + bytes.LastIndexByte(block[end:from], '\n') + 1
		if to += bytes.IndexByte(block[to:], '\n') + 1; to > 0 && block[to-1] != '\n' {
			to = len(block)
		}
		if n := len(parts); n > 0 && from == end {
			parts[n-1][1] = max(end, to)
		} else {
			parts = append(parts, [2]int{from, to})
		}
		end = parts[len(parts)-1][1]
	}
	parts = enough(block, parts)
	// What is the rule in the block is the rule where the commas before 、 and 。 are.
	if slices.ContainsFunc(parts, func(p [2]int) bool { return commasRule(block[p[0]:p[1]]) }) && commasRule(block) {
		return [][2]int{{0, len(block)}}
	}
	return parts
}

// enough returns the parts of block that have as many commas before marks as a page must have,
// and those that are near to one of these.
func enough(block []byte, parts [][2]int) (kept [][2]int) {
	for i := 0; i < len(parts); {
		j, found := i, false // parts[i:j] are near to each other
		for ; j == i || j < len(parts) && parts[j][0]-parts[j-1][1] <= nearBytes; j++ {
			found = found || commasBefore(block[parts[j][0]:parts[j][1]], leastCommas) >= leastCommas
		}
		if found {
			kept = append(kept, parts[i:j]...)
		}
		i = j
	}
	return kept
}

// commasRule reports whether so many marks of text may have a comma before them that it is
// one page: it counts all that may be inserted, but of the marks only full stops.
func commasRule(text []byte) bool {
	n := float64(commasBefore(text, len(text)))
	marks := 0.0
	for at := 0; n >= leastShare*marks; {
		i := bytes.Index(text[at:], []byte("。"))
		if i < 0 {
			return true
		}
		at += i
		if r, _ := utf8.DecodeLastRune(text[:at]); at > 0 && textual(r) {
			marks++
		}
		at += len("。")
	}
	return false
}

// measureCommas finds the commas of a line that stand between text and another mark.
func measureCommas(off int, line []byte) (e commaEvidence) {
	e.off = off
	var before rune // what stands before the comma
	var prev rune
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if kind := markKind(r); kind != 0 {
			comma := prev == ',' || prev == '，'
			switch {
			case comma && textual(before):
				e.inserted++
				e.kinds |= kind
				e.at = append(e.at, int32(i-utf8.RuneLen(prev)))
			case !comma && kind != otherMark && textual(prev) && !(kind == commaMark && commaNext(line[i+size:])):
				e.marks++ // the others have none inserted
			}
		}
		before, prev = prev, r
		i += size
	}
	e.marks += e.inserted
	return e
}

// commaNext reports whether rest begins with a mark, so that a comma before it
// is to be counted there.
func commaNext(rest []byte) bool {
	r, _ := utf8.DecodeRune(rest)
	return markKind(r) != 0
}

// textual reports whether a mark can stand behind r in running text. A question
// mark may be a lost byte.
func textual(r rune) bool {
	return r == '?' || r != 0 && !unicode.IsSpace(r) && markKind(r) == 0
}

func (e *commaEvidence) add(o *commaEvidence) {
	e.marks += o.marks
	e.inserted += o.inserted
	e.kinds |= o.kinds
}

// holds asks whether inserted commas are the rule in what was summed up.
func (e *commaEvidence) holds() bool {
	var l ledger
	l[commas] = float64(e.inserted)
	l[commaKinds] = float64(bits.OnesCount8(e.kinds))
	l.share(commaShare, float64(e.inserted), float64(e.marks))
	if e.kinds&(listMark|stopMark) != 0 {
		l[beforeStop] = 1
	}
	return commaPage.holds(&l)
}

// inserts decides whether the inserted commas of line i are a habit of its page.
func inserts(lines []commaEvidence, i int) bool {
	var sum commaEvidence
	for _, o := range near(lines, i, nearLines) {
		sum.add(&o)
	}
	return sum.holds()
}

// drop takes the inserted commas out of the line.
func (e *commaEvidence) drop(line []byte) (edits []edit.Edit) {
	for _, at := range e.at {
		_, size := utf8.DecodeRune(line[at:])
		edits = append(edits, edit.Edit{
			Offset: int64(at), In: line[at : int(at)+size], Rule: RuleComma, Verdict: edit.Inferred, Confidence: commaPage.sure,
			Note: "a comma before another mark, as in most of this page",
		})
	}
	return edits
}

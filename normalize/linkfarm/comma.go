package linkfarm

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
)

// Some pages have a comma before about 60 % of their punctuation: ",," ",、"
// ",。" ",;". The second mark is the real one. Two commas alone are no evidence
// (an empty field of a table looks the same), a comma before 、 or 。 is.

const (
	commaWindow = 8   // lines looked at on either side
	commaKinds  = 2   // different marks that must follow a comma somewhere near; 1 on a page with readings
	commaCount  = 4   // inserted commas needed near
	commaShare  = 0.3 // of the marks near must have one
)

// commaEvidence counts the marks of a line that can have an inserted comma.
type commaEvidence struct {
	off      int
	marks    int     // marks behind text
	inserted int     // those with a comma before them
	kinds    uint8   // bit set: 1 comma, 2 、, 4 。, 8 ;, 16 others
	at       []int32 // offsets of the inserted commas
}

// commas finds the commas of a line that stand between text and another mark.
func commas(off int, line []byte) (e commaEvidence) {
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
			case !comma && kind < 16 && textual(prev) && !(kind == 1 && commaNext(line[i+size:])):
				e.marks++ // the others have none inserted
			}
		}
		before, prev = prev, r
		i += size
	}
	e.marks += e.inserted
	return e
}

// commaNext tells whether rest begins with a mark, so that a comma before it
// is to be counted there.
func commaNext(rest []byte) bool {
	r, _ := utf8.DecodeRune(rest)
	return markKind(r) != 0
}

func markKind(r rune) uint8 {
	switch r {
	case ',', '，':
		return 1
	case '、':
		return 2
	case '。':
		return 4
	case ';', '；':
		return 8
	case ':', '：', '!', '！', '?', '？':
		return 16
	}
	return 0
}

// textual tells whether a mark can stand behind r in running text. A question
// mark may be a lost byte.
func textual(r rune) bool {
	return r == '?' || r != 0 && !unicode.IsSpace(r) && markKind(r) == 0
}

// commaPage tells whether the inserted commas of line i are a page's habit. The
// readings of a link farm are evidence beside them.
func commaPage(lines []commaEvidence, i int, farm bool) bool {
	var sum commaEvidence
	for j := max(0, i-commaWindow); j <= min(len(lines)-1, i+commaWindow); j++ {
		if o := &lines[j]; o.off-lines[i].off <= nearBytes && lines[i].off-o.off <= nearBytes {
			sum.add(o)
		}
	}
	return sum.habit(farm)
}

func (e *commaEvidence) add(o *commaEvidence) {
	e.marks += o.marks
	e.inserted += o.inserted
	e.kinds |= o.kinds
}

// habit tells whether inserted commas are the rule in what was summed up.
func (e *commaEvidence) habit(farm bool) bool {
	kinds := commaKinds
	if farm {
		kinds = 1
	}
	return e.kinds&(2|4) != 0 && bits.OnesCount8(e.kinds) >= kinds && e.inserted >= commaCount &&
		float64(e.inserted) >= commaShare*float64(e.marks)
}

// dropCommas takes the inserted commas out of a line.
func dropCommas(dst, line []byte, e commaEvidence, log *edit.Log) []byte {
	pos := 0
	for _, at := range e.at {
		end := int(at) + 1
		if line[at] != ',' {
			end = int(at) + len("，")
		}
		log.Add(edit.Edit{
			Offset: int64(at), In: line[at:end], Rule: RuleComma, Verdict: edit.Inferred, Confidence: 0.99,
			Note: "a comma before another mark, as in most of this page",
		})
		dst = append(dst, line[pos:at]...)
		pos = end
	}
	return append(dst, line[pos:]...)
}

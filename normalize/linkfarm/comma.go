package linkfarm

import (
	"math/bits"
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

// measureCommas finds the commas of a line that stand between text and another mark.
func measureCommas(off int, line []byte) (e commaEvidence) {
	e.off = off
	for i, b := range line {
		switch b {
		case ',', ';', ':', '!', '?', 0xE3, 0xEF: // all marks begin so
		default:
			continue
		}
		r, size := utf8.DecodeRune(line[i:])
		kind := markKind(r)
		if kind == 0 {
			continue
		}
		prev, n := runeBefore(line, i)
		if markKind(prev) != commaMark {
			if kind != otherMark && textual(prev) && !(kind == commaMark && commaNext(line[i+size:])) {
				e.marks++ // the others have none inserted
			}
		} else if before, _ := runeBefore(line, i-n); textual(before) {
			e.inserted++
			e.kinds |= kind
			e.at = append(e.at, int32(i-n))
		}
	}
	e.marks += e.inserted
	return e
}

// runeBefore returns the character before line[i:], 0 if there is none.
func runeBefore(line []byte, i int) (r rune, n int) {
	if r, n = utf8.DecodeLastRune(line[:i]); n == 0 {
		return 0, 0
	}
	return r, n
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

package linkfarm

import (
	"bytes"
	"iter"
	"unicode/utf8"
)

// A block may hold several pages, or a part of one. What a page does throughout
// is looked for in the text on both sides of a line.

// near returns those of the lines that lie close to line i: so many of them on
// either side at most.
func near[E interface{ offset() int }](lines []E, i, most int) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		at := lines[i].offset()
		for j := max(0, i-most); j < min(len(lines), i+most+1); j++ {
			if d := lines[j].offset() - at; -nearBytes <= d && d <= nearBytes && !yield(j, lines[j]) {
				return
			}
		}
	}
}

// surroundings are what the text near a line shows of its page.
type surroundings struct {
	at     int  // the line that they were last looked for; -1: none yet
	folded bool // there are no full-width marks
	pua    bool // private-use characters were kept
	script script
	words  words

	privateAt, wideAt, asciiAt finder // a private-use character, a full-width comma, one of ASCII
}

// gone says what became of pairs of bytes in the user-defined areas.
type gone uint8

const (
	unknown gone = iota
	removed      // a later tool removed them
	marked       // a question mark stands for each
)

// foreign says how much of the traditional text near a line is not the tool's: it
// has characters that the tool does not write, and other quotation marks.
type foreign struct {
	at    int // the line that it was last looked for; -1: none yet
	count float64
}

// near returns the count for the line at from.
func (f *foreign) near(block []byte, from int) float64 {
	if f.at >= 0 && from-f.at < lookAgain && f.at-from < lookAgain {
		return f.count
	}
	f.at = from
	n, of := 0, 0
	for _, r := range string(block[max(0, from-nearBytes):min(from+nearBytes, len(block))]) {
		if r == '「' || r >= 0x3400 && changes(r) {
			of++
			if r == '「' || variant(r) {
				n++
			}
		}
	}
	f.count = 0
	if float64(n) >= foreignShare*float64(of) {
		f.count = float64(min(n, foreignMost))
	}
	return f.count
}

// look brings the surroundings up to date for the line at from.
func (s *surroundings) look(block []byte, from int) {
	if s.at >= 0 && from-s.at < lookAgain && s.at-from < lookAgain {
		return
	}
	s.at = from
	first, end := max(0, from-pageBytes), min(from+pageBytes, len(block))
	s.pua = s.privateAt.within(block, first, end, privateUse)
	// Full-width marks were narrowed where text in Han characters has ASCII commas only.
	s.folded = !s.wideAt.within(block, first, end, wideComma) && s.asciiAt.within(block, first, end, asciiComma)
	near := block[max(0, from-nearBytes):min(from+nearBytes, len(block))]
	s.script = scriptOf(near)
	s.words.gather(near)
}

// finder finds something in one part of a block after the other, and looks at no byte
// of the block more than a few times where they overlap.
type finder struct {
	from, to int // where it has looked
	at       int // the first place it found there; -1: none
}

// within reports whether find, which returns the place of the first or -1, finds
// something in block[from:to].
func (f *finder) within(block []byte, from, to int, find func([]byte) int) bool {
	start := from
	switch {
	case from < f.from || from > f.to || f.to == 0 || 0 <= f.at && f.at < from: // nothing is known
		f.at = -1
	case f.at >= 0:
		return f.at < to
	case to <= f.to:
		return false
	default:
		start = max(from, f.to-utf8.UTFMax)
	}
	f.from, f.to = from, to
	if i := find(block[start:to]); i >= 0 {
		f.at = start + i
	}
	return f.at >= 0
}

func wideComma(text []byte) int { return bytes.Index(text, []byte("，")) }

func asciiComma(text []byte) int { return bytes.IndexByte(text, ',') }

// privateUse returns the place of the first private-use character of the basic plane,
// U+E000 to U+F8FF, or -1: EE .. .. or EF 80..A3 .. in UTF-8.
func privateUse(text []byte) int {
	first := bytes.IndexByte(text, 0xEE)
	if first >= 0 {
		text = text[:first]
	}
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], 0xEF)
		if i < 0 {
			return first
		}
		if from += i + 1; from < len(text) && text[from] <= 0xA3 {
			return from - 1
		}
	}
}

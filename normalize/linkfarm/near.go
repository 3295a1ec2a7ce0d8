package linkfarm

import (
	"bytes"
	"iter"
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

	gone   gone // what became of pairs without a character
	goneAt int  // where that was seen last
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
	if from-s.goneAt > pageBytes {
		s.gone = unknown
	}
	if s.at >= 0 && from-s.at < lookAgain {
		return
	}
	s.at = from
	page := block[max(0, from-pageBytes):min(from+pageBytes, len(block))]
	s.folded, s.pua = folded(page), privateUse(page)
	near := block[max(0, from-nearBytes):min(from+nearBytes, len(block))]
	s.script = scriptOf(near)
	s.words.gather(near)
}

// folded reports whether the full-width marks of the text were narrowed: text in
// Han characters has ASCII commas and no full-width ones.
func folded(text []byte) bool {
	return !bytes.Contains(text, []byte("，")) && bytes.IndexByte(text, ',') >= 0
}

// privateUse reports whether the text has a private-use character of the basic
// plane, U+E000 to U+F8FF: EE .. .. or EF 80..A3 .. in UTF-8.
func privateUse(text []byte) bool {
	if bytes.IndexByte(text, 0xEE) >= 0 {
		return true
	}
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], 0xEF)
		if i < 0 {
			return false
		}
		if from += i + 1; from < len(text) && text[from] <= 0xA3 {
			return true
		}
	}
}

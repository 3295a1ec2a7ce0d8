package linkfarm

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/runeclass"
)

// A block may hold several pages, or a part of one. What a page does throughout
// is looked for in the text on both sides of a line.

// surroundings are what the text near a line shows of its page.
type surroundings struct {
	at     int  // the line that they were last looked for; -1: none yet
	folded bool // there are no full-width marks
	pua    bool // private-use characters were kept
	script script
	words  words
}

// gone says what became of pairs of bytes in the user-defined areas.
type gone uint8

const (
	unknown gone = iota
	removed      // a later tool removed them
	marked       // a question mark stands for each
)

// stale reports whether what was looked for at the line at, -1 for none, tells too little of the
// line at from.
func stale(at, from int) bool { return at < 0 || from-at >= lookAgain || at-from >= lookAgain }

// foreign says how much of the traditional text near a line is not the tool's: it
// has characters that the tool does not write, and other quotation marks.
type foreign struct {
	at    int // the line that it was last looked for; -1: none yet
	count float64
}

// near returns the count for the line at from.
func (f *foreign) near(block []byte, from int) float64 {
	if !stale(f.at, from) {
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
	if !stale(s.at, from) {
		return
	}
	s.at = from
	is := traitsOf(block[max(0, from-pageBytes):min(from+pageBytes, len(block))])
	s.pua = is&privateUse != 0
	// Full-width marks were narrowed where text in Han characters has ASCII commas only.
	s.folded = is&(wideComma|asciiComma) == asciiComma
	near := block[max(0, from-nearBytes):min(from+nearBytes, len(block))]
	s.script = scriptOf(near)
	s.words.gather(near)
}

// traits are what text of a page tells of how it was decoded, as bits.
type traits uint8

const (
	privateUse traits = 1 << iota // a private-use character of the basic plane
	wideComma
	asciiComma
)

// traitsOf returns what text shows.
func traitsOf(text []byte) (is traits) {
	if bytes.IndexByte(text, ',') >= 0 {
		is |= asciiComma
	}
	if bytes.Contains(text, []byte("，")) {
		is |= wideComma
	}
	if runeclass.HasPrivate(text) {
		is |= privateUse
	}
	return is
}

// Package prose finds what in a text is no prose, by the text alone: targets of links,
// code, paths, literals of programs, and what stands in a language or a form on
// purpose. A conversion there breaks a program or a link. Where the evidence is weak,
// a text is prose.
//
// All evidence lies in the line, and for fenced code in the block. It consists of
// ASCII and of characters that no conversion changes, so that a text in which prose
// was converted has the same spans. The order of characters is an exception: conversion
// does not find it where it was not, but by chance, and then nothing is left to convert.
package prose

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Find returns the spans of a block that are no prose, as offsets, in ascending order.
func Find(block []byte) (spans [][2]int) { return In(block)(nil, 0, len(block)) }

// In returns a function that appends the spans of block[from:to], whole lines, and is asked
// in ascending order. Other lines cost nothing, but for those that say where code is fenced.
func In(block []byte) func(spans [][2]int, from, to int) [][2]int {
	f := finder{block: block}
	return f.lines
}

// lines appends the spans of block[from:to].
func (f *finder) lines(spans [][2]int, from, to int) [][2]int {
	if !f.begun {
		f.begun, f.fences = true, fences(f.block)
	}
	alike := true // the line before has no sign
	for at, end := from, 0; at < to; at = end {
		if alike && len(f.fences) == 0 {
			if at = plain(f.block, at, to); at == to {
				break
			}
		}
		end = linescan.End(f.block, at)
		for len(f.fences) > 0 && f.fences[0][1] <= at {
			f.fences = f.fences[1:]
		}
		inFence := len(f.fences) > 0 && f.fences[0][0] <= at
		marks := lookAt(f.block, at, end)
		if alike = marks&^(wide|latin|fine) == 0; marks&wide == 0 || alike && !inFence {
			continue
		}
		f.at = at
		f.line, f.marks, f.spans, f.cut = trimEnd(f.block[at:end]), marks, f.spans[:0], false
		switch {
		case inFence:
			f.fenced()
		case marks&^(wide|latin|digit|named|row|fine) == 0:
			f.menu()
			f.ordered()
			if marks&digit != 0 { // not by named or row, which may be there by chance
				f.series()
			}
			f.coded()
		default:
			f.find()
		}
		if len(f.spans) > 0 {
			f.spans = Merge(f.spans)
			spans = f.appendTo(spans, at)
		}
	}
	return spans
}

// trimEnd returns a line without what ends it.
func trimEnd(line []byte) []byte {
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}

// Signs of what may be found in a line.
const (
	wide      = 1 << iota // beyond ASCII
	backtick              // code spans
	bracket               // targets of links, settings of one language
	slash                 // paths, addresses, comments
	dot                   // names of files
	quote                 // literals
	separator             // menus, both forms of a word
	operator              // statements, elements
	digit                 // code points
	latin                 // letters of ASCII, or marks among them
	named                 // names of languages
	row                   // characters in their order

	// What some of these are, and pairs of bytes: what asks for it is seldom there.
	bar // | or \
	backslash
	angle      // < or >
	brace      // { or }
	brackets   // ]( and [[ and ]:
	slashed    // :/ and / behind a blank
	remarks    // what comments begin with, but for <!--
	dotWord    // . before a letter or a digit
	colon      // : behind a letter
	punctuated // a mark of Chinese: then it is there; not all have it

	ofPairs = brackets | slashed | remarks | dotWord | colon | punctuated
	fine    = bar | backslash | angle | brace | ofPairs
)

var signs = func() (t [256]uint32) {
	for c := utf8.RuneSelf; c < 256; c++ {
		t[c] = wide
	}
	t[0xE2] |= separator // arrows and dashes begin with it
	for _, c := range []byte(latins) {
		t[c] |= latin
	}
	for mark, chars := range map[uint32]string{bar: "|", backslash: `\`, angle: "<>", brace: "{}", backtick: "`", bracket: "[]", slash: `/\`, dot: ".", quote: `"'`, separator: "|,\t", operator: "=;<>{}():*&", digit: "0123456789"} {
		for _, c := range []byte(chars) {
			t[c] |= mark
		}
	}
	return t
}()

// look returns the signs that a line holds. Of two characters of three bytes at a time, which most of a
// text is, it sees whether these are near each other, but not what stands beside them: where nearly all
// are, two such pairs are among four that follow each other.
func look(line []byte) (marks uint32) {
	near, last := uint8(0), rune(0) // whether pairs were near, the last one lowest
	for i := 0; i < len(line); {
		if i+8 <= len(line) {
			if w := binary.LittleEndian.Uint64(line[i:]); w&0xC0C0F0_C0C0F0 == 0x8080E0_8080E0 {
				p, q := rune(w&15<<12|w>>2&0xFC0|w>>16&63), rune(w>>12&0xF000|w>>26&0xFC0|w>>40&63)
				marks |= signs[byte(w)] | signs[byte(w>>24)]
				if (lastOnes[p>>6]>>(p&63)|lastOnes[q>>6]>>(q&63))&1 != 0 {
					marks |= nameOf(last, p) | nameOf(p, q)
				}
				near <<= 1
				if isNear(p, q) {
					if near |= 1; near&0b1110 != 0 {
						marks |= row
					}
				}
				last = q
				i += 6
				continue
			}
		}
		if c := line[i]; c < utf8.RuneSelf {
			marks |= signs[c]
			last = rune(c)
			i++
			continue
		}
		r, n := utf8scan.Decode(line[i:])
		marks |= signs[line[i]] | nameOf(last, r)
		if n > 3 || n == 3 && isNear(last, r) {
			if near = near<<1 | 1; near&0b1110 != 0 {
				marks |= row
			}
		}
		last = r
		i += n
	}
	return marks
}

// nameOf returns the sign that a name of a language ends with r, and p before it.
func nameOf(p, r rune) uint32 {
	if r < 0x800 || r > 0xFFFF || lastOnes[r>>6]>>(r&63)&1 == 0 || !strings.ContainsRune(lastButOne, p) {
		return 0
	}
	return named
}

// isNear reports whether two characters are near each other, and not the same.
func isNear(p, r rune) bool { return p-r < nearBy && r-p < nearBy && p != r }

// finder looks at one line after the other.
type finder struct {
	line  []byte
	at    int // where it begins in the block
	marks uint32
	spans [][2]int
	han   []han // the runs of the line, once cut
	cut   bool
	list  []part // scratch
	text  []byte // scratch
	leads []uint32

	block    []byte
	begun    bool
	fences   [][2]int        // fenced code that does not end before the line, once begun
	headings map[string]bool // their letters; nil until they are needed
	closed   map[string]bool // the names of elements that are closed, if they have letters beyond ASCII
	sections int             // 1 if there are some, -1 if not, 0 if nobody has asked
}

// find finds the spans of a line.
func (f *finder) find() {
	if f.marks&backtick != 0 {
		f.codeSpans()
	}
	if f.marks&brackets != 0 {
		f.links()
	}
	if f.marks&slashed != 0 {
		f.addresses()
	}
	if f.marks&slash != 0 || f.marks&dot != 0 && (f.marks&dotWord != 0 && dotted(f.line) || f.marks&colon != 0 && bytes.Contains(f.line, fileScheme)) {
		f.paths()
	}
	if f.marks&angle != 0 {
		f.elements()
	}
	if f.marks&operator != 0 {
		f.insertions()
	}
	if f.marks&(quote|operator|slash) != 0 {
		f.code()
	}
	f.languages()
	f.pairs()
	f.ordered()
	f.series()
	f.coded()
}

// add makes line[from:to] a span.
func (f *finder) add(from, to int) {
	if from < to {
		f.spans = append(f.spans, [2]int{from, to})
	}
}

// appendTo appends the spans of a line that begins at offset at.
func (f *finder) appendTo(spans [][2]int, at int) [][2]int {
	for _, s := range f.spans {
		spans = append(spans, [2]int{at + s[0], at + s[1]})
	}
	return spans
}

// Merge sorts spans, and joins those that overlap or touch.
func Merge(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

// fences returns the blocks of fenced code, without the fences. One that is not closed
// in the block is none: a stray mark must not silence the rest of a text.
func fences(block []byte) (list [][2]int) {
	open, from := []byte(nil), 0
	next := [2]int{-1, -1} // where "```" and "~~~" stand, at or behind at
	for at, end := 0, 0; ; at = end {
		for i, mark := range [...]string{"```", "~~~"} {
			if next[i] >= at {
				continue
			}
			if next[i] = bytes.Index(block[at:], []byte(mark)); next[i] < 0 {
				next[i] = len(block)
			} else {
				next[i] += at
			}
		}
		first := min(next[0], next[1])
		if first == len(block) {
			return list
		}
		at += linescan.Start(block[at:], first-at)
		end = linescan.End(block, at)
		line := bytes.TrimLeft(block[at:end], " \t>")
		n := 0
		for n < len(line) && line[n] == line[0] && (line[0] == '`' || line[0] == '~') {
			n++
		}
		switch rest := bytes.TrimSpace(line[n:]); {
		case n < 3:
		case open == nil && bytes.IndexByte(rest, '`') < 0:
			open, from = line[:n], end
		case open != nil && line[0] == open[0] && n >= len(open) && len(rest) == 0:
			list = append(list, [2]int{from, at})
			open = nil
		}
	}
}

func isHan(r rune) bool { return r >= 0x4E00 && r < 0xA000 || runeclass.IsHan(r) }

// word reports whether c is a letter, a digit or a low line of ASCII.
func word(c byte) bool { return letter(c) || c >= '0' && c <= '9' || c == '_' }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

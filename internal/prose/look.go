package prose

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/linescan"
)

// behind is how many bytes lookAVX2 reads behind a line.
const behind = 36

// lookAt is look for block[from:to]. Vectors see a name and a row where there may be one.
func lookAt(block []byte, from, to int) (marks uint32) {
	if !vector || from == to || to+behind > len(block) {
		return look(block[from:to]) | lookAtPairs(block[from:to])
	}
	sets, high, odd, rows, _ := lookAVX2(&block[from], to-from, &nibbles, false)
	for i, k := range sets {
		k |= k >> 32
		k |= k >> 16
		marks |= kindMarks[i][byte(k|k>>8)]
	}
	if high != 0 {
		marks |= wide
	}
	if odd != 0 {
		marks |= named
	}
	if rows != 0 {
		marks |= row
	}
	return marks
}

// lookAtPairs returns the signs of pairs that a line holds.
func lookAtPairs(line []byte) (marks uint32) {
	set := uint8(0)
	for i := range max(0, len(line)-1) {
		set |= pairKinds[0][line[i]] & pairKinds[1][line[i+1]]
	}
	return kindMarks[2][set]
}

// plain returns where the lines end that begin at offset at, up to offset to, and have no sign but wide and
// latin, as far as vectors tell in one go.
func plain(block []byte, at, to int) int {
	if !vector || at == to || to+behind > len(block) {
		return at
	}
	_, _, _, _, left := lookAVX2(&block[at], to-at, &nibbles, true)
	if left == 0 {
		return to
	}
	return at + linescan.Start(block[at:], to-left-at)
}

// kinds are the bytes that have signs: those of each are the ones with certain low and high halves.
var kinds = [2][8]struct {
	bytes string
	mark  uint32
}{
	{{"`", backtick}, {"[]", bracket}, {"/", slash}, {`\`, slash | backslash}, {".", dot}, {`"'`, quote}, {",", separator}, {"|", separator | bar}},
	{{"=:;", operator}, {"<>", operator | angle}, {"{}", operator | brace}, {"()*&", operator}, {"\t", separator}, {latins, latin}, {"\xE2", separator}, {"0123456789", digit}},
}

// pairs are signs of two bytes that follow each other: the first is one of some, and so is the second. They may be
// found where they are not, but for punctuated.
var pairs = [8]struct {
	first, second string
	mark          uint32
}{
	{"[]", "[(:", brackets},
	{": ", "/", slashed},
	{"/;", "/*;", remarks},
	{"#-*", " -" + wides, remarks},
	{".", asciiLetters + "0123456789", dotWord},
	{asciiLetters, ":", colon},
	{"\xE2", "\x80", punctuated},
	{"\xEF", "\xBC", punctuated},
}

const asciiLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// wides are the bytes beyond ASCII.
var wides = func() string {
	var s []byte
	for c := utf8.RuneSelf; c < 256; c++ {
		s = append(s, byte(c))
	}
	return string(s)
}()

// pairKinds are the kinds of pairs that bytes may be the first of, and the second.
var pairKinds = func() (t [2][256]uint8) {
	for kind, p := range pairs {
		for _, c := range []byte(p.first) {
			t[0][c] |= 1 << kind
		}
		for _, c := range []byte(p.second) {
			t[1][c] |= 1 << kind
		}
	}
	return t
}()

// latins are letters of ASCII, and the marks among them. Their kind is the one that noLetters lacks.
var latins = func() (s string) {
	for c := byte('@'); c < utf8.RuneSelf; c++ {
		s += string(rune(c))
	}
	return s
}()

// nibbles are the kinds that bytes may be of by their low halves, and by their high ones; those of more
// kinds; and the same of the ends of converted: of the last two bytes, and of the last one of the character
// before. Characters before that have the same high half there are of one kind, with the same end. The last four are
// those of pairs.
var nibbles = func() (t [14][16]byte) {
	put := func(at int, kind int, c byte) {
		t[at][c&15] |= 1 << kind
		t[at+1][c>>4] |= 1 << kind
	}
	for i := range kinds {
		for kind, k := range kinds[i] {
			for _, c := range []byte(k.bytes) {
				put(2*i, kind, c)
			}
		}
	}
	for kind, p := range pairs {
		for _, c := range []byte(p.first) {
			put(10, kind, c)
		}
		for _, c := range []byte(p.second) {
			put(12, kind, c)
		}
	}
	seen := map[string]int{}
	for _, part := range converted {
		end := part[len(part)-4:] // the last byte of a character, and the next one
		key := string(end[2:]) + string(rune(end[0]>>4))
		kind, ok := seen[key]
		if !ok {
			kind = len(seen)
			seen[key] = kind
		}
		put(4, kind, end[2])
		put(6, kind, end[3])
		put(8, kind, end[0])
	}
	return t
}()

// kindMarks are the signs of sets of kinds, and of pairs.
var kindMarks = func() (t [3][256]uint32) {
	for i := range t {
		for set := range t[i] {
			for kind := range 8 {
				switch {
				case set>>kind&1 == 0:
				case i < len(kinds):
					t[i][set] |= kinds[i][kind].mark
				default:
					t[i][set] |= pairs[kind].mark
				}
			}
		}
	}
	return t
}()

// runsInVectors is runs, if vectors know all characters of the line, and some bytes of the block are behind it.
func (f *finder) runsInVectors() bool {
	n := len(f.line)
	if !vector || n == 0 || f.at+n+behind > len(f.block) {
		return false
	}
	const word = 64 // bytes
	f.leads = slices.Grow(f.leads[:0], n/32+2)[:n/32+2]
	clear(f.leads[n/32:])
	if hanAVX2(&f.line[0], n, &otherHan, &f.leads[0]) != 0 {
		return false
	}
	f.leads[n/32] &= 1<<(n%32) - 1
	from, before, last := -1, uint64(0), uint64(0) // where the run at hand begins; the word before, and whether its last byte is of one
	for at := 0; at <= n; at += word {
		w := uint64(f.leads[at/32])
		if at/32+1 < len(f.leads) {
			w |= uint64(f.leads[at/32+1]) << 32
		}
		inside := w | w<<1 | w<<2 | before>>63 | before>>62 | before>>63<<1
		edges := inside ^ (inside<<1 | last)
		before, last = w, inside>>63
		for ; edges != 0; edges &= edges - 1 {
			i := at + bits.TrailingZeros64(edges)
			if from < 0 {
				from = i
				continue
			}
			f.han = append(f.han, han{from, i, (i - from) / 3})
			from = -1
		}
	}
	return true
}

// otherHan are, by the halves of their three bytes, characters of which hanAVX2 does not know whether they are Han.
var otherHan = func() (t [6][16]byte) {
	for kind, k := range [...][3]string{ // high and low halves of the second and of the third byte, for each first one
		{"E2", "B ABCDEF", ""},          // radicals
		{"E3", "9AB", ""},               // the first extension
		{"E4", "B 7", ""},               // hexagrams are none
		{"EF", "A 456789AB", ""},        // compatibility
		{"E3", "8 0", "8 567"},          // iteration, zero
		{"E3", "8 0", "AB 123456789AB"}, // numerals
		{"F", "AB", ""},                 // four bytes, but for pictures
		{"F", "89 0123456789ABCDE", ""},
	} {
		for i, halves := range k {
			high, low, _ := strings.Cut(halves, " ")
			if i == 0 && len(halves) == 2 {
				high, low = halves[:1], halves[1:]
			}
			const all = "0123456789ABCDEF"
			for _, half := range []byte(cmp.Or(low, all)) {
				t[2*i][strings.IndexByte(all, half)] |= 1 << kind
			}
			for _, half := range []byte(cmp.Or(high, all)) {
				t[2*i+1][strings.IndexByte(all, half)] |= 1 << kind
			}
		}
	}
	return t
}()

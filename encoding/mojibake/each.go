package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/linescan"
)

// Which lines of a block are looked at, and how much of a long one.

// each calls do for every line of block, from the one on that begins at offset from,
// that is suspicious; or, if it is long, for what lies around the suspicious places
// in it. A line that is damaged like the last one comes with its repair.
func (f *fixer) each(block []byte, from int, do func(line []byte, from int, known []reading)) {
	if r, ok := f.signature(block); ok && from == 0 {
		f.readings = append(f.readings, r)
		n := len(f.readings)
		do(block[:r.To], 0, f.readings[n-1:n:n])
		from = r.To
	}
	done := from // where the last line that was looked at ends, or the piece of one
	for from < len(block) {
		if from == 0 || from == done || block[from-1] == '\n' {
			if line := f.lineToTry(block, from); line != nil {
				if r, ok := f.likeLast(line); ok {
					f.readings = append(f.readings, r)
					n := len(f.readings)
					do(line, from, f.readings[n-1:n:n])
					from = lineBehind(block, from+len(line))
					done = from
					continue
				}
			}
		}
		i := f.next(block, from)
		if i < 0 {
			return
		}
		if !f.worthALook(block, i) {
			_, n := utf8.DecodeRune(block[i:])
			from = i + n
			continue
		}
		start := bytes.LastIndexByte(block[done:i], '\n') + 1 + done
		end := pieceEnd(block, start)
		for end <= i && block[end] >= ' ' { // else it is the end of the line
			start, end = end, pieceEnd(block, end)
		}
		if line := block[start:end]; quiet(line) {
			do(line, start, []reading{})
			from = lineBehind(block, end)
			done = from
			continue
		}
		f.at = start
		list, ok := f.refilled(block[start:end])
		if !ok {
			list = f.wholeOnce(block[start:end])
		}
		if list != nil {
			do(block[start:end], start, list)
			from = lineBehind(block, end)
			done = from
			continue
		}
		for at := start; i >= 0 && i < end; i = f.next(block, at) {
			from, to := f.window(block, at, i, end)
			for from < to {
				stop := cut(block, from, to)
				if stop > i { // else nothing was seen in the piece
					f.at = from
					do(block[from:stop], from, nil)
				}
				from = stop
			}
			at = max(to, i+1)
		}
		from = lineBehind(block, end)
		done = from
	}
}

// lineToTry returns the line that begins at block[from:], or the piece of one, if it is to be tried whether
// it is damaged like the last one; else nil.
func (f *fixer) lineToTry(block []byte, from int) []byte {
	if len(f.last) == 0 {
		return nil
	}
	if end := pieceEnd(block, from); end > from {
		return block[from:end]
	}
	return nil
}

// pieceEnd returns where the line ends that begins at offset from, without what ends it; or the first piece of it that is
// looked at as if it were a line, if it is very long: what is known of each character takes much memory.
func pieceEnd(block []byte, from int) int {
	end := linescan.End(block, from)
	if end > from && block[end-1] == '\n' {
		end--
		if end > from && block[end-1] == '\r' {
			end--
		}
	}
	return linescan.Piece(block, from, end)
}

// lineBehind returns where the next line begins behind a line, or what is left of it behind a piece, that ends at end.
func lineBehind(block []byte, end int) int {
	rest := bytes.TrimPrefix(block[end:], []byte{'\r'})
	if len(rest) == 0 || rest[0] == '\n' {
		return min(len(block), len(block)-len(rest)+1)
	}
	return end
}

// next is gate.Next, or the next of the places that were told; once a wrong
// decoding is proved, weaker signs count as well.
func (f *fixer) next(block []byte, from int) int {
	if !f.told || f.sure {
		return gate.Next(block, from)
	}
	i, _ := slices.BinarySearch(f.places, int32(from))
	if i == len(f.places) || int(f.places[i]) >= len(block) {
		return -1
	}
	return int(f.places[i])
}

// window returns the part of the line block[start:end] around the first suspicious
// place i in it, and around those that follow closely; all of it, if that is not
// much more.
func (f *fixer) window(block []byte, start, i, end int) (from, to int) {
	from, to = start, end
	if i-start > 2*around {
		for from = i - around; from > start && !utf8.RuneStart(block[from]); from-- {
		}
	}
	for at := i + around; at+2*around < end; {
		for at < end && !utf8.RuneStart(block[at]) {
			at++
		}
		if i = f.next(block[:min(end, at+2*around)], at); i < 0 {
			for to = at + around; to < end && !utf8.RuneStart(block[to]); to++ {
			}
			break
		}
		at = i + around
	}
	return from, to
}

// cut returns where a piece of block[from:to] ends: behind a blank, or else
// between two characters.
func cut(block []byte, from, to int) int {
	if to-from <= maxLine {
		return to
	}
	if i := bytes.LastIndexByte(block[from+maxLine/2:from+maxLine], ' '); i >= 0 {
		return from + maxLine/2 + i + 1
	}
	return cutAt(block, from, maxLine)
}

// cutAt returns the offset of a character n bytes behind from, or a little less.
func cutAt(block []byte, from, n int) int {
	for least := n - utf8.UTFMax; n > least && !utf8.RuneStart(block[from+n]); n-- {
	}
	return from + n
}

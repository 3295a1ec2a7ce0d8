package chain

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/changed"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/misread"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// SparingBroken returns a stage that does what stage does, but leaves lines alone
// that are broken: a character that stands between bytes which are no text is there
// by chance, most likely.
func SparingBroken(stage Stage) Stage {
	return Sparing(stage, always, func(src []byte, from, to int) bool { return broken(src[from:to]) })
}

// Breaks reports whether SparingBroken may leave a line of text alone, which is well-formed: where that was lost, places tell.
func Breaks(text []byte, places []int32) bool {
	end := 0 // of the last line that was looked at
	for i := 1; i < len(places); i++ {
		from, to := int(places[i-1]), int(places[i])
		if from < end || bytes.IndexByte(text[from:to], '\n') >= 0 {
			continue
		}
		start := linescan.Start(text, from)
		if end = start + linescan.Len(text[start:]); broken(text[start:end]) {
			return true
		}
	}
	return false
}

// SparingMisread returns a stage that does what stage does, but leaves lines alone in
// which Chinese stands that was read in a wrong charset.
func SparingMisread(stage Stage) Stage {
	return Sparing(stage, always, func(src []byte, from, to int) bool { return misread.In(src[from:to]) })
}

func always() bool { return true }

// Sparing returns a stage that does what stage does, but leaves those lines alone, src[from:to], that
// are spared. Where many places change, some is asked first, whether there are any.
func Sparing(stage Stage, some func() bool, spared func(src []byte, from, to int) bool) Stage {
	return sparing(stage, some, func(src []byte, from, to, _ int) bool { return spared(src, from, to) })
}

// fewEdits is how many changes are looked up one by one.
const fewEdits = 64

// sparing is Sparing for lines that may be told by their numbers, too, from 0. The stage is run with
// edits only if they are asked for, or one of them is in such a line.
func sparing(stage Stage, some func() bool, spared func(src []byte, from, to, number int) bool) Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		base := len(dst)
		own := edit.Log{Keep: log.Keep}
		dst = stage(dst, src, &own)
		made := own.Verdicts[edit.Exact] + own.Verdicts[edit.Inferred]
		asked := made+own.Verdicts[edit.Unrepairable] > 0 && (made <= fewEdits || some())
		if !own.Keep && asked && (own.Verdicts[edit.Unrepairable] > 0 || anyLine(src, dst[base:], spared)) {
			own = edit.Log{Keep: true}
			dst = stage(dst[:base], src, &own)
		}
		if !own.Keep || !asked {
			log.Take(&own)
			return dst
		}
		kept := own.Edits[:0]
		start, end, number, spare := 0, 0, -1, false // of the line at hand
		for _, e := range own.Edits {
			if at := int(e.Offset); at >= end && at < len(src) {
				for ; end <= at; number++ {
					start = end
					end += linescan.Len(src[end:])
				}
				spare = spared(src, start, end, number)
			}
			if !spare {
				kept = append(kept, e)
			}
		}
		if len(kept) < len(own.Edits) {
			dst = append(dst[:base], edit.Apply(src, kept)...)
		}
		for _, e := range kept {
			log.Add(e)
		}
		return dst
	}
}

// anyLine reports whether is holds for one of the lines of src that a stage changed.
func anyLine(src, dst []byte, is func(src []byte, from, to, number int) bool) (found bool) {
	at, number := 0, 0
	changed.Lines(src, dst, func(from, to, _, _ int) {
		if found {
			return
		}
		number += bytes.Count(src[at:from], []byte{'\n'})
		for at = from; at < to && !found; number++ {
			end := at + linescan.Len(src[at:])
			found = is(src, at, end, number)
			at = end
		}
	})
	return found
}

// broken reports whether a line has more than one lost or ill-formed byte, and one
// for ten characters beyond ASCII at least.
func broken(line []byte) bool {
	if !mayLack(line) && utf8scan.Valid(line) {
		return false // as nearly always
	}
	lost, wide := 0, 0
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		wide++
		if strings.ContainsRune(losses, r) {
			lost++
		}
		i += n
	}
	return lost > 1 && 10*lost >= wide
}

// losses are U+FFFD, and what it begins as where it was read in another charset.
const losses = "\uFFFD锟錕嚙"

// mayLack reports whether line has one of losses, eight places at a time.
func mayLack(line []byte) bool {
	const ones, highs = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	const step, reach = 8, 10 // places, and bytes that are looked at for these
	if len(line) < reach {
		return bytes.ContainsAny(line, losses)
	}
	for i := 0; i < len(line)-reach+step; i += step {
		at := min(i, len(line)-reach)
		found := uint64(0)
		for k := 0; k < len(losses); k += 3 {
			x := (load64(line, at) ^ uint64(losses[k])*ones) | (load64(line, at+1) ^ uint64(losses[k+1])*ones) | (load64(line, at+2) ^ uint64(losses[k+2])*ones)
			found |= (x - ones) &^ x // a byte that is zero has its high bit here
		}
		if found&highs != 0 {
			return true
		}
	}
	return false
}

func load64(p []byte, i int) uint64 { return binary.LittleEndian.Uint64(p[i:]) }

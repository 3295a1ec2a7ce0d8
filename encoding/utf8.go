package encoding

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// utf8Len returns the length of the well-formed UTF-8 character that p begins
// with, 0 if there is none.
func utf8Len(p []byte) int {
	r, n := utf8.DecodeRune(p)
	if r == utf8.RuneError && n <= 1 {
		return 0
	}
	return n
}

// validLines returns the length of the longest prefix of whole lines of src that
// is well-formed UTF-8; len(src) if all is.
func validLines(src []byte) int {
	n := utf8scan.ValidPrefix(src)
	if n < len(src) {
		n = linescan.Start(src, n)
	}
	return n
}

// utf8Like reports whether line is UTF-8 in which some bytes are damaged: whole
// characters outweigh the bytes that fit nowhere. It gives up where the latter
// lead by far. Surrogates in three bytes, which some programs write, are whole.
// It depends on nothing but the line.
func utf8Like(line []byte) bool {
	gain := 0
	for i := 0; i < len(line) && gain > -100; {
		if line[i] < 0x80 {
			i++
			continue
		}
		n := 0
		if i+1 < len(line) && line[i+1]&0xC0 == 0x80 {
			if n = utf8Len(line[i:]); n == 0 && loneSurrogate(line[i:]) {
				n = 3
			}
		}
		switch n {
		case 0:
			gain -= 8
			n = 1
		case 2:
			gain += 4
		default:
			gain += 7
		}
		i += n
	}
	return gain > 6
}

// loneSurrogate reports whether p begins with a surrogate in the three bytes that
// UTF-8 would have for it.
func loneSurrogate(p []byte) bool {
	return len(p) >= 3 && p[0] == 0xED && p[1]&0xE0 == 0xA0 && p[2]&0xC0 == 0x80
}

// settled reports whether a second run leaves line alone, which was decoded but for
// some bytes that were kept.
func settled(line []byte) bool {
	return utf8scan.Valid(line) || utf8Like(line) && quick(line) == Unknown && !hasSurrogates(line)
}

// surrogates returns the character that p spells as a surrogate pair of three
// bytes each, as CESU-8 does; ok is false if p does not begin with one.
func surrogates(p []byte) (r rune, ok bool) {
	if len(p) < 6 || p[0] != 0xED || p[1]&0xF0 != 0xA0 || p[2]&0xC0 != 0x80 ||
		p[3] != 0xED || p[4]&0xF0 != 0xB0 || p[5]&0xC0 != 0x80 {
		return 0, false
	}
	high := rune(p[1]&0x0F)<<6 | rune(p[2]&0x3F)
	low := rune(p[4]&0x0F)<<6 | rune(p[5]&0x3F)
	return 0x10000 + high<<10 + low, true
}

func hasSurrogates(line []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(line[i:], 0xED)
		if n < 0 {
			return false
		}
		if i += n; i+6 <= len(line) {
			if _, ok := surrogates(line[i:]); ok {
				return true
			}
		}
	}
}

// appendCESU8 appends line with its surrogate pairs written as UTF-8 has it.
func appendCESU8(dst, line []byte) []byte {
	for i := 0; i < len(line); {
		if r, ok := surrogates(line[i:]); ok {
			dst = utf8.AppendRune(dst, r)
			i += 6
			continue
		}
		dst = append(dst, line[i])
		i++
	}
	return dst
}

// fitsCESU8 reports whether line is UTF-8, or nearly, but for surrogate pairs.
func fitsCESU8(line []byte) bool { return settled(appendCESU8(nil, line)) }

// decodeCESU8 appends line decoded, and reports its surrogate pairs.
func decodeCESU8(dst, line []byte, off int64, log *edit.Log) []byte {
	dst = appendCESU8(dst, line)
	if log == nil {
		return dst
	}
	for i := 0; i < len(line); {
		if r, ok := surrogates(line[i:]); ok {
			log.Add(edit.Edit{
				Offset: off + int64(i), In: line[i : i+6], Out: utf8.AppendRune(nil, r), Rule: ruleDecoded,
				Verdict: edit.Exact, Confidence: 1, Note: "decoded from " + CESU8.String(),
			})
			i += 6
			continue
		}
		if n := utf8Len(line[i:]); n > 0 {
			i += n
			continue
		}
		kept(line[i:i+1], off+int64(i), "", log)
		i++
	}
	return dst
}

// keep appends line as it is and reports the bytes of it that are not UTF-8; all
// of it, if note says what it is.
func keep(dst, line []byte, off int64, note string, log *edit.Log) []byte {
	if note != "" && log != nil {
		from, to := 0, len(line)
		for from < to && line[from] < 0x80 {
			from++
		}
		for from < to && line[to-1] < 0x80 {
			to--
		}
		kept(line[from:to], off+int64(from), note, log)
	} else if log != nil {
		for i := 0; i < len(line); {
			i += utf8scan.ValidPrefix(line[i:])
			from := i
			for i < len(line) && utf8Len(line[i:]) == 0 {
				i++
			}
			if i > from {
				kept(line[from:i], off+int64(from), "", log)
			}
		}
	}
	return append(dst, line...)
}

// validButEnds reports whether p is UTF-8 but for a character cut at either end.
func validButEnds(p []byte) bool {
	for i := 0; i < 3 && len(p) > 0 && p[0]&0xC0 == 0x80; i++ {
		p = p[1:]
	}
	n := utf8scan.ValidPrefix(p)
	rest := p[n:]
	return len(rest) == 0 || len(rest) < 4 && !utf8.FullRune(rest)
}

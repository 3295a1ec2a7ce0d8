package encoding

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Charsets of seven bits write Chinese in ASCII between escapes. A text is in one
// if its lines make more sense decoded, and if it has hardly any other bytes than
// ASCII. A second run finds nothing more to gain.
const (
	escapeWindow  = 256 << 10 // bytes of the start that decide
	escapeGain    = 20 * nat
	cutEscapeGain = 7 * nat // where one line is all there may be
)

// coderOf returns the decoder of a charset of seven bits, nil for others.
func coderOf(c Charset) *coder.Charset {
	switch r := c.row(); {
	case r.Unit != charset.Seven || r.Coder == nil:
		return nil
	case r.Decoder != nil:
		return r.Decoder()
	default:
		return r.Coder()
	}
}

// sniffEscapes says which charset of seven bits an input is in that begins with
// head; Unknown if none.
func sniffEscapes(head []byte) (best Charset, gain int) {
	return weighEscapes(head, escapeGain, func(line []byte, _ int, c Charset) int { return gainOf(line, c) })
}

// weighEscapes looks for a charset of seven bits in which the lines gain at least
// least in all, by what a line gains, of which it is given the offset.
func weighEscapes(head []byte, least int, gainOf func(line []byte, off int, c Charset) int) (best Charset, gain int) {
	head = head[:min(len(head), escapeWindow)]
	if beyondEscapes(head) {
		return Unknown, 0
	}
	for _, c := range escaped {
		mark := []byte(c.row().Detect.Mark)
		if !bytes.Contains(head, mark) {
			continue
		}
		sum, good, idle := 0, 0, 0
		for off := 0; off < len(head); {
			line := head[off : off+linescan.Len(head[off:])]
			if bytes.Contains(line, mark) {
				n := gainOf(line, off, c)
				if sum += n; n > 0 {
					good++
				} else {
					idle++
				}
			}
			off += len(line)
		}
		if c.row().Detect.EveryMark && idle > good {
			continue // sums in source code have plus signs, too
		}
		if sum > gain {
			best, gain = c, sum
		}
	}
	if gain < least {
		return Unknown, 0
	}
	return best, gain
}

// beyondEscapes reports whether too many bytes of head are not ASCII for a charset of seven bits. Of
// Chinese, the first few are.
func beyondEscapes(head []byte) bool {
	const step = 16
	for most := 4 + len(head)>>10; len(head) > 0; head = head[min(len(head), step):] {
		if most -= countHigh(head[:min(len(head), step)]); most < 0 {
			return true
		}
	}
	return false
}

// gainOf is by how much likelier a line is decoded from c than as ASCII; 0 if it
// cannot be decoded to Chinese.
func gainOf(line []byte, c Charset) int {
	if out, ok := tryEscapes(nil, line, c, 0, nil); ok && hasHan(out) {
		return textCost(line) - textCost(out)
	}
	return 0
}

// sniffCutEscapes is sniffEscapes for text that may begin and end anywhere: its
// first line counts from an escape on, and its last but for a few bytes.
func sniffCutEscapes(b []byte) (best Charset, gain int) {
	return weighEscapes(b, cutEscapeGain, func(line []byte, off int, c Charset) (most int) {
		heads, tails := 1, 1
		if off == 0 && len(line) < 4<<10 {
			heads = 4
		}
		if off+len(line) == len(b) && len(line) < 4<<10 {
			tails = 12 // what may have to go in UTF-7, where three characters take eight bytes
		}
		mark := []byte(c.row().Detect.Mark)
		for rest := line; heads > 0; heads-- {
			if heads > 1 || off == 0 && len(line) < 4<<10 {
				at := bytes.Index(rest, mark)
				if at < 0 {
					break
				}
				rest = rest[at:]
			}
			for cutOff := 0; cutOff < min(tails, len(rest)); cutOff++ {
				most = max(most, gainOf(rest[:len(rest)-cutOff], c))
			}
			rest = rest[min(len(rest), len(mark)):]
		}
		return most
	})
}

// tryEscapes appends line decoded from c. ok is false, and dst as it was, if
// there is nothing to decode, not all can be decoded, or if a second run would
// decode the result again.
func tryEscapes(dst, line []byte, c Charset, off int64, log *edit.Log) (out []byte, ok bool) {
	code := coderOf(c)
	if code == nil {
		return dst, false
	}
	n, bad := len(dst), 0
	count := func(int, int) { bad++ }
	dst = code.Append(dst, line, count)
	out = dst[n:]
	if bad > 0 || bytes.Equal(out, line) || !utf8scan.Valid(out) || linescan.Len(out) != len(out) || len(line) > 0 && (line[len(line)-1] == '\n') != (len(out) > 0 && out[len(out)-1] == '\n') {
		return dst[:n], false
	}
	if again := code.Append(nil, out, count); bad == 0 && !bytes.Equal(again, out) {
		return dst[:n], false
	}
	if log != nil {
		reportDiffering(out, line, c, off, log)
	}
	return dst, true
}

// reportDiffering reports what lies between the equal ends of out and line.
func reportDiffering(out, line []byte, c Charset, off int64, log *edit.Log) {
	head, tail := 0, 0
	for head < min(len(out), len(line)) && out[head] == line[head] {
		head++
	}
	for tail < min(len(out), len(line))-head && out[len(out)-1-tail] == line[len(line)-1-tail] {
		tail++
	}
	log.Add(edit.Edit{
		Offset: off + int64(head), In: line[head : len(line)-tail], Out: out[head : len(out)-tail], Rule: ruleDecoded,
		Verdict: edit.Exact, Confidence: 1, Note: "decoded from " + c.String(),
	})
}

func hasHan(p []byte) bool {
	for _, r := range string(p) {
		if r >= 0x3400 && r < 0xA000 || r >= 0x20000 && r < 0x40000 {
			return true
		}
	}
	return false
}

// textCost is the cost of a line of UTF-8 by the language model.
func textCost(line []byte) (cost int) {
	var m model
	for _, r := range string(line) {
		cost += min(m.cost(UTF8, r), unlikelyCost)
	}
	return cost
}

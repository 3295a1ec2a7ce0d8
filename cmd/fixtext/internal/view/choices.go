package view

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/encoding/mojibake"
)

// lost stands for a character whose bytes were lost.
const lost = "\uFFFD"

// choice is a character of an edit's Out that lost bytes, and what it may be.
type choice struct {
	at  int // in bytes
	may []May
}

// choices returns what the characters of an edit that lost bytes may be. The edit is read
// once more; if that does not give what the edit says, the note is asked, which names
// only those that are not filled in.
func (v *Viewer) choices(l *lines.Line, c *lines.Change) (list []choice) {
	step, ok := stepOf(c.Note)
	old := string(l.Old)
	if !ok || c.More || bytes.IndexByte(c.Out, '\n') >= 0 {
		return noted(&c.Edit)
	}
	text, chars, ok := v.may.Of(old[:c.OldLo], old[c.OldLo:c.OldHi], old[c.OldHi:], step)
	if !ok || !agree(text, string(c.Out), chars) {
		return noted(&c.Edit)
	}
	shift := 0 // U+FFFD stands in Out, and may be longer or shorter than the character
	for _, x := range chars {
		was, n := utf8.DecodeRuneInString(text[x.At:])
		now, m := utf8.DecodeRune(c.Out[x.At+shift:])
		if len(x.May) > 1 || now != was && len(x.May) > 0 {
			list = append(list, choice{x.At + shift, mays(&x)})
		}
		shift += m - n
	}
	return list
}

// agree reports whether text is what an edit put there, but for lost characters.
func agree(text, out string, chars []mojibake.LostChar) bool {
	lo := 0
	for _, x := range chars {
		same := x.At - lo
		if same < 0 || len(out) < same || text[lo:x.At] != out[:same] {
			return false
		}
		was, n := utf8.DecodeRuneInString(text[x.At:])
		now, m := utf8.DecodeRuneInString(out[same:])
		if now != was && now != utf8.RuneError {
			return false
		}
		lo, out = x.At+n, out[same+m:]
	}
	return text[lo:] == out
}

// stepOf reads which wrong decoding a note names, if that is one.
func stepOf(note string) (s mojibake.Step, ok bool) {
	first, rest, _ := strings.Cut(note, "; ")
	if strings.Contains(rest, " read as ") {
		return s, false
	}
	s.Is, s.As, ok = strings.Cut(first, " read as ")
	return s, ok
}

// noted returns what an edit's note says that its lost characters may be, or nothing if it
// does not say it of all of them.
func noted(e *fixtext.Edit) (list []choice) {
	at := 0
	for _, part := range strings.Split(e.Note, "; ") {
		some, ok := strings.CutPrefix(part, "lost: one of ")
		if !ok {
			continue
		}
		i := strings.Index(string(e.Out[at:]), lost)
		if i < 0 {
			return nil
		}
		one := choice{at: at + i}
		for _, c := range strings.Fields(some) {
			one.may = append(one.may, May{Text: c})
		}
		list = append(list, one)
		at += i + len(lost)
	}
	if strings.Contains(string(e.Out[at:]), lost) {
		return nil
	}
	return list
}

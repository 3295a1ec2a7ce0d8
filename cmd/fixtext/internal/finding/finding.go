// Package finding gathers the edits of a line into what a person wants to read:
// one finding a line and rule.
package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/internal/lang"
)

// Finding is what one rule says about one line.
type Finding struct {
	File       string
	Line       int   // from 1
	Column     int   // in characters, from 1
	EndColumn  int   // behind the last character
	Offset     int64 // of the first edit, in bytes
	Rule       fixtext.Code
	Verdict    fixtext.Verdict // the weakest
	Confidence float64         // the lowest
	Message    string
	Old, New   string // the line before and after, cut where it is long
	Edits      []Edit
	// Fingerprint is the same as long as the file's name, the rule and the line
	// are: it survives changes elsewhere.
	Fingerprint string
}

// Edit is a change on the line, as text.
type Edit struct {
	Column     int     `json:"column"`
	Byte       int     `json:"-"` // of Column, from 1, where the line is UTF-8
	In         string  `json:"in"`
	Out        string  `json:"out"`
	Confidence float64 `json:"confidence"`
	Note       string  `json:"note,omitempty"`
}

// Fixable reports whether the finding would be repaired.
func (f *Finding) Fixable() bool { return f.Verdict != fixtext.Unrepairable }

// Collector makes findings of the lines of one file.
type Collector struct {
	File string
	Each func(Finding) error

	decoded map[string]bool // notes of FT2xx that were found already
	seen    map[string]int  // fingerprints
}

// decoding is the family of rules that concern a whole file: each of their notes
// is one finding, at its first place.
const decoding = "FT2"

// malformed is the one of them that concerns a record.
const malformed fixtext.Code = "FT205"

// shown is how many bytes of a line a finding holds, around its first edit.
const shown = 240

// Line takes the next line that has changes.
func (c *Collector) Line(l *lines.Line) error {
	var list []*Finding
	for i := range l.Changes {
		ch := &l.Changes[i]
		if ch.More {
			continue
		}
		if strings.HasPrefix(string(ch.Rule), decoding) && ch.Rule != malformed && c.known(ch) {
			continue
		}
		f := find(list, ch)
		if f == nil {
			f = &Finding{
				File: c.File, Line: l.No, Column: ch.Column, Offset: ch.Offset, Rule: ch.Rule, Verdict: ch.Verdict, Confidence: ch.Confidence,
				Old: excerpt(l.Old, ch.OldLo), New: excerpt(l.New, ch.NewLo),
			}
			list = append(list, f)
		}
		old, out := string(l.Old[ch.OldLo:ch.OldHi]), string(l.New[ch.NewLo:ch.NewHi])
		f.EndColumn = ch.Column + utf8.RuneCountInString(old)
		f.Confidence = min(f.Confidence, ch.Confidence)
		f.Edits = append(f.Edits, Edit{ch.Column, ch.OldLo + 1, old, out, ch.Confidence, ch.Note})
	}
	for _, f := range list {
		f.Message = message(f)
		f.Fingerprint = c.fingerprint(f, l.Old)
		if err := c.Each(*f); err != nil {
			return err
		}
	}
	return nil
}

// known remembers what was said of the file.
func (c *Collector) known(ch *lines.Change) bool {
	key := fmt.Sprint(ch.Rule, ch.Verdict, ch.Note)
	if c.decoded == nil {
		c.decoded = map[string]bool{}
	}
	was := c.decoded[key]
	c.decoded[key] = true
	return was
}

func find(list []*Finding, ch *lines.Change) *Finding {
	for _, f := range list {
		if f.Rule == ch.Rule && f.Verdict == ch.Verdict {
			return f
		}
	}
	return nil
}

func (c *Collector) fingerprint(f *Finding, line []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s", filepath.ToSlash(f.File), f.Rule, strings.TrimSpace(string(line)))
	sum := hex.EncodeToString(h.Sum(nil)[:12])
	if c.seen == nil {
		c.seen = map[string]int{}
	}
	c.seen[sum]++
	if n := c.seen[sum]; n > 1 { // the same line again
		fmt.Fprintf(h, "\x00%d", n)
		sum = hex.EncodeToString(h.Sum(nil)[:12])
	}
	return sum
}

// named is how many edits a message names.
const named = 4

// message says what was found, in English: it is written for programs.
func message(f *Finding) string {
	return f.said(func(s string) string { return s }, func(s string) string { return s })
}

// Said says what was found, in the language of the user.
func (f *Finding) Said() string {
	if lang.Language() == "en" {
		return f.Message
	}
	return f.said(lang.T, lang.Tell)
}

// said says it with t for words and tell for notes.
func (f *Finding) said(t, tell func(string) string) string {
	if strings.HasPrefix(string(f.Rule), decoding) && f.Edits[0].Note != "" {
		return Visible(tell(f.Edits[0].Note))
	}
	var b strings.Builder
	b.WriteString(t(Name(f.Rule)))
	b.WriteString(t(": "))
	if e := f.Edits[0]; e.Note != "" && !utf8.ValidString(e.Out) { // compressed: the note tells what is in it
		return b.String() + tell(e.Note)
	}
	for i, e := range f.Edits {
		if i == named {
			fmt.Fprintf(&b, t(" and %d more"), len(f.Edits)-named)
			break
		}
		if i > 0 {
			b.WriteString(t(", "))
		}
		switch {
		case f.Verdict == fixtext.Unrepairable:
			b.WriteString(brief(e.In))
		case e.Out == "":
			b.WriteString(fmt.Sprintf(t("%s removed"), brief(e.In)))
		case e.In == "":
			b.WriteString(fmt.Sprintf(t("%s inserted"), brief(e.Out)))
		default:
			b.WriteString(brief(e.In) + " → " + brief(e.Out))
		}
	}
	switch f.Verdict {
	case fixtext.Inferred:
		fmt.Fprintf(&b, t(" (inferred, %.2f)"), min(f.Confidence, 0.99)) // never certain
	case fixtext.Unrepairable:
		b.WriteString(t(" (cannot be repaired)"))
	}
	return b.String()
}

// Name is the name of a rule, or its code where it has none.
func Name(code fixtext.Code) string {
	for _, r := range fixtext.Rules() {
		if r.Code == code {
			return r.Name
		}
	}
	return string(code)
}

// brief is text for a message: short, on one line, and visible.
func brief(s string) string {
	s = Visible(s)
	if utf8.RuneCountInString(s) <= 24 {
		return s
	}
	r := []rune(s)
	return string(r[:23]) + "…"
}

// Visible returns text with what would not be seen, or would disturb a
// terminal, written as escapes.
func Visible(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02X`, s[i])
		case r == '\t' || !hidden(r):
			b.WriteRune(r)
		case r <= 0x7F:
			fmt.Fprintf(&b, `\x%02X`, r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

// excerpt cuts a long line around the byte at.
func excerpt(line []byte, at int) string {
	if len(line) <= shown {
		return string(line)
	}
	lo, hi := max(0, at-shown/4), min(len(line), at+shown*3/4)
	for lo > 0 && !utf8.RuneStart(line[lo]) {
		lo--
	}
	for hi < len(line) && !utf8.RuneStart(line[hi]) {
		hi++
	}
	s := string(line[lo:hi])
	if lo > 0 {
		s = "…" + s
	}
	if hi < len(line) {
		s += "…"
	}
	return s
}

// VisibleLines is Visible for text of several lines.
func VisibleLines(s string) string {
	list := strings.Split(s, "\n")
	for i := range list {
		list[i] = Visible(list[i])
	}
	return strings.Join(list, "\n")
}

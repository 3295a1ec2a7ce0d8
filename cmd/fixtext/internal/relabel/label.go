// Package relabel lets a file that was decoded declare the charset that it is now
// written in: the label of a Python source, a page or a mail is changed in the
// same run as its text, or the text is left alone.
package relabel

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/decode"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Rule is that of the edits that this package makes.
const Rule fixtext.Code = "FT204"

// Target is the charset that text is written in.
type Target struct {
	name string
	set  encoding.Charset
}

// NewTarget returns the target for a label of --to; empty means UTF-8.
func NewTarget(to string) Target {
	if to == "" {
		to = "utf-8"
	}
	set, ok := encoding.Lookup(to)
	t := Target{strings.ToLower(to), set}
	switch {
	case !ok:
	case set == encoding.GB18030 && !strings.HasPrefix(t.name, "gb18030"):
		t.name = "gbk" // what is written for its other names, too
	case set == encoding.Big5:
		t.name = "big5"
	default:
		t.name = set.String()
	}
	return t
}

// follows reports whether labels follow although nothing was decoded.
func (t Target) follows() bool { return t.set != encoding.UTF8 }

// spell returns what a label becomes. It is the same if it is right; an error
// says why it cannot be changed.
func (t Target) spell(k *kind, old string) (string, error) {
	set, known := lookup(old)
	switch {
	case t.set == encoding.UTF8 && known && set == encoding.UTF8, strings.EqualFold(t.name, old):
		return old, nil
	case k.fixed:
		return "", fmt.Errorf("the %s says %s, and changing that would not be enough", k.name, old)
	case !known:
		return "", fmt.Errorf("the %s says %s, which is not known", k.name, old)
	case t.set >= encoding.UTF16LE && t.set <= encoding.UTF32BE && !k.wide || t.set != encoding.UTF8 && k.narrow:
		return "", fmt.Errorf("the %s cannot say %s", k.name, t.name)
	}
	name := t.name
	if t.set == encoding.UTF8 && k.utf8 != "" {
		name = k.utf8
	} else if old == strings.ToUpper(old) {
		name = strings.ToUpper(name)
	}
	return name, nil
}

// lookup knows the labels of Emacs, MySQL, PostgreSQL and R beside those of encoding.
func lookup(old string) (encoding.Charset, bool) {
	old = strings.ReplaceAll(strings.ToLower(old), "_", "-")
	if strings.HasPrefix(old, "utf-8") || strings.HasPrefix(old, "utf8") || strings.HasPrefix(old, "mule-utf-8") {
		return encoding.UTF8, true
	}
	if set, ok := encoding.Lookup(old); ok {
		return set, true
	}
	switch old = strings.TrimPrefix(strings.TrimPrefix(old, "chinese-"), "cn-"); old {
	case "gb", "iso-8bit":
		return encoding.GB18030, true
	case "binary", "unknown":
		return encoding.Unknown, false
	}
	return encoding.Lookup(old)
}

// Follow returns the edits of a text together with those of its labels. The text
// in, from offset of the file with this name, becomes out by the edits. first
// and last say that the file begins and ends with it; decoded, that some of it
// before was decoded.
//
// If a label cannot be changed, left is true, and the edits are those that say
// so: the text must stay as it is.
func (t Target) Follow(name string, in, out []byte, offset int64, edits []fixtext.Edit, first, last, decoded bool) (all []fixtext.Edit, left bool) {
	l := layout{in: in, out: out, offset: offset, edits: edits}
	var stay []fixtext.Edit
	for _, c := range t.changes(name, out, first) {
		if c.atEnd && !last || !t.follows() && !decoded && !Decoded(edits) {
			continue
		}
		if c.to > 0 && !t.follows() && !l.decoded(c.from, c.to) {
			continue
		}
		e, ok := l.at(c.lo, c.hi)
		if ok && c.err == nil {
			done := t.edit(e.Offset, string(out[c.lo:c.hi]), c.want)
			done.In = e.In
			l.done = append(l.done, done)
			continue
		}
		if c.err == nil {
			c.err = fmt.Errorf("the %s is changed by another rule", c.kind.name)
		}
		stay = append(stay, fixtext.Edit{Offset: e.Offset, In: e.In, Out: e.In, Rule: Rule, Verdict: fixtext.Unrepairable, Note: "not decoded: " + c.err.Error()})
	}
	if len(stay) > 0 {
		return stay, true
	}
	return append(l.done, l.edits...), false
}

// httpHeader is the kind of a Content-Type that stands outside of the text.
var httpHeader = kind{name: "Content-Type", wide: true}

// Header returns the edit of the value of a Content-Type that speaks of text
// that was decoded, or not.
func (t Target) Header(value []byte, decoded bool) []fixtext.Edit {
	m := charset.FindSubmatchIndex(value)
	if m == nil || !decoded && !t.follows() {
		return nil
	}
	old := string(value[m[2]:m[3]])
	want, err := t.spell(&httpHeader, old)
	switch {
	case err == nil && want == old:
		return nil
	case err != nil: // not a charset that is known: what is written is known all the same
		want = t.name
	}
	return []fixtext.Edit{t.edit(int64(m[2]), old, want)}
}

func (t Target) edit(offset int64, old, want string) fixtext.Edit {
	return fixtext.Edit{
		Offset: offset, In: []byte(old), Out: []byte(want), Rule: Rule, Verdict: fixtext.Exact, Confidence: 1,
		Note: fmt.Sprintf("declared charset follows the text: %s → %s", old, want),
	}
}

// change is a label that is not that of the target.
type change struct {
	place
	want string
	err  error
}

func (t Target) changes(name string, text []byte, first bool) (list []change) {
	for _, p := range find(name, text, first) {
		line := text[bytes.LastIndexByte(text[:p.lo], '\n')+1:]
		line, _, _ = bytes.Cut(line, []byte("\n"))
		if engine.Off(Rule, line, text) {
			continue
		}
		old := string(text[p.lo:p.hi])
		if want, err := t.spell(p.kind, old); err != nil || want != old {
			list = append(list, change{p, want, err})
		}
	}
	return list
}

// Decoded reports whether edits decode text.
func Decoded(edits []fixtext.Edit) bool {
	for i := range edits {
		if decodes(&edits[i]) {
			return true
		}
	}
	return false
}

// decodes tells it of one edit: its rule may be that of what was done to the
// text after it was decoded.
func decodes(e *fixtext.Edit) bool {
	return e.Verdict != fixtext.Unrepairable && (e.Rule == "FT201" || e.Rule != "FT202" && !utf8scan.Valid(e.In))
}

// layout finds places of a text in what it came from. It is asked for one place
// after the other.
type layout struct {
	in, out []byte
	offset  int64          // of in
	edits   []fixtext.Edit // that are ahead
	done    []fixtext.Edit // those before
	shift   int            // what is at i in out is at i-shift in in
	dec     decode.Decoder
}

// at returns an edit whose In became the bytes from lo to hi. It is not ok if
// another edit made them.
func (l *layout) at(lo, hi int) (e fixtext.Edit, ok bool) {
	for len(l.edits) > 0 {
		e := l.edits[0]
		from := int(e.Offset-l.offset) + l.shift
		to := from + len(e.Out)
		if from >= hi {
			break
		}
		if to > lo {
			return l.within(lo-from, hi-from)
		}
		l.pass(e)
		l.edits = l.edits[1:]
	}
	from := lo - l.shift
	return fixtext.Edit{Offset: l.offset + int64(from), In: bytes.Clone(l.in[from : from+hi-lo])}, true
}

// within cuts the edit ahead, which decodes the place from lo to hi of its Out.
func (l *layout) within(lo, hi int) (e fixtext.Edit, ok bool) {
	whole := l.edits[0]
	none := fixtext.Edit{Offset: whole.Offset}
	if lo < 0 || hi > len(whole.Out) || whole.Rule != "FT201" || whole.Verdict == fixtext.Unrepairable {
		return none, false
	}
	l.dec.See(&whole)
	head, rest := decode.Cut(whole, lo, &l.dec)
	e, rest = decode.Cut(rest, hi-lo, &l.dec)
	if len(head.Out) != lo || len(e.Out) != hi-lo {
		return none, false
	}
	if len(head.In) > 0 {
		l.done = append(l.done, head)
	}
	l.shift += len(head.Out) - len(head.In) + len(e.Out) - len(e.In)
	if l.edits = l.edits[1:]; len(rest.In) > 0 {
		l.edits = append([]fixtext.Edit{rest}, l.edits...)
	}
	return e, true
}

func (l *layout) pass(e fixtext.Edit) {
	l.done = append(l.done, e)
	l.shift += len(e.Out) - len(e.In)
}

// decoded reports whether some of the text from lo to hi was decoded. The edits
// that were passed lie before every place that is still asked for.
func (l *layout) decoded(lo, hi int) bool {
	shift := l.shift
	for i := range l.edits {
		e := &l.edits[i]
		from := int(e.Offset-l.offset) + shift
		if from >= hi {
			return false
		}
		if from+len(e.Out) > lo && decodes(e) {
			return true
		}
		shift += len(e.Out) - len(e.In)
	}
	return false
}

// apply makes a segment of edits.
func apply(s engine.Segment, edits []fixtext.Edit) engine.Segment {
	s.Edits, s.Out = edits, engine.Apply(nil, s.In, s.Offset, edits)
	if bytes.Equal(s.In, s.Out) {
		s.Out = s.In
	}
	return s
}

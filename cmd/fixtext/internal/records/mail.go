package records

import (
	"bytes"
	"cmp"
	"errors"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/lazy"
)

// Mail is messages, one in a file (.eml) or many (.mbox). Subjects, names of people and
// parts of plain text and HTML are repaired, and written in their transfer encoding;
// what they were in another charset becomes UTF-8, with its label, if it changes at all.
//
// Parts that are signed by their author or encrypted (multipart/signed, S/MIME, PGP)
// stay, and so do attachments. A signature of DKIM, which servers check when a message
// comes in, does not stop a repair: it is of no more use in a file.
var mailFormat = Format{
	Name:    "mail",
	Endings: []string{".eml", ".mbox"},
	open:    func(opt Options) repairer { return &mailbox{opt: opt} },
	example: example{"Subject: =?utf-8?B?5ZyW5pu46aSo?=\nContent-Transfer-Encoding: quoted-printable\n\n=E5=9C=96\n",
		"Subject: =?utf-8?B?5Zu+5Lmm6aaG?=\nContent-Transfer-Encoding: quoted-printable\n\n=E5=9B=BE\n"},
}

// mailbox repairs messages.
type mailbox struct {
	opt  Options
	many bool // the file is an mbox
	seen bool // its first bytes
}

var fromLine = []byte("From ")

func (m *mailbox) Next(data []byte, final bool) int {
	if !m.seen {
		if len(data) < len(fromLine) && !final {
			return 0
		}
		m.seen, m.many = true, bytes.HasPrefix(data, fromLine)
	}
	if len(data) <= pieceSize && !final {
		return 0
	}
	if m.many && len(data) > pieceSize {
		last := 0
		for i := nextMessage(data, 0); i > 0; i = nextMessage(data, i) {
			if last > 0 && i > pieceSize {
				break
			}
			last = i
		}
		if last > 0 {
			return last
		}
	}
	if final || len(data) >= Longest {
		return min(len(data), Longest)
	}
	return 0
}

func (m *mailbox) Repair(piece []byte, _ bool) (r Result) {
	r.Records = []int{}
	for at := 0; at < len(piece); {
		end := len(piece)
		if bytes.HasPrefix(piece[at:], fromLine) {
			if i := nextMessage(piece, at); i > 0 {
				end = i
			}
		}
		e := entity{opt: &m.opt, data: piece[:end], at: at}
		if bytes.HasPrefix(piece[at:], fromLine) {
			e.at += lineLength(piece[at:])
		}
		e.repair("text/plain", 0)
		r.Edits = append(r.Edits, e.edits...)
		r.Records = append(r.Records, end)
		at = end
	}
	return r
}

// envelope is a line that begins a message: who sent it, and when. From is a common word.
var envelope = lazy.MustCompile(`^From (?:\S+@|\S*\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)`)

// nextMessage returns where the next message of an mbox begins behind p, behind an empty
// line; 0 if there is none.
func nextMessage(data []byte, p int) int {
	for {
		i := bytes.Index(data[p:], []byte("\nFrom "))
		if i < 0 {
			return 0
		}
		p += i + 1
		empty := bytes.HasSuffix(data[:p], []byte("\n\n")) || bytes.HasSuffix(data[:p], []byte("\n\r\n"))
		if empty && envelope.Match(data[p:min(len(data), p+lineLength(data[p:]))]) {
			return p
		}
	}
}

func lineLength(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	return len(p)
}

// entity is a message, or a part of one: data[at:].
type entity struct {
	opt   *Options
	data  []byte
	at    int
	edits []fixtext.Edit
}

// deepest is how many parts may stand in each other.
const deepest = 16

// repair repairs the header and the body, in the order of the file. usual is of what kind
// the body is if the header does not say.
func (e *entity) repair(usual string, depth int) {
	n := headEnd(e.data[e.at:])
	if n == 0 {
		return // a header alone, or no message
	}
	head, body := e.data[e.at:e.at+n], e.at+n
	content := usual
	if list := values(head, "Content-Type"); len(list) > 0 {
		content = string(head[list[0].lo:list[0].hi])
	}
	kind, params, err := mime.ParseMediaType(content)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		kind = strings.ToLower(strings.TrimSpace(strings.SplitN(content, ";", 2)[0]))
	}
	e.fields(head, params["charset"])
	said := len(e.edits)
	disposition, _, _ := mime.ParseMediaType(value(head, "Content-Disposition"))
	switch {
	case depth > deepest, disposition == "attachment":
	case kind == "multipart/signed":
		signed := entity{opt: e.opt, data: e.data, at: e.at}
		if signed.multipart(kind, params["boundary"], body, depth); changes(signed.edits) {
			e.left(body, "is signed by its author, and would be so no more: left alone")
		}
	case kind == "multipart/encrypted", kind == "application/pkcs7-mime", kind == "application/x-pkcs7-mime":
	case strings.HasPrefix(kind, "multipart/"):
		e.multipart(kind, params["boundary"], body, depth)
	case kind == "message/rfc822" && plainTransfer(strings.ToLower(value(head, "Content-Transfer-Encoding"))):
		inner := entity{opt: e.opt, data: e.data, at: body}
		inner.repair("text/plain", depth+1)
		e.edits = append(e.edits, inner.edits...)
	case kind == "text/plain" || kind == "text/html":
		e.body(head, body, kind, params["charset"])
		if changes(e.edits[said:]) {
			e.follow(head, params["charset"])
		}
	}
}

// multipart repairs the parts between the lines of a boundary.
func (e *entity) multipart(kind, boundary string, at, depth int) {
	usual := "text/plain"
	if kind == "multipart/digest" {
		usual = "message/rfc822"
	}
	if boundary == "" {
		e.left(at, "the parts of the message cannot be told apart: it names no boundary")
		return
	}
	from := -1 // of the part at hand
	for pos := at; pos < len(e.data); {
		end := pos + lineLength(e.data[pos:])
		line := bytes.TrimRight(e.data[pos:end], " \t\r\n")
		if rest, ok := bytes.CutPrefix(line, []byte("--"+boundary)); ok && (len(rest) == 0 || string(rest) == "--") {
			if from >= 0 {
				part := entity{opt: e.opt, data: e.data[:pos], at: from}
				part.repair(usual, depth+1)
				e.edits = append(e.edits, part.edits...)
			}
			if from = end; len(rest) > 0 {
				return
			}
		}
		pos = end
	}
	if from < 0 {
		e.left(at, "the parts of the message cannot be told apart: there is no line with its boundary")
		return
	}
	// A last part without an end may be cut off, and stays.
	part := entity{opt: e.opt, data: e.data, at: from}
	if part.repair(usual, depth+1); changes(part.edits) {
		e.left(from, "the last part of the message has no end, and may be cut off: left alone")
	}
}

// left reports what cannot be read, at the start of a body.
func (e *entity) left(at int, why string) {
	lo := min(at, len(e.data)-1)
	e.edits = append(e.edits, malformed(e.data, lo, min(lo+max(1, len(bytes.TrimRight(e.data[lo:lo+lineLength(e.data[lo:])], "\r\n"))), len(e.data)), why))
}

// body repairs a body of text.
func (e *entity) body(head []byte, at int, kind, charset string) {
	raw := e.data[at:]
	if bytes.Contains(raw, []byte("-----BEGIN PGP ")) {
		if bytes.Contains(raw, []byte("-----BEGIN PGP SIGNED MESSAGE-----")) && changes(e.inCharset(raw, kind, charset)) {
			e.left(at, "is signed by its author, and would be so no more: left alone")
		}
		return
	}
	p := payload{body: raw}
	name := "7bit"
	for _, v := range values(head, "Content-Transfer-Encoding") {
		name = strings.ToLower(string(head[v.lo:v.hi]))
		p.lo, p.hi = at-len(head)+v.lo, at-len(head)+v.hi
	}
	text, err := decodeTransfer(name, raw)
	if err != nil {
		e.left(at, "the body cannot be decoded: "+err.Error())
		return
	}
	edits := e.inCharset(text, kind, charset)
	if e.opt.Labels != nil && len(edits) > 0 {
		edits = (&archive{opt: *e.opt}).declare(kind, text, edits)
	}
	if !plainTransfer(name) {
		p.codings = []coding{{name: name}}
	}
	if !changes(edits) {
		if p.coded() {
			e.edits = append(e.edits, p.unrepaired(e.data, edits)...)
		} else {
			e.edits = append(e.edits, shifted(edits, at)...)
		}
		return
	}
	out := engine.Apply(nil, text, 0, edits)
	written, ok := encodeTransfer(name, out, text, raw)
	if !ok {
		e.left(at, "cannot be written in "+name+", and stays")
		return
	}
	if name == "7bit" && p.hi > p.lo && !isASCII(out) && isASCII(raw) {
		lo, hi := p.lo, p.hi
		e.edits = append(e.edits, fixtext.Edit{Offset: int64(lo), In: bytes.Clone(e.data[lo:hi]), Out: []byte("8bit"),
			Rule: relabel.Rule, Verdict: fixtext.Exact, Confidence: 1, Note: "the text is no longer ASCII"})
	}
	if e.opt.Labels != nil {
		for _, v := range values(head, "Content-Type") {
			e.edits = append(e.edits, shifted(e.opt.Labels.Header(head[v.lo:v.hi], relabel.Decoded(edits)), at-len(head)+v.lo)...)
		}
	}
	if p.coded() {
		e.edits = append(append(e.edits, p.unrepaired(e.data, edits)...), p.recoded(at, written, edits))
	} else {
		e.edits = append(e.edits, shifted(edits, at)...)
	}
	slices.SortStableFunc(e.edits, func(a, b fixtext.Edit) int { return cmp.Compare(a.Offset, b.Offset) })
}

// stateful are charsets that write other characters in ASCII.
var stateful = map[encoding.Charset]bool{encoding.HZ: true, encoding.ISO2022JP: true, encoding.ISO2022KR: true, encoding.ISO2022CN: true, encoding.UTF7: true}

// inCharset returns the edits of a text that is labelled to be in a charset. If that is
// right, and nothing is wrong with the text, it stays in its charset.
func (e *entity) inCharset(text []byte, kind, charset string) []fixtext.Edit {
	opt := *e.opt
	if set, ok := encoding.Lookup(charset); ok && set != encoding.UTF8 && opt.Decode != nil && (!utf8.Valid(text) || isASCII(text) && stateful[set]) {
		from := fixtext.FromCharset(charset)
		right := true
		var decoded []byte
		_ = engine.Memory(text, append(slices.Clone(opt.Decode), from), func(s engine.Segment) error {
			for _, x := range s.Edits {
				right = right && x.Verdict != fixtext.Unrepairable
			}
			decoded = bytes.Clone(s.Out)
			return nil
		})
		if right {
			opt.Repair, opt.Decode = append(slices.Clone(opt.Repair), from), append(slices.Clone(opt.Decode), from)
			edits := repairPage(text, kind, opt)
			if bytes.Equal(engine.Apply(nil, text, 0, edits), decoded) {
				return nil
			}
			return edits
		}
	}
	return repairPage(text, kind, opt)
}

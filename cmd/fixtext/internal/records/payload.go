package records

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

// payload is the text of a record of WARC, and how it is written in the block.
type payload struct {
	from   int    // of the body in the block
	kind   string // its media type
	body   []byte // as it stands in the block
	entity []byte // without chunks
	text   []byte // without content codings, too

	codings []coding // of the content, in the order in which they were applied
	chunked bool
	tail    []byte // the last chunk, and what is behind it

	lo, hi int   // of the field that names the coding, in the record
	err    error // why it cannot be decoded
}

// findPayload finds the text of a block; false if it holds none, or is not whole:
// then it is no fault that it stays as it is.
func findPayload(head, block []byte) (p payload, ok bool) {
	if value(head, "WARC-Truncated") != "" || value(head, "WARC-Segment-Number") != "" {
		return p, false
	}
	content := value(head, "Content-Type")
	var web []byte // the header of HTTP
	switch strings.ToLower(value(head, "WARC-Type")) {
	case "conversion", "resource":
	case "response":
		if !bytes.HasPrefix(block, []byte("HTTP/")) {
			return p, false
		}
		if p.from = headEnd(block); p.from == 0 {
			return p, false
		}
		web = block[:p.from]
		content = value(web, "Content-Type")
	default:
		return p, false
	}
	var err error
	if p.kind, _, err = mime.ParseMediaType(content); err != nil {
		return p, false
	}
	switch p.kind {
	case "text/plain", "text/html", "application/xhtml+xml":
	default:
		return p, false
	}
	p.body = block[p.from:]
	p.entity, p.text = p.body, p.body
	if web != nil && len(p.body) > 0 {
		p.decode(web, len(head))
	}
	return p, true
}

// decode undoes the codings that a header names. Offset is that of the header in
// the record.
func (p *payload) decode(web []byte, offset int) {
	coded := func(name string) (list []string) {
		for _, v := range values(web, name) {
			for s := range strings.SplitSeq(string(web[v.lo:v.hi]), ",") {
				if s = strings.ToLower(strings.TrimSpace(s)); s != "" && s != "identity" {
					list = append(list, s)
					p.lo, p.hi = offset+v.lo, offset+v.hi
				}
			}
		}
		return list
	}
	transfer, content := coded("Transfer-Encoding"), coded("Content-Encoding")
	switch {
	case slices.Equal(transfer, []string{"chunked"}):
		p.chunked, p.err = p.dechunk()
	case len(transfer) > 0:
		p.err = fmt.Errorf("transfer encoding %.40q is not known", strings.Join(transfer, ", "))
	}
	p.text = p.entity
	for _, name := range slices.Backward(content) {
		if p.err != nil {
			return
		}
		c, err := newCoding(name)
		if err == nil {
			p.text, err = c.decode(p.text)
		}
		if err != nil {
			p.err = fmt.Errorf("%.40s: %w", name, err)
			return
		}
		p.codings = append([]coding{c}, p.codings...)
	}
}

// dechunk takes the frames of chunks away. Many crawlers store the body without
// them, and the field nevertheless: a body that does not begin with the size of a
// chunk has none.
func (p *payload) dechunk() (bool, error) {
	if _, _, ok := chunkSize(p.body); !ok {
		return false, nil
	}
	var text []byte
	for rest := p.body; ; {
		n, size, ok := chunkSize(rest)
		if !ok {
			return true, errors.New("chunked: the size of a chunk is missing")
		}
		if size == 0 {
			p.entity, p.tail = text, rest
			return true, trailer(rest[n:])
		}
		rest = rest[n:]
		if size > len(rest) {
			return true, errors.New("chunked: the last chunk is cut")
		}
		text, rest = append(text, rest[:size]...), rest[size:]
		switch {
		case bytes.HasPrefix(rest, []byte("\r\n")):
			rest = rest[2:]
		case bytes.HasPrefix(rest, []byte("\n")):
			rest = rest[1:]
		default:
			return true, errors.New("chunked: a chunk is longer than its size")
		}
	}
}

// chunkSize reads the line before a chunk and returns its length, and the size of
// the chunk.
func chunkSize(data []byte) (n, size int, ok bool) {
	i := bytes.IndexByte(data[:min(len(data), 1<<12)], '\n')
	if i < 0 {
		return 0, 0, false
	}
	line, _, _ := bytes.Cut(data[:i], []byte(";"))
	line = bytes.TrimRight(line, " \t\r")
	for _, c := range line {
		digit := bytes.IndexByte([]byte("0123456789abcdef"), c|0x20)
		if digit < 0 || c < '0' || size > Longest {
			return 0, 0, false
		}
		size = size<<4 | digit
	}
	return i + 1, size, len(line) > 0
}

// trailer reports whether what is behind the last chunk may be there.
func trailer(rest []byte) error {
	for len(rest) > 0 {
		line, next, ended := bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		switch {
		case len(line) == 0 && len(next) == 0:
			return nil
		case len(line) == 0, !ended, bytes.IndexByte(line, ':') < 0:
			return errors.New("chunked: there is more behind the last chunk")
		}
		rest = next
	}
	return nil
}

// coded reports whether the text is written in another way than as it is.
func (p *payload) coded() bool { return p.chunked || len(p.codings) > 0 }

// encode writes another text as this one is written. What comes out was read
// again, and is the text.
func (p *payload) encode(text []byte) (body, entity []byte, err error) {
	entity = text
	for _, c := range p.codings {
		if entity, err = c.encode(entity); err != nil {
			return nil, nil, err
		}
	}
	body = entity
	if p.chunked {
		body = nil
		if len(entity) > 0 {
			body = fmt.Appendf(nil, "%x\r\n%s\r\n", len(entity), entity)
		}
		body = append(body, p.tail...)
	}
	again := payload{body: body, entity: entity}
	if p.chunked {
		if _, err := again.dechunk(); err != nil {
			return nil, nil, err
		}
	}
	got := again.entity
	for _, c := range slices.Backward(p.codings) {
		if got, err = c.decode(got); err != nil {
			return nil, nil, err
		}
	}
	if !bytes.Equal(got, text) {
		return nil, nil, errors.New("cannot be written in its coding")
	}
	return body, entity, nil
}

// names are the codings, for people.
func (p *payload) names() string {
	var list []string
	for _, c := range p.codings {
		list = append(list, c.name)
	}
	if p.chunked {
		list = append(list, "chunked")
	}
	return strings.Join(list, ", ")
}

// recoded is the edit of a whole body that stands for those of its text.
func (p *payload) recoded(offset int, body []byte, edits []fixtext.Edit) fixtext.Edit {
	e := fixtext.Edit{Offset: int64(offset), In: bytes.Clone(p.body), Out: body, Confidence: 1}
	var made []fixtext.Edit
	for _, x := range edits {
		if x.Verdict == fixtext.Unrepairable {
			continue
		}
		if len(made) == 0 {
			e.Rule = x.Rule
		}
		e.Verdict, e.Confidence = max(e.Verdict, x.Verdict), min(e.Confidence, x.Confidence)
		made = append(made, x)
	}
	e.Note = "in the " + p.names() + " body: " + inWords(made)
	return e
}

// unrepaired reports in one edit, at the field that names the coding, what cannot
// be repaired in a body whose places are not those of the file.
func (p *payload) unrepaired(record []byte, edits []fixtext.Edit) []fixtext.Edit {
	var left []fixtext.Edit
	for _, x := range edits {
		if x.Verdict == fixtext.Unrepairable {
			left = append(left, x)
		}
	}
	if len(left) == 0 {
		return nil
	}
	e := malformed(record, p.lo, p.hi, "in the "+p.names()+" body: "+inWords(left)+" cannot be repaired")
	e.Rule = left[0].Rule
	return []fixtext.Edit{e}
}

// inWords names a few edits, and how many there are of each rule.
func inWords(edits []fixtext.Edit) string {
	const shown, longest = 4, 24
	var b strings.Builder
	var rules []fixtext.Code
	counts := map[fixtext.Code]int{}
	for i, e := range edits {
		if counts[e.Rule]++; counts[e.Rule] == 1 {
			rules = append(rules, e.Rule)
		}
		if i >= shown || !utf8.Valid(e.In) || len(e.In) > longest || len(e.Out) > longest {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.Write(e.In)
		if !bytes.Equal(e.In, e.Out) {
			b.WriteString(" → " + string(e.Out))
		}
	}
	for i, r := range rules {
		sep := ", "
		if i == 0 {
			sep = " ("
			if b.Len() == 0 {
				sep = "("
			}
		}
		fmt.Fprintf(&b, "%s%s ×%d", sep, r, counts[r])
	}
	return b.String() + ")"
}

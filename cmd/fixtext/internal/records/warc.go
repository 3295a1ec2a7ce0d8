package records

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"mime"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

// archive is WARC (ISO 28500) and its WET files: records with a header, a block,
// and two line ends. Pages and texts are repaired; the lengths and digests of
// their records follow.
type archive struct {
	opt  Options
	left int // of a record that is too long to be held: it stays as it is
}

// Next takes one record.
func (a *archive) Next(data []byte, final bool) int {
	if a.left > 0 {
		n := min(a.left, len(data))
		a.left -= n
		return n
	}
	head, length, ok := recordHead(data)
	if !ok {
		if final || len(data) >= Longest || head > 0 || len(data) > 1<<16 {
			return len(data) // no record: it stays as it is
		}
		return 0
	}
	n := head + length
	if n > Longest {
		a.left = n - len(data)
		return len(data)
	}
	if len(data) < n+4 && !final {
		return 0
	}
	for range 2 { // the line ends behind the block
		if n < len(data) && data[n] == '\r' {
			n++
		}
		if n < len(data) && data[n] == '\n' {
			n++
		}
	}
	return min(n, len(data))
}

// recordHead returns the length of a record's header, and of its block.
func recordHead(data []byte) (head, length int, ok bool) {
	if !bytes.HasPrefix(data, []byte("WARC/")) {
		return 0, 0, false
	}
	i := bytes.Index(data, []byte("\r\n\r\n"))
	if i < 0 {
		return 0, 0, false
	}
	lo, hi := header(data[:i+2], "Content-Length")
	length, err := strconv.Atoi(string(data[lo:hi]))
	return i + 4, length, err == nil && length >= 0
}

// header returns where the value of a header lies; nowhere if it is not there.
func header(head []byte, name string) (lo, hi int) {
	pos := 0
	for line := range bytes.Lines(head) {
		if len(line) > len(name) && line[len(name)] == ':' && strings.EqualFold(string(line[:len(name)]), name) {
			value := bytes.TrimSpace(line[len(name)+1:])
			lo = pos + len(name) + 1 + bytes.Index(line[len(name)+1:], value)
			return lo, lo + len(value)
		}
		pos += len(line)
	}
	return 0, 0
}

func (a *archive) Repair(piece []byte, _ bool) (r Result) {
	r.Records = []int{len(piece)}
	head, length, ok := recordHead(piece)
	if !ok || head+length > len(piece) {
		r.Bad = []int{0}
		return r
	}
	block := piece[head : head+length]
	from, kind := payload(piece[:head], block)
	if kind == "" {
		return r
	}
	edits := repairPage(block[from:], kind, a.opt)
	if !changes(edits) {
		r.Edits = shifted(edits, head+from)
		return r
	}
	decoded := relabel.Decoded(edits)
	if a.opt.Labels != nil {
		var left bool
		if edits, left = a.declare(kind, block[from:], edits); left {
			r.Edits = shifted(edits, head+from)
			return r
		}
	}
	body := engine.Apply(nil, block[from:], 0, edits)
	why := edits[0].Rule
	inner := a.follow(block[:from], why, "Content-Length", strconv.Itoa(len(body)))
	inner = merge(inner, a.contentType(block[:from], decoded))
	newBlock := append(engine.Apply(nil, block[:from], 0, inner), body...)
	outer := a.follow(piece[:head], why, "Content-Length", strconv.Itoa(len(newBlock)))
	if from == 0 {
		outer = merge(outer, a.contentType(piece[:head], decoded))
	}
	outer = merge(outer, a.digest(piece[:head], why, "WARC-Block-Digest", newBlock))
	outer = merge(outer, a.digest(piece[:head], why, "WARC-Payload-Digest", body))
	r.Edits = append(append(outer, shifted(inner, head)...), shifted(edits, head+from)...)
	return r
}

// repairPage repairs the body of a record.
func repairPage(body []byte, kind string, opt Options) []fixtext.Edit {
	if kind == "text/plain" {
		return repairText(body, opt.Repair)
	}
	w := whole{opt: opt, find: htmlText}
	return w.Repair(body, true).Edits
}

// payload returns where the text of a block begins, and its type; none if it
// holds no text, or in a form that is not plain.
func payload(head, block []byte) (from int, kind string) {
	value := func(h []byte, name string) string {
		lo, hi := header(h, name)
		return string(h[lo:hi])
	}
	content := value(head, "Content-Type")
	switch value(head, "WARC-Type") {
	case "conversion", "resource":
	case "response":
		i := bytes.Index(block, []byte("\r\n\r\n"))
		if i < 0 || !bytes.HasPrefix(block, []byte("HTTP/")) {
			return 0, ""
		}
		from = i + 4
		web := block[:i+2]
		if e := value(web, "Content-Encoding"); e != "" && e != "identity" || value(web, "Transfer-Encoding") != "" {
			return 0, ""
		}
		content = value(web, "Content-Type")
	default:
		return 0, ""
	}
	kind, _, err := mime.ParseMediaType(content)
	if err != nil {
		return 0, ""
	}
	switch kind {
	case "text/plain", "text/html", "application/xhtml+xml":
		return from, kind
	}
	return 0, ""
}

// follow sets a header that is there.
func (a *archive) follow(head []byte, why fixtext.Code, name, value string) []fixtext.Edit {
	lo, hi := header(head, name)
	if lo == hi || string(head[lo:hi]) == value {
		return nil
	}
	return []fixtext.Edit{{
		Offset: int64(lo), In: bytes.Clone(head[lo:hi]), Out: []byte(value),
		Rule: why, Verdict: fixtext.Exact, Confidence: 1, Note: name + " follows the text",
	}}
}

// declare adds the labels in a body to its edits.
func (a *archive) declare(kind string, body []byte, edits []fixtext.Edit) ([]fixtext.Edit, bool) {
	name := "body.html"
	if kind == "text/plain" {
		name = "body.txt"
	}
	return a.opt.Labels.Follow(name, body, engine.Apply(nil, body, 0, edits), 0, edits, true, true, relabel.Decoded(edits))
}

// contentType lets a header declare the charset of the body behind it.
func (a *archive) contentType(head []byte, decoded bool) []fixtext.Edit {
	if a.opt.Labels == nil {
		return nil
	}
	lo, hi := header(head, "Content-Type")
	return shifted(a.opt.Labels.Header(head[lo:hi], decoded), lo)
}

// digest sets a digest that is there, in the form that it has.
func (a *archive) digest(head []byte, why fixtext.Code, name string, of []byte) []fixtext.Edit {
	lo, hi := header(head, name)
	method, old, ok := strings.Cut(string(head[lo:hi]), ":")
	if !ok {
		return nil
	}
	var sum []byte
	switch strings.ToLower(method) {
	case "sha1":
		s := sha1.Sum(of)
		sum = s[:]
	case "sha256", "sha-256":
		s := sha256.Sum256(of)
		sum = s[:]
	default:
		return nil
	}
	text := base32.StdEncoding.EncodeToString(sum)
	if len(old) == 2*len(sum) {
		text = hex.EncodeToString(sum)
	}
	return a.follow(head, why, name, fmt.Sprintf("%s:%s", method, text))
}

// changes tells whether any edit changes anything.
func changes(edits []fixtext.Edit) bool {
	for _, e := range edits {
		if e.Verdict != fixtext.Unrepairable {
			return true
		}
	}
	return false
}

func shifted(edits []fixtext.Edit, by int) []fixtext.Edit {
	for i := range edits {
		edits[i].Offset += int64(by)
	}
	return edits
}

package records

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

var warcFormat = Format{
	Name:    "warc",
	Endings: []string{".warc", ".wet"},
	Magic:   "WARC/",
	Binary:  true,
	Pages:   true,
	Drops:   true,
	open:    func(opt Options) repairer { return &archive{opt: opt} },
	example: example{
		"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 25\r\n\r\n創(chuàng )建這些門\r\n\r\n",
		"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 15\r\n\r\n创建这些门\r\n\r\n",
	},
}

// archive is WARC (ISO 28500) and its WET files: records with a header, a block,
// and two line ends. Pages and texts are repaired; the lengths and digests of
// their records follow.
type archive struct {
	opt  Options
	left int64 // of a record that is too long to be held: it stays as it is
	part bool  // the last piece was a part of such a record
	cut  bool  // and the last one, though the record says that more follows
}

// Next takes one record. What is none is taken up to where one may begin.
func (a *archive) Next(data []byte, final bool) int {
	a.part, a.cut = a.left > 0, false
	if a.part {
		return a.pass(data, final)
	}
	head, length, err := recordHead(data)
	switch {
	case errors.Is(err, errShort) && !final && len(data) < longestHead:
		return 0
	case err != nil:
		return resync(data, final)
	case length > Longest:
		if !final && len(data) < Longest { // what is wrong in a small file is known at its end
			return 0
		}
		if final && int64(len(data)-head) < length { // all that there is lies here
			return resync(data, true)
		}
		a.left, a.part = int64(head)+length, true
		return a.pass(data, final)
	}
	n := head + int(length)
	if len(data) < n {
		if final {
			return resync(data, true)
		}
		return 0
	}
	end := n + newlines(data[n:])
	if end == len(data) && !final && end < n+len("\r\n\r\n") {
		return 0
	}
	return end
}

// pass takes what there is of a record that is too long to be held. The last byte
// waits, so that the last piece is known to be that.
func (a *archive) pass(data []byte, final bool) int {
	n := len(data)
	if !final {
		n--
	}
	if a.left <= int64(n) {
		n = int(a.left)
	}
	n = max(n, 0)
	a.left -= int64(n)
	if final && a.left > 0 && n == len(data) {
		a.cut, a.left = true, 0
	}
	return n
}

// passed reports whether the piece that Next cut is handed on as it is.
func (a *archive) passed(piece []byte) (r Result, ok bool) {
	if !a.part {
		return r, false
	}
	r.Records = []int{}
	if a.left == 0 {
		r.Records = []int{len(piece)}
	}
	if a.cut {
		r.Edits = []fixtext.Edit{malformed(piece, 0, min(len(piece), 1), "the record is longer than the file")}
	}
	return r, true
}

// longestHead is how long the header of a record may be.
const longestHead = 1 << 20

// mostBytes is how long a record may say that it is. What says more is wrong, and
// should not hide the records behind it.
const mostBytes = 1 << 40

// newlines is how many line ends data begins with, in bytes.
func newlines(data []byte) int { return len(data) - len(bytes.TrimLeft(data, "\r\n")) }

// resync returns where the next record may begin behind one that cannot be read.
func resync(data []byte, final bool) int {
	at := len(data)
	for _, mark := range []string{"\r\n\r\nWARC/", "\n\nWARC/"} {
		if i := bytes.Index(data[:at], []byte(mark)); i >= 0 {
			at = i + len(mark) - len("WARC/")
		}
	}
	if at == len(data) && !final { // it may come
		if at < Longest {
			return 0
		}
		at -= len("\r\n\r\nWARC/")
	}
	return at
}

// errShort is the error of a header whose end is not there yet.
var errShort = errors.New("the header has no end")

// recordHead returns the length of a record's header, with the line ends before
// it, and of its block, which may be longer than data.
func recordHead(data []byte) (head int, length int64, err error) {
	skip := newlines(data)
	if mark := []byte("WARC/"); !bytes.HasPrefix(data[skip:], mark) {
		if len(data)-skip < len(mark) && bytes.HasPrefix(mark, data[skip:]) {
			return 0, 0, errShort
		}
		return 0, 0, errors.New("no record begins here")
	}
	n := headEnd(data[skip:])
	if n == 0 {
		return 0, 0, errShort
	}
	length, err = contentLength(data[skip : skip+n])
	return skip + n, length, err
}

// contentLength reads the length of a block.
func contentLength(head []byte) (int64, error) {
	list := values(head, "Content-Length")
	switch len(list) {
	case 0:
		return 0, errors.New("has no Content-Length")
	case 1:
	default:
		return 0, errors.New("has Content-Length twice")
	}
	value := string(head[list[0].lo:list[0].hi])
	if value == "" || strings.Trim(value, "0123456789") != "" { // a sign is no digit
		return 0, fmt.Errorf("Content-Length %.30q is no number", value)
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n > mostBytes {
		return 0, fmt.Errorf("Content-Length %.30s is no length that a record can have", value)
	}
	return n, nil
}

func (a *archive) Repair(piece []byte, _ bool) (r Result) {
	skip := newlines(piece)
	if skip == len(piece) { // line ends between records
		r.Records = []int{}
		return r
	}
	r.Records = []int{len(piece)}
	head, length, err := recordHead(piece)
	if err == nil && int64(len(piece)-head) < length {
		err = errors.New("the record is longer than the file")
	}
	if err != nil {
		end := skip + max(bytes.IndexAny(piece[skip:], "\r\n"), 1)
		r.Edits = []fixtext.Edit{malformed(piece, skip, min(end, skip+40), "not a record of WARC: "+err.Error())}
		return r
	}
	block := piece[head : head+int(length)]
	p, ok := findPayload(piece[:head], block)
	if !ok {
		return r
	}
	if p.err != nil {
		r.Edits = []fixtext.Edit{malformed(piece, p.lo, p.hi, "the body cannot be decoded: "+p.err.Error())}
		return r
	}
	edits := repairPage(p.text, p.kind, a.opt)
	decoded := relabel.Decoded(edits)
	if a.opt.Labels != nil {
		edits = a.declare(p.kind, p.text, edits)
	}
	switch {
	case changes(edits):
		r.Edits, err = a.write(piece, head, block, p, edits, decoded)
		if err != nil { // a digest could not follow, or the text could not be coded again
			r.Edits = []fixtext.Edit{malformed(piece, skip, skip+len("WARC/"), "left alone: "+err.Error())}
		}
	case p.coded():
		r.Edits = p.unrepaired(piece, edits)
	default:
		r.Edits = shifted(edits, head+p.from)
	}
	return r
}

// write returns the edits of a record whose text changes: of the text, and of
// what tells of it.
func (a *archive) write(piece []byte, head int, block []byte, p payload, edits []fixtext.Edit, decoded bool) ([]fixtext.Edit, error) {
	text := engine.Apply(nil, p.text, 0, edits)
	body, entity, err := p.encode(text)
	if err != nil {
		return nil, err
	}
	why := edits[0].Rule
	var inner []fixtext.Edit // of the block's own header
	if !p.chunked {          // else the chunks say how long it is
		inner = followLength(block[:p.from], why, len(body))
	}
	inner = merge(inner, a.contentType(block[:p.from], decoded))
	newBlock := append(engine.Apply(nil, block[:p.from], 0, inner), body...)
	outer := followLength(piece[:head], why, len(newBlock))
	if p.from == 0 {
		outer = merge(outer, a.contentType(piece[:head], decoded))
	}
	for name, forms := range map[string][]digested{
		"WARC-Block-Digest": {{block, newBlock}},
		// The standard takes it of what is in the chunks; others of what is stored, or of the text.
		"WARC-Payload-Digest": {{p.entity, entity}, {p.body, body}, {p.text, text}},
	} {
		e, err := digest(piece[:head], why, name, forms)
		if err != nil {
			return nil, err
		}
		outer = merge(outer, e)
	}
	all := slices.Concat(outer, shifted(inner, head))
	if p.coded() {
		return append(merge(all, p.unrepaired(piece, edits)), p.recoded(head+p.from, body, edits)), nil
	}
	return append(all, shifted(edits, head+p.from)...), nil
}

// repairPage repairs the body of a record.
func repairPage(body []byte, kind string, opt Options) []fixtext.Edit {
	if kind == "text/plain" {
		return repairText(body, opt.Repair)
	}
	w := whole{opt: opt, find: htmlText}
	return w.Repair(body, true).Edits
}

// declare adds the labels in a body to its edits; if one cannot be changed, the edits
// only say so.
func (a *archive) declare(kind string, body []byte, edits []fixtext.Edit) []fixtext.Edit {
	name := "body.html"
	if kind == "text/plain" {
		name = "body.txt"
	}
	edits, _ = a.opt.Labels.Follow(name, body, engine.Apply(nil, body, 0, edits), 0, edits, true, true, relabel.Decoded(edits))
	return edits
}

// contentType lets a header declare the charset of the body behind it.
func (a *archive) contentType(head []byte, decoded bool) (edits []fixtext.Edit) {
	if a.opt.Labels == nil {
		return nil
	}
	for _, v := range values(head, "Content-Type") {
		edits = append(edits, shifted(a.opt.Labels.Header(head[v.lo:v.hi], decoded), v.lo)...)
	}
	return edits
}

// follow sets a header that is there.
func follow(head []byte, why fixtext.Code, name, value string) (edits []fixtext.Edit) {
	for _, v := range values(head, name) {
		if old := head[v.lo:v.hi]; string(old) != value {
			edits = append(edits, fixtext.Edit{
				Offset: int64(v.lo), In: bytes.Clone(old), Out: []byte(value),
				Rule: why, Verdict: fixtext.Exact, Confidence: 1, Note: name + " follows the text",
			})
		}
	}
	return edits
}

// followLength sets the length, unless it is that already, with zeros before it.
func followLength(head []byte, why fixtext.Code, n int) []fixtext.Edit {
	const name = "Content-Length"
	if old, err := strconv.Atoi(value(head, name)); err == nil && old == n {
		return nil
	}
	return follow(head, why, name, strconv.Itoa(n))
}

// changes reports whether any edit changes anything.
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

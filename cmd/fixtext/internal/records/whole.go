package records

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/fixtext/fixtext"
)

// whole is a format whose files are repaired as one text.
type whole struct {
	opt  Options
	find func(data []byte) []span
}

// Next takes all of the file, up to Longest.
func (w *whole) Next(data []byte, final bool) int {
	if !final && len(data) < Longest {
		return 0
	}
	if len(data) <= Longest {
		return len(data)
	}
	if i := bytes.LastIndexByte(data[:Longest], '\n'); i >= 0 {
		return i + 1
	}
	return Longest
}

func (w *whole) Repair(piece []byte, _ bool) (r Result) {
	r.Edits = decoded(piece, w.opt, func(text []byte) []fixtext.Edit {
		return repairSpans(text, w.find(text), w.opt.Repair)
	})
	r.Records = []int{len(piece)}
	return r
}

// merge joins two lists of edits that do not overlap.
func merge(a, b []fixtext.Edit) (out []fixtext.Edit) {
	for len(a) > 0 && len(b) > 0 {
		if b[0].Offset < a[0].Offset {
			a, b = b, a
		}
		out = append(out, a[0])
		a = a[1:]
	}
	return append(append(out, a...), b...)
}

// Lines of subtitles that hold no text: numbers, times, and headers of WebVTT.
var (
	times      = regexp.MustCompile(`^\s*[0-9:.,]+\s*-->\s*[0-9:.,]+`)
	number     = regexp.MustCompile(`^\s*[0-9]+\s*$`)
	frames     = regexp.MustCompile(`^\{[0-9]*\}\{[0-9]*\}`)                   // MicroDVD
	dialogue   = regexp.MustCompile(`^(Dialogue|Comment):(?:[^,]*,){9}`)       // Advanced SubStation
	scriptLine = regexp.MustCompile(`^(\[[^\]]*\]$|[A-Za-z][A-Za-z0-9 ]*:|;)`) // its other lines
	markup     = regexp.MustCompile(`</?[A-Za-z][^<>]*>|<[0-9:.]+>|\{[^{}]*\}|\\[Nnh]`)
)

// subtitles finds the text of SubRip, WebVTT, Advanced SubStation and MicroDVD.
func subtitles(data []byte) (list []span) {
	ass := bytes.Contains(data[:min(len(data), 1<<12)], []byte("[Script Info]"))
	for pos := 0; pos < len(data); {
		end, next := len(data), len(data)
		if i := bytes.IndexByte(data[pos:], '\n'); i >= 0 {
			end, next = pos+i, pos+i+1
		}
		line := bytes.TrimSuffix(data[pos:end], []byte("\r"))
		skip := 0
		switch {
		case times.Match(line) || number.Match(line):
			skip = len(line)
		case ass:
			if m := dialogue.FindIndex(line); m != nil {
				skip = m[1]
			} else if scriptLine.Match(line) && !bytes.HasPrefix(line, []byte("Title:")) {
				skip = len(line)
			}
		default:
			if m := frames.FindIndex(line); m != nil {
				skip = m[1]
			}
		}
		list = parts(list, line, pos, skip)
		pos = next
	}
	return list
}

// parts appends the text of a line between its marks, behind the first skip
// bytes.
func parts(list []span, line []byte, offset, skip int) []span {
	joined := false
	put := func(lo, hi int) {
		if lo < hi {
			list = append(list, span{lo: offset + lo, hi: offset + hi, joined: joined})
			joined = true
		}
	}
	from := skip
	for _, m := range markup.FindAllIndex(line[skip:], -1) {
		put(from, skip+m[0])
		from = skip + m[1]
	}
	put(from, len(line))
	return list
}

// inline are elements that do not end a line of text.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "em": true, "font": true, "i": true, "ins": true,
	"del": true, "mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "u": true, "wbr": true,
}

// noText are elements whose content is no text.
var noText = map[string]bool{"script": true, "style": true}

// htmlText finds the text of HTML: what lies between tags.
func htmlText(data []byte) (list []span) {
	z := html.NewTokenizer(bytes.NewReader(data))
	pos, joined, off := 0, false, false
	for {
		kind := z.Next()
		raw := z.Raw()
		lo, hi := pos, pos+len(raw)
		pos = hi
		switch kind {
		case html.ErrorToken:
			return list
		case html.TextToken:
			if !off && hi > lo {
				list = append(list, span{lo: lo, hi: hi, as: htmlPlain{}, joined: joined})
				joined = true
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if noText[string(name)] {
				off = kind == html.StartTagToken
			}
			joined = joined && inline[string(name)]
		}
	}
}

// htmlPlain is how text stands between tags.
type htmlPlain struct{}

func (htmlPlain) step(raw []byte) (n, m int) {
	_, n = utf8.DecodeRune(raw)
	return n, n
}

func (htmlPlain) decode(dst, raw []byte) []byte { return append(dst, raw...) }

// encode escapes what would begin a tag or a reference and did not before.
func (htmlPlain) encode(dst, text, before []byte) ([]byte, bool) {
	for _, c := range text {
		switch {
		case c == '<' && bytes.IndexByte(before, '<') < 0:
			dst = append(dst, "&lt;"...)
		case c == '&' && bytes.IndexByte(before, '&') < 0:
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst, true
}

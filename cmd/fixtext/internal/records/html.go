package records

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html"
)

var htmlFormat = Format{
	Name:    "html",
	Endings: []string{".html", ".htm", ".xhtml"},
	Labels:  func(name string) string { return name + ".html" }, // whatever its name is
	open:    func(opt Options) repairer { return &whole{opt: opt, find: htmlText} },
	example: example{"<p class=圖>圖書<b>館</b></p>\n", "<p class=圖>图书<b>馆</b></p>\n"},
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

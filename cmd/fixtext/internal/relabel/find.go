package relabel

import (
	"bytes"

	"golang.org/x/net/html"

	"github.com/fixtext/fixtext/internal/lazy"
)

// place is a label in a text.
type place struct {
	kind   *kind
	lo, hi int
	from   int  // of what it speaks of; to 0 means all of the text
	to     int  // of that
	atEnd  bool // it is a declaration only if the text ends behind it
}

// find returns the labels in a text, in its order. first says that the text is
// the beginning of the file.
func find(name string, text []byte, first bool) (list []place) {
	for i := range kinds {
		k := &kinds[i]
		if !k.holds(name) {
			continue
		}
		put := func(lo, hi int, atEnd bool) {
			window := text[lo:hi]
			for _, m := range k.re.FindAllSubmatchIndex(window, -1) {
				list = insert(list, place{kind: k, lo: lo + m[2], hi: lo + m[3], atEnd: atEnd})
			}
		}
		switch n := len(text); k.where {
		case start, top:
			if first {
				put(0, prologue(text), false)
			}
		case ends:
			put(max(lastLines(text, 5), n-linesSize), n, true)
			if first {
				put(0, min(firstLines(text, 5), linesSize), false)
			}
		case tail:
			put(max(0, n-tailSize), n, true)
		case all:
			put(0, n, false)
		}
	}
	for i := range finders {
		f := &finders[i]
		if f.holds(name) && (name != unnamed || looksLikeHTML(text)) {
			f.find(text, func(p place) {
				p.kind = &f.kind
				list = insert(list, p)
			})
		}
	}
	return list
}

// unnamed is the name of a text that has none.
const unnamed = "-"

// insert keeps a list in order, and each place in it once. One that holds in any
// case wins over one that holds at the end only.
func insert(list []place, p place) []place {
	i := len(list)
	for i > 0 && list[i-1].lo >= p.lo {
		i--
	}
	if i < len(list) && list[i].lo < p.hi {
		list[i].atEnd = list[i].atEnd && p.atEnd
		return list
	}
	return append(list[:i], append([]place{p}, list[i:]...)...)
}

// tailSize is how far from the end Emacs looks for a list of local variables.
const tailSize = 3000

// linesSize is how long the first and the last lines are at most: one line may be
// all of a file.
const linesSize = 4 << 10

var variables = lazy.MustCompile(`(?i)Local Variables:`)

// prologue is how much of a text may declare its charset in a comment or
// statement of its own: in SQL, what stands before the data.
func prologue(text []byte) int {
	n := min(len(text), 4<<10)
	if m := data.FindIndex(text[:n]); m != nil {
		return m[0]
	}
	return n
}

var data = lazy.MustCompile(`(?mi)^[ \t]*(?:INSERT|REPLACE|COPY)[ \t]`)

func firstLines(text []byte, n int) (end int) {
	for range n {
		i := bytes.IndexByte(text[end:], '\n')
		if i < 0 {
			return len(text)
		}
		end += i + 1
	}
	return end
}

func lastLines(text []byte, n int) int {
	end := len(bytes.TrimSuffix(text, []byte("\n")))
	for range n {
		i := bytes.LastIndexByte(text[:end], '\n')
		if i < 0 {
			return 0
		}
		end = i
	}
	return end + 1
}

// looksLikeHTML tells it of a text without a name.
func looksLikeHTML(text []byte) bool {
	return opening.Match(text[:min(len(text), 1<<10)])
}

var opening = lazy.MustCompile(`(?i)\A\x{feff}?\s*(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*)*<(?:!doctype\s+html|html)\b`)

var (
	code        = lazy.MustCompile(`(?s)<\?.*?(?:\?>|\z)|<%.*?(?:%>|\z)`) // of PHP, JSP and ASP
	charset     = lazy.MustCompile(`(?i)charset\s*=\s*["']?\s*` + word)
	httpEquiv   = lazy.MustCompile(`(?i)[\s"'/]http-equiv\s*=\s*["']?\s*content-type\b`)
	charsetAttr = lazy.MustCompile(`(?i)[\s"'/]charset\s*=\s*["']?\s*` + word)
)

// metas finds the charset of HTML: <meta charset>, and <meta http-equiv> of the
// content type. What stands in comments, scripts and text is none.
func metas(text []byte, put func(place)) {
	if bytes.Contains(text, []byte("<?")) || bytes.Contains(text, []byte("<%")) {
		text = code.ReplaceAllFunc(text, func(p []byte) []byte { return bytes.Repeat([]byte{' '}, len(p)) })
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	for pos := 0; ; {
		kind := z.Next()
		raw := z.Raw()
		lo := pos
		pos += len(raw)
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) != "meta" {
				continue
			}
			raw = text[lo:pos] // TagName made it lower case
			attr, expr := false, charset
			for {
				key, _, more := z.TagAttr()
				attr = attr || string(key) == "charset"
				if !more {
					break
				}
			}
			if attr {
				expr = charsetAttr
			} else if !httpEquiv.Match(raw) {
				continue
			}
			if m := expr.FindSubmatchIndex(raw); m != nil {
				put(place{lo: lo + m[2], hi: lo + m[3]})
			}
		}
	}
}

var (
	// headers of a message or of a part: at the start, or behind a boundary.
	headers  = lazy.MustCompile(`(?m)(?:\A|^--[^\r\n]+\r?\n)((?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*)+)\r?\n`)
	content  = lazy.MustCompile(`(?mi)^Content-Type:[ \t]*[^\n]*?(?:\n[ \t][^\n]*?)*?\bcharset\s*=\s*"?` + word)
	transfer = lazy.MustCompile(`(?mi)^Content-Transfer-Encoding:[ \t]*"?(base64|quoted-printable|x-)`)
)

// messages finds the charset of mail and of its parts, each of which speaks of
// its own text; not where that is encoded in ASCII, since it stays so.
func messages(text []byte, put func(place)) {
	found := headers.FindAllSubmatchIndex(text, -1)
	for i, m := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		head := text[m[2]:m[3]]
		if transfer.Match(head) {
			continue
		}
		if c := content.FindSubmatchIndex(head); c != nil {
			put(place{lo: m[2] + c[2], hi: m[2] + c[3], from: m[2], to: end})
		}
	}
}

var (
	property = lazy.MustCompile(`(?mi)^[A-Z0-9.-]+(?:;[^:;\r\n]*)*?;CHARSET="?` + word + `"?[^:\r\n]*:`)
	encoded  = lazy.MustCompile(`(?i)[;=](?:QUOTED-PRINTABLE|BASE64|B)[;:]`)
)

// properties finds the charset of single properties of vCard and vCalendar.
func properties(text []byte, put func(place)) {
	for _, m := range property.FindAllSubmatchIndex(text, -1) {
		if !encoded.Match(text[m[0]:m[1]]) {
			put(place{lo: m[2], hi: m[3]})
		}
	}
}

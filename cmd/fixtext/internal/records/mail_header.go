package records

import (
	"bytes"
	"encoding/base64"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lazy"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// shownFields are the fields of a header that hold text for people.
var shownFields = [...]string{"Subject", "Comments", "Keywords", "From", "To", "Cc", "Reply-To", "Sender"}

var (
	encodedWord  = lazy.MustCompile(`=\?([^?\s]+)\?([bBqQ])\?([^?\s]*)\?=`)
	encodedWords = lazy.MustCompile(`=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=(?:[ \t\r\n]+=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=)*`)
)

// fields repairs what a header says to people.
func (e *entity) fields(head []byte) {
	for _, name := range shownFields {
		for _, v := range values(head, name) {
			value := head[v.lo:v.hi]
			runs := encodedWords.FindAllIndex(value, -1)
			if len(runs) == 0 && utf8.Valid(value) {
				e.edits = repairSpan(e.edits, e.data, span{lo: e.at + v.lo, hi: e.at + v.hi}, e.opt.Repair)
			}
			for _, r := range runs {
				e.words(e.at+v.lo+r[0], e.at+v.lo+r[1])
			}
		}
	}
	slices.SortStableFunc(e.edits, func(a, b fixtext.Edit) int { return int(a.Offset - b.Offset) })
}

// words repairs encoded words side by side, which are one text.
func (e *entity) words(lo, hi int) {
	raw := e.data[lo:hi]
	var text []byte
	list := encodedWord.FindAllSubmatch(raw, -1)
	charset, _, _ := strings.Cut(string(list[0][1]), "*") // behind it stands a language
	for _, w := range list {
		if set, _, _ := strings.Cut(string(w[1]), "*"); !strings.EqualFold(set, charset) {
			return // of several charsets: rare, and left alone
		}
		part, ok := decodeWord(w[2][0], w[3])
		if !ok {
			return
		}
		text = append(text, part...)
	}
	edits := e.inCharset(text, "text/plain", charset)
	if !changes(edits) {
		return
	}
	out := engine.Apply(nil, text, 0, edits)
	if !utf8.Valid(out) || bytes.ContainsAny(out, "\r\n") {
		return
	}
	end := "\n"
	if bytes.Contains(e.data[e.at:lo], []byte("\r\n")) {
		end = "\r\n"
	}
	letter := string(list[0][2])
	as := mime.WordEncoder(letter[0] | 0x20)
	label := "utf-8"
	if strings.EqualFold(charset, label) {
		label = charset
	}
	p := payload{body: raw, codings: []coding{{name: "encoded word"}}}
	written := as.Encode(label, string(out))
	if isASCII(out) { // which Encode leaves as it is
		letter, written = "B", "=?"+label+"?b?"+base64.StdEncoding.EncodeToString(out)+"?="
	}
	written = strings.ReplaceAll(written, "=?"+label+"?"+strings.ToLower(letter)+"?", "=?"+label+"?"+letter+"?")
	written = strings.ReplaceAll(written, "?= =?", "?="+end+" =?")
	e.edits = append(e.edits, p.recoded(lo, []byte(written), edits))
}

// decodeWord returns the bytes of an encoded word.
func decodeWord(as byte, word []byte) ([]byte, bool) {
	if as|0x20 == 'b' {
		text, err := base64.StdEncoding.DecodeString(string(word))
		if err != nil {
			text, err = base64.RawStdEncoding.DecodeString(string(word))
		}
		return text, err == nil
	}
	text, err := unquote(append(bytes.ReplaceAll(word, []byte("_"), []byte("=20")), '\n'))
	return bytes.TrimSuffix(text, []byte("\n")), err == nil
}

package records

import (
	"bytes"
	"encoding/base64"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/lazy"
)

// shownFields are the fields of a header that hold text for people.
var shownFields = [...]string{"Subject", "Comments", "Keywords", "From", "To", "Cc", "Reply-To", "Sender"}

var (
	encodedWord  = lazy.MustCompile(`=\?([^?\s]+)\?([bBqQ])\?([^?\s]*)\?=`)
	encodedWords = lazy.MustCompile(`=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=(?:[ \t\r\n]+=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=)*`)
)

// fields repairs what a header says to people. Where it has other bytes than ASCII, they
// are in the charset of the body, if in any.
func (e *entity) fields(head []byte, charset string) {
	for _, name := range shownFields {
		for _, v := range values(head, name) {
			value := head[v.lo:v.hi]
			runs := encodedWords.FindAllIndex(value, -1)
			switch {
			case len(runs) > 0:
			case utf8.Valid(value):
				e.edits = repairSpan(e.edits, e.data, span{lo: e.at + v.lo, hi: e.at + v.hi}, e.opt.Repair)
			case e.opt.Decode != nil:
				if edits := e.inCharset(value, "text/plain", charset); changes(edits) {
					e.edits = append(e.edits, shifted(edits, e.at+v.lo)...)
				}
			}
			for _, r := range runs {
				for _, same := range ofOneCharset(value[r[0]:r[1]]) {
					e.words(e.at+v.lo+r[0]+same[0], e.at+v.lo+r[0]+same[1])
				}
			}
		}
	}
	slices.SortStableFunc(e.edits, func(a, b fixtext.Edit) int { return int(a.Offset - b.Offset) })
}

// follow decodes what stands in a header as bytes of the charset of its body, which has
// become UTF-8.
func (e *entity) follow(head []byte, charset string) {
	if _, ok := encoding.Lookup(charset); !ok || e.opt.Decode == nil {
		return
	}
	opts := append(slices.Clone(e.opt.Repair), fixtext.FromCharset(charset))
	for _, name := range shownFields {
		for _, v := range values(head, name) {
			lo, hi := int64(e.at+v.lo), int64(e.at+v.hi)
			edited := slices.ContainsFunc(e.edits, func(x fixtext.Edit) bool { return x.Offset >= lo && x.Offset < hi })
			if value := head[v.lo:v.hi]; !edited && !utf8.Valid(value) {
				e.edits = append(e.edits, shifted(repairText(value, opts), e.at+v.lo)...)
			}
		}
	}
	slices.SortStableFunc(e.edits, func(a, b fixtext.Edit) int { return int(a.Offset - b.Offset) })
}

// ofOneCharset cuts encoded words side by side where their charset changes.
func ofOneCharset(run []byte) (parts [][2]int) {
	last := ""
	for _, w := range encodedWord.FindAllSubmatchIndex(run, -1) {
		charset, _, _ := strings.Cut(strings.ToLower(string(run[w[2]:w[3]])), "*") // behind it stands a language
		if charset != last {
			parts, last = append(parts, [2]int{w[0], w[1]}), charset
		}
		parts[len(parts)-1][1] = w[1]
	}
	return parts
}

// words repairs encoded words side by side, of one charset, which are one text.
func (e *entity) words(lo, hi int) {
	raw := e.data[lo:hi]
	var text []byte
	list := encodedWord.FindAllSubmatch(raw, -1)
	charset, _, _ := strings.Cut(string(list[0][1]), "*")
	for _, w := range list {
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

package records

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

// xmlText finds the text of XML in the elements that are text by their names; those that
// are paragraphs end a line of it. It fails where the XML is not well-formed, or not in
// UTF-8.
func xmlText(data []byte, text, paragraph func(name string) bool) (list []span, err error) {
	if !utf8scan.Valid(data) {
		return nil, fmt.Errorf("is not in UTF-8")
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity // not resolved here: text is taken as it stands
	var open []string
	joined := false
	for {
		lo := d.InputOffset()
		t, err := d.RawToken()
		if err == io.EOF && len(open) == 0 {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("is not well-formed: %w", err)
		}
		hi := d.InputOffset()
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, qualified(t.Name))
			joined = joined && !paragraph(t.Name.Local)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != qualified(t.Name) {
				return nil, fmt.Errorf("is not well-formed: </%s> ends what it did not begin", qualified(t.Name))
			}
			open = open[:len(open)-1]
			joined = joined && !paragraph(t.Name.Local)
		case xml.CharData:
			if n := len(open); n == 0 || !text(local(open[n-1])) || len(bytes.TrimSpace(data[lo:hi])) == 0 || bytes.HasPrefix(data[lo:hi], []byte("<![CDATA[")) {
				continue
			}
			list = append(list, span{lo: int(lo), hi: int(hi), as: htmlPlain{}, joined: joined})
			joined = true
		}
	}
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func local(name string) string {
	if i := bytes.IndexByte([]byte(name), ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// among returns what tells these names from others.
func among(names ...string) func(name string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

package records

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"

	"github.com/fixtext/fixtext/internal/lazy"
)

// OpenDocument: the text of documents, tables and slides stands in paragraphs and headings,
// and in what is marked in them. Names of tables and styles, formulas and fields stay.
var odfFormat = Format{
	Name:    "odf",
	Endings: []string{".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".odg"},
	Begins:  zipBegins,
	Binary:  true,
	Columns: zipped(openPart, func(z *zip.Reader) error {
		if holds(z, "meta-inf/documentsignatures.xml") != nil {
			return errors.New("is signed, and would be so no more: remove META-INF/documentsignatures.xml")
		}
		if f := holds(z, "meta-inf/manifest.xml"); f != nil && encrypted(f) {
			return errors.New("is encrypted: remove the password")
		}
		return nil
	}),
	example: example{"圖書館", "图书馆"},
}

var (
	openParts = lazy.MustCompile(`^(?:.*/)?(?:content|styles)\.xml$`)
	metaParts = lazy.MustCompile(`^meta\.xml$`)

	openText, openParagraphs = among("p", "h", "span", "a"), among("p", "h")
	metaText                 = among("title", "subject", "description", "keyword")
)

func openPart(name string) finder {
	switch {
	case openParts.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, openText, openParagraphs) }
	case metaParts.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, metaText, metaText) }
	}
	return nil
}

// encrypted reports whether the manifest says so of a part.
func encrypted(manifest *zip.File) bool {
	r, err := manifest.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, Longest))
	return err == nil && bytes.Contains(text, []byte("encryption-data"))
}

package records

import (
	"archive/zip"
	"errors"

	"github.com/fixtext/fixtext/internal/lazy"
)

// Electronic books: pages of XHTML, the table of contents, and what the book says of
// itself.
var epubFormat = Format{
	Name:    "epub",
	Endings: []string{".epub"},
	Begins:  zipBegins,
	Binary:  true,
	Columns: zipped(bookPart, func(z *zip.Reader) error {
		switch {
		case holds(z, "meta-inf/signatures.xml") != nil:
			return errors.New("is signed, and would be so no more: remove META-INF/signatures.xml")
		case holds(z, "meta-inf/rights.xml") != nil:
			return errors.New("is protected (META-INF/rights.xml)")
		}
		return nil
	}),
	example: example{"圖書館", "图书馆"},
}

var (
	pages    = lazy.MustCompile(`(?i)\.(?:xhtml|html?)$`)
	contents = lazy.MustCompile(`(?i)\.ncx$`)
	manifest = lazy.MustCompile(`(?i)\.opf$`)

	contentsText = among("text")
	packageText  = among("title", "subject", "description")
)

func bookPart(name string) finder {
	switch {
	case pages.MatchString(name):
		return func(part []byte) ([]span, error) {
			return xmlText(part, func(name string) bool { return !noText[name] }, func(name string) bool { return !inline[name] })
		}
	case contents.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, contentsText, contentsText) }
	case manifest.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, packageText, packageText) }
	}
	return nil
}

package records

import (
	"archive/zip"
	"errors"

	"github.com/fixtext/fixtext/internal/lazy"
)

// Office Open XML: the text of documents, tables and slides stands in elements t, in
// runs of paragraphs. Formulas, names of sheets, fields and what was deleted stay.
var ooxmlFormat = Format{
	Name:    "ooxml",
	Endings: []string{".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm", ".pptx", ".pptm", ".potx", ".ppsx", ".ppsm"},
	Begins:  zipBegins,
	Binary:  true,
	Columns: zipped(officePart, func(z *zip.Reader) error {
		if holds(z, "_xmlsignatures/") != nil {
			return errors.New("is signed, and would be so no more: remove the signatures")
		}
		return nil
	}),
	example: example{"圖書館", "图书馆"},
}

var (
	officeParts = lazy.MustCompile(`(?i)^(?:word|xl|ppt)/(?:.*/)?[^/]+\.xml$`)
	coreParts   = lazy.MustCompile(`(?i)^docProps/core\.xml$`)

	officeText, officeParagraphs = among("t"), among("p", "si", "is", "comment", "text", "sp")
	coreText                     = among("title", "subject", "description", "keywords", "category")
)

func officePart(name string) finder {
	switch {
	case officeParts.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, officeText, officeParagraphs) }
	case coreParts.MatchString(name):
		return func(part []byte) ([]span, error) { return xmlText(part, coreText, coreText) }
	}
	return nil
}

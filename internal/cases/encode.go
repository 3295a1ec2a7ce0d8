package cases

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// others are charsets that the web does not know, or not so.
var others = map[string]encoding.Encoding{
	"":                  unicode.UTF8,
	"utf-16le":          unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be":          unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"utf-16le with BOM": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be with BOM": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-32le":          utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM),
	"utf-32be":          utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	"utf-32be with BOM": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
	"hz":                simplifiedchinese.HZGB2312,
}

// Encode writes text in a charset.
func Encode(charset, text string) ([]byte, error) {
	e, ok := others[charset]
	if !ok {
		var err error
		if e, err = htmlindex.Get(charset); err != nil {
			return nil, err
		}
	}
	return e.NewEncoder().Bytes([]byte(text))
}

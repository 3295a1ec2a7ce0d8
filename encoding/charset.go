// Package encoding turns bytes of any charset into UTF-8: it finds out, line by
// line, which charset they are in, and decodes them exactly. What it cannot
// read it keeps byte for byte and reports.
package encoding

import "strings"

// Charset names a character encoding. The zero Charset, Unknown, is also the
// answer of a detection that abstains.
type Charset uint8

// The charsets that are told apart.
const (
	Unknown Charset = iota
	UTF8
	GB18030 // and its subsets GBK and GB2312
	Big5    // with the Hong Kong extension, as the WHATWG reads it
	UTF16LE
	UTF16BE
	EUCJP
	ShiftJIS
	EUCKR // with the extension of Windows code page 949

	numCharsets
)

var charsetNames = [numCharsets]string{
	"unknown", "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "euc-jp", "shift_jis", "euc-kr",
}

// String returns the WHATWG name of c, in lower case.
func (c Charset) String() string {
	if c < numCharsets {
		return charsetNames[c]
	}
	return charsetNames[Unknown]
}

// Chinese says whether c is a legacy charset made for Chinese.
func (c Charset) Chinese() bool { return c == GB18030 || c == Big5 }

// Lookup returns the charset that a label from a header, a file or a command
// line names. Case, blanks around it, and the choice of - or _ do not matter.
// ok is false for a label that is not known.
func Lookup(label string) (c Charset, ok bool) {
	label = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(label)), "_", "-")
	switch label {
	case "utf-8", "utf8":
		return UTF8, true
	case "gb18030", "gbk", "gb2312", "cp936", "windows-936", "936", "ms936", "x-gbk", "euc-cn", "csgb2312", "gb-2312-80", "chinese", "iso-ir-58":
		return GB18030, true
	case "big5", "big-5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5", "cp950", "windows-950", "950":
		return Big5, true
	case "utf-16", "utf-16le", "utf16", "utf16le", "unicode", "ucs-2":
		return UTF16LE, true
	case "utf-16be", "utf16be", "unicodefffe":
		return UTF16BE, true
	case "euc-jp", "eucjp", "x-euc-jp", "ujis":
		return EUCJP, true
	case "shift-jis", "shiftjis", "sjis", "x-sjis", "ms-kanji", "windows-31j", "cp932", "932":
		return ShiftJIS, true
	case "euc-kr", "euckr", "cp949", "windows-949", "949", "ks-c-5601-1987", "uhc", "korean":
		return EUCKR, true
	}
	return Unknown, false
}

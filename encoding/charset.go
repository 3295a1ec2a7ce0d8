// Package encoding turns bytes of any charset into UTF-8: it finds out, line by
// line, which charset they are in, and decodes them exactly. What it cannot read
// it keeps byte for byte and reports.
//
// [Detect] says what some bytes are in, [DecodeShort] decodes a file name or a
// tag, and a [Stream] decodes an input block by block:
//
//	s := encoding.Sniff(first, encoding.Options{})
//	for each block:
//		out = s.Append(out[:0], block, nil)
//
// # How it decides
//
// Bytes that are valid in a charset need not be in it: most words of GBK are also
// words of Big5 or EUC-KR. So every reading of a line is weighed by how likely its
// characters are, and in this order, by a language model of many languages. A
// reading wins if it is likelier than all others by a margin; that the bytes are
// no text at all is one of the others. Lines that are clear speak for those of
// their block that are not.
//
// Text in a charset of Chinese is decoded on sight. Japanese, Korean and other
// text is recognised so that it is left alone, unless the user prefers its charset.
//
// # Promises
//
//   - A line that is UTF-8 stays as it is. (One exception: a line with no more than
//     eight characters that are not ASCII, each of two bytes, is doubted where nine
//     lines in ten around it are in one other charset, in which it makes more
//     sense. 系统 in GBK is such a line.)
//   - A newline is never part of a character: lines in, lines out.
//   - A second run changes nothing.
//   - What comes out depends on the block, not on how reads cut it.
//   - The reported edits lead back to the input.
package encoding

import "strings"

// Charset names a character encoding. The zero Charset, Unknown, is also the
// answer of a detection that abstains.
type Charset uint8

// The charsets that are told apart. Those of Chinese are decoded on sight, the
// others are recognised so that they are left alone.
const (
	Unknown Charset = iota

	UTF8
	CESU8 // UTF-8 with surrogate pairs in place of four-byte characters
	UTF7
	UTF16LE
	UTF16BE
	UTF32LE
	UTF32BE

	GB18030 // and its subsets GBK and GB2312
	HZ
	ISO2022CN
	Big5    // with HKSCS, as the WHATWG reads it
	Big5UAO // with Unicode-at-on, as Taiwan's bulletin boards use it
	EUCTW

	EUCJP
	ShiftJIS // with the extensions of Windows code page 932
	ISO2022JP
	EUCKR // with the extension of Windows code page 949
	ISO2022KR

	Windows1250 // Central European
	Windows1251 // Cyrillic
	Windows1252 // Western
	Windows1253 // Greek
	Windows1254 // Turkish
	Windows1255 // Hebrew
	Windows1256 // Arabic
	Windows1257 // Baltic
	Windows1258 // Vietnamese
	Windows874  // Thai
	ISO8859x2
	ISO8859x5
	KOI8R
	KOI8U
	IBM855
	IBM866
	Macintosh
	MacCyrillic

	Binary // no text

	numCharsets
)

var charsetNames = [numCharsets]string{
	"unknown",
	"utf-8", "cesu-8", "utf-7", "utf-16le", "utf-16be", "utf-32le", "utf-32be",
	"gb18030", "hz-gb-2312", "iso-2022-cn", "big5", "big5-uao", "euc-tw",
	"euc-jp", "shift_jis", "iso-2022-jp", "euc-kr", "iso-2022-kr",
	"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
	"windows-1256", "windows-1257", "windows-1258", "windows-874",
	"iso-8859-2", "iso-8859-5", "koi8-r", "koi8-u", "ibm855", "ibm866", "macintosh", "x-mac-cyrillic",
	"binary",
}

// String returns the name of c in lower case, as the WHATWG or IANA spells it.
func (c Charset) String() string {
	if c < numCharsets {
		return charsetNames[c]
	}
	return charsetNames[Unknown]
}

// Chinese says whether c is a charset made for Chinese.
func (c Charset) Chinese() bool { return c >= GB18030 && c <= EUCTW }

// aliases are labels in use beside the names, by charset. Case and the choice
// between - and _ do not matter.
var aliases = [numCharsets]string{
	UTF8:        "utf8 unicode-1-1-utf-8 cp65001 65001",
	CESU8:       "cesu8",
	UTF7:        "utf7 unicode-1-1-utf-7 cp65000 65000",
	UTF16LE:     "utf-16 utf16 utf16le unicode ucs-2 ucs-2le iso-10646-ucs-2 cp1200 1200",
	UTF16BE:     "utf16be unicodefffe ucs-2be cp1201 1201",
	UTF32LE:     "utf-32 utf32 utf32le ucs-4 ucs-4le",
	UTF32BE:     "utf32be ucs-4be",
	GB18030:     "gbk gb2312 gb-2312-80 cp936 ms936 windows-936 936 x-gbk euc-cn euccn chinese csgb2312 csgbk csiso58gb231280 iso-ir-58 gb18030-2022 gb18030-2005 54936",
	HZ:          "hz hzgb2312 hz-gb2312",
	ISO2022CN:   "iso2022cn csiso2022cn iso-2022-cn-ext iso2022-cn",
	Big5:        "big-5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 cp950 ms950 windows-950 950 big5-eten",
	Big5UAO:     "uao big5uao uao250",
	EUCTW:       "euctw x-euc-tw cseuctw cns11643",
	EUCJP:       "eucjp x-euc-jp ujis cseucpkdfmtjapanese eucjp-ms",
	ShiftJIS:    "shift-jis shiftjis sjis x-sjis ms-kanji csshiftjis windows-31j cp932 ms932 932",
	ISO2022JP:   "iso2022jp csiso2022jp",
	EUCKR:       "euckr cp949 ms949 windows-949 949 ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 uhc korean cseuckr",
	ISO2022KR:   "iso2022kr csiso2022kr",
	Windows1250: "cp1250 1250 x-cp1250", Windows1251: "cp1251 1251 x-cp1251",
	Windows1252: "cp1252 1252 x-cp1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 us-ascii ascii iso-8859-15 latin-9",
	Windows1253: "cp1253 1253 iso-8859-7 greek", Windows1254: "cp1254 1254 iso-8859-9 latin5",
	Windows1255: "cp1255 1255 iso-8859-8 hebrew", Windows1256: "cp1256 1256", Windows1257: "cp1257 1257 iso-8859-13",
	Windows1258: "cp1258 1258", Windows874: "cp874 874 tis-620 tis620 iso-8859-11",
	ISO8859x2: "iso8859-2 latin2 l2", ISO8859x5: "iso8859-5 cyrillic", KOI8R: "koi8r koi8 cskoi8r", KOI8U: "koi8u koi8-ru",
	IBM855: "cp855 855", IBM866: "cp866 866", Macintosh: "mac macroman x-mac-roman", MacCyrillic: "mac-cyrillic maccyrillic x-mac-ukrainian",
}

// Lookup returns the charset that a label from a header, a file or a command
// line names. Case, blanks around it, and the choice of - or _ do not matter.
// ok is false for a label that is not known.
func Lookup(label string) (c Charset, ok bool) {
	label = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(label)), "_", "-")
	for c := UTF8; c < Binary; c++ {
		if label == strings.ReplaceAll(charsetNames[c], "_", "-") {
			return c, true
		}
		for alias := range strings.FieldsSeq(aliases[c]) {
			if label == alias {
				return c, true
			}
		}
	}
	return Unknown, false
}

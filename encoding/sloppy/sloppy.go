// Package sloppy has single-byte code pages in which every byte is a character:
// what a page leaves undefined stands for the code point of the same value, a C1
// control mostly. Browsers and most converters read such bytes so, and text that
// they read in the wrong page turns back into its bytes with these encoders.
//
// Source: the single-byte tables of golang.org/x/text/encoding/charmap (WHATWG
// Encoding Standard, ICU), with the gaps filled. See internal/codepage/sloppy.
package sloppy

import (
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
)

// Latin1 returns ISO-8859-1: each byte is the code point of the same value.
func Latin1() *coder.Charset { return charset(sloppy.Latin1) }

// CP1250 returns Windows code page 1250, Central European.
func CP1250() *coder.Charset { return charset(sloppy.CP1250) }

// CP1251 returns Windows code page 1251, Cyrillic.
func CP1251() *coder.Charset { return charset(sloppy.CP1251) }

// CP1252 returns Windows code page 1252, Western European. Browsers read pages
// labelled as ASCII or Latin-1 in it.
func CP1252() *coder.Charset { return charset(sloppy.CP1252) }

// CP1253 returns Windows code page 1253, Greek.
func CP1253() *coder.Charset { return charset(sloppy.CP1253) }

// CP1254 returns Windows code page 1254, Turkish.
func CP1254() *coder.Charset { return charset(sloppy.CP1254) }

// CP874 returns Windows code page 874, Thai.
func CP874() *coder.Charset { return charset(sloppy.CP874) }

// KOI8R returns KOI8-R, Russian.
func KOI8R() *coder.Charset { return charset(sloppy.KOI8R) }

// CP437 returns IBM code page 437, the first PC's.
func CP437() *coder.Charset { return charset(sloppy.CP437) }

// CP850 returns IBM code page 850, Western European under DOS.
func CP850() *coder.Charset { return charset(sloppy.CP850) }

// CP866 returns IBM code page 866, Cyrillic under DOS.
func CP866() *coder.Charset { return charset(sloppy.CP866) }

// MacRoman returns the Roman character set of Mac OS.
func MacRoman() *coder.Charset { return charset(sloppy.MacRoman) }

// ISO8859_2 returns ISO-8859-2, Central European.
func ISO8859_2() *coder.Charset { return charset(sloppy.ISO8859_2) }

// CP1257 returns Windows code page 1257, Baltic.
func CP1257() *coder.Charset { return charset(sloppy.CP1257) }

// All returns all of the above, in this order.
func All() []*coder.Charset {
	var all []*coder.Charset
	for _, p := range sloppy.All() {
		all = append(all, charset(p))
	}
	return all
}

func charset(p sloppy.Page) *coder.Charset {
	return &coder.Charset{
		Name:       p.String(),
		Decode:     coder.Decoding(p.DecodeRune, p.FullRune),
		Encode:     coder.Encoding(p.EncodeRune),
		DecodeBulk: p.DecodeBulk,
		EncodeBulk: p.EncodeBulk,
	}
}

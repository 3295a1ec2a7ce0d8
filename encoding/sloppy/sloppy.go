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

// All returns all pages.
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

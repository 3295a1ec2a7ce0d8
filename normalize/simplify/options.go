package simplify

import (
	"errors"
	"fmt"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/dict"
)

const (
	// Vocabulary is the rule for a word of Taiwan or Hong Kong that the mainland has
	// another word for (軟體, 软件). Verdict inferred.
	Vocabulary edit.Code = "FT304"
	// User is the rule for a word of the user's dictionary. Verdict exact: it was
	// asked for.
	User edit.Code = "FT305"
)

// Variant says in which region's way traditional text is written.
type Variant uint8

const (
	// Auto knows the spellings of all regions (裡 裏, 台 臺, 綫 線, 衞 衛).
	Auto Variant = iota
	// CN is the standard of the mainland for traditional text, which writes 着
	// and means zhù by 著: outside words that say otherwise, 著 stays.
	CN
	// TW is that of Taiwan, which writes 著 for both.
	TW
	// HK is that of Hong Kong, which tells 着 and 著 apart as CN does.
	HK
)

// ParseVariant returns the variant of this name: auto, cn, tw or hk.
func ParseVariant(name string) (Variant, error) {
	for v, n := range variantNames {
		if n == name {
			return Variant(v), nil
		}
	}
	return Auto, fmt.Errorf("unknown variant %q: want auto, cn, tw or hk", name)
}

var variantNames = [...]string{"auto", "cn", "tw", "hk"}

// String returns the name that ParseVariant knows.
func (v Variant) String() string { return variantNames[v] }

// Options say how New is to convert. The zero Options are what Append does.
type Options struct {
	// Variant is the region of the traditional text.
	Variant Variant
	// Vocabulary replaces words of the region by those of the mainland: of Taiwan,
	// of Hong Kong, or with Auto of both. It does so only in lines that are
	// traditional by their own evidence and hold nothing simplified, so never in
	// text that was simplified before.
	Vocabulary bool
	// Dict is the user's dictionary, nil if there is none.
	Dict *Dict
}

// Converter converts text one way. The zero Converter does what Append and Span
// do. Converters are values; they may be copied and used by several goroutines at
// once.
type Converter struct {
	table *dict.Table // of OpenCC's, if it is one of those
	Options
}

// New returns the converter with these options. Vocabulary with Variant CN is an
// error: it has no words of its own.
func New(o Options) (Converter, error) {
	if o.Variant > HK {
		return Converter{}, fmt.Errorf("unknown variant %d", o.Variant)
	}
	if o.Vocabulary && o.Variant == CN {
		return Converter{}, errors.New("vocabulary: the mainland's is what words are replaced by; choose auto, tw or hk")
	}
	return Converter{Options: o}, nil
}

// Append appends the conversion of src to dst and returns the extended slice, like
// the function Append. A converter of OpenCC's logs each run of characters that it
// changed as one edit of rule FT301; bytes that are not UTF-8 are copied. A
// Converter with options converts until nothing more changes, so that here, too,
// a second time changes nothing.
func (c Converter) Append(dst, src []byte, log *edit.Log) []byte {
	switch {
	case c == Converter{}:
		return Append(dst, src, log)
	case log.Wants(0, len(src)) && !log.Keep:
		own := edit.Log{Keep: true}
		dst = c.Append(dst, src, &own)
		log.Take(&own)
		return dst
	case c.table != nil:
		return c.appendTable(dst, src, log)
	}
	return c.appendOptions(dst, src, log)
}

// AppendAt is Append for a program that knows the places of the characters that conversion
// is about, as the function [SpanAt] has it. A converter with options looks itself.
func (c Converter) AppendAt(dst, src []byte, places []int32, log *edit.Log) []byte {
	if c == (Converter{}) {
		return appendAt(dst, src, places, log)
	}
	return c.Append(dst, src, log)
}

// Span returns the length of a prefix of src that Append leaves unchanged: len(src)
// only if it changes nothing. Of a converter with options or OpenCC's tables it may be
// shorter than it could be. It does not allocate as long as nothing changes.
func (c Converter) Span(src []byte) int {
	if c.table != nil {
		p := c.table.Next(src, 0)
		if p == len(src) {
			return p
		}
		start, _ := c.table.Run(src, p, 0)
		return start
	}
	if c.Dict != nil && (c.Dict.replaces(src) || c.Dict.has(src)) {
		return 0
	}
	return span(src, c.Variant)
}

// SpanAt is Span for a program that knows the places of the characters that conversion
// is about, as the function [SpanAt] has it. A converter of OpenCC's looks itself.
func (c Converter) SpanAt(src []byte, places []int32) int {
	if c.table != nil {
		return c.Span(src)
	}
	if c.Dict != nil {
		if c.Dict.replaces(src) {
			return 0
		}
		// Words that stay are no evidence for what stands beside them. That matters
		// only where something is traditional.
		for _, p := range places {
			if e, _, _ := entry(src[p:]); e&dict.Strict != 0 {
				return c.Span(src)
			}
		}
	}
	return spanOf(converter{src: src, stops: places, known: true, variant: c.Variant})
}

// Package script reports what writing a piece of text is in: traditional or simplified
// Chinese, both mixed, Japanese, Korean with hanja, Vietnamese.
//
// It looks at characters, not at words. Kana, hangul and the Latin letters that
// Vietnamese alone uses are the strong signs, yet Chinese text that quotes a Japanese
// title stays Chinese. A line of Han characters only (東京都議会) may be anything.
//
// Which forms are traditional follows the Table of General Standard Chinese Characters
// (通用规范汉字表, 2013) and OpenCC 1.4.2.
package script

import "github.com/fixtext/fixtext/normalize/internal/script"

// Class is the writing of a piece of text.
type Class uint8

// The classes.
const (
	Other       Class = Class(script.Other)       // no Han characters, or none that tell
	Traditional Class = Class(script.Traditional) // Chinese of Taiwan, Hong Kong or older times
	Simplified  Class = Class(script.Simplified)  // Chinese of the mainland, Singapore or Malaysia
	Mixed       Class = Class(script.Mixed)       // Chinese with forms of both kinds
	Japanese    Class = Class(script.Japanese)    // modern, or in old character forms
	Korean      Class = Class(script.Korean)      // with or without hanja
	Vietnamese  Class = Class(script.Vietnamese)  // with or without Han characters
)

// Classify returns the class of text in UTF-8, a line or a sentence, without regard to
// what stands around it. Bytes that are not UTF-8 do not count; a text without any is
// [Other].
func Classify(text []byte) Class { return Class(script.Classify(text)) }

// Chinese reports whether c is a class of Chinese text, or does not speak against it.
func (c Class) Chinese() bool { return script.Class(c).Chinese() }

// String returns the name of c in lower case, "unknown" if it is none of the classes.
func (c Class) String() string {
	if c > Vietnamese {
		return "unknown"
	}
	return script.Class(c).String()
}

package encoding

import (
	"bytes"
	"math/bits"
)

// Whether an input is text is looked at in windows of its first bytes, of which
// any first block has as many: a second run may cut it elsewhere.
const (
	binaryHead   = 64 << 10
	binaryWindow = 4 << 10
)

// NotText reports whether text, a part of an input, is what makes that binary.
func NotText(text []byte) bool { return notText(text) }

// notText reports whether an input that begins with head, and is not in a charset
// of wide units, is no text as a whole: an executable, a database, an array of
// numbers. Then nothing of it is decoded or repaired, however much of it would
// pass for text.
//
// Text may have NULs: names are listed with them, a crash leaves a run of them in
// a log, and tables have control characters between their fields. What is no text
// has them beside control characters of other kinds. What comes out of text and is
// no longer text then stays, so that a second run changes nothing either way.
func notText(head []byte) bool {
	head = head[:min(len(head), binaryHead)]
	first := bytes.IndexByte(head, 0)
	return first >= 0 && (strewn(head[:min(len(head), binaryWindow)]) ||
		strewn(head[max(0, first-binaryWindow/2):min(len(head), first+binaryWindow/2)]))
}

// strewn reports whether NULs stand among other control characters, or where the
// upper bytes of a number would be.
func strewn(p []byte) bool {
	first := bytes.IndexByte(p, 0)
	if first < 0 {
		return false
	}
	kinds := bits.OnesCount32(controlKinds(p) &^ controlsInText)
	if kinds >= 3 {
		return true
	}
	for run := 0; first < len(p); first++ {
		if p[first] == 0 {
			run++
			continue
		}
		if run > 1 && kinds > 0 || run == 3 || run == 7 {
			return true
		}
		run = 0
	}
	return false
}

// controlsInText are those that text is laid out or taken apart with, and those
// that switch between character sets.
const controlsInText = 1<<0 | 1<<1 | 1<<'\b' | 1<<'\t' | 1<<'\n' | 1<<'\f' | 1<<'\r' | 1<<0x0E | 1<<0x0F | 1<<0x1B

// controlKinds returns the set of the C0 control characters in p.
func controlKinds(p []byte) (kinds uint32) {
	for _, b := range p {
		if b < ' ' {
			kinds |= 1 << b
		}
	}
	return kinds
}

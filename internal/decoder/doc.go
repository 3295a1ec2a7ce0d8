// Package decoder undoes wrong decodings: it reads characters as the bytes that a
// page has for them, and these in the charset that they were in. What text is likely,
// and whether anything is to be repaired, others decide.
//
// A [Chain] of wrong decodings that lost nothing is undone by [Undoer.Undo], as fast
// as tables can be read, and proved by doing it again. [Recogniser] tells in one pass
// over a line which chain it is. Where a page refused bytes, and a mark stands for
// them, [Filler] finds out by counting which bytes are missing where, and fills in the
// characters that fit best, several side by side together (sketch.go); and it finds the spans of a line that a step made, if the rest
// is clean, or in step.
//
// What decoders do with bytes that they refuse is a table, in habit.go: a mark for each,
// or for a pair, or none; or a mark that swallows a byte of ASCII beside (swallowed.go).
// Text that went through the same step twice is read by [Filler.FillTwice]. [Word] and
// [First] know what the little that is left of a frequent word, or of the beginning of a
// file, was.
package decoder

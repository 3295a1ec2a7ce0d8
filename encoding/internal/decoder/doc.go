// Package decoder undoes wrong decodings: it reads characters as the bytes that a
// page has for them, and these in the charset that they were in. What text is likely,
// and whether anything is to be repaired, others decide.
//
// A [Chain] of wrong decodings that lost nothing is undone by [Undoer.Undo], as fast
// as tables can be read, and proved by doing it again. [Recogniser] tells in one pass
// over a line which chain it is. Where a page refused bytes, and a mark stands for
// them, [Filler] finds out by counting which bytes are missing where, and fills in the
// characters that fit best.
//
// What decoders do with bytes that they refuse is a table, in habit.go.
package decoder

package coder

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// DecodeError says which bytes a strict decoder could not read.
type DecodeError struct {
	Charset string
	Offset  int64  // of the first of Bytes, from the beginning of the input
	Bytes   []byte // what could not be read
}

// Error returns the error as one line.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("fixtext: no %s character at byte %d: % X", e.Charset, e.Offset, e.Bytes)
}

// EncodeError says what an encoder could not write.
type EncodeError struct {
	Charset string
	Offset  int64 // in bytes of UTF-8, from the beginning of the input
	Rune    rune  // utf8.RuneError with Size 1 for a byte that is not UTF-8
	Size    int   // in bytes of UTF-8
}

func newEncodeError(charset string, offset int64, b []byte) *EncodeError {
	r, size := utf8.DecodeRune(b)
	return &EncodeError{Charset: charset, Offset: offset, Rune: r, Size: size}
}

// Error returns the error as one line.
func (e *EncodeError) Error() string {
	if e.Rune == utf8.RuneError && e.Size == 1 {
		return fmt.Sprintf("fixtext: not UTF-8 at byte %d", e.Offset)
	}
	return fmt.Sprintf("fixtext: %s has no code for %q (%U) at byte %d", e.Charset, e.Rune, e.Rune, e.Offset)
}

// Replacement returns the byte that golang.org/x/text/encoding writes in place
// of the character if it is asked to: SUB, hexadecimal 1A.
func (e *EncodeError) Replacement() byte { return encoding.ASCIISub }

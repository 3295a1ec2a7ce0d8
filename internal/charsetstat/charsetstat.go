// Package charsetstat holds what characters cost: for each multi-byte charset a
// table of −ln P(pair) over the running text that the charset carries. The
// costs of two readings of the same bytes can be compared.
//
// The tables are counts of the texts that encoding/internal/charset/costs/sources.tsv
// lists; a row of charsets says which of them it carries.
package charsetstat

import (
	_ "embed" // for the tables

	"github.com/fixtext/fixtext/internal/lm"
)

//go:generate go run ../../encoding/internal/charset/costs -corpus $CORPUS -st $OPENCC/STCharacters.txt

// An ASCII byte that stands for itself costs nothing in any reading; a pair whose trail
// byte is ASCII is cheaper by what that byte explains.
const (
	// Unit is one step of a table, in the unit of package lm: an eighth of a nat.
	Unit = lm.Nat / 8
	// None is the cost in a table of what is no character.
	None = 255
)

// Each table has a row for each lead byte from 81 to FE, and a column for each
// trail byte from 40 to FF.
const (
	Rows    = 126
	Columns = 192
)

// The tables.
//
//go:embed gb18030.bin
var GB18030 string

//go:embed big5.bin
var Big5 string

//go:embed euctw.bin
var EUCTW string // plane 1

//go:embed eucjp.bin
var EUCJP string

//go:embed shiftjis.bin
var ShiftJIS string

//go:embed euckr.bin
var EUCKR string

// NoPair is what Pair returns where there is no character.
const NoPair = None * Unit

// Pair returns the cost of a pair in the unit of package lm, or NoPair.
func Pair(table string, lead, trail byte) int {
	l, t := uint(lead)-0x81, uint(trail)-0x40
	if l >= Rows || t >= Columns {
		return NoPair
	}
	return int(table[l*Columns+t]) * Unit
}

package decoder

import "github.com/fixtext/fixtext/internal/lm"

// habit is what a decoder does with bytes that it refuses: a lead byte before one that
// is no trail byte to it, or a pair that is no character. The costs say how readily one
// is supposed, where the bytes around leave a choice; never forbids it.
type habit struct {
	name string
	// A mark stands for one byte: before a byte of ASCII or the end, where nobody takes
	// the second byte; before another, which is read again.
	beforeASCII, readAgain int32
	// A mark stands for a pair that is no character.
	pair int32
	// A single byte that the page leaves undefined.
	undefined int32
	// Nothing stands for a pair that is no character, or for a byte before ASCII or the end.
	silent int32
}

const never = int32(1) << 28

// literal is what it costs to suppose that a question mark was written, longer that a
// character of four bytes lost the first, and shorter one of two.
const (
	literal = 4 * lm.Nat
	longer  = 3 * lm.Nat
	shorter = 4 * lm.Nat
	once    = 6 * lm.Nat     // that a character was read wrongly once, where others were twice
	again   = lm.Nat         // and so was the next one
	second  = 5 * lm.Nat / 2 // a code that is used less for the same character
)

// habits are those of decoders that leave a mark for all that they refuse. All of a line
// went through the same, so the one that explains it best is taken for the line. Whether
// a question mark swallowed ASCII beside, as in code page 936, changes nothing in how
// many bytes are missing, and is found out behind that; see swallowed.go.
var habits = [...]habit{
	{name: "swallows the pair", beforeASCII: lm.Nat, readAgain: never, pair: 2 * lm.Nat, undefined: lm.Nat, silent: never},
	{name: "reads the second byte again", beforeASCII: lm.Nat, readAgain: 3 * lm.Nat / 2, pair: never, undefined: never, silent: never},
}

// either has all habits that leave a mark.
var either = habit{name: "does either", beforeASCII: lm.Nat, readAgain: 3 * lm.Nat / 2, pair: 2 * lm.Nat, undefined: lm.Nat, silent: never}

// dropping is the habit of programs that leave out private-use characters, or bytes that
// are no character, and it is the only one that leaves no mark.
var dropping = habit{name: "drops the pair", beforeASCII: lm.Nat, readAgain: 3 * lm.Nat / 2, pair: 2 * lm.Nat, undefined: never, silent: 4 * lm.Nat}

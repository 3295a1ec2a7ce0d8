//go:build !purego

package prose

import "golang.org/x/sys/cpu"

// vector: the processor has what lookAVX2 is written in.
var vector = cpu.X86.HasAVX2

// lookAVX2 looks at n bytes from src on, one at least, behind which there are 36 more. It returns which
// kinds of t there are, eight and eight, in any byte of two words, and which of pairs in the third; whether any byte is not ASCII;
// whether there is the end of a name, by its last two bytes and the one before that character; and
// whether five of eight pairs of characters that follow each other may be near each other, or there is one from
// U+20000 on. With first it ends where any of this is found but letters, and left is how many bytes there are from there on,
// 32 bytes at a time.
//
//go:noescape
func lookAVX2(src *byte, n int, t *[14][16]byte, first bool) (kinds [3]uint64, high, odd uint32, rows uint64, left int)

// hanAVX2 writes which of n bytes from src on, one at least, behind which there are 34 more, begin Han characters of the
// common ones, 32 at a time, and returns whether any is ill-formed, or there may be others, as t has them.
//
//go:noescape
func hanAVX2(src *byte, n int, t *[6][16]byte, leads *uint32) (other uint32)

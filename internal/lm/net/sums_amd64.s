//go:build !purego

#include "textflag.h"

// row adds the products of the 16 weights of a row at address w with those numbers that are in Y0 to sum.
#define row(w, sum) \
	VPMOVSXBW w, Y5      \
	VPMADDWD  Y0, Y5, Y5 \
	VPADDD    Y5, sum, sum

// func sumsAVX2(weights *int8, stride int, x *int16, n int, y *int32, rows int)
//
// Four rows at a time, whose weights are at SI, R9, R10 and R11.
TEXT ·sumsAVX2(SB), NOSPLIT, $0-48
	MOVQ weights+0(FP), SI
	MOVQ stride+8(FP), R12
	MOVQ x+16(FP), DI
	MOVQ n+24(FP), CX
	MOVQ y+32(FP), DX
	MOVQ rows+40(FP), BX
	LEAQ (R12)(R12*2), R8

four:
	LEAQ  (SI)(R12*1), R9
	LEAQ  (SI)(R12*2), R10
	LEAQ  (SI)(R8*1), R11
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	XORL  AX, AX

sixteen:
	VMOVDQU (DI)(AX*2), Y0
	row((SI)(AX*1), Y1)
	row((R9)(AX*1), Y2)
	row((R10)(AX*1), Y3)
	row((R11)(AX*1), Y4)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  sixteen

	// Eight numbers of each row become one.
	VPHADDD      Y2, Y1, Y1
	VPHADDD      Y4, Y3, Y3
	VPHADDD      Y3, Y1, Y1
	VEXTRACTI128 $1, Y1, X2
	VPADDD       X2, X1, X1
	VMOVDQU      X1, (DX)
	ADDQ         $16, DX
	LEAQ         (SI)(R12*4), SI
	SUBQ         $4, BX
	JGT          four
	VZEROUPPER
	RET

// func addAVX2(sums, x *int32, n int)
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ sums+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX

eight:
	VMOVDQU (DI), Y0
	VPADDD  (SI), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ    $32, DI
	ADDQ    $32, SI
	SUBQ    $8, CX
	JGT     eight
	VZEROUPPER
	RET

//go:build !purego

#include "textflag.h"

DATA nibble<>+0(SB)/4, $15
DATA eight<>+0(SB)/4, $8
GLOBL nibble<>(SB), RODATA|NOPTR, $4
GLOBL eight<>(SB), RODATA|NOPTR, $4

// func addAVX2(means *int32, seen *uint8, side *uint8)
//
// Sixteen features at a time, which are eight bytes.
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ         means+0(FP), DI
	MOVQ         seen+8(FP), SI
	MOVQ         side+16(FP), DX
	VPBROADCASTD nibble<>(SB), Y8
	VPBROADCASTD eight<>(SB), Y9
	MOVL         $4, CX

sixteen:
	VPMOVZXBD  (SI), Y0
	VPAND      Y8, Y0, Y1
	VPSRLD     $4, Y0, Y2
	VPSUBD     Y9, Y1, Y1
	VPSUBD     Y9, Y2, Y2
	VPUNPCKLDQ Y2, Y1, Y3             // of bytes 0, 1, 4, 5
	VPUNPCKHDQ Y2, Y1, Y4             // of bytes 2, 3, 6, 7
	VPERM2I128 $0x20, Y4, Y3, Y5
	VPERM2I128 $0x31, Y4, Y3, Y6
	VPMULLD    (DX), Y5, Y5
	VPMULLD    32(DX), Y6, Y6
	VPADDD     (DI), Y5, Y5
	VPADDD     32(DI), Y6, Y6
	VMOVDQU    Y5, (DI)
	VMOVDQU    Y6, 32(DI)
	ADDQ       $8, SI
	ADDQ       $64, DX
	ADDQ       $64, DI
	DECL       CX
	JNZ        sixteen
	VZEROUPPER
	RET

// func dotAVX2(own *int8, means *int32) int64
//
// Eight products at a time, those of even and of odd numbers.
TEXT ·dotAVX2(SB), NOSPLIT, $0-24
	MOVQ  own+0(FP), SI
	MOVQ  means+8(FP), DI
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	MOVL  $8, CX

eight:
	VPMOVSXBD (SI), Y0
	VMOVDQU   (DI), Y1
	VPMULDQ   Y1, Y0, Y2
	VPSRLQ    $32, Y0, Y0
	VPSRLQ    $32, Y1, Y1
	VPMULDQ   Y1, Y0, Y3
	VPADDQ    Y2, Y4, Y4
	VPADDQ    Y3, Y5, Y5
	ADDQ      $8, SI
	ADDQ      $32, DI
	DECL      CX
	JNZ       eight
	VPADDQ       Y5, Y4, Y4
	VEXTRACTI128 $1, Y4, X5
	VPADDQ       X5, X4, X4
	VPSRLDQ      $8, X4, X5
	VPADDQ       X5, X4, X4
	VMOVQ        X4, AX
	MOVQ         AX, ret+16(FP)
	VZEROUPPER
	RET

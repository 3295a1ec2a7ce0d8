//go:build !purego

#include "textflag.h"

// all is a constant of 32 bytes, eight at a time.
#define all(name, v) \
	DATA name<>+0(SB)/8, v  \
	DATA name<>+8(SB)/8, v  \
	DATA name<>+16(SB)/8, v \
	DATA name<>+24(SB)/8, v \
	GLOBL name<>(SB), RODATA|NOPTR, $32

all(tabs, $0x0909090909090909)
all(doubles, $0x2222222222222222)
all(singles, $0x2727272727272727)
all(letterC, $0x4343434343434343)
all(letterZ, $0x7A7A7A7A7A7A7A7A)
all(letterH, $0x6868686868686868)
all(fours, $0xF0F0F0F0F0F0F0F0)
all(middle, $0xADADADADADADADAD)  // of 中文: E4 B8 AD, E6 96 87
all(middle1, $0xE6E6E6E6E6E6E6E6)
all(middle2, $0x9696969696969696)
all(origin, $0xACACACACACACACAC)  // of 本語: E6 9C AC, E8 AA 9E
all(origin1, $0xE8E8E8E8E8E8E8E8)
all(origin2, $0xAAAAAAAAAAAAAAAA)

// func lookAVX2(src *byte, n int) (signs uint8)
//
// The last 32 bytes may be ones that were looked at.
TEXT ·lookAVX2(SB), NOSPLIT, $0-17
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
	VPXOR Y0, Y0, Y0 // the highest byte at each place
	VPXOR Y1, Y1, Y1 // cells
	VPXOR Y2, Y2, Y2 // letters
	VPXOR Y3, Y3, Y3 // names
	SUBQ $32, CX

next:
	VMOVDQU (SI), Y4
	VMOVDQU 1(SI), Y5
	VMOVDQU 2(SI), Y6
	VPMAXUB Y4, Y0, Y0

	VPCMPEQB tabs<>(SB), Y4, Y7
	VPCMPEQB doubles<>(SB), Y4, Y8
	VPCMPEQB singles<>(SB), Y4, Y9
	VPOR Y7, Y8, Y8
	VPOR Y9, Y1, Y1
	VPOR Y8, Y1, Y1

	VPCMPEQB letterC<>(SB), Y4, Y7
	VPCMPEQB letterZ<>(SB), Y4, Y8
	VPCMPEQB letterH<>(SB), Y5, Y9
	VPOR Y7, Y8, Y8
	VPAND Y8, Y9, Y9
	VPOR Y9, Y2, Y2

	VPCMPEQB middle<>(SB), Y4, Y7
	VPCMPEQB middle1<>(SB), Y5, Y8
	VPCMPEQB middle2<>(SB), Y6, Y9
	VPAND Y7, Y8, Y8
	VPAND Y9, Y8, Y8
	VPOR Y8, Y3, Y3
	VPCMPEQB origin<>(SB), Y4, Y7
	VPCMPEQB origin1<>(SB), Y5, Y8
	VPCMPEQB origin2<>(SB), Y6, Y9
	VPAND Y7, Y8, Y8
	VPAND Y9, Y8, Y8
	VPOR Y8, Y3, Y3

	TESTQ CX, CX
	JEQ done
	ADDQ $32, SI
	SUBQ $32, CX
	JGE next
	ADDQ CX, SI
	XORL CX, CX
	JMP next

done:
	VPMAXUB fours<>(SB), Y0, Y4
	VPCMPEQB Y0, Y4, Y0
	XORL AX, AX
	XORL BX, BX
	XORL DX, DX
	XORL DI, DI
	VPTEST Y0, Y0
	SETNE AX
	VPTEST Y1, Y1
	SETNE BX
	VPTEST Y2, Y2
	SETNE DX
	VPTEST Y3, Y3
	SETNE DI
	LEAL (AX)(BX*2), AX
	LEAL (AX)(DX*4), AX
	LEAL (AX)(DI*8), AX
	MOVB AX, signs+16(FP)
	VZEROUPPER
	RET

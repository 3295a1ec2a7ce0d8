//go:build !purego

#include "textflag.h"

// all is a constant of 32 bytes, eight at a time.
#define all(name, v) \
	DATA name<>+0(SB)/8, v  \
	DATA name<>+8(SB)/8, v  \
	DATA name<>+16(SB)/8, v \
	DATA name<>+24(SB)/8, v \
	GLOBL name<>(SB), RODATA|NOPTR, $32

all(beforeHan, $0xE3E3E3E3E3E3E3E3)
all(behindHan, $0xEAEAEAEAEAEAEAEA)
all(notContinued, $0xC0C0C0C0C0C0C0C0)
all(nibbles, $0x0F0F0F0F0F0F0F0F)
all(leads, $0xE0E0E0E0E0E0E0E0)
all(fours, $0xF0F0F0F0F0F0F0F0)
all(planes, $0xA0A0A0A0A0A0A0A0)    // the second byte of characters from U+20000 on, at least
all(noLetters, $0xDFDFDFDFDFDFDFDF) // the kinds but one
all(one, $0x0101010101010101)
all(two, $0x0202020202020202)
all(four, $0x0404040404040404)
all(eight, $0x0808080808080808)
all(sixBits, $0x3F3F3F3F3F3F3F3F)

// The first bytes of a load, and nothing behind them.
DATA firsts<>+0(SB)/8, $-1
DATA firsts<>+8(SB)/8, $-1
DATA firsts<>+16(SB)/8, $-1
DATA firsts<>+24(SB)/8, $-1
DATA firsts<>+32(SB)/8, $0
DATA firsts<>+40(SB)/8, $0
DATA firsts<>+48(SB)/8, $0
DATA firsts<>+56(SB)/8, $0
GLOBL firsts<>(SB), RODATA|NOPTR, $64

// func lookAVX2(src *byte, n int, t *[14][16]byte, first bool) (kinds [3]uint64, high, odd uint32, rows uint64, left int)
TEXT ·lookAVX2(SB), NOSPLIT, $0-80
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ t+16(FP), R14
	VBROADCASTI128 (R14), Y8     // kinds by the low half of a byte, and by the high half
	VBROADCASTI128 16(R14), Y9
	VBROADCASTI128 32(R14), Y10  // more kinds
	VBROADCASTI128 48(R14), Y11
	VBROADCASTI128 64(R14), Y12  // names, by the last two bytes
	VBROADCASTI128 80(R14), Y13
	VPXOR Y15, Y15, Y15 // kinds of pairs
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	XORL R8, R8   // which pairs are near, of the last 64 bytes
	XORL R9, R9   // rows
	XORL R10, R10 // odd
	XORL R11, R11 // high
	LEAQ firsts<>(SB), R12

next:
	MOVL $32, AX
	CMPQ CX, AX
	CMOVQLT CX, AX
	NEGQ AX
	VMOVDQU (SI), Y2
	VPAND 32(R12)(AX*1), Y2, Y2
	VMOVDQU 1(SI), Y3

	VPAND nibbles<>(SB), Y2, Y4
	VPSRLW $4, Y2, Y5
	VPAND nibbles<>(SB), Y5, Y5
	VPSHUFB Y4, Y8, Y6
	VPSHUFB Y5, Y9, Y7
	VPAND Y6, Y7, Y7
	VPOR Y7, Y0, Y0
	VPSHUFB Y4, Y10, Y6
	VPSHUFB Y5, Y11, Y7
	VPAND Y6, Y7, Y7
	VPOR Y7, Y1, Y1

	// Pairs: the first byte, and the one behind it.
	VBROADCASTI128 160(R14), Y6
	VBROADCASTI128 176(R14), Y7
	VPSHUFB Y4, Y6, Y6
	VPSHUFB Y5, Y7, Y7
	VPAND Y6, Y7, Y7
	VBROADCASTI128 192(R14), Y6
	VPAND nibbles<>(SB), Y3, Y14
	VPSHUFB Y14, Y6, Y6
	VPAND Y6, Y7, Y7
	VBROADCASTI128 208(R14), Y6
	VPSRLW $4, Y3, Y14
	VPAND nibbles<>(SB), Y14, Y14
	VPSHUFB Y14, Y6, Y6
	VPAND Y6, Y7, Y7
	VPOR Y7, Y15, Y15

	// A name ends with two bytes, and with another character before, by its last byte.
	VBROADCASTI128 128(R14), Y6
	VBROADCASTI128 144(R14), Y7
	VPSHUFB Y4, Y6, Y6
	VPSHUFB Y5, Y7, Y7
	VPAND Y6, Y7, Y7
	VMOVDQU 2(SI), Y6
	VPAND nibbles<>(SB), Y6, Y4
	VPSRLW $4, Y6, Y5
	VPAND nibbles<>(SB), Y5, Y5
	VPSHUFB Y4, Y12, Y6
	VPAND Y6, Y7, Y7
	VPSHUFB Y5, Y13, Y6
	VPAND Y6, Y7, Y7
	VMOVDQU 3(SI), Y6
	VPAND nibbles<>(SB), Y6, Y4
	VPSRLW $4, Y6, Y5
	VPAND nibbles<>(SB), Y5, Y5
	VBROADCASTI128 96(R14), Y6
	VPSHUFB Y4, Y6, Y6
	VPAND Y6, Y7, Y7
	VBROADCASTI128 112(R14), Y6
	VPSHUFB Y5, Y6, Y6
	VPAND Y6, Y7, Y7
	VPXOR Y6, Y6, Y6
	VPCMPEQB Y6, Y7, Y7
	VPMOVMSKB Y7, DX
	NOTL DX
	ORL DX, R10

	VPMOVMSKB Y2, DX
	ORL DX, R11
	VPMAXUB fours<>(SB), Y2, Y4
	VPCMPEQB Y2, Y4, Y4
	VPMAXUB planes<>(SB), Y3, Y5
	VPCMPEQB Y3, Y5, Y5
	VPAND Y4, Y5, Y5
	VPMOVMSKB Y5, DX
	ORQ DX, R9

	VPMAXUB leads<>(SB), Y2, Y4
	VPCMPEQB Y2, Y4, Y4
	VMOVDQU 3(SI), Y5
	VPSUBB Y2, Y5, Y5
	VPADDB one<>(SB), Y5, Y5
	VPMINUB two<>(SB), Y5, Y6
	VPCMPEQB Y5, Y6, Y5
	VPAND Y5, Y4, Y4
	VMOVDQU 4(SI), Y5
	VPSUBB Y3, Y5, Y5
	VPADDB four<>(SB), Y5, Y5
	VPAND sixBits<>(SB), Y5, Y5
	VPMINUB eight<>(SB), Y5, Y6
	VPCMPEQB Y5, Y6, Y5
	VPAND Y5, Y4, Y4
	VPMOVMSKB Y4, DX
	SHRQ $32, R8
	SHLQ $32, DX
	ORQ DX, R8
	MOVQ R8, AX // three of four pairs that follow each other
	SHRQ $3, AX
	MOVQ AX, DX
	ORQ R8, DX
	ANDQ R8, AX
	MOVQ R8, BX
	SHRQ $6, BX
	MOVQ R8, R13
	SHRQ $9, R13
	MOVQ BX, DI
	ORQ R13, DI
	ANDQ R13, BX
	ANDQ DI, AX
	ANDQ BX, DX
	ORQ DX, AX
	JNE  dense

sparse:
	CMPB first+24(FP), $0
	JEQ  more
	VPTEST Y0, Y0
	JNE  done
	VPTEST noLetters<>(SB), Y1
	JNE  done
	MOVL R10, AX
	ORQ  R9, AX
	JNE  done

more:
	ADDQ $32, SI
	SUBQ $32, CX
	JGT  next
	XORL CX, CX

done:
	MOVQ CX, left+72(FP)
	VEXTRACTI128 $1, Y0, X2
	VPOR X2, X0, X0
	VPSRLDQ $8, X0, X2
	VPOR X2, X0, X0
	VMOVQ X0, AX
	MOVQ AX, kinds_0+32(FP)
	VEXTRACTI128 $1, Y1, X2
	VPOR X2, X1, X1
	VPSRLDQ $8, X1, X2
	VPOR X2, X1, X1
	VMOVQ X1, AX
	MOVQ AX, kinds_1+40(FP)
	VEXTRACTI128 $1, Y15, X2
	VPOR X2, X15, X15
	VPSRLDQ $8, X15, X2
	VPOR X2, X15, X15
	VMOVQ X15, AX
	MOVQ AX, kinds_2+48(FP)
	MOVL R11, high+56(FP)
	MOVL R10, odd+60(FP)
	MOVQ R9, rows+64(FP)
	VZEROUPPER
	RET

dense:
	// Are five of eight, as some eight of a row are? Bits are added: a sum and a carry of three, and again.
	MOVQ R8, AX
	SHRQ $3, AX
	MOVQ R8, BX
	SHRQ $6, BX
	MOVQ R8, DX
	XORQ AX, DX
	ANDQ R8, AX
	MOVQ DX, DI
	ANDQ BX, DI
	ORQ  DI, AX  // the first carry
	XORQ BX, DX  // and sum
	MOVQ R8, BX
	SHRQ $9, BX
	MOVQ R8, DI
	SHRQ $12, DI
	MOVQ R8, R13
	SHRQ $15, R13
	MOVQ BX, R15
	XORQ DI, R15
	ANDQ DI, BX
	MOVQ R15, DI
	ANDQ R13, DI
	ORQ  DI, BX  // the second carry
	XORQ R13, R15
	MOVQ R8, DI
	SHRQ $18, DI
	MOVQ R8, R13
	SHRQ $21, R13
	MOVQ DI, R12
	XORQ R13, R12
	ANDQ R13, DI
	MOVQ R12, R13
	ANDQ DX, R13
	ORQ  R13, DI // the third
	XORQ DX, R12
	MOVQ R15, DX
	ANDQ R12, DX // the fourth
	XORQ R12, R15
	MOVQ AX, R12 // three of the carries, or two and the sum
	ANDQ BX, R12
	ORQ  BX, AX
	MOVQ DI, BX
	ANDQ DX, BX
	ORQ  DX, DI
	MOVQ R12, R13
	ANDQ DI, R13
	MOVQ AX, DX
	ANDQ BX, DX
	ORQ  DX, R13
	ORQ  BX, R12
	ANDQ DI, AX
	ORQ  AX, R12
	ANDQ R15, R12
	ORQ  R12, R13
	ORQ  R13, R9
	LEAQ firsts<>(SB), R12
	JMP  sparse

// func hanAVX2(src *byte, n int, t *[6][16]byte, leads *uint32) (other uint32)
TEXT ·hanAVX2(SB), NOSPLIT, $0-36
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ t+16(FP), DI
	MOVQ leads+24(FP), R8
	VBROADCASTI128 (DI), Y8
	VBROADCASTI128 16(DI), Y9
	VBROADCASTI128 32(DI), Y10
	VBROADCASTI128 48(DI), Y11
	VBROADCASTI128 64(DI), Y12
	VBROADCASTI128 80(DI), Y13
	VMOVDQU nibbles<>(SB), Y14
	VMOVDQU notContinued<>(SB), Y15
	VPXOR Y0, Y0, Y0 // others

hans:
	VMOVDQU (SI), Y1
	VMOVDQU 1(SI), Y2
	VMOVDQU 2(SI), Y3

	// E4 to E9, as signed bytes, and two that are less than C0.
	VPCMPGTB beforeHan<>(SB), Y1, Y4
	VMOVDQU behindHan<>(SB), Y5
	VPCMPGTB Y1, Y5, Y5
	VPAND Y4, Y5, Y4
	VPMOVMSKB Y4, AX
	MOVL AX, (R8)
	VPCMPGTB Y2, Y15, Y5
	VPCMPGTB Y3, Y15, Y6
	VPAND Y5, Y6, Y6
	VPANDN Y4, Y6, Y6
	VPOR Y6, Y0, Y0

	VPAND Y14, Y1, Y4
	VPSRLW $4, Y1, Y5
	VPAND Y14, Y5, Y5
	VPSHUFB Y4, Y8, Y6
	VPSHUFB Y5, Y9, Y7
	VPAND Y6, Y7, Y7
	VPAND Y14, Y2, Y4
	VPSRLW $4, Y2, Y5
	VPAND Y14, Y5, Y5
	VPSHUFB Y4, Y10, Y6
	VPAND Y6, Y7, Y7
	VPSHUFB Y5, Y11, Y6
	VPAND Y6, Y7, Y7
	VPAND Y14, Y3, Y4
	VPSRLW $4, Y3, Y5
	VPAND Y14, Y5, Y5
	VPSHUFB Y4, Y12, Y6
	VPAND Y6, Y7, Y7
	VPSHUFB Y5, Y13, Y6
	VPAND Y6, Y7, Y7
	VPOR Y7, Y0, Y0

	ADDQ $32, SI
	ADDQ $4, R8
	SUBQ $32, CX
	JGT  hans

	XORL AX, AX
	VPTEST Y0, Y0
	SETNE AX
	MOVL AX, other+32(FP)
	VZEROUPPER
	RET

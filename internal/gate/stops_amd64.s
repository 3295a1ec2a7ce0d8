//go:build !purego

#include "go_asm.h"
#include "textflag.h"

// all is a constant of 32 bytes, eight at a time.
#define all(name, v) \
	DATA name<>+0(SB)/8, v  \
	DATA name<>+8(SB)/8, v  \
	DATA name<>+16(SB)/8, v \
	DATA name<>+24(SB)/8, v \
	GLOBL name<>(SB), RODATA|NOPTR, $32

// Four characters of three bytes become numbers of 24 bits in each half of a register.
DATA threeBytes<>+0(SB)/8, $0x8003040580000102
DATA threeBytes<>+8(SB)/8, $0x80090A0B80060708
DATA threeBytes<>+16(SB)/8, $0x8003040580000102
DATA threeBytes<>+24(SB)/8, $0x80090A0B80060708
GLOBL threeBytes<>(SB), RODATA|NOPTR, $32

all(shapeMask, $0x00F0C0C000F0C0C0) // 1110xxxx 10xxxxxx 10xxxxxx
all(shape, $0x00E0808000E08080)
all(bitsMask, $0x000F3F3F000F3F3F) // the x, and what puts them together
all(times64, $0x0001400100014001)
all(times4096, $0x1000000110000001)
all(low5, $0x0000001F0000001F)
all(wideComma, $0x00EFBC8C00EFBC8C)
all(wideMask, $0x00FFFF0000FFFF00) // 、 and 。 begin with E3 80
all(wideStop, $0x00E3800000E38000)

all(nibbles, $0x0F0F0F0F0F0F0F0F)
all(letterU, $0x7575757575757575)
all(comma, $0x2C2C2C2C2C2C2C2C)
all(leadE3, $0xE3E3E3E3E3E3E3E3)

// single has a bit for each character of ASCII that begins no sign before a character of three bytes: all but ( , ? u
DATA single<>+0(SB)/8, $0x7FFFEEFFFFFFFFFF
DATA single<>+8(SB)/8, $0xFFDFFFFFFFFFFFFF
GLOBL single<>(SB), RODATA|NOPTR, $16

// func stopsAVX2(set *[1024]uint64, src *byte, p, last int, out *[room]int32) (n, next int)
//
// AX is the offset, BX the last one at which 44 bytes can be read, R9 how many stops there are.
TEXT ·stopsAVX2(SB), NOSPLIT, $32-56
	MOVQ set+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ p+16(FP), AX
	MOVQ last+24(FP), BX
	MOVQ out+32(FP), R8
	XORL R9, R9
	VBROADCASTI128 ·signs+0(SB), Y6
	VBROADCASTI128 ·signs+16(SB), Y7
	VBROADCASTI128 ·signs+32(SB), Y8
	VBROADCASTI128 ·signs+48(SB), Y9
	VMOVDQU nibbles<>(SB), Y10
	VMOVDQU letterU<>(SB), Y11
	VMOVDQU shapeMask<>(SB), Y12
	VMOVDQU shape<>(SB), Y13
	VMOVDQU bitsMask<>(SB), Y14
	VMOVDQU threeBytes<>(SB), Y15

any: // one character decides
	CMPQ AX, BX
	JGT  done
	CMPQ R9, $const_full
	JGE  done
	MOVWLZX (SI)(AX*1), CX
	TESTB $0x80, CX
	JZ   ascii
	MOVL CX, DX
	ANDL $0xC0E0, DX
	CMPL DX, $0x80C0
	JEQ  two
	ANDL $0xF0, CX
	CMPL CX, $0xE0
	JNE  done

three:
	XORL R10, R10                  // whether what stands before AX is a wide comma

threeNext:
	VMOVDQU (SI)(AX*1), X0
	VINSERTI128 $1, 12(SI)(AX*1), Y0, Y0
	VPSHUFB Y15, Y0, Y0
	VPAND Y12, Y0, Y1
	VPCMPEQD Y13, Y1, Y1
	VMOVMSKPS Y1, CX               // which are characters of three bytes
	VPAND Y14, Y0, Y2
	VPMADDUBSW times64<>(SB), Y2, Y2
	VPMADDWD times4096<>(SB), Y2, Y2 // the code points
	VPSRLD $5, Y2, Y3
	VPCMPEQD Y4, Y4, Y4
	VPGATHERDD Y4, (DI)(Y3*4), Y5
	VPANDN low5<>(SB), Y2, Y2
	VPSLLVD Y2, Y5, Y5
	VMOVMSKPS Y5, DX               // which are in the set
	VPCMPEQD wideComma<>(SB), Y0, Y3
	VMOVMSKPS Y3, R11
	VPAND wideMask<>(SB), Y0, Y4
	VPCMPEQD wideStop<>(SB), Y4, Y4
	VMOVMSKPS Y4, R12
	LEAL (R10)(R11*2), R11         // behind which there is a comma
	ANDL CX, R12
	ANDL R11, R12
	LEAL (R12)(DX*2), DX           // a comma is a stop by what is behind it: bit 0 is what stands before AX
	CMPL CX, $0xFF
	JNE  threeFew
	SHRL $8, R11
	MOVL R11, R10
	LEAQ -3(AX), R12
	ADDQ $24, AX
	TZCNTL DX, R13                 // mostly there is none, or one: that takes no branch
	LEAQ (R13)(R13*2), R13
	ADDQ R12, R13
	MOVL R13, (R8)(R9*4)
	CMPL DX, $1
	SBBQ $-1, R9
	BLSRL DX, DX
	JNZ  threeHits

threeOn:
	CMPQ AX, BX
	JGT  threeDone
	CMPQ R9, $const_full
	JLT  threeNext

threeDone: // a comma is looked at again with what is behind it
	LEAQ (R10)(R10*2), R10
	SUBQ R10, AX
	JMP  any

threeHits:
	TZCNTL DX, R13
	LEAQ (R13)(R13*2), R13
	ADDQ R12, R13
	MOVL R13, (R8)(R9*4)
	INCQ R9
	BLSRL DX, DX
	JNZ  threeHits
	JMP  threeOn

threeFew: // not eight: so many
	NOTL CX
	TZCNTL CX, CX
	LEAL 1(CX), R11
	BZHIL R11, DX, DX
	LEAQ -3(AX), R12
	LEAQ (CX)(CX*2), R11
	ADDQ R11, AX
	TESTL DX, DX
	JZ   threeEnds

threeLast:
	TZCNTL DX, R13
	LEAQ (R13)(R13*2), R13
	ADDQ R12, R13
	MOVL R13, (R8)(R9*4)
	INCQ R9
	BLSRL DX, DX
	JNZ  threeLast

threeEnds:
	TESTL CX, CX
	JNZ  threeOne
	MOVBLZX (SI)(AX*1), CX         // another one, or it is malformed
	CMPL CX, $0xE0
	JLT  any
	JMP  done

threeOne: // one of ASCII that begins no sign where another character of three bytes is behind it
	MOVBLZX (SI)(AX*1), CX
	MOVBLZX 1(SI)(AX*1), R11
	ANDL $0xF0, R11
	CMPL R11, $0xE0
	JNE  any
	CMPL CX, $0x80
	JCC  any
	LEAQ single<>(SB), R12
	MOVL CX, R13
	SHRL $6, R13
	MOVQ (R12)(R13*8), R12
	BTQ  CX, R12
	JCC  any
	INCQ AX
	CMPQ AX, BX
	JGT  done
	CMPQ R9, $const_full
	JLT  three
	JMP  done

ascii: // a bracket is a sign behind what is not ASCII only
	CMPB CX, $0x28
	JNE  asciiOn
	TESTQ AX, AX
	JZ   asciiOn
	CMPB -1(SI)(AX*1), $0x80
	JCS  asciiOn
	MOVL AX, (R8)(R9*4)
	INCQ R9

asciiOn:
	VMOVDQU (SI)(AX*1), Y0
	VMOVDQU 1(SI)(AX*1), Y1
	VPMOVMSKB Y0, CX
	VPCMPEQB Y11, Y0, Y3           // u, and another one five bytes behind
	VPCMPEQB 5(SI)(AX*1), Y11, Y2
	VPAND Y2, Y3, Y3
	VPCMPEQB comma<>(SB), Y0, Y2   // a comma before what may be a full stop
	VPCMPEQB leadE3<>(SB), Y1, Y4
	VPAND Y2, Y4, Y4
	VPOR Y4, Y3, Y3
	VPAND Y10, Y0, Y2
	VPSHUFB Y2, Y6, Y2
	VPSRLW $4, Y0, Y0
	VPAND Y10, Y0, Y0
	VPSHUFB Y0, Y7, Y0
	VPAND Y0, Y2, Y2
	VPAND Y10, Y1, Y4
	VPSHUFB Y4, Y8, Y4
	VPSRLW $4, Y1, Y1
	VPAND Y10, Y1, Y1
	VPSHUFB Y1, Y9, Y1
	VPAND Y1, Y4, Y4
	VPAND Y4, Y2, Y2
	VPXOR Y4, Y4, Y4
	VPCMPEQB Y4, Y2, Y2
	VPANDN Y2, Y3, Y2
	VPMOVMSKB Y2, DX
	NOTL DX                        // which begin signs
	TESTL CX, CX
	JNZ  asciiEnds
	TESTL DX, DX
	JNZ  asciiHits
	ADDQ $32, AX
	CMPQ AX, BX
	JLE  asciiOn
	JMP  done

asciiEnds:
	TZCNTL CX, CX
	BZHIL CX, DX, DX
	TESTL DX, DX
	JNZ  asciiLast
	ADDQ CX, AX
	JMP  any

asciiLast:
	TZCNTL DX, R13
	ADDQ AX, R13
	MOVL R13, (R8)(R9*4)
	INCQ R9
	BLSRL DX, DX
	JNZ  asciiLast
	ADDQ CX, AX
	JMP  any

asciiHits:
	TZCNTL DX, R13
	ADDQ AX, R13
	MOVL R13, (R8)(R9*4)
	INCQ R9
	BLSRL DX, DX
	JNZ  asciiHits
	ADDQ $32, AX
	CMPQ AX, BX
	JGT  done
	CMPQ R9, $const_full
	JLT  asciiOn
	JMP  done

two:
	MOVL CX, DX
	ANDL $31, DX
	SHRL $8, CX
	LEAQ ·twos(SB), R11
	MOVQ (R11)(DX*8), R11
	BTQ  CX, R11
	JCC  twoBehind
	LEAQ ·leadsOnly(SB), R11
	MOVQ (R11)(DX*8), R11
	BTQ  CX, R11
	JCC  twoHit
	CMPB 2(SI)(AX*1), $0x80
	JCC  twoHit
	ADDQ $2, AX
	JMP  any

twoBehind: // two letters behind a Han character
	MOVBLZX 2(SI)(AX*1), R11
	ANDL $0xE0, R11
	CMPL R11, $0xC0
	JNE  twoOn
	CMPQ AX, $3
	JLT  twoOn
	MOVBLZX -3(SI)(AX*1), R11
	SUBL $0xE4, R11
	CMPL R11, $6
	JCC  twoOn
	CMPB -1(SI)(AX*1), $0x80
	JCS  twoOn

twoHit:
	MOVL AX, (R8)(R9*4)
	INCQ R9

twoOn:
	ADDQ $2, AX
	JMP  any

done:
	VZEROUPPER
	MOVQ R9, n+40(FP)
	MOVQ AX, next+48(FP)
	RET

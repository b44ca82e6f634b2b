//go:build !purego

#include "textflag.h"

// Thirty-two times one byte.
#define EACH(name, b) \
	DATA name<>+0(SB)/8, $b; \
	DATA name<>+8(SB)/8, $b; \
	DATA name<>+16(SB)/8, $b; \
	DATA name<>+24(SB)/8, $b; \
	GLOBL name<>(SB), RODATA|NOPTR, $32

EACH(x01, 0x0101010101010101)
EACH(x02, 0x0202020202020202)
EACH(x04, 0x0404040404040404)
EACH(x0C, 0x0C0C0C0C0C0C0C0C)
EACH(x10, 0x1010101010101010)
EACH(x19, 0x1919191919191919)
EACH(x20, 0x2020202020202020)
EACH(x26, 0x2626262626262626)
EACH(x2D, 0x2D2D2D2D2D2D2D2D)
EACH(x2E, 0x2E2E2E2E2E2E2E2E)
EACH(x2F, 0x2F2F2F2F2F2F2F2F)
EACH(x3E, 0x3E3E3E3E3E3E3E3E)
EACH(x5C, 0x5C5C5C5C5C5C5C5C)
EACH(x5F, 0x5F5F5F5F5F5F5F5F)
EACH(x61, 0x6161616161616161)
EACH(x7F, 0x7F7F7F7F7F7F7F7F)
EACH(xBD, 0xBDBDBDBDBDBDBDBD)
EACH(xC0, 0xC0C0C0C0C0C0C0C0)
EACH(xDF, 0xDFDFDFDFDFDFDFDF)
EACH(xE1, 0xE1E1E1E1E1E1E1E1)
EACH(xED, 0xEDEDEDEDEDEDEDED)

// func scanPlain(s string) int
//
// Each step looks at sixteen bytes (X0) with the byte before each (X1) and that before it (X2), and collects in X3 those at which a
// run ends. The last step looks at some bytes a second time. SSE2 is all that is needed, which every amd64 has.
TEXT ·scanPlain(SB), NOSPLIT, $0-24
	MOVQ s_base+0(FP), SI
	MOVQ s_len+8(FP), CX
	XORQ AX, AX
	MOVOU x26<>(SB), X7
	MOVOU x3E<>(SB), X5
	MOVOU xBD<>(SB), X6
	MOVOU x10<>(SB), X10
	MOVOU x2F<>(SB), X11
	MOVOU xDF<>(SB), X14
	PXOR  X15, X15
	MOVOU (SI), X0
	MOVO  X0, X1
	MOVO  X0, X2
	PSLLO $1, X1
	PSLLO $2, X2
	JMP   look

next:
	MOVOU (SI)(AX*1), X0
	MOVOU -1(SI)(AX*1), X1
	MOVOU -2(SI)(AX*1), X2

look:
	// < and >, which differ in one bit
	MOVOU   x02<>(SB), X3
	POR     X0, X3
	PCMPEQB X5, X3

	// " and &, too
	MOVOU   x04<>(SB), X4
	POR     X0, X4
	PCMPEQB X7, X4
	POR     X4, X3

	// \, DEL, and the lead byte of surrogates
	MOVOU   x5C<>(SB), X4
	PCMPEQB X0, X4
	POR     X4, X3
	MOVOU   x7F<>(SB), X4
	PCMPEQB X0, X4
	POR     X4, X3
	MOVOU   xED<>(SB), X4
	PCMPEQB X0, X4
	POR     X4, X3

	// F0 to FF and 00 to 1F: one range when 10 is added
	MOVO    X0, X4
	PADDB   X10, X4
	MOVO    X4, X8
	PMINUB  X11, X8
	PCMPEQB X8, X4
	POR     X4, X3

	// C0 to E0: less than E1 as signed bytes, but not less than C0 as continuation bytes (X8) are
	MOVOU   xC0<>(SB), X8
	PCMPGTB X0, X8
	MOVOU   xE1<>(SB), X4
	PCMPGTB X0, X4
	PXOR    X8, X4
	POR     X4, X3

	// EF before anything but BC and BD
	PSUBUSB X14, X1
	PSUBUSB X14, X2
	MOVO    X1, X4
	PCMPEQB X10, X4
	MOVOU   x01<>(SB), X9
	POR     X0, X9
	PCMPEQB X6, X9
	PANDN   X4, X9
	POR     X9, X3

	// a continuation byte without a lead byte one or two before it, or none where there is one
	POR     X2, X1
	PCMPEQB X15, X1
	PCMPEQB X8, X1
	POR     X1, X3

	PMOVMSKB X3, DX
	TESTL    DX, DX
	JNE      found
	ADDQ     $16, AX
	LEAQ     16(AX), BX
	CMPQ     BX, CX
	JLS      next
	CMPQ     AX, CX
	JEQ      done
	MOVQ     CX, AX
	SUBQ     $16, AX
	JMP      next

found:
	BSFL DX, DX
	ADDQ DX, AX

done:
	MOVQ AX, ret+16(FP)
	RET

// func scanWide(s string) int
//
// This is scanPlain with steps of thirty-two bytes.
TEXT ·scanWide(SB), NOSPLIT, $0-24
	MOVQ s_base+0(FP), SI
	MOVQ s_len+8(FP), CX
	XORQ AX, AX
	VMOVDQU x26<>(SB), Y7
	VMOVDQU x3E<>(SB), Y5
	VMOVDQU xBD<>(SB), Y6
	VMOVDQU x10<>(SB), Y10
	VMOVDQU x2F<>(SB), Y11
	VMOVDQU xDF<>(SB), Y14
	VMOVDQU x02<>(SB), Y12
	VMOVDQU x04<>(SB), Y13
	VPXOR   Y15, Y15, Y15
	VMOVDQU (SI), Y0
	VPERM2I128 $0x08, Y0, Y0, Y3
	VPALIGNR $15, Y3, Y0, Y1
	VPALIGNR $14, Y3, Y0, Y2
	JMP   wlook

wnext:
	VMOVDQU (SI)(AX*1), Y0
	VMOVDQU -1(SI)(AX*1), Y1
	VMOVDQU -2(SI)(AX*1), Y2

wlook:
	VPOR     Y0, Y12, Y3
	VPCMPEQB Y5, Y3, Y3
	VPOR     Y0, Y13, Y4
	VPCMPEQB Y7, Y4, Y4
	VPOR     Y4, Y3, Y3
	VPCMPEQB x5C<>(SB), Y0, Y4
	VPOR     Y4, Y3, Y3
	VPCMPEQB x7F<>(SB), Y0, Y4
	VPOR     Y4, Y3, Y3
	VPCMPEQB xED<>(SB), Y0, Y4
	VPOR     Y4, Y3, Y3
	VPADDB   Y10, Y0, Y4
	VPMINUB  Y11, Y4, Y8
	VPCMPEQB Y8, Y4, Y4
	VPOR     Y4, Y3, Y3
	VMOVDQU  xC0<>(SB), Y8
	VPCMPGTB Y0, Y8, Y8
	VMOVDQU  xE1<>(SB), Y4
	VPCMPGTB Y0, Y4, Y4
	VPXOR    Y8, Y4, Y4
	VPOR     Y4, Y3, Y3
	VPSUBUSB Y14, Y1, Y1
	VPSUBUSB Y14, Y2, Y2
	VPCMPEQB Y10, Y1, Y4
	VPOR     x01<>(SB), Y0, Y9
	VPCMPEQB Y6, Y9, Y9
	VPANDN   Y4, Y9, Y9
	VPOR     Y9, Y3, Y3
	VPOR     Y2, Y1, Y1
	VPCMPEQB Y15, Y1, Y1
	VPCMPEQB Y8, Y1, Y1
	VPOR     Y1, Y3, Y3
	VPMOVMSKB Y3, DX
	TESTL    DX, DX
	JNE      wfound
	ADDQ     $32, AX
	LEAQ     32(AX), BX
	CMPQ     BX, CX
	JLS      wnext
	CMPQ     AX, CX
	JEQ      wdone
	MOVQ     CX, AX
	SUBQ     $32, AX
	JMP      wnext

wfound:
	BSFL DX, DX
	ADDQ DX, AX

wdone:
	VZEROUPPER
	MOVQ AX, ret+16(FP)
	RET

// func hasWide() bool
TEXT ·hasWide(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	XORL AX, AX
	CPUID
	CMPL AX, $7
	JLT  narrow
	// the system keeps the registers (OSXSAVE), and there is AVX
	MOVL $1, AX
	XORL CX, CX
	CPUID
	ANDL $0x18000000, CX
	CMPL CX, $0x18000000
	JNE  narrow
	// XMM and YMM are kept
	XORL CX, CX
	XGETBV
	ANDL $6, AX
	CMPL AX, $6
	JNE  narrow
	// AVX2
	MOVL $7, AX
	XORL CX, CX
	CPUID
	SHRL $5, BX
	ANDL $1, BX
	MOVB BX, ret+0(FP)

narrow:
	RET

// func scanAddress(s string, i int) int
//
// Each step looks at sixteen bytes (X0) with the byte before each (X1), and collects in X3 those that mean nothing.
TEXT ·scanAddress(SB), NOSPLIT, $0-32
	MOVQ  s_base+0(FP), SI
	MOVQ  s_len+8(FP), CX
	MOVQ  i+16(FP), AX
	SUBQ  $16, CX
	MOVOU x20<>(SB), X6
	MOVOU x61<>(SB), X7
	MOVOU x19<>(SB), X8
	MOVOU x2D<>(SB), X9
	MOVOU x0C<>(SB), X10
	MOVOU x5F<>(SB), X11
	MOVOU x2E<>(SB), X12
	MOVOU x2F<>(SB), X13

step:
	CMPQ  AX, CX
	JGT   end
	MOVOU (SI)(AX*1), X0
	MOVOU -1(SI)(AX*1), X1

	// letters
	MOVO    X0, X2
	POR     X6, X2
	PSUBB   X7, X2
	MOVO    X2, X3
	PMINUB  X8, X3
	PCMPEQB X2, X3

	// - . / and digits
	MOVO    X0, X4
	PSUBB   X9, X4
	MOVO    X4, X5
	PMINUB  X10, X5
	PCMPEQB X4, X5
	POR     X5, X3

	// _
	MOVO    X0, X4
	PCMPEQB X11, X4
	POR     X4, X3

	// but no dot behind a slash
	PCMPEQB X12, X0
	PCMPEQB X13, X1
	PAND    X1, X0
	PANDN   X3, X0

	PMOVMSKB X0, DX
	XORL     $0xFFFF, DX
	JNE      stop
	ADDQ     $16, AX
	JMP      step

stop:
	BSFL DX, DX
	ADDQ DX, AX

end:
	MOVQ AX, ret+24(FP)
	RET

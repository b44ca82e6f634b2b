//go:build !purego

#include "textflag.h"

// Sixteen times one byte.
#define EACH(name, b) \
	DATA name<>+0(SB)/8, $b; \
	DATA name<>+8(SB)/8, $b; \
	GLOBL name<>(SB), RODATA|NOPTR, $16

EACH(x01, 0x0101010101010101)
EACH(x02, 0x0202020202020202)
EACH(x04, 0x0404040404040404)
EACH(x10, 0x1010101010101010)
EACH(x26, 0x2626262626262626)
EACH(x2F, 0x2F2F2F2F2F2F2F2F)
EACH(x3E, 0x3E3E3E3E3E3E3E3E)
EACH(x5C, 0x5C5C5C5C5C5C5C5C)
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

package encodingx

import (
	"bytes"
	"encoding/binary"
)

// nullSample is how much is looked at for the NULs of UTF-16 and UTF-32.
const nullSample = 4096

// byNulls finds UTF-16 and UTF-32 without byte order mark by where their NULs stand; nil if there are none to speak of.
func byNulls(b []byte) *Encoding {
	b = b[:min(len(b), nullSample)&^3]
	if len(b) < 4 || bytes.IndexByte(b, 0) < 0 {
		return nil
	}
	var nulls [4]int
	for i, c := range b {
		if c == 0 {
			nulls[i&3]++
		}
	}
	quarter := len(b) / 4
	most := func(n int) bool { return n*10 >= quarter*9 }
	few := func(n int) bool { return n*20 <= quarter }
	switch {
	case most(nulls[3]) && most(nulls[2]) && few(nulls[0]):
		return named("UTF-32LE")
	case most(nulls[0]) && most(nulls[1]) && few(nulls[3]):
		return named("UTF-32BE")
	}
	if e := byFirstTag(b); e != nil {
		return e
	}
	even, odd := nulls[0]+nulls[2], nulls[1]+nulls[3]
	const (
		share = 8 // markup and line breaks alone give one NUL in that many units
		stray = 6 // NULs in the other place are those of characters such as U+4E00 and U+5F00, 一 and 开
	)
	switch {
	case odd*share >= 2*quarter && even*stray <= odd:
		return named("UTF-16LE")
	case even*share >= 2*quarter && odd*stray <= even:
		return named("UTF-16BE")
	}
	return nil
}

// byFirstTag finds UTF-16 by markup at the very beginning (XML 1.0, appendix F.1; the prescan of the HTML standard, step 2).
func byFirstTag(b []byte) *Encoding {
	begins := func(c byte) bool { return c == '?' || c == '!' || 'a' <= c|0x20 && c|0x20 <= 'z' }
	switch {
	case b[0] == '<' && b[1] == 0 && begins(b[2]) && b[3] == 0:
		return named("UTF-16LE")
	case b[0] == 0 && b[1] == '<' && b[2] == 0 && begins(b[3]):
		return named("UTF-16BE")
	}
	return nil
}

// byEscapes finds the encodings of seven bits by their escapes; nil if there are none.
func byEscapes(b []byte) *Encoding {
	var name string
	switch {
	case bytes.Contains(b, []byte(iso2022KRDesignator)):
		name = "ISO-2022-KR"
	case bytes.Contains(b, []byte(cnDesignateGB)), bytes.Contains(b, []byte(cnDesignateCNS)):
		name = "ISO-2022-CN"
	case bytes.Contains(b, []byte("\x1B$B")), bytes.Contains(b, []byte("\x1B$@")), bytes.Contains(b, []byte("\x1B(J")):
		name = "ISO-2022-JP"
	case bytes.Contains(b, []byte("~{")) && bytes.Contains(b, []byte("~}")):
		name = "HZ-GB-2312"
	default:
		return nil
	}
	return named(name)
}

// byColumns finds UTF-16 without mark and without NULs, which pure Chinese is; nil if the bytes are no such text. Whoever asks has
// found that they are no text in any other encoding.
func byColumns(b []byte) *Encoding {
	const enough, cheap, others = 24, 20, 16
	b = b[:len(b)&^1]
	if len(b) < 2*enough {
		return nil
	}
	hans, hant := gbkCosts(), hantCosts()
	var cost, foreign [2]int
	for i := 0; i < len(b); i += 2 {
		for order, r := range [2]uint16{binary.LittleEndian.Uint16(b[i:]), binary.BigEndian.Uint16(b[i:])} {
			c := min(hans[r], hant[r]) & costMask
			cost[order] += int(c)
			if c >= costSymbol {
				foreign[order]++
			}
		}
	}
	for order, name := range [2]string{"UTF-16LE", "UTF-16BE"} {
		if units := len(b) / 2; cost[order] <= cheap*units && foreign[order]*others <= units {
			return named(name)
		}
	}
	return nil
}

package xmlscan

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"
)

// maxEntityName is longer than the longest name HTML knows (31 characters).
const maxEntityName = 64

// AppendText appends the decoded Data of a Text token to dst: references resolved, line ends normalised.
// What does not resolve stays as it is written.
func AppendText(dst, raw []byte) []byte {
	if bytes.IndexByte(raw, '\r') >= 0 {
		return appendDecoded(dst, raw, false)
	}
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		ref, n := decodeRef(raw[i:])
		if n == 0 {
			ref, n = "&", 1
		}
		dst = append(dst, ref...)
		raw = raw[i+n:]
	}
}

// AppendValue appends a decoded attribute value to dst: references resolved, white space normalised to spaces.
func AppendValue(dst, raw []byte) []byte { return appendDecoded(dst, raw, true) }

// AppendLines appends raw with line ends normalised, as the content of CDATA sections, comments and
// processing instructions is read.
func AppendLines(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\r')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(append(dst, raw[:i]...), '\n')
		raw = raw[i+1:]
		if len(raw) > 0 && raw[0] == '\n' {
			raw = raw[1:]
		}
	}
}

func appendDecoded(dst, raw []byte, value bool) []byte {
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&':
			ref, n := decodeRef(raw[i:])
			if n == 0 {
				dst = append(dst, '&')
				i++
				continue
			}
			dst = append(dst, ref...)
			i += n
		case c == '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			if value {
				dst = append(dst, ' ')
			} else {
				dst = append(dst, '\n')
			}
			i++
		case value && (c == '\n' || c == '\t'):
			dst = append(dst, ' ')
			i++
		default:
			j := i + 1
			for j < len(raw) && raw[j] != '&' && raw[j] != '\r' && (!value || raw[j] != '\n' && raw[j] != '\t') {
				j++
			}
			dst = append(dst, raw[i:j]...)
			i = j
		}
	}
	return dst
}

// decodeRef decodes the reference at the start of b; n is 0 when there is none that resolves.
func decodeRef(b []byte) (text string, n int) {
	end := refEnd(b)
	if end == 0 {
		return "", 0
	}
	name := b[1 : end-1]
	if name[0] == '#' {
		r, ok := charRef(name)
		if !ok {
			return "\uFFFD", end
		}
		return string(r), end
	}
	switch string(name) {
	case "amp":
		return "&", end
	case "lt":
		return "<", end
	case "gt":
		return ">", end
	case "quot":
		return `"`, end
	case "apos":
		return "'", end
	}
	if text, ok := htmlEntity(name); ok {
		return text, end
	}
	return "", 0
}

// refEnd returns the length of the reference &...; at the start of b, or 0.
func refEnd(b []byte) int {
	i := 1
	if i < len(b) && b[i] == '#' {
		i++
		for i < len(b) && i <= maxEntityName && nameClass[b[i]]&nameRest != 0 {
			i++
		}
	} else {
		for i < len(b) && i <= maxEntityName && nameClass[b[i]] != 0 {
			i++
		}
	}
	if i == 1 || i >= len(b) || b[i] != ';' {
		return 0
	}
	return i + 1
}

// charRef decodes the name #123 or #x1F.
func charRef(name []byte) (rune, bool) {
	digits, base := name[1:], 10
	if len(digits) > 0 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	if len(digits) == 0 || digits[0] == '+' || digits[0] == '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || n > utf8.MaxRune || !IsChar(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// htmlEntity resolves a name that HTML knows.
func htmlEntity(name []byte) (string, bool) {
	ref := "&" + string(name) + ";"
	text := html.UnescapeString(ref)
	return text, text != ref && text[len(text)-1] != ';'
}

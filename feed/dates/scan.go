package dates

import "unicode/utf8"

// maxGap bounds the white space between two parts of one date, in characters.
// Source lines in tables leave long runs of it.
const maxGap = 24

// digitAt returns the value and width of the decimal digit at i, ASCII or full width; width 0 if there is none.
func digitAt(s string, i int) (v, w int) {
	if i >= len(s) {
		return 0, 0
	}
	if b := s[i]; b-'0' < 10 {
		return int(b - '0'), 1
	}
	if s[i] == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && s[i+2]-0x90 < 10 {
		return int(s[i+2] - 0x90), 3
	}
	return 0, 0
}

// maxDigits bounds a run of digits that is looked at; longer runs are no date.
const maxDigits = 18

// number reads the run of digits at i: its value, how many digits, and where it ends.
// A run longer than maxDigits is read to its end with n > maxDigits.
func number(s string, i int) (v, n, end int) {
	for {
		d, w := digitAt(s, i)
		if w == 0 {
			return v, n, i
		}
		if n <= maxDigits {
			if n < maxDigits {
				v = v*10 + d
			}
			n++
		}
		i += w
	}
}

// gap returns the position after the white space at i: ASCII space, U+00A0, U+3000, U+2000–U+200B and the reference &nbsp;.
func gap(s string, i int) int {
	for range maxGap {
		w := spaceAt(s, i)
		if w == 0 {
			break
		}
		i += w
	}
	return i
}

func spaceAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch b := s[i]; {
	case b == ' ' || b-'\t' < 5:
		return 1
	case b == 0xC2 && i+1 < len(s) && s[i+1] == 0xA0:
		return 2
	case b == 0xE3 && hasAt(s, i, "\u3000"):
		return 3
	case b == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2]-0x80 <= 0x0B || s[i+2] == 0xAF):
		return 3
	case b == '&' && hasAt(s, i, "&nbsp;"):
		return 6
	}
	return 0
}

func hasAt(s string, i int, word string) bool {
	return len(s)-i >= len(word) && s[i] == word[0] && s[i:i+len(word)] == word
}

// anyAt returns the length of the first of words that stands at i, 0 if none does.
func anyAt(s string, i int, words ...string) int {
	for _, w := range words {
		if hasAt(s, i, w) {
			return len(w)
		}
	}
	return 0
}

// separatorAt classifies the separator between the numbers of a date as '-', '/' or '.'; width 0 if there is none.
func separatorAt(s string, i int) (kind byte, w int) {
	if i >= len(s) {
		return 0, 0
	}
	switch s[i] {
	case '-', '/', '.':
		return s[i], 1
	case 0xE2:
		if anyAt(s, i, "–", "‐", "‑", "−") > 0 {
			return '-', 3
		}
	case 0xEF:
		switch {
		case hasAt(s, i, "－"):
			return '-', 3
		case hasAt(s, i, "／"):
			return '/', 3
		case hasAt(s, i, "．"):
			return '.', 3
		}
	}
	return 0, 0
}

func colonAt(s string, i int) int {
	if i < len(s) && s[i] == ':' {
		return 1
	}
	if i < len(s) && s[i] >= 0xE2 {
		return anyAt(s, i, "：", "︰", "∶", "﹕")
	}
	return 0
}

func isLetter(b byte) bool { return b|0x20-'a' < 26 }

func lower(b byte) byte {
	if b-'A' < 26 {
		return b | 0x20
	}
	return b
}

// boundaryAt reports whether a run of digits that ends at i ends there for a
// reader too: at the end, white space, punctuation or an underscore, and not at a letter,
// a Han character or a percent sign.
func boundaryAt(s string, i int) bool {
	if i >= len(s) || spaceAt(s, i) > 0 {
		return true
	}
	b := s[i]
	if b < utf8.RuneSelf {
		return !isLetter(b) && b-'0' >= 10 && b != '%' && b != '$'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r >= 0x2000 && r < 0x2100 && r != '‰' || r >= 0x3000 && r <= 0x3020 && r != '〇' && r != '々' || r >= 0xFF00 && r < 0xFF66 && r != '％' || r == '·' || r == '»' || r == '│'
}

// han maps a Chinese numeral to its value; 10, 20, 30 and 100 are the unit characters. -1 is anything else.
func han(r rune) int {
	switch r {
	case '〇', '○', '◯', '零':
		return 0
	case '一', '壹', '弌', '元':
		return 1
	case '二', '贰', '貳', '弍', '两', '兩':
		return 2
	case '三', '叁', '參', '叄', '弎':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	case '十', '拾':
		return 10
	case '廿':
		return 20
	case '卅':
		return 30
	case '百', '佰':
		return 100
	}
	return -1
}

// maxNumerals bounds a number in Chinese numerals: 一百二十五 has five.
const maxNumerals = 7

// hanNumber reads a number in Chinese numerals below 1,000 at i, positional (二五) or with units (二十五).
// end is i if there is none.
func hanNumber(s string, i int) (v, end int) {
	total, digit, at := 0, -1, i
	for range maxNumerals {
		if at >= len(s) || s[at] < 0xE2 {
			break
		}
		r, w := utf8.DecodeRuneInString(s[at:])
		n := han(r)
		switch {
		case n < 0:
			w = 0
		case n >= 20 && n < 100:
			total += n
		case n >= 10:
			total += max(digit, 0)*n + boolInt(digit < 0)*n
			digit = -1
		case digit > 0:
			digit = digit*10 + n
		default:
			digit = n
		}
		if w == 0 {
			break
		}
		at += w
	}
	return total + max(digit, 0), at
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// numeral reads a number at i in digits or Chinese numerals. n is the number of digits,
// 2 for a number in Chinese numerals, 0 if there is none.
func numeral(s string, i int) (v, n, end int) {
	if v, n, end = number(s, i); n > 0 {
		return v, n, end
	}
	if v, end = hanNumber(s, i); end > i {
		return v, 2, end
	}
	return 0, 0, i
}

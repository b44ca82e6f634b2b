package zhconv

// The limits of an ideographic description sequence, as OpenCC has them.
const (
	maxDescription      = 64 // characters
	maxDescriptionDepth = 16
)

// The ideographic description characters.
const (
	firstDescription = '\u2FF0'
	lastDescription  = '\u2FFF'
)

func isDescription(r rune) bool { return r >= firstDescription && r <= lastDescription }

// operands is how many descriptions follow a character in the sequence it begins.
func operands(r rune) int {
	switch {
	case !isDescription(r):
		return 0
	case r == 0x2FF2 || r == 0x2FF3:
		return 3
	case r >= 0x2FFE:
		return 1
	}
	return 2
}

// descriptionLength is the length of the ideographic description sequence at the start of a text, 0 if there is none. Open means
// that the text ends within one. A control character, such as the end of a line, is in no sequence.
func descriptionLength(runes []rune) (n int, open bool) {
	if len(runes) == 0 || !isDescription(runes[0]) {
		return 0, false
	}
	var missing [maxDescriptionDepth + 1]int // operands that the sequence at each depth still wants
	depth := 0
	for i, r := range runes {
		if i >= maxDescription || r < ' ' || r >= notUTF8 || depth >= maxDescriptionDepth {
			return 0, false
		}
		if want := operands(r); want > 0 {
			depth++
			missing[depth] = want
			continue
		}
		for depth > 0 {
			if missing[depth]--; missing[depth] > 0 {
				break
			}
			depth--
		}
		if depth == 0 {
			return i + 1, false
		}
	}
	return 0, len(runes) < maxDescription
}

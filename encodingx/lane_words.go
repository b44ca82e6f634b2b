package encodingx

import (
	"bytes"
	"unicode/utf8"
)

// leanings says for each language how much likelier the ASCII words are than in English or in no language.
type leanings [len(letterModels)]int16

// of gives what a language costs for the words around.
func (l *leanings) of(language int) int { return int(l[language]) }

const (
	costAnyLetter  = 9 // of a letter in words of no language
	costOfLanguage = 6 // more than elsewhere does a word cost at most that a language has not
	maxLeaning     = 48
	wordWeight     = 2 // a word counts a half: letters are not independent of those before the last
	maxWord        = 20
	leanBefore     = 256 // bytes before the first non-ASCII one
	leanAfter      = 768 // and behind it
)

// lean reads the ASCII words near the first byte that is not ASCII.
func (l *leanings) lean(head []byte, first int) {
	*l = leanings{}
	var sums [len(letterModels)]int
	head = head[:min(len(head), prescanLimit)]
	if first >= len(head) {
		return
	}
	text := head[max(0, first-leanBefore):min(len(head), first+leanAfter)]
	if i := bytes.IndexByte(text, '>'); i >= 0 && bytes.IndexByte(text[:i], '<') < 0 {
		text = text[i+1:]
	}
	high := false // the word has other bytes
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '<' && i+1 < len(text) && (isLetter(text[i+1]) || text[i+1] == '/' || text[i+1] == '!' || text[i+1] == '?'):
			n := bytes.IndexByte(text[i:], '>')
			if n < 0 {
				n = len(text) - i - 1
			}
			i += n + 1
			high = false
		case c >= utf8.RuneSelf:
			high = true
			i++
		case isLetter(c):
			n := i
			for n < len(text) && isLetter(text[n]) {
				n++
			}
			if !high && (n == len(text) || text[n] < utf8.RuneSelf) && n-i > 1 && n-i <= maxWord && i > 0 && n < len(text) {
				word(&sums, text[i:n])
			}
			i = n
		default:
			high = false
			i++
		}
	}
	for i, sum := range sums {
		l[i] = int16(max(min(sum/wordWeight, maxLeaning), -maxLeaning))
	}
}

// word adds what a word of ASCII letters costs more in each language than in English or in no language.
func word(sums *[len(letterModels)]int, w []byte) {
	elsewhere := costAnyLetter * (len(w) + 1)
	for i := range letterModels {
		lm := &letterModels[i]
		if lm.letters[0] != 'a' {
			continue
		}
		cost, last := 0, classEdge
		for _, c := range w {
			class := int(c|0x20-'a') + classLetters
			cost += int(lm.rows[last*lm.stride+class]) - costZero
			last = class
		}
		cost += int(lm.rows[last*lm.stride]) - costZero
		if i == 0 { // English
			elsewhere = min(elsewhere, cost)
			continue
		}
		sums[i] += min(cost-elsewhere, costOfLanguage)
	}
}

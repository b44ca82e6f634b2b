package zhconv

import (
	"unicode/utf8"
)

// windowSize is how many characters are decoded at a time.
const windowSize = 2048

// notUTF8 plus a byte stands for a byte that is no part of a character. It is in no key.
const notUTF8 = utf8.MaxRune + 1

// lane is the characters that a step has not decided about, and their numbers in the tries. Before the first step the numbers are
// those of the normalised characters.
type lane struct {
	runes []rune
	ids   []uint16
}

func (l *lane) push(runes []rune, ids []uint16) {
	l.runes = append(l.runes, runes...)
	l.ids = append(l.ids, ids...)
}

// drop removes the first n.
func (l *lane) drop(n int) {
	if n == 0 {
		return
	}
	l.runes = l.runes[:copy(l.runes, l.runes[n:])]
	l.ids = l.ids[:copy(l.ids, l.ids[n:])]
}

// engine converts one text, piece by piece.
type engine struct {
	t *table
	p *program

	in    lane           // not yet cut into segments; without segmentation unused
	lanes [maxChain]lane // before each step of the chain
	out   []byte
}

// pending says whether anything waits for what follows it.
func (e *engine) pending() bool {
	if len(e.in.runes) > 0 {
		return true
	}
	for i := range e.lanes {
		if len(e.lanes[i].runes) > 0 {
			return true
		}
	}
	return false
}

// reset forgets a text.
func (e *engine) reset() {
	e.in.drop(len(e.in.runes))
	for i := range e.lanes {
		e.lanes[i].drop(len(e.lanes[i].runes))
	}
	e.out = e.out[:0]
}

// feed decodes characters from the start of src, at most a window of them, and returns how many bytes they are: 0 when there is
// only the beginning of one. At the end of a text that is no character either.
func feed[T string | []byte](e *engine, src T, atEnd bool) int {
	l := &e.in
	if e.p.segment.root == 0 {
		l = &e.lanes[0]
	}
	i := 0
	for room := windowSize; i < len(src) && room > 0; room-- {
		r := rune(src[i])
		switch {
		case r < utf8.RuneSelf:
			i++
		case r&0xF0 == 0xE0 && i+2 < len(src) && isThree(src[i], src[i+1], src[i+2]):
			r = r&0xF<<12 | rune(src[i+1])&0x3F<<6 | rune(src[i+2])&0x3F
			i += 3
		default:
			var buf [utf8.UTFMax]byte
			rest := buf[:copy(buf[:], src[i:])]
			if !atEnd && !utf8.FullRune(rest) {
				return i
			}
			decoded, n := utf8.DecodeRune(rest)
			if decoded == utf8.RuneError && n <= 1 {
				decoded, n = notUTF8+r, 1
			}
			r = decoded
			i += n
		}
		l.runes = append(l.runes, r)
		l.ids = append(l.ids, e.t.id(e.normalised(r)))
	}
	return i
}

// normalised is the unified character for a compatibility ideograph, and any other character itself.
func (e *engine) normalised(r rune) rune {
	if r < firstNormalised || r >= notUTF8 {
		return r
	}
	id := [1]uint16{e.t.id(r)}
	if v, n, _ := e.t.match(e.p.normalise, id[:]); n > 0 {
		r, _ = utf8.DecodeRuneInString(e.t.text(v))
	}
	return r
}

// isThree says whether three bytes are a character. The first one is known to be E0 to EF.
func isThree(a, b, c byte) bool {
	if b&0xC0 != 0x80 || c&0xC0 != 0x80 {
		return false
	}
	return (a != 0xE0 || b >= 0xA0) && (a != 0xED || b < 0xA0)
}

// advance converts what is decided; at the end of the text that is everything.
func (e *engine) advance(atEnd bool) {
	if e.p.segment.root == 0 {
		e.flush(0, atEnd)
		return
	}
	in := &e.in
	start, i := 0, 0 // of the text that is in no phrase, and of what is undecided
	for i < len(in.runes) {
		if in.ids[i] == 0 && !isDescription(in.runes[i]) {
			i++
			continue
		}
		v, n, open := e.t.match(e.p.segment, in.ids[i:])
		if open && !atEnd {
			break
		}
		if n == 0 {
			if n, open = descriptionLength(in.runes[i:]); open && !atEnd {
				break
			}
			i += max(n, 1)
			continue
		}
		e.segment(start, i)
		if e.p.segment.root == e.p.chain[0].root { // the first step would find the same
			e.emit(0, v)
			e.flush(1, true)
		} else {
			e.segment(i, i+n)
		}
		i += n
		start = i
	}
	e.lanes[0].push(in.runes[start:i], in.ids[start:i])
	in.drop(i)
	e.flush(0, atEnd)
}

// segment converts a part of the input together with what waits, and nothing after it.
func (e *engine) segment(from, to int) {
	e.lanes[0].push(e.in.runes[from:to], e.in.ids[from:to])
	e.flush(0, true)
}

// flush takes the steps of the chain from the given one on.
func (e *engine) flush(first int, atEnd bool) {
	for k := first; k < e.p.steps; k++ {
		if len(e.lanes[k].runes) > 0 {
			e.step(k, atEnd)
		}
	}
}

// step converts what is decided in the lane before a step.
func (e *engine) step(k int, atEnd bool) {
	l, m := &e.lanes[k], e.p.chain[k]
	i := 0
	for i < len(l.runes) {
		if l.ids[i] == 0 && !isDescription(l.runes[i]) {
			e.pass(k, l.runes[i])
			i++
			continue
		}
		v, n, open := e.t.match(m, l.ids[i:])
		if open && !atEnd {
			break
		}
		if n > 0 {
			e.emit(k, v)
			i += n
			continue
		}
		if n, open = descriptionLength(l.runes[i:]); open && !atEnd {
			break
		}
		if n == 0 {
			e.pass(k, l.runes[i])
			n = 1
		} else {
			for _, r := range l.runes[i : i+n] {
				e.put(k, r)
			}
		}
		i += n
	}
	l.drop(i)
}

// emit gives a value to whatever comes after a step.
func (e *engine) emit(k int, v value) {
	text := e.t.text(v)
	if k+1 == e.p.steps {
		e.out = append(e.out, text...)
		return
	}
	next := &e.lanes[k+1]
	for _, r := range text {
		next.runes = append(next.runes, r)
		next.ids = append(next.ids, e.t.id(r))
	}
}

// pass gives a character that a step has nothing for to whatever comes after the step.
func (e *engine) pass(k int, r rune) {
	if k == 0 {
		r = e.normalised(r)
	}
	e.put(k, r)
}

// put gives a character as it is to whatever comes after a step.
func (e *engine) put(k int, r rune) {
	switch {
	case k+1 < e.p.steps:
		next := &e.lanes[k+1]
		next.runes = append(next.runes, r)
		next.ids = append(next.ids, e.t.id(r))
	case r < notUTF8:
		e.out = utf8.AppendRune(e.out, r)
	default:
		e.out = append(e.out, byte(r-notUTF8))
	}
}

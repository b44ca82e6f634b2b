package encodingx

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// letterModel is the price of each letter after each in one language.
type letterModel struct {
	language string
	letters  string // in lower case, in the order of their classes
	rows     string // costs in half bits above '!'
	alone    string // of words of one letter, above '!' and 8
	stride   int
}

// The first classes of a letterModel.
const (
	classEdge    = 0 // the edge of a word
	classForeign = 1 // a letter of another language
	classLatin   = 2 // a–z where the language has another script
	classLetters = 3
	costZero     = '!'
	aloneZero    = '!' + 8
)

// What bytes that are no letters cost by themselves.
const (
	costPoint    = 8
	costQuote    = 9
	costOpener   = 14 // the marks that Spanish sentences begin with
	costDash     = 9
	costSpace    = 10 // a hard space
	costUnit     = 20 // degrees, fractions, currencies
	costLegal    = 18 // copyright, section
	costRareSign = 24
)

// What follows or precedes a sign for that it is not made.
const (
	costLooseMark = 28 // a point that no letter of its script precedes
	costMisplaced = 12
	costOddPlace  = 6
	pairedQuote   = 5 // that much less does the quotation mark cost that closes
	byDigit       = 10
	afterDigit    = 8  // a letter costs that much more behind a digit
	costSwitch    = 16 // between languages of one script
	costScript    = 8  // between words in a–z and words in another script
)

// signs are the characters that are no letters, by kind.
var signs = [...]struct {
	kind, cost uint8
	chars      string
}{
	{kindQuote, costQuote, "«»‘“”„‚‹›"},
	{kindApostrophe, costQuote, "’"},
	{kindQuote, costOpener, "¿¡"},
	{kindDash, costDash, "–—…·•"},
	{kindSpace, costSpace, "\u00A0"},
	{kindUnit, costUnit, "°º²³½¼¾×€£§‰ªµ¹±"},
	{kindSign, costLegal, "©®™№"},
	{kindPoint, costDash, "־׳״"},
}

// kinds of characters, as far as others beside them go by that.
const (
	kindOther = iota // ASCII that is none of the others
	kindWhite
	kindLower
	kindUpper
	kindDigit
	kindPoint // belongs to the letter before it
	kindQuote
	kindClosing    // a quotation mark behind a word
	kindOpening    // and before one
	kindApostrophe // a quotation mark that letters may follow
	kindDash
	kindSpace // a hard space
	kindUnit  // common beside digits
	kindSign
	kinds
)

// besides is what a kind costs more after another kind.
var besides = func() (t [kinds][kinds]int8) {
	for k := range kinds {
		switch k {
		case kindLower, kindUpper, kindPoint, kindOther, kindWhite, kindDigit: // ASCII is looked at by itself
		default:
			t[k][kindPoint] = costLooseMark
		}
	}
	t[kindQuote][kindQuote] = 2
	for _, k := range [...]int{kindLower, kindUpper, kindDigit, kindUnit, kindPoint} {
		t[kindClosing][k] = costMisplaced
	}
	for _, k := range [...]int{kindWhite, kindSign} {
		t[kindOpening][k] = costMisplaced
	}
	t[kindOpening][kindUnit] = costOddPlace
	for _, k := range [...]int{kindLower, kindUpper, kindDigit} {
		t[kindUnit][k] = costOddPlace
		t[k][kindUnit] = costOddPlace
		t[kindSign][k] = costOddPlace
		t[k][kindDash] = costOddPlace / 2
	}
	t[kindUnit][kindUpper] = 0
	t[kindUnit][kindDigit] = 0
	t[kindDigit][kindUnit] = -byDigit
	t[kindDigit][kindDash] = 0
	t[kindDigit][kindLower] = afterDigit
	t[kindDigit][kindUpper] = afterDigit
	t[kindWhite][kindUnit] = 2
	t[kindSpace][kindUnit] = 2
	t[kindSpace][kindSpace] = -costSpace / 2
	t[kindSpace][kindQuote] = -costQuote / 2
	t[kindSpace][kindApostrophe] = -costQuote / 2
	t[kindOpening][kindSpace] = -costSpace / 2
	return t
}()

// The states that the case of letters is in: words begin with a capital or not, or are all capitals, and then so are their
// neighbours.
const (
	caseNone = iota
	caseLower
	caseCapital
	caseUpper
	caseAfterUpper // outside words, after one of capitals
	caseStates
)

// The cases of letters.
const (
	noLetter = iota
	lower
	upper
	cases
)

// caseStep is the next state after a letter of a case, and what that costs when a non-ASCII byte takes part.
type caseStep struct {
	next uint8
	cost int8
}

var caseSteps = [caseStates][cases]caseStep{
	caseNone:       {{caseNone, 0}, {caseLower, 1}, {caseCapital, 4}},
	caseLower:      {{caseNone, 0}, {caseLower, 0}, {caseCapital, 14}},
	caseCapital:    {{caseNone, 0}, {caseLower, 1}, {caseUpper, 8}},
	caseUpper:      {{caseAfterUpper, 0}, {caseLower, 10}, {caseUpper, 0}},
	caseAfterUpper: {{caseAfterUpper, 0}, {caseLower, 4}, {caseUpper, 3}},
}

// byteModel prices the bytes of one single-byte encoding, in each of its languages.
type byteModel struct {
	encoding  *Encoding
	prior     int
	latin     bool // its languages are written in Latin letters
	languages []languageModel
	kind      [256]uint8
	extra     [256]uint8 // cost of the byte itself
}

// languageModel is a letterModel in one encoding.
type languageModel struct {
	number int // of the letterModel
	prior  int
	stride int
	rows   string
	alone  string
	class  [256]uint8
}

// maxShared is at least the number of languages that share an encoding.
const maxShared = 16

// letterEncodings lists the single-byte encodings that statistics know, with the languages they are written in. The prior
// is how much rarer than the commonest an encoding is.
var letterEncodings = [...]struct {
	encoding, languages string
	prior               int
}{
	{"windows-1252", "english french german spanish portuguese italian catalan dutch swedish danish norwegian finnish icelandic", 0},
	{"windows-1251", "russian bulgarian ukrainian macedonian", 2},
	{"windows-1250", "polish czech slovak hungarian romanian croatian slovenian", 6},
	{"KOI8-R", "russian", 10},
	{"ISO-8859-2", "polish czech slovak hungarian romanian croatian slovenian", 8},
	{"windows-1255", "hebrew", 6},
	{"windows-1253", "greek", 6},
	{"windows-1256", "arabic persian", 6},
	{"windows-874", "thai", 6},
	{"windows-1254", "turkish", 8},
	{"ISO-8859-7", "greek", 8},
	{"windows-1257", "lithuanian latvian estonian", 10},
	{"ISO-8859-5", "russian bulgarian ukrainian macedonian", 10},
	{"IBM866", "russian", 10},
	{"KOI8-U", "ukrainian", 10},
	{"ISO-8859-6", "arabic", 10},
	{"windows-1258", "vietnamese vietnamese-lossy", 12},
	{"ISO-8859-8", "hebrew", 12},
	{"ISO-8859-15", "french german spanish portuguese italian finnish", 14},
	{"ISO-8859-13", "lithuanian latvian estonian", 14},
	{"ISO-8859-4", "lithuanian latvian estonian", 16},
	{"x-mac-cyrillic", "russian", 16},
	{"ISO-8859-3", "turkish", 18},
	{"macintosh", "french german spanish portuguese italian swedish danish", 20},
}

// rareLanguages are those with less than a tenth of the web pages of the others that share their encodings, with what that costs.
var rareLanguages = map[string]int{"ukrainian": 4, "bulgarian": 7, "macedonian": 12, "catalan": 7, "icelandic": 9, "norwegian": 4, "vietnamese-lossy": 6}

// byteModels are the models of all single-byte encodings, in the order of letterEncodings.
var byteModels = sync.OnceValue(func() []*byteModel {
	byLanguage := map[string]int{}
	classes := make([]map[rune]uint8, len(letterModels))
	for i := range letterModels {
		byLanguage[letterModels[i].language] = i
		classes[i] = map[rune]uint8{}
		class := uint8(classLetters)
		for _, r := range letterModels[i].letters {
			classes[i][r] = class
			class++
		}
	}
	models := make([]*byteModel, len(letterEncodings))
	for i, e := range letterEncodings {
		m := newByteModel(e.encoding, e.prior)
		for language := range strings.FieldsSeq(e.languages) {
			n := byLanguage[language]
			m.add(n, rareLanguages[language], classes[n])
		}
		models[i] = m
	}
	return models
})

func newByteModel(name string, prior int) *byteModel {
	m := &byteModel{encoding: named(name), prior: prior}
	table := named(name).single()
	for b := range 256 {
		r := unpackRune(table[b])
		m.kind[b], m.extra[b] = characterKind(r)
		if table[b] == 0 && b > 0 {
			m.kind[b], m.extra[b] = kindOther, costInvalid
		}
	}
	return m
}

// characterKind gives the kind of a character and what it costs by itself.
func characterKind(r rune) (kind, cost uint8) {
	const signLetters = "ªºµ" // letters to Unicode
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r >= 'a' && r <= 'z':
			return kindLower, 0
		case r >= 'A' && r <= 'Z':
			return kindUpper, 0
		case r >= '0' && r <= '9':
			return kindDigit, 0
		case r <= ' ':
			return kindWhite, 0
		}
		return kindOther, 0
	case unicode.IsUpper(r):
		return kindUpper, 0
	case unicode.IsLetter(r) && !strings.ContainsRune(signLetters, r):
		return kindLower, 0
	case unicode.IsMark(r): // points that the word lists leave out
		return kindPoint, costPoint
	case unicode.IsControl(r):
		return kindOther, costControl
	}
	for _, s := range signs {
		if strings.ContainsRune(s.chars, r) {
			return s.kind, s.cost
		}
	}
	return kindSign, costRareSign
}

// add adds a language.
func (m *byteModel) add(number, prior int, classes map[rune]uint8) {
	lm := &letterModels[number]
	l := languageModel{number: number, prior: prior, stride: utf8.RuneCountInString(lm.letters) + classLetters, rows: lm.rows, alone: lm.alone}
	table := m.encoding.single()
	m.latin = lm.letters[0] == 'a'
	for c := byte('a'); c <= 'z'; c++ {
		class := uint8(classLatin)
		if m.latin {
			class = c - 'a' + classLetters
		}
		l.class[c], l.class[c-'a'+'A'] = class, class
	}
	for b := utf8.RuneSelf; b < 256; b++ {
		if m.kind[b] != kindLower && m.kind[b] != kindUpper && m.kind[b] != kindPoint {
			continue
		}
		r := unpackRune(table[b])
		if m.kind[b] == kindUpper {
			r = unicode.ToLower(r)
		}
		switch c, ok := classes[r]; {
		case ok:
			l.class[b] = c
			if m.kind[b] == kindPoint { // a letter here
				m.kind[b], m.extra[b] = kindLower, 0
			}
		case m.kind[b] != kindPoint:
			l.class[b] = classForeign
		}
	}
	m.languages = append(m.languages, l)
}

// read prices b, up to limit; only transitions that a non-ASCII byte takes part in count. Each word is in the language that
// explains it best, with a cost for changing it.
func (m *byteModel) read(b []byte, limit int, leaning *leanings) lane {
	l := lane{encoding: m.encoding}
	shared := m.prior
	var room [maxShared]int
	costs := room[:len(m.languages)]
	for i := range m.languages {
		costs[i] = m.languages[i].prior + leaning.of(m.languages[i].number)
	}
	w := words{kind: kindWhite, length: 2} // as if it began inside a word
	if len(b) > 0 && b[0] != unknownByte {
		w.length = 0
	}
	last := byte(' ')
	for _, c := range b {
		k := m.kind[c]
		alone := w.next(k, last)
		if c|last >= utf8.RuneSelf {
			shared += w.step + int(m.extra[c]) + int(besides[w.kind][k])
			if k == kindPoint && last < utf8.RuneSelf {
				shared += costLooseMark
			}
			for i := range costs {
				lm := &m.languages[i]
				from, to := int(lm.class[last]), int(lm.class[c])
				costs[i] += int(lm.rows[from*lm.stride+to]) - costZero
				if alone && from >= classLetters {
					costs[i] += int(lm.alone[from-classLetters]) - aloneZero
				}
			}
			if c >= utf8.RuneSelf {
				l.units++
				if m.extra[c] == costInvalid {
					l.invalid()
				}
			}
			if k != kindLower && k != kindUpper {
				best := slices.Min(costs)
				for i := range costs {
					costs[i] = min(costs[i], best+costSwitch)
				}
				if shared+best > limit {
					break
				}
			}
		}
		if !m.latin {
			shared += w.script(k, c)
		}
		shared += w.sign(k, c)
		last = c
	}
	l.cost = shared + slices.Min(costs)
	return l
}

// words is where in its words and quotations a reader of bytes is.
type words struct {
	kind    uint8 // of the last character
	state   uint8 // of the case of letters
	step    int   // what the case of the last letter costs
	length  int   // letters of the word so far
	spaced  bool  // the word before is a single letter
	quoted  byte  // the quotation mark that is open
	written uint8 // the script of the last letter, 0 if there was none
}

// next takes the kind of the next character, and tells whether it ends a word of one letter that is not ASCII. Of letters that
// stand apart one after the other only the first tells that.
func (w *words) next(k uint8, last byte) (alone bool) {
	letter := noLetter
	switch k {
	case kindLower:
		letter = lower
	case kindUpper:
		letter = upper
	case kindPoint:
		w.step = 0
		return false
	}
	step := caseSteps[w.state][letter]
	w.state, w.step = step.next, int(step.cost)
	switch {
	case letter != noLetter:
		w.length++
	case w.length > 0:
		single := w.length == 1
		alone = single && !w.spaced && last >= utf8.RuneSelf
		w.length, w.spaced = 0, single
	}
	return alone
}

// script is the cost of a letter of another script than the one before.
func (w *words) script(k uint8, c byte) int {
	if k != kindLower && k != kindUpper {
		return 0
	}
	before := w.written
	w.written = c>>7 + 1
	if before == 0 || before == w.written {
		return 0
	}
	return costScript
}

// sign keeps the kind of the last character, and pairs quotation marks, which closing ones are cheaper for.
func (w *words) sign(k uint8, c byte) (cost int) {
	if k == kindApostrophe && w.kind != kindLower && w.kind != kindUpper {
		k = kindQuote
	}
	if k == kindQuote {
		switch {
		case w.quoted != 0 && w.quoted != c:
			k, w.quoted, cost = kindClosing, 0, -pairedQuote
		case w.kind == kindWhite || w.kind == kindSpace || w.kind == kindDash:
			k, w.quoted = kindOpening, c
		case w.kind == kindOther || w.kind == kindQuote || w.kind == kindOpening:
		default:
			k, w.quoted = kindClosing, 0
		}
	}
	w.kind = k
	return cost
}

package encodingx

import (
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
}

// The first classes of a letterModel.
const (
	classEdge    = 0 // the edge of a word
	classForeign = 1 // a letter of another language
	classLetters = 2
	costZero     = '!'
)

// What bytes that are no letters cost by themselves.
const (
	costPoint    = 8
	costSign     = 12 // quotation marks, dashes, hard spaces
	costUnit     = 20 // degrees, fractions, currencies
	costRareSign = 24
	byDigit      = 8 // that much less does a unit cost beside a digit
	afterDigit   = 8 // and that much more a letter behind one
)

// commonSigns and unitSigns are signs by what they cost.
const (
	commonSigns = "\u00A0–—‘’“”„…«»·•№µ־׳״"
	unitSigns   = "°º²³½¼¾×€£§©®™‰"
)

// The cases of letters, and what else may stand next to a letter.
const (
	kindNone = iota
	kindLower
	kindUpper
	kindDigit
	kindUnit // a sign that is common beside digits
	kinds
)

// The states that the case of letters is in: words begin with a capital or not, or are all capitals, and then so are their
// neighbours.
const (
	caseNone = iota
	caseLower
	caseCapital
	caseUpper
	caseAfterUpper // outside words, after one of capitals
	caseDigit
	caseUnit
	caseStates
)

// caseStep is the next state after one of the kinds, and what that costs when a non-ASCII byte takes part.
type caseStep struct {
	next uint8
	cost int8
}

var caseSteps = [caseStates][kinds]caseStep{
	caseNone:       {{caseNone, 0}, {caseLower, 1}, {caseCapital, 4}, {caseDigit, 0}, {caseUnit, 0}},
	caseLower:      {{caseNone, 0}, {caseLower, 0}, {caseCapital, 14}, {caseDigit, 4}, {caseUnit, 0}},
	caseCapital:    {{caseNone, 0}, {caseLower, 1}, {caseUpper, 8}, {caseDigit, 4}, {caseUnit, 0}},
	caseUpper:      {{caseAfterUpper, 0}, {caseLower, 10}, {caseUpper, 0}, {caseDigit, 4}, {caseUnit, 0}},
	caseAfterUpper: {{caseAfterUpper, 0}, {caseLower, 4}, {caseUpper, 3}, {caseDigit, 0}, {caseUnit, 0}},
	caseDigit:      {{caseNone, 0}, {caseLower, 1 + afterDigit}, {caseCapital, 4 + afterDigit}, {caseDigit, 0}, {caseUnit, -byDigit}},
	caseUnit:       {{caseNone, 0}, {caseLower, 12}, {caseCapital, 4}, {caseDigit, -byDigit}, {caseUnit, 0}},
}

// byteModel prices the bytes of one single-byte encoding in one language.
type byteModel struct {
	encoding *Encoding
	prior    int
	stride   int
	rows     string
	class    [256]uint8
	kind     [256]uint8
	extra    [256]uint8 // cost of the byte itself
}

// letterEncodings lists the single-byte encodings that statistics know, with the languages they are written in. The prior
// is how much rarer than the commonest an encoding is.
var letterEncodings = [...]struct {
	encoding, languages string
	prior               int
}{
	{"windows-1252", "english french german spanish portuguese italian catalan dutch swedish danish norwegian finnish icelandic", 0},
	{"windows-1251", "russian bulgarian ukrainian macedonian", 2},
	{"windows-1250", "polish czech slovak hungarian romanian croatian slovenian", 6},
	{"KOI8-R", "russian", 6},
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
	byLanguage := map[string]*letterModel{}
	for i := range letterModels {
		byLanguage[letterModels[i].language] = &letterModels[i]
	}
	var models []*byteModel
	for _, e := range letterEncodings {
		for language := range strings.FieldsSeq(e.languages) {
			models = append(models, newByteModel(e.encoding, e.prior+rareLanguages[language], byLanguage[language]))
		}
	}
	return models
})

func newByteModel(name string, prior int, lm *letterModel) *byteModel {
	n := utf8.RuneCountInString(lm.letters) + classLetters
	m := &byteModel{encoding: named(name), prior: prior, stride: n, rows: lm.rows}
	classes := map[rune]uint8{}
	class := uint8(classLetters)
	for _, r := range lm.letters {
		classes[r] = class
		class++
	}
	table := named(name).single()
	for b := range 256 {
		r := unpackRune(table[b])
		if table[b] == 0 && b > 0 {
			m.extra[b] = costInvalid
			continue
		}
		if c, ok := classes[unicode.ToLower(r)]; ok {
			m.class[b], m.kind[b] = c, letterCase(r)
			continue
		}
		switch {
		case unicode.IsMark(r): // points that the word lists leave out
			m.extra[b] = costPoint
		case unicode.IsLetter(r):
			m.class[b], m.kind[b] = classForeign, letterCase(r)
		case b >= '0' && b <= '9':
			m.kind[b] = kindDigit
		case b < utf8.RuneSelf:
		case unicode.IsControl(r):
			m.extra[b] = costControl
		case strings.ContainsRune(commonSigns, r):
			m.extra[b] = costSign
		case strings.ContainsRune(unitSigns, r):
			m.extra[b], m.kind[b] = costUnit, kindUnit
		default:
			m.extra[b] = costRareSign
		}
	}
	return m
}

func letterCase(r rune) uint8 {
	if unicode.IsUpper(r) {
		return kindUpper
	}
	return kindLower
}

// read prices b, up to limit; only transitions that a non-ASCII byte takes part in count.
func (m *byteModel) read(b []byte, limit int) lane {
	l := lane{encoding: m.encoding, cost: m.prior}
	last, state := byte(' '), uint8(caseNone)
	for _, c := range b {
		step := caseSteps[state][m.kind[c]]
		state = step.next
		if c|last >= utf8.RuneSelf {
			l.cost += int(m.rows[int(m.class[last])*m.stride+int(m.class[c])]-costZero) +
				int(step.cost) + int(m.extra[c])
			if l.cost > limit {
				break
			}
			if c >= utf8.RuneSelf {
				l.units++
				if m.extra[c] == costInvalid {
					l.invalid()
				}
			}
		}
		last = c
	}
	return l
}

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
	costRareSign = 24
)

// The cases of letters.
const (
	caseNone = iota
	caseLower
	caseUpper
)

// caseCosts prices a case after another: capitals begin words or fill them.
var caseCosts = [3][3]uint8{
	caseNone:  {0, 1, 4},
	caseLower: {0, 0, 14},
	caseUpper: {0, 1, 3},
}

// byteModel prices the bytes of one single-byte encoding in one language.
type byteModel struct {
	encoding *Encoding
	prior    int
	stride   int
	rows     string
	class    [256]uint8
	letter   [256]uint8 // case
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
	{"windows-1258", "vietnamese", 12},
	{"ISO-8859-8", "hebrew", 12},
	{"ISO-8859-15", "french german spanish portuguese italian finnish", 14},
	{"ISO-8859-13", "lithuanian latvian estonian", 14},
	{"ISO-8859-4", "lithuanian latvian estonian", 16},
	{"x-mac-cyrillic", "russian", 16},
	{"ISO-8859-3", "turkish", 18},
	{"macintosh", "french german spanish portuguese italian swedish danish", 20},
}

// rareLanguages are those with less than a tenth of the web pages of the others that share their encodings, with what that costs.
var rareLanguages = map[string]int{"ukrainian": 4, "bulgarian": 7, "macedonian": 12, "catalan": 7, "icelandic": 9, "norwegian": 4}

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
			m.class[b], m.letter[b] = c, letterCase(r)
			continue
		}
		switch {
		case unicode.IsMark(r): // points that the word lists leave out
			m.extra[b] = costPoint
		case unicode.IsLetter(r):
			m.class[b], m.letter[b] = classForeign, letterCase(r)
		case b < utf8.RuneSelf:
		case unicode.IsControl(r):
			m.extra[b] = costControl
		case strings.ContainsRune("\u00A0–—‘’“”„…«»·•№", r):
			m.extra[b] = costSign
		default:
			m.extra[b] = costRareSign
		}
	}
	return m
}

func letterCase(r rune) uint8 {
	if unicode.IsUpper(r) {
		return caseUpper
	}
	return caseLower
}

// read prices b, up to limit; only transitions that a non-ASCII byte takes part in count.
func (m *byteModel) read(b []byte, limit int) lane {
	l := lane{encoding: m.encoding, cost: m.prior}
	last := byte(' ')
	for _, c := range b {
		if c|last >= utf8.RuneSelf {
			l.cost += int(m.rows[int(m.class[last])*m.stride+int(m.class[c])]-costZero) +
				int(caseCosts[m.letter[last]][m.letter[c]]) + int(m.extra[c])
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

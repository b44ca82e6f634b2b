package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The languages whose letters are counted, with the list they are counted in and the letters besides a–z.
var languages = [...]struct{ name, list, letters string }{
	{"english", "wordfreq/small_en", "é"},
	{"french", "wordfreq/small_fr", "àâæçéèêëîïôùûüÿœ"},
	{"german", "wordfreq/small_de", "äöüßé"},
	{"spanish", "wordfreq/small_es", "áéíñóúü"},
	{"portuguese", "wordfreq/small_pt", "àáâãçéêíóôõúü"},
	{"italian", "wordfreq/small_it", "àèéìòù"},
	{"catalan", "wordfreq/small_ca", "àçèéíïòóúü·"},
	{"dutch", "wordfreq/small_nl", "éëïöüè"},
	{"swedish", "wordfreq/small_sv", "åäöé"},
	{"danish", "wordfreq/small_da", "æøåé"},
	{"norwegian", "wordfreq/small_nb", "æøåéòô"},
	{"finnish", "wordfreq/small_fi", "äöåšž"},
	{"icelandic", "wordfreq/small_is", "áðéíóúýþæö"},
	{"polish", "wordfreq/small_pl", "ąćęłńóśźż"},
	{"czech", "wordfreq/small_cs", "áčďéěíňóřšťúůýž"},
	{"slovak", "wordfreq/small_sk", "áäčďéíĺľňóôŕšťúýž"},
	{"hungarian", "wordfreq/small_hu", "áéíóöőúüű"},
	{"romanian", "wordfreq/small_ro", "ăâîşţ"},
	{"croatian", "wordfreq/small_sh", "čćđšž"},
	{"slovenian", "wordfreq/small_sl", "čšžćđ"},
	{"russian", "wordfreq/small_ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"},
	{"ukrainian", "wordfreq/small_uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"},
	{"bulgarian", "wordfreq/small_bg", "абвгдежзийклмнопрстуфхцчшщъьюя"},
	{"macedonian", "wordfreq/small_mk", "абвгдѓежзѕијклљмнњопрстќуфхцчџш"},
	{"greek", "wordfreq/small_el", "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ"},
	{"turkish", "wordfreq/small_tr", "çğıöşüâî"},
	{"hebrew", "wordfreq/small_he", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"},
	{"arabic", "wordfreq/small_ar", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"},
	{"persian", "wordfreq/small_fa", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقكگلمنهوی"},
	{"lithuanian", "wordfreq/small_lt", "ąčęėįšųūž"},
	{"latvian", "wordfreq/small_lv", "āčēģīķļņšūž"},
	{"estonian", "words/et", "äõöüšž"},
	{"vietnamese", "words/vi", vietnameseLetters},
	{"vietnamese-lossy", "words/vi", vietnameseLetters},
	{"thai", "words/th", "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮฯะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์ํ"},
}

// vietnameseLetters are those of windows-1258, and the tone marks that it has apart from letters.
const vietnameseLetters = "ăâđêôơưàáèéíóùú\u0300\u0301\u0303\u0309\u0323"

// The classes of a model: 0 is the edge of a word, 1 a letter of another language, 2 one of a–z where the language has another
// script, and then the letters.
const (
	classEdge    = 0
	classForeign = 1
	classLatin   = 2
	classLetters = 3
)

const (
	edgeShare    = 0.15 // of word edges that another follows: signs beside spaces
	foreignShare = 1e-5 // of transitions to letters that the language has not
	latinShare   = 0.05 // of words in a–z in text of another script
	endShare     = 0.2  // of letters of another language or script that end a word
	smoothing    = 2e-4 // share of the letters' own frequency in each transition
	rareWord     = 1e-6 // share of a word of one letter that the list has not
	maxAlone     = 12   // half bits that a word of one letter costs more than its transitions, and
	minAlone     = -8   // less
)

func writeLetters(data, out string) error {
	b := bytes.NewBufferString(header)
	b.WriteString("// letterModels holds for each language the cost of each letter after each: rows and columns are the edge of a word, any\n" +
		"// other letter, a Latin letter in another script, and the letters in their order; each character of a row is a cost in half\n" +
		"// bits above '!'. The last row is what a word of that one letter costs more than its transitions, above '!' and 8.\n" +
		"var letterModels = [...]letterModel{\n")
	for _, lang := range languages {
		var list words
		var err error
		if strings.HasPrefix(lang.list, "words/") {
			list, err = readCounts(filepath.Join(data, lang.list+".txt"))
		} else {
			list, err = readWordfreq(filepath.Join(data, lang.list+".msgpack.gz"))
		}
		if err != nil {
			return err
		}
		letters := lang.letters
		if r := []rune(letters)[0]; unicode.Is(unicode.Latin, r) {
			letters = "abcdefghijklmnopqrstuvwxyz" + letters
		}
		fmt.Fprintf(b, "\t{%q, %q, \"\" +\n", lang.name, letters)
		if lang.name == "german" {
			spelled, err := readCounts(filepath.Join(data, "words", "de.txt"))
			if err != nil {
				return err
			}
			list = unfold(list, spelled)
		}
		list = respell(lang.name, list)
		rows := transitions(list, []rune(letters))
		for i, row := range rows {
			text := make([]byte, len(row))
			for j, p := range row {
				text[j] = byte('!' + min(costOf(p), 60))
			}
			sep := " +"
			if i == len(rows)-1 {
				sep = ","
			}
			fmt.Fprintf(b, "\t\t%q%s\n", text, sep)
		}
		fmt.Fprintf(b, "\t\t%q, %d},\n", alone(list, []rune(letters), rows), len(rows))
	}
	b.WriteString("}\n")
	return writeGo(out, b.Bytes())
}

// transitions gives the probability of each class after each.
func transitions(list words, letters []rune) [][]float64 {
	class := map[rune]int{}
	for i, r := range letters {
		class[r] = classLetters + i
	}
	n := classLetters + len(letters)
	counts := make([][]float64, n)
	for i := range counts {
		counts[i] = make([]float64, n)
	}
	for _, word := range slices.Sorted(maps.Keys(list)) {
		p := list[word]
		word = strings.NewReplacer("ș", "ş", "ț", "ţ").Replace(word) // the old encodings have the cedilla only
		last := classEdge
		for _, r := range word {
			c, ok := class[r]
			switch {
			case ok:
			case unicode.IsLetter(r) || unicode.IsMark(r):
				c = classForeign
			default:
				c = classEdge
			}
			if c != classEdge || last != classEdge {
				counts[last][c] += p
			}
			last = c
		}
		if last != classEdge {
			counts[last][classEdge] += p
		}
	}
	for _, c := range counts[classEdge] {
		counts[classEdge][classEdge] += edgeShare * c
	}
	own := make([]float64, n)
	total := 0.0
	for _, row := range counts {
		for j, c := range row {
			own[j] += c
			total += c
		}
	}
	for i, row := range counts {
		sum := 0.0
		for _, c := range row {
			sum += c
		}
		for j := range row {
			p := own[j] / total
			if sum > 0 {
				p = (1-smoothing)*row[j]/sum + smoothing*p
			}
			row[j] = max(p, math.Pow(2, -29))
			if j == classForeign || i == classForeign || j == classLatin || i == classLatin {
				row[j] = foreignShare
			}
		}
		if i == classForeign || i == classLatin {
			row[classEdge] = endShare
		}
	}
	counts[classEdge][classLatin] = latinShare
	return counts
}

// alone gives for each letter how much more than its transitions it costs as a word of its own.
func alone(list words, letters []rune, rows [][]float64) []byte {
	total := 0.0
	for _, word := range slices.Sorted(maps.Keys(list)) {
		total += list[word]
	}
	text := make([]byte, len(letters))
	for i, r := range letters {
		c := classLetters + i
		p := (list[string(r)]/total + rareWord) * (1 - edgeShare)
		more := costOf(p) - costOf(rows[classEdge][c]) - costOf(rows[c][classEdge])
		if list[string(r)] == 0 {
			more = max(more, 0)
		}
		text[i] = byte('!' - minAlone + min(max(more, minAlone), maxAlone))
	}
	return text
}

// unfold gives the words of a list, in which wordfreq has written ss for ß, the spellings of another list by their shares there.
func unfold(list, spelled words) words {
	const eszett, folded = "ß", "ss"
	spellings, totals := map[string][]string{}, words{}
	for _, word := range slices.Sorted(maps.Keys(spelled)) {
		key := strings.ReplaceAll(word, eszett, folded)
		spellings[key] = append(spellings[key], word)
		totals[key] += spelled[word]
	}
	out := words{}
	for _, word := range slices.Sorted(maps.Keys(list)) {
		if !strings.Contains(word, folded) || totals[word] == 0 {
			out[word] += list[word]
			continue
		}
		for _, s := range spellings[word] {
			out[s] += list[word] * spelled[s] / totals[word]
		}
	}
	return out
}

// respell writes a list as texts in the encodings of a language have it.
func respell(language string, list words) words {
	var keyed, composed words
	switch language {
	case "greek": // wordfreq folds the sigma that ends words; words in capitals do not have it
		final := rewrite(list, func(word string) string {
			if rest, ok := strings.CutSuffix(word, "σ"); ok && rest != "" {
				return rest + "ς"
			}
			return word
		})
		return mix(1-inCapitals, final, inCapitals, list)
	case "thai": // the list has parts of words, too
		out := words{}
		for word, p := range list {
			r := []rune(word)
			if !unicode.IsMark(r[0]) && !strings.ContainsRune(thaiLeading, r[len(r)-1]) {
				out[word] = p
			}
		}
		return out
	case "persian": // windows-1256 has the Arabic yeh only, and many keyboards its kaf
		arabic := rewrite(list, strings.NewReplacer("ی", "ي").Replace)
		return mix(0.5, arabic, 0.5, rewrite(arabic, strings.NewReplacer("ک", "ك").Replace))
	case "vietnamese":
		// Keyboards write tones as marks of their own; converters do only where there is no letter with the tone.
		keyed, composed = words{}, words{}
		for _, word := range slices.Sorted(maps.Keys(list)) {
			p := list[word]
			keyed[asWindows1258(word, "")] += p
			composed[asWindows1258(word, windows1258Composed)] += p
		}
		return mix(0.5, keyed, 0.5, composed)
	case "vietnamese-lossy":
		// Converters that cannot take letters apart lose those that the encoding has not.
		return rewrite(list, func(word string) string {
			return strings.Map(func(r rune) rune {
				if r < 0x80 || strings.ContainsRune(vietnameseLetters, r) {
					return r
				}
				return '?'
			}, norm.NFC.String(word))
		})
	}
	return list
}

// rewrite gives a list with its words spelled otherwise.
func rewrite(list words, spell func(string) string) words {
	out := words{}
	for _, word := range slices.Sorted(maps.Keys(list)) {
		out[spell(word)] += list[word]
	}
	return out
}

// inCapitals is the share of words in capitals.
const inCapitals = 0.05

// thaiLeading are the vowels that stand before their consonant.
const thaiLeading = "เแโใไ"

// windows1258Composed are the letters with tones that windows-1258 has.
const windows1258Composed = "àáèéíóùú"

// asWindows1258 writes Vietnamese as windows-1258 has it: vowels with their shape, tones as marks after them, but for some letters.
func asWindows1258(word, composed string) string {
	const shapes = "\u0302\u0306\u031B" // circumflex, breve, horn
	var out []rune
	for _, r := range norm.NFC.String(word) {
		d := []rune(norm.NFD.String(string(r)))
		if len(d) == 1 || strings.ContainsRune(composed, r) {
			out = append(out, r)
			continue
		}
		base, tones := string(d[0]), []rune{}
		for _, m := range d[1:] {
			if strings.ContainsRune(shapes, m) {
				base += string(m)
			} else {
				tones = append(tones, m)
			}
		}
		out = append(append(out, []rune(norm.NFC.String(base))...), tones...)
	}
	return string(out)
}

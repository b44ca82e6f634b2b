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

// The classes of a model: 0 is the edge of a word, 1 a letter of another language, and then the letters.
const (
	classEdge    = 0
	classForeign = 1
	classLetters = 2
)

const (
	edgeShare    = 0.15 // of word edges that another follows: signs beside spaces
	foreignShare = 1e-5 // of transitions to letters that the language has not
	smoothing    = 2e-4 // share of the letters' own frequency in each transition
)

func writeLetters(data, out string) error {
	b := bytes.NewBufferString(header)
	b.WriteString("// letterModels holds for each language the cost of each letter after each: rows and columns are the edge of a word, any\n" +
		"// other letter, and the letters in their order; each character of a row is a cost in half bits above '!'.\n" +
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
		rows := transitions(respell(lang.name, list), []rune(letters))
		for i, row := range rows {
			text := make([]byte, len(row))
			for j, p := range row {
				text[j] = byte('!' + min(costOf(p), 60))
			}
			sep := " +"
			if i == len(rows)-1 {
				sep = "},"
			}
			fmt.Fprintf(b, "\t\t%q%s\n", text, sep)
		}
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
			if j == classForeign || i == classForeign {
				row[j] = foreignShare
			}
		}
		if i == classForeign {
			row[classEdge] = 0.2
		}
	}
	return counts
}

// respell writes a list as texts in the encodings of a language have it.
func respell(language string, list words) words {
	var keyed, composed, lossy words
	switch language {
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
		lossy = words{}
		for _, word := range slices.Sorted(maps.Keys(list)) {
			p := list[word]
			lossy[strings.Map(func(r rune) rune {
				if r < 0x80 || strings.ContainsRune(vietnameseLetters, r) {
					return r
				}
				return '?'
			}, norm.NFC.String(word))] += p
		}
		return lossy
	}
	return list
}

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

package convert

import "strings"

// wordSet names lists of words. A text is searched for the words of all lists in one pass.
type wordSet uint32

// The lists.
const (
	ofBoilerplate wordSet = 1 << iota
	ofSmallPrint
	ofTools
	ofMore
	ofRelated
	ofEnds
	ofCrumbs
	ofServices
	ofSideHeads
	ofSideNames
	ofRelative
	ofPages
	ofSources
	ofAuthors
	ofEditors
	ofDates
	ofStops
	ofNoSource
	ofSites
	ofHomes
	ofNext
	ofCredits
	ofDisclaimers
	ofDateUnits
	ofNumerals
	ofNow
	ofPublished
	ofChanged
	ofContacts
	ofRepublic
)

// ofLines are the lists that are asked for about whole lines.
const ofLines = ofBoilerplate | ofSmallPrint | ofTools | ofMore | ofRelated | ofEnds | ofStamps | ofCrumbs | ofHomes | ofCredits | ofDisclaimers | ofContacts | ofRepublic

// ofStamps are the lists of labels of stamps.
const ofStamps = ofSources | ofAuthors | ofEditors | ofDates

// lexicon finds the words of the lists by their first character.
var lexicon = newLexicon(map[wordSet][]string{
	ofBoilerplate: boilerplate, ofSmallPrint: smallPrint, ofTools: toolWords, ofMore: moreWords, ofRelated: relatedWords, ofEnds: endWords,
	ofCrumbs: crumbLabels, ofServices: serviceWords, ofSideHeads: sideHeads, ofSideNames: sideNames, ofRelative: relativeWords, ofPages: pageWords,
	ofSources: sourceLabels, ofAuthors: authorLabels, ofEditors: editorLabels, ofDates: dateLabels, ofStops: stampStops, ofNoSource: notSources, ofSites: siteWords,
	ofHomes: homeNames, ofNext: nextHints, ofCredits: creditWords, ofDisclaimers: disclaimers,
	ofDateUnits: dateUnits, ofNumerals: numerals, ofNow: nowWords,
	ofPublished: publishedWords, ofChanged: changedWords, ofContacts: contactWords, ofRepublic: republicNames,
})

// wordTable is a hash table of words with chaining. Words are found by their first three bytes, or two where the first is ASCII.
type wordTable struct {
	first [0x100]wordSet         // the sets of the words that begin with a byte
	sets  [1 << wordBits]wordSet // the sets of the words of each chain
	heads [1 << wordBits]uint16  // place of the first entry of a chain plus one
	words []wordEntry
}

type wordEntry struct {
	word string
	sets wordSet
	next uint16
}

const wordBits = 12

func newLexicon(lists map[wordSet][]string) *wordTable {
	t := &wordTable{}
	known := map[string]int{}
	for set, list := range lists {
		for _, w := range list {
			if len(w) < 2 { // a single mark is looked for by itself
				continue
			}
			key := wordKey(w)
			t.first[w[0]] |= set
			t.sets[key] |= set
			if at, ok := known[w]; ok {
				t.words[at].sets |= set
				continue
			}
			known[w] = len(t.words)
			t.words = append(t.words, wordEntry{word: w, sets: set, next: t.heads[key]})
			t.heads[key] = uint16(len(t.words))
		}
	}
	return t
}

// wordKey is the slot of the words that begin like s, which has at least two bytes, and three where the first is not ASCII.
func wordKey(s string) uint32 {
	if s[0] >= 0x80 {
		return wordSlot(uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2]))
	}
	return wordSlot(uint32(s[0])<<8 | uint32(s[1]))
}

func wordSlot(h uint32) uint32 { return h * 0x9E3779B1 >> (32 - wordBits) }

// find says which of the sets in want have a word in s. It ends when all of them have, or one where any is set.
func (t *wordTable) find(s string, want wordSet, any bool) wordSet {
	found := wordSet(0)
	for i := 0; i+1 < len(s); {
		at, slot := i, uint32(0)
		switch c := s[i]; {
		case c < 0x80:
			i++
			if t.first[c]&want == 0 {
				continue
			}
			slot = wordSlot(uint32(c)<<8 | uint32(s[i]))
		case i+2 >= len(s):
			return found
		case c < 0xC0: // inside a character
			i++
			continue
		default:
			slot = wordSlot(uint32(c)<<16 | uint32(s[i+1])<<8 | uint32(s[i+2]))
			i++
			if c >= 0xE0 {
				i += 2
			}
		}
		if t.sets[slot]&want != 0 {
			if found |= t.at(s[at:], slot) & want; found == want || any && found != 0 {
				return found
			}
		}
	}
	return found
}

// at is the sets of the words of a chain that s begins with.
func (t *wordTable) at(s string, slot uint32) (found wordSet) {
	for k := t.heads[slot]; k != 0; k = t.words[k-1].next {
		if w := &t.words[k-1]; strings.HasPrefix(s, w.word) {
			found |= w.sets
		}
	}
	return found
}

// hasAny says whether s contains a word of one of the sets.
func hasAny(s string, sets wordSet) bool { return lexicon.find(s, sets, true) != 0 }

// foldWords finds lower-case ASCII words in names of either case.
type foldWords struct {
	pairs [1 << 10]bool // by the low bits of the first two letters
	words []string
}

func newFoldWords(words []string) *foldWords {
	f := &foldWords{words: words}
	for _, w := range words {
		f.pairs[foldPair(w[0], w[1])] = true
	}
	return f
}

// foldPair is the same for two letters in either case.
func foldPair(a, b byte) int { return int(a&31)<<5 | int(b&31) }

// in says whether a name holds one of the words.
func (f *foldWords) in(name string) bool {
	for i := 0; i+1 < len(name); i++ {
		if !f.pairs[foldPair(name[i], name[i+1])] {
			continue
		}
		for _, w := range f.words {
			if len(name)-i >= len(w) && name[i]|0x20 == w[0] && strings.EqualFold(name[i:i+len(w)], w) {
				return true
			}
		}
	}
	return false
}

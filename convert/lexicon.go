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
)

// ofLines are the lists that are asked for about whole lines.
const ofLines = ofBoilerplate | ofSmallPrint | ofTools | ofMore | ofRelated | ofEnds | ofSources | ofDates | ofCrumbs | ofHomes | ofCredits

// lexicon finds the words of the lists by their first character.
var lexicon = newLexicon(map[wordSet][]string{
	ofBoilerplate: boilerplate, ofSmallPrint: smallPrint, ofTools: toolWords, ofMore: moreWords, ofRelated: relatedWords, ofEnds: endWords,
	ofCrumbs: crumbLabels, ofServices: serviceWords, ofSideHeads: sideHeads, ofSideNames: sideNames, ofRelative: relativeWords, ofPages: pageWords,
	ofSources: sourceLabels, ofAuthors: authorLabels, ofEditors: editorLabels, ofDates: dateLabels, ofStops: stampStops, ofNoSource: notSources, ofSites: siteWords,
	ofHomes: homeNames, ofNext: nextHints, ofCredits: creditWords,
})

// wordTable is a hash table of words with chaining. Words are found by their first three bytes, or two where the first is ASCII.
type wordTable struct {
	heads [1 << wordBits]uint16 // place of the first entry of a chain plus one
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
			if at, ok := known[w]; ok {
				t.words[at].sets |= set
				continue
			}
			known[w] = len(t.words)
			key := wordKey(w)
			t.words = append(t.words, wordEntry{word: w, sets: set, next: t.heads[key]})
			t.heads[key] = uint16(len(t.words))
		}
	}
	return t
}

// wordKey is the slot of the words that begin like s, which has at least two bytes, and three where the first is not ASCII.
func wordKey(s string) uint32 {
	h := uint32(s[0])<<8 | uint32(s[1])
	if s[0] >= 0x80 {
		h = h<<8 | uint32(s[2])
	}
	return h * 0x9E3779B1 >> (32 - wordBits)
}

// find says which of the sets in want have a word in s. It ends when all of them have.
func (t *wordTable) find(s string, want wordSet) wordSet {
	found := wordSet(0)
	for i := 0; i+1 < len(s); i++ {
		c := s[i]
		if c >= 0x80 && (c < 0xC0 || i+2 >= len(s)) { // inside a character
			continue
		}
		for at := t.heads[wordKey(s[i:])]; at != 0; at = t.words[at-1].next {
			if w := &t.words[at-1]; w.sets&want&^found != 0 && strings.HasPrefix(s[i:], w.word) {
				if found |= w.sets & want; found == want {
					return found
				}
			}
		}
		if c >= 0xE0 {
			i += 2
		}
	}
	return found
}

// hasAny says whether s contains a word of one of the sets.
func hasAny(s string, sets wordSet) bool {
	for i := 0; i+1 < len(s); i++ {
		c := s[i]
		if c >= 0x80 && (c < 0xC0 || i+2 >= len(s)) {
			continue
		}
		for at := lexicon.heads[wordKey(s[i:])]; at != 0; at = lexicon.words[at-1].next {
			if w := &lexicon.words[at-1]; w.sets&sets != 0 && strings.HasPrefix(s[i:], w.word) {
				return true
			}
		}
		if c >= 0xE0 {
			i += 2
		}
	}
	return false
}

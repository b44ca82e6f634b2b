package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/traditionalchinese"
)

// foldName is the configuration that is ours.
const foldName = "fold"

// shortestRegional is how many characters a phrase that keeps regional words together has at least.
const shortestRegional = 3

// derive makes the dictionaries that OpenCC's build makes.
func (s shelf) derive(configs []config) error {
	for _, name := range []string{"TWVariants", "HKVariants", "JPShinjitaiCharacters"} {
		r, err := s[name].reversed()
		if err != nil {
			return fmt.Errorf("deriving %sRev: %w", name, err)
		}
		s[name+"Rev"] = r
	}
	var ext dictionary
	for _, e := range s["TSCharacters"].entries {
		if !e.tofu {
			continue
		}
		values := e.values
		if values[0] == e.key {
			values = values[1:]
		}
		ext.entries = append(ext.entries, entry{key: e.key, values: values})
	}
	s["TSCharactersExt"] = ext
	return s.deriveRegional(configs)
}

// deriveRegional makes the phrases that keep the Simplified spelling of a regional word in one piece.
func (s shelf) deriveRegional(configs []config) error {
	var t2s *config
	for i := range configs {
		if configs[i].name == "t2s" {
			t2s = &configs[i]
		}
	}
	if t2s == nil {
		return fmt.Errorf("deriving regional phrases: no configuration t2s")
	}
	var d dictionary
	from := map[string]string{}
	for _, name := range []string{"HKPhrases", "TWPhrases"} {
		for _, e := range s[name].entries {
			simplified := s.convert(t2s, e.key)
			if utf8.RuneCountInString(simplified) < shortestRegional {
				continue
			}
			if key, ok := from[simplified]; ok {
				if key != e.key {
					return fmt.Errorf("deriving regional phrases: %s and %s are both %s", key, e.key, simplified)
				}
				continue
			}
			from[simplified] = e.key
			d.entries = append(d.entries, entry{key: simplified, values: []string{e.key}})
		}
	}
	s["STPhrases_GeneratedFromRegionalPhrases"] = d
	return nil
}

// convert is a configuration without segmentation, done the slow way.
func (s shelf) convert(c *config, text string) string {
	for _, step := range append([]levels{c.normalise}, c.chain...) {
		var out strings.Builder
		for text != "" {
			key, value := s.match(step, text)
			if key == "" {
				_, n := utf8.DecodeRuneInString(text)
				key, value = text[:n], text[:n]
			}
			out.WriteString(value)
			text = text[len(key):]
		}
		text = out.String()
	}
	return text
}

// match is the longest key at the start of a text in the first level that has one.
func (s shelf) match(step levels, text string) (key, value string) {
	for _, level := range step {
		for _, name := range level {
			for _, e := range s[name].entries {
				if len(e.key) > len(key) && strings.HasPrefix(text, e.key) {
					key, value = e.key, e.values[0]
				}
			}
		}
		if key != "" {
			return key, value
		}
	}
	return "", ""
}

// fold makes the dictionary from a variant character to the form that Big5 and with it Taiwan writes. It has three sources:
// OpenCC's Taiwan variants; its Hong Kong variants reversed, where Big5 does not have the Hong Kong form; and its list of
// allographs, where one of them stands out in Big5.
func (s shelf) fold(allographs string) (dictionary, error) {
	lines, err := readAllographs(allographs)
	if err != nil {
		return dictionary{}, err
	}
	to := map[string]string{}
	for _, line := range lines {
		best, unique := "", false
		for _, r := range line {
			switch rank, c := big5Rank(string(r)), string(r); {
			case best == "" || rank < big5Rank(best):
				best, unique = c, true
			case rank == big5Rank(best):
				unique = false
			}
		}
		if !unique || big5Rank(best) == big5None {
			continue
		}
		for _, r := range line {
			if string(r) != best {
				to[string(r)] = best
			}
		}
	}
	for _, e := range s["HKVariants"].entries {
		if hk := e.values[0]; big5Rank(hk) == big5None {
			to[hk] = e.key
		}
	}
	for _, e := range s["TWVariants"].entries {
		if e.values[0] != e.key {
			to[e.key] = e.values[0]
			delete(to, e.values[0]) // Taiwan's word is the last one
		}
	}
	var d dictionary
	for key, value := range to {
		for range len(to) { // to where nothing changes any more
			next, ok := to[value]
			if !ok {
				break
			}
			value = next
		}
		if _, ok := to[value]; ok {
			return d, fmt.Errorf("deriving variants: %s goes round in a circle", key)
		}
		d.entries = append(d.entries, entry{key: key, values: []string{value}})
	}
	return d, nil
}

// readAllographs reads lines of characters that are one.
func readAllographs(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading allographs: %w", err)
	}
	defer f.Close()
	var lines []string
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		if line := strings.TrimSpace(sc.Text()); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return lines, nil
}

// The levels of Big5, most frequent characters first.
const (
	big5First  = iota // A4–C6
	big5Second        // C9–F9
	big5None
)

// big5Rank is the level of a character in Big5 without its extensions.
func big5Rank(c string) int {
	b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(c))
	if err != nil || len(b) != 2 {
		return big5None
	}
	switch code := uint16(b[0])<<8 | uint16(b[1]); {
	case code >= 0xA440 && code <= 0xC67E:
		return big5First
	case code >= 0xC940 && code <= 0xF9D5:
		return big5Second
	}
	return big5None
}

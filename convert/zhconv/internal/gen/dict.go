package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Annotations that OpenCC's build reads from comments.
const (
	reversePreference = "# @reverse-prefer:"
	tofuRisk          = "# @tofu-risk:"
)

// entry is one line of a dictionary: a key and what it may become, best first.
type entry struct {
	key    string
	values []string
	tofu   bool // annotated as a character that many fonts lack
}

// dictionary is one file of them.
type dictionary struct {
	entries []entry
	prefer  [][2]string // value and the key it reverses to
}

// shelf is the dictionaries by name, without extension.
type shelf map[string]dictionary

func readShelf(dir string) (shelf, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("reading dictionaries: none in %s", dir)
	}
	s := shelf{}
	for _, path := range paths {
		d, err := readDictionary(path)
		if err != nil {
			return nil, err
		}
		s[strings.TrimSuffix(filepath.Base(path), ".txt")] = d
	}
	return s, nil
}

func readDictionary(path string) (d dictionary, err error) {
	f, err := os.Open(path)
	if err != nil {
		return d, fmt.Errorf("reading a dictionary: %w", err)
	}
	defer f.Close()
	tofu := false
	sc := bufio.NewScanner(f)
	for line := 1; sc.Scan(); line++ {
		text := sc.Text()
		if rest, ok := strings.CutPrefix(text, reversePreference); ok {
			fields := strings.Fields(rest)
			if len(fields) == 0 || len(fields) > 2 {
				return d, fmt.Errorf("reading %s: line %d: not a reverse preference", path, line)
			}
			d.prefer = append(d.prefer, [2]string{fields[0], fields[len(fields)-1]})
		}
		if strings.HasPrefix(text, "#") || strings.TrimSpace(text) == "" {
			tofu = strings.HasPrefix(text, tofuRisk)
			continue
		}
		key, values, ok := strings.Cut(text, "\t")
		if !ok || key == "" || values == "" {
			return d, fmt.Errorf("reading %s: line %d: not a key, a tab and values", path, line)
		}
		d.entries = append(d.entries, entry{key, strings.Fields(values), tofu})
		tofu = false
	}
	if err := sc.Err(); err != nil {
		return d, fmt.Errorf("reading %s: %w", path, err)
	}
	return d, nil
}

// reversed turns values into keys, which become what the keys were.
func (d dictionary) reversed() (dictionary, error) {
	var r dictionary
	at := map[string]int{}
	for _, e := range d.entries {
		for _, v := range e.values {
			i, ok := at[v]
			if !ok {
				i = len(r.entries)
				at[v] = i
				r.entries = append(r.entries, entry{key: v})
			}
			r.entries[i].values = append(r.entries[i].values, e.key)
		}
	}
	for _, p := range d.prefer {
		i, ok := at[p[0]]
		if !ok {
			return r, fmt.Errorf("reversing: nothing becomes %s, which should be preferred", p[0])
		}
		r.entries[i].values = append([]string{p[1]}, r.entries[i].values...)
	}
	return r, nil
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// levels is what a text is matched against: the first level with any match decides, and in it the longest match. A level is the
// names of dictionaries taken together.
type levels [][]string

// startsWith says whether the first levels of l are those of m.
func (l levels) startsWith(m levels) bool {
	return len(l) >= len(m) && slices.EqualFunc(l[:len(m)], m, slices.Equal)
}

// config is one configuration.
type config struct {
	name      string
	normalise levels
	segment   levels // nil: none
	chain     []levels
}

// jsonDict is a dictionary of a configuration, or a group of them.
type jsonDict struct {
	Type   string     `json:"type"`
	File   string     `json:"file"`
	Policy string     `json:"match_policy"`
	Dicts  []jsonDict `json:"dicts"`
}

type jsonStep struct {
	Type string   `json:"type"`
	Dict jsonDict `json:"dict"`
}

type jsonConfig struct {
	Normalization   []jsonStep `json:"normalization"`
	Segmentation    *jsonStep  `json:"segmentation"`
	ConversionChain []jsonStep `json:"conversion_chain"`
}

func readConfigs(dir string) ([]config, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*2*.json"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("reading configurations: none in %s", dir)
	}
	slices.Sort(paths)
	var configs []config
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading a configuration: %w", err)
		}
		c, err := parseConfig(b)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		c.name = strings.TrimSuffix(filepath.Base(path), ".json")
		configs = append(configs, c)
	}
	return configs, nil
}

func parseConfig(b []byte) (c config, err error) {
	var j jsonConfig
	if err := json.Unmarshal(b, &j); err != nil {
		return c, err
	}
	if len(j.Normalization) != 1 || len(j.ConversionChain) == 0 {
		return c, errors.New("not one normalization and a chain")
	}
	if c.normalise, err = j.Normalization[0].Dict.levels(); err != nil {
		return c, err
	}
	if j.Segmentation != nil {
		if j.Segmentation.Type != "mmseg" {
			return c, fmt.Errorf("segmentation %q", j.Segmentation.Type)
		}
		if c.segment, err = j.Segmentation.Dict.levels(); err != nil {
			return c, err
		}
	}
	for _, step := range j.ConversionChain {
		l, err := step.Dict.levels()
		if err != nil {
			return c, err
		}
		c.chain = append(c.chain, l)
	}
	return c, nil
}

// levels flattens groups of groups.
func (d jsonDict) levels() (levels, error) {
	if d.Type != "group" {
		name, _, ok := strings.Cut(d.File, ".")
		if !ok {
			return nil, fmt.Errorf("dictionary of type %q without a file", d.Type)
		}
		return levels{{name}}, nil
	}
	var all levels
	for _, child := range d.Dicts {
		l, err := child.levels()
		if err != nil {
			return nil, err
		}
		all = append(all, l...)
		if d.Policy == "union" && len(l) != 1 {
			return nil, errors.New("a union of what is not one level")
		}
	}
	switch d.Policy {
	case "union":
		return levels{slices.Concat(all...)}, nil
	case "", "short_circuit":
		return all, nil
	}
	return nil, fmt.Errorf("match policy %q", d.Policy)
}

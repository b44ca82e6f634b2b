package convert

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// html2rss reads a configuration of html2rss: one feed, or several below feeds.
func (f *importFile) html2rss(text string) error {
	d := &recipeDecoder{src: []byte(text), name: "html2rss"}
	root, err := d.load()
	if err != nil {
		return err
	}
	feeds := importKey(root, "feeds")
	if feeds == nil || feeds.Kind != yaml.MappingNode {
		f.html2rssFeed("", root)
		return nil
	}
	importOthers(&f.left, "", root, []string{"feeds", "headers"})
	common := importer{} // what the file says for all feeds
	common.html2rssHeaders(importKey(root, "headers"))
	for _, l := range common.lost.list() {
		f.left.add("%s", l)
	}
	for i := 0; i+1 < len(feeds.Content) && len(f.all) <= importMaxRecipes; i += 2 {
		f.html2rssFeed(feeds.Content[i].Value, recipeAlias(feeds.Content[i+1]))
		m := f.all[len(f.all)-1]
		m.agent = cmp.Or(m.agent, common.agent)
	}
	return nil
}

func (f *importFile) html2rssFeed(id string, n *yaml.Node) {
	m := &importer{from: "html2rss", id: id}
	f.all = append(f.all, m)
	m.html2rssChannel(importKey(n, "channel"))
	m.html2rssSelectors(importKey(n, "selectors"))
	m.html2rssHeaders(importKey(n, "headers"))
	if request := importKey(n, "request"); request != nil {
		if most := importKey(request, "max_requests"); most != nil {
			m.number(&m.requests, "request.max_requests", most.Value)
		}
		importOthers(&m.lost, "request", request, []string{"max_requests"})
	}
	importOthers(&m.lost, "", n, []string{"channel", "selectors", "headers", "request"})
	for _, key := range []string{"channel", "selectors", "headers", "request"} { // what is no mapping was not read
		if v := importKey(n, key); v != nil && v.Kind != yaml.MappingNode {
			importLeaves(&m.lost, key, v)
		}
	}
}

// html2rssHeaders reads the headers of requests.
func (m *importer) html2rssHeaders(n *yaml.Node) {
	for _, p := range importPairs(n) {
		if v := p.value; strings.EqualFold(p.key, "User-Agent") && v.Kind == yaml.ScalarNode {
			m.userAgent("headers."+p.key, v.Value)
		} else {
			importLeaves(&m.lost, "headers."+p.key, v)
		}
	}
}

func (m *importer) html2rssChannel(n *yaml.Node) {
	for _, p := range importPairs(n) {
		key, v := "channel."+p.key, p.value.Value
		if p.value.Kind != yaml.ScalarNode {
			importLeaves(&m.lost, key, p.value)
			continue
		}
		switch p.key {
		case "url":
			m.address(v)
		case "title":
			if m.site = v; len(v) >= recipeMaxText {
				m.loseText(key, v)
			}
		case "language":
			if m.language = v; !recipeLanguagePattern.MatchString(v) {
				m.language = ""
				m.loseText(key, v)
			}
		case "time_zone":
			d := &recipeDecoder{name: "html2rss"}
			if d.timezone(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: v}); d.err != nil {
				m.lose("%s: %s: not known", key, v)
				continue
			}
			m.zone = v
		case "ttl": // minutes
			minutes, most := 0, 366*24*60
			if m.number(&minutes, key, v); minutes > most {
				m.loseText(key, v)
			} else if minutes > 0 {
				m.every = strconv.Itoa(minutes) + "m"
			}
		default:
			m.loseText(key, v)
		}
	}
}

func (m *importer) html2rssSelectors(n *yaml.Node) {
	for _, p := range importPairs(n) {
		key := "selectors." + p.key
		to, known := map[string]*string{
			"items": &m.list.Items, "title": &m.list.Title, "url": &m.list.Link, "link": &m.list.Link, "published_at": &m.list.Date,
			"updated": &m.list.Date, "time": &m.list.Date, "description": &m.list.Summary,
		}[p.key]
		if !known || *to != "" {
			importLeaves(&m.lost, key, p.value)
			continue
		}
		if p.value.Kind == yaml.ScalarNode {
			m.pin(to, key, p.value.Value)
			continue
		}
		attribute := importKey(p.value, "attribute")
		if none := importKey(p.value, "selector") == nil; none && p.value.Kind == yaml.MappingNode ||
			to == &m.list.Link && attribute != nil && attribute.Value != "href" {
			importLeaves(&m.lost, key, p.value) // without a selector it is about the whole item
			continue
		}
		for _, q := range importPairs(p.value) {
			v := q.value
			switch {
			case q.key == "selector" && v.Kind == yaml.ScalarNode:
				m.pin(to, key, v.Value)
			case q.key == "extractor" && slices.Contains([]string{"text", "href", "html", "attribute"}, v.Value):
			case q.key == "attribute" && slices.Contains([]string{"href", "title", "datetime"}, v.Value):
			case q.key == "pagination" && p.key == "items" && importKey(v, "max_pages") != nil:
				m.number(&m.joined, key+".pagination.max_pages", importKey(v, "max_pages").Value)
				importOthers(&m.lost, key+".pagination", v, []string{"max_pages"})
			default:
				importLeaves(&m.lost, key+"."+q.key, v)
			}
		}
		if p.value.Kind == yaml.SequenceNode {
			importLeaves(&m.lost, key, p.value)
		}
	}
}

// importPair is a key of a mapping with its value.
type importPair struct {
	key   string
	value *yaml.Node
}

// importPairs are the keys of a mapping; none if it is none. Keys may be written as symbols of Ruby, with a colon before.
func importPairs(n *yaml.Node) []importPair {
	if n == nil {
		return nil
	}
	return importMerged(n, 0)
}

// importMerged are the keys of a mapping with those of the mappings that it merges (<<), of which its own count before others.
func importMerged(n *yaml.Node, depth int) (all []importPair) {
	if n = recipeAlias(n); n.Kind != yaml.MappingNode || depth > importMergeDepth {
		return nil
	}
	has := map[string]bool{}
	add := func(p importPair) {
		if !has[p.key] {
			has[p.key] = true
			all = append(all, p)
		}
	}
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch key, v := n.Content[i].Value, recipeAlias(n.Content[i+1]); {
		case key != "<<":
			add(importPair{strings.TrimPrefix(key, ":"), v})
		case v.Kind == yaml.SequenceNode:
			merged = append(merged, v.Content...)
		default:
			merged = append(merged, v)
		}
	}
	for _, m := range merged[:min(len(merged), importMaxMerges)] {
		for _, p := range importMerged(m, depth+1) {
			add(p)
		}
	}
	return all
}

// Bounds of what a mapping merges.
const (
	importMaxMerges  = 8
	importMergeDepth = 3
)

// importKey is the value of a key of a mapping, nil if there is none.
func importKey(n *yaml.Node, key string) *yaml.Node {
	for _, p := range importPairs(n) {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// importOthers lists what a mapping has besides the known keys.
func importOthers(to *importList, section string, n *yaml.Node, known []string) {
	for _, p := range importPairs(n) {
		if !slices.Contains(known, p.key) {
			importLeaves(to, strings.TrimPrefix(section+"."+p.key, "."), p.value)
		}
	}
}

// importLeaves lists each value below a key with the way to it.
func importLeaves(to *importList, key string, n *yaml.Node) {
	n = recipeAlias(n)
	switch {
	case len(to.lines) == importMaxLines: // the rest is counted as one
		to.add("%s", key)
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		importOthers(to, key, n, nil)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		for i, c := range n.Content {
			importLeaves(to, fmt.Sprintf("%s[%d]", key, i), c)
		}
	case n.Value == "":
		to.add("%s", key)
	default:
		to.add("%s: %s", key, n.Value)
	}
}

package convert

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// importOPML reads the outlines of type HTML+XPath that FreshRSS exports.
func importOPML(text string) ([]*importer, error) {
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	var all []*importer
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read its OPML: %w", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "outline" {
			continue
		}
		at := map[string]string{}
		for _, a := range e.Attr {
			at[a.Name.Local] = strings.TrimSpace(a.Value)
		}
		if at["type"] != "HTML+XPath" || len(all) > importMaxRecipes {
			continue
		}
		m := &importer{from: "FreshRSS", id: at["text"], site: at["text"]}
		m.address(at["xmlUrl"])
		m.pinXPath(&m.list.Items, "xPathItem", at["xPathItem"], false)
		m.pinXPath(&m.list.Title, "xPathItemTitle", at["xPathItemTitle"], true)
		m.pinXPath(&m.list.Link, "xPathItemUri", at["xPathItemUri"], true)
		m.pinXPath(&m.list.Date, "xPathItemTimestamp", at["xPathItemTimestamp"], true)
		m.pinXPath(&m.list.Summary, "xPathItemContent", at["xPathItemContent"], true)
		m.pin(&m.article.Body, "cssFullContent", at["cssFullContent"])
		m.remove("cssContentFilter", at["cssContentFilter"])
		for _, key := range []string{"xPathItemAuthor", "xPathItemThumbnail", "xPathItemCategories", "xPathItemUid", "xPathFeedTitle", "cssFullContentConditions", "filtersActionRead", "CURLOPT_COOKIE", "CURLOPT_USERAGENT", "CURLOPT_PROXY"} {
			if at[key] != "" {
				m.lose("%s: %s", key, at[key])
			}
		}
		if at["xPathItemTimeFormat"] != "" {
			m.notes = append(m.notes, "dates are read without their format, "+at["xPathItemTimeFormat"])
		}
		all = append(all, m)
	}
}

// remove adds what is cut from articles.
func (m *importer) remove(key, sel string) {
	var s string
	if m.pin(&s, key, sel); s != "" {
		m.article.Remove = append(m.article.Remove, s)
	}
}

// importBridge reads addresses of RSS-Bridge.
func importBridge(text string) ([]*importer, error) {
	var all []*importer
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || len(all) > importMaxRecipes {
			return nil, ErrNoDefinition
		}
		q := u.Query()
		m := &importer{from: "RSS-Bridge"}
		bridge := strings.TrimSuffix(q.Get("bridge"), "Bridge")
		used := []string{"action", "bridge", "format", "context"}
		get := func(key string) string {
			used = append(used, key)
			return strings.TrimSpace(q.Get(key))
		}
		switch bridge {
		case "XPath":
			m.address(get("url"))
			m.pinXPath(&m.list.Items, "item", get("item"), false)
			m.pinXPath(&m.list.Title, "title", get("title"), true)
			m.pinXPath(&m.list.Link, "uri", get("uri"), true)
			m.pinXPath(&m.list.Date, "timestamp", get("timestamp"), true)
			m.pinXPath(&m.list.Summary, "content", get("content"), true)
		case "CssSelector":
			m.address(get("home_page"))
			m.pin(&m.list.Items, "url_selector", get("url_selector"))
			m.pattern("url_pattern", get("url_pattern"))
			m.pin(&m.article.Body, "content_selector", get("content_selector"))
			m.remove("content_cleanup", get("content_cleanup"))
		case "CssSelectorComplex":
			m.address(get("home_page"))
			m.pin(&m.list.Items, "entry_element_selector", get("entry_element_selector"))
			m.pin(&m.list.Link, "url_selector", get("url_selector"))
			m.pattern("url_pattern", get("url_pattern"))
			m.pin(&m.list.Title, "title_selector", get("title_selector"))
			m.pin(&m.list.Date, "time_selector", get("time_selector"))
			m.pin(&m.article.Body, "article_page_content_selector", get("article_page_content_selector"))
			m.remove("content_cleanup", get("content_cleanup"))
		default:
			return nil, fmt.Errorf("the bridge %q is a program, not a definition: %w", bridge, ErrNoDefinition)
		}
		if s := get("limit"); s != "" {
			if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= 1_000_000 {
				m.most = n
			}
		}
		keys := make([]string, 0, len(q))
		for key := range q {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if !slices.Contains(used, key) && q.Get(key) != "" {
				m.lose("%s: %s", key, q.Get(key))
			}
		}
		all = append(all, m)
	}
	return all, nil
}

// importHTML2RSS reads a configuration of html2rss: one feed, or several below feeds.
func importHTML2RSS(text string) ([]*importer, error) {
	d := &recipeDecoder{src: []byte(text), name: "html2rss"}
	root, err := d.load()
	if err != nil {
		return nil, err
	}
	var all []*importer
	if feeds := importKey(root, "feeds"); feeds != nil && feeds.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(feeds.Content); i += 2 {
			all = append(all, importHTML2RSSFeed(feeds.Content[i].Value, recipeAlias(feeds.Content[i+1])))
		}
		return all, nil
	}
	return []*importer{importHTML2RSSFeed("", root)}, nil
}

func importHTML2RSSFeed(id string, n *yaml.Node) *importer {
	m := &importer{from: "html2rss", id: id}
	channel, selectors := importKey(n, "channel"), importKey(n, "selectors")
	m.site, m.language = importText(channel, "title"), importText(channel, "language")
	if m.language != "" && !recipeLanguagePattern.MatchString(m.language) {
		m.language = ""
	}
	if zone := importText(channel, "time_zone"); zone != "" {
		d := &recipeDecoder{name: "html2rss"}
		if d.timezone(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: zone}); d.err == nil {
			m.zone = zone
		} else {
			m.lose("time_zone: %s: not known", zone)
		}
	}
	address := importText(channel, "url")
	if strings.Contains(address, "%<") || strings.Contains(address, "%{") {
		m.lose("address %s: it has a place for a parameter", address)
	} else {
		m.address(address)
	}
	m.pin(&m.list.Items, "items", importSelector(importKey(selectors, "items")))
	for _, f := range []struct {
		to   *string
		keys []string
	}{
		{&m.list.Title, []string{"title"}},
		{&m.list.Link, []string{"url", "link"}},
		{&m.list.Date, []string{"published_at", "updated", "time"}},
		{&m.list.Summary, []string{"description"}},
	} {
		for _, key := range f.keys {
			s := importKey(selectors, key)
			if s == nil || *f.to != "" {
				continue
			}
			m.pin(f.to, key, importSelector(s))
			if s.Kind != yaml.MappingNode {
				continue
			}
			for i := 0; i+1 < len(s.Content); i += 2 {
				switch k, v := s.Content[i].Value, s.Content[i+1]; {
				case k == "selector" || k == "extractor" && slices.Contains([]string{"text", "href", "html", "attribute"}, v.Value):
				case k == "attribute" && slices.Contains([]string{"href", "title", "datetime"}, v.Value):
				default:
					m.lose("%s.%s: %s", key, k, recipeKind(recipeAlias(v)))
				}
			}
		}
	}
	known := []string{"items", "title", "url", "link", "published_at", "updated", "time", "description"}
	m.loseOthers("selectors", selectors, known)
	m.loseOthers("channel", channel, []string{"url", "title", "time_zone", "language"})
	m.loseOthers("items", importKey(selectors, "items"), []string{"selector", "enhance", "order"})
	m.loseOthers("", n, []string{"channel", "selectors"})
	return m
}

// loseOthers lists the keys of a section that were not read.
func (m *importer) loseOthers(section string, n *yaml.Node, known []string) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i].Value; !slices.Contains(known, k) {
			m.lose("%s: %s", strings.TrimPrefix(section+"."+k, "."), recipeKind(recipeAlias(n.Content[i+1])))
		}
	}
}

// importKey is the value of a key of a mapping, nil if there is none.
func importKey(n *yaml.Node, key string) *yaml.Node {
	if n == nil {
		return nil
	}
	if n = recipeAlias(n); n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if strings.TrimPrefix(n.Content[i].Value, ":") == key {
			return recipeAlias(n.Content[i+1])
		}
	}
	return nil
}

func importText(n *yaml.Node, key string) string {
	if v := importKey(n, key); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

// importSelector is a selector written alone or below the key selector.
func importSelector(n *yaml.Node) string {
	if n != nil && n.Kind == yaml.ScalarNode {
		return n.Value
	}
	return importText(n, "selector")
}

// ftrKeys are the keys of site files of ftr-site-config.
var ftrKeys = []string{
	"title", "body", "date", "author", "strip", "strip_id_or_class", "strip_image_src", "single_page_link", "next_page_link",
	"prune", "tidy", "autodetect_on_failure", "autodetect_next_page", "test_url", "test_contains", "find_string", "replace_string",
	"http_header", "native_ad_clue", "if_page_contains", "requires_login", "not_logged_in_xpath", "login_uri", "login_username_field",
	"login_password_field", "login_extra_fields", "wrap_in", "parser", "src_lazy_load_attr", "skip_json_ld", "convert_double_br_tags", "strip_comments", "footnotes", "dissolve", "insert_detected_image",
}

// ftrKey is a key without its argument: replace_string(x).
func ftrKey(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "(")
	return s
}

// importFTR reads a site file, which its file name tells the host.
func importFTR(text, name string) ([]*importer, error) {
	host := strings.TrimPrefix(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".txt"), ".")
	m := &importer{from: "ftr-site-config", id: host}
	if recipeIDPattern.MatchString(host) && strings.Contains(host, ".") {
		m.base = "http://" + host + "/"
	}
	joined := map[string][]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch key {
		case "title", "body", "date", "author", "next_page_link":
			var s string
			if m.pinXPath(&s, key, value, false); s != "" {
				joined[key] = append(joined[key], s)
			}
		case "strip":
			var s string
			if m.pinXPath(&s, key, value, false); s != "" {
				m.article.Remove = append(m.article.Remove, s)
			}
		case "strip_id_or_class":
			if value = strings.Trim(value, `"'`); value != "" && !strings.ContainsAny(value, `"\`) {
				m.remove(key, `[id*="`+value+`"], [class*="`+value+`"]`)
			}
		case "strip_image_src":
			if value = strings.Trim(value, `"'`); value != "" && !strings.ContainsAny(value, `"\`) {
				m.remove(key, `img[src*="`+value+`"]`)
			}
		case "prune", "tidy", "autodetect_on_failure", "autodetect_next_page", "parser", "convert_double_br_tags":
			// how that program reads pages; it says nothing of the site
		case "test_url", "test_contains":
			m.notes = append(m.notes, key+": "+value)
		default:
			if value != "" && slices.Contains(ftrKeys, ftrKey(key)) {
				m.lose("%s: %s", key, value)
			}
		}
	}
	m.pin(&m.article.Title, "title", strings.Join(joined["title"], " | "))
	m.pin(&m.article.Body, "body", strings.Join(joined["body"], " | "))
	m.pin(&m.article.Date, "date", strings.Join(joined["date"], " | "))
	m.pin(&m.article.Author, "author", strings.Join(joined["author"], " | "))
	m.pin(&m.list.Next, "next_page_link", strings.Join(joined["next_page_link"], " | "))
	return []*importer{m}, nil
}

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
)

// opml reads the outlines of type HTML+XPath that FreshRSS exports.
func (f *importFile) opml(text string) error {
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // whatever it says, it is UTF-8 by now
	var open []string                                                                    // elements, by name
	var folders []string                                                                 // the outlines that are open, "" where one is a feed
	value := ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read its OPML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) == importMaxDepth {
				return fmt.Errorf("read its OPML: it is nested deeper than %d levels", importMaxDepth)
			}
			open, value = append(open, t.Name.Local), ""
			if t.Name.Local == "outline" {
				folders = append(folders, f.outline(t, folders))
			}
		case xml.CharData:
			value = cutTo(value+string(t), recipeRemarkBytes)
		case xml.EndElement:
			if slices.Contains(open, "head") && strings.TrimSpace(value) != "" {
				f.left.add("head %s: %s", t.Name.Local, strings.TrimSpace(value))
			}
			value = ""
			if t.Name.Local == "outline" && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
			if i := slices.Index(open, t.Name.Local); i >= 0 {
				open = open[:len(open)-1]
			}
		}
	}
}

// importMaxDepth bounds the nesting of an OPML file.
const importMaxDepth = 256

// outline reads one outline below the folders that are open, and returns its name if it is a folder.
func (f *importFile) outline(e xml.StartElement, folders []string) string {
	at := map[string]string{}
	var keys []string
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			continue
		}
		if v := strings.TrimSpace(a.Value); v != "" && at[a.Name.Local] == "" {
			at[a.Name.Local] = v
			keys = append(keys, a.Name.Local)
		}
	}
	name := at["text"]
	if name == "" {
		name = at["title"]
	}
	switch {
	case at["type"] == "HTML+XPath":
		if len(f.all) <= importMaxRecipes {
			f.freshRSS(at, keys, folders)
		}
		return ""
	case at["xmlUrl"] != "" || at["type"] != "":
		own := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return slices.Contains([]string{"text", "title", "type", "xmlUrl", "htmlUrl"}, k) })
		what := strings.Join(append([]string{at["type"]}, own...), ", ")
		f.left.add("outline %s (%s): %s", name, strings.TrimPrefix(what, ", "), at["xmlUrl"])
		return ""
	}
	for _, key := range keys {
		if key != "text" && key != "title" {
			f.left.add("outline %s: %s: %s", name, key, at[key])
		}
	}
	return name
}

// freshRSS reads an outline of type HTML+XPath.
func (f *importFile) freshRSS(at map[string]string, keys, folders []string) {
	m := &importer{from: "FreshRSS", id: at["text"], site: at["text"]}
	f.all = append(f.all, m)
	if folders = slices.DeleteFunc(slices.Clone(folders), func(s string) bool { return s == "" }); len(folders) > 0 {
		m.lose("folder: %s", strings.Join(folders, " > "))
	}
	for _, key := range keys {
		v := at[key]
		switch key {
		case "type", "text":
		case "title":
			if m.site == "" {
				m.id, m.site = v, v
			} else if v != m.site {
				m.loseText(key, v)
			}
		case "xmlUrl":
			m.address(v)
		case "htmlUrl":
			if v != at["xmlUrl"] {
				m.loseText(key, v)
			}
		case "xPathItem":
			m.pinXPath(&m.list.Items, key, v, false)
		case "xPathItemTitle":
			m.pinXPath(&m.list.Title, key, v, true)
		case "xPathItemUri":
			m.pinXPath(&m.list.Link, key, v, true)
		case "xPathItemTimestamp":
			m.pinXPath(&m.list.Date, key, v, true)
		case "xPathItemTimeFormat":
			m.lose("%s: %s: dates are read without a format", key, v)
		case "xPathItemContent":
			m.pinXPath(&m.list.Summary, key, v, true)
		case "cssFullContent":
			m.pin(&m.article.Body, key, v)
		case "cssContentFilter", "cssFullContentFilter": // the older name
			m.remove(key, v)
		case "ttl": // seconds; below 0 of a feed that is not refreshed
			seconds, most := 0, 366*24*60*60
			if m.number(&seconds, key, v); seconds > most {
				m.loseText(key, v)
			} else if seconds > 0 {
				m.every = strconv.Itoa(seconds) + "s"
			}
		case "CURLOPT_USERAGENT":
			m.userAgent(key, v)
		default:
			m.loseText(key, v)
		}
	}
}

// remove adds what is cut from articles.
func (m *importer) remove(key, sel string) {
	var s string
	if m.pin(&s, key, sel); s != "" {
		m.cut(key, s)
	}
}

// cut adds a selector of what is cut.
func (m *importer) cut(key, sel string) {
	if len(m.article.Remove) == recipeMaxRules {
		m.loseText(key, sel)
		return
	}
	m.article.Remove = append(m.article.Remove, sel)
}

// bridges reads addresses of RSS-Bridge, one in a line.
func (f *importFile) bridges(text string) error {
	var refused error
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			f.left.add("%s: not an address", line)
			continue
		}
		if len(f.all) > importMaxRecipes {
			break
		}
		q := u.Query()
		bridge := strings.TrimSuffix(q.Get("bridge"), "Bridge")
		if _, ok := importBridges[bridge]; !ok {
			refused = fmt.Errorf("the bridge %q is a program, not a definition: %w", bridge, ErrNoDefinition)
			f.left.add("%s: the bridge is a program, not a definition", line)
			continue
		}
		f.all = append(f.all, importBridge(bridge, q))
	}
	if len(f.all) == 0 {
		return refused
	}
	return nil
}

// importBridges are the bridges whose parameters define a site, each with the parameters that are not in importBridge's own list.
var importBridges = map[string]func(m *importer, key, v string) bool{
	"XPath": func(m *importer, key, v string) bool {
		switch key {
		case "url":
			m.address(v)
		case "item":
			m.pinXPath(&m.list.Items, key, v, false)
		case "title":
			m.pinXPath(&m.list.Title, key, v, true)
		case "uri":
			m.pinXPath(&m.list.Link, key, v, true)
		case "timestamp":
			m.pinXPath(&m.list.Date, key, v, true)
		case "content":
			m.pinXPath(&m.list.Summary, key, v, true)
		default:
			return false
		}
		return true
	},
	"CssSelector": func(m *importer, key, v string) bool {
		switch key {
		case "url_selector":
			m.pin(&m.list.Items, key, v)
		case "content_selector":
			m.pin(&m.article.Body, key, v)
		default:
			return m.bridgeKey(key, v)
		}
		return true
	},
	"CssSelectorComplex": func(m *importer, key, v string) bool {
		switch key {
		case "entry_element_selector":
			m.pin(&m.list.Items, key, v)
		case "url_selector":
			m.pin(&m.list.Link, key, v)
		case "title_selector":
			m.pin(&m.list.Title, key, v)
		case "time_selector":
			m.pin(&m.list.Date, key, v)
		case "article_page_content_selector":
			m.pin(&m.article.Body, key, v)
		default:
			return m.bridgeKey(key, v)
		}
		return true
	},
}

// bridgeKey reads what both bridges with CSS selectors know.
func (m *importer) bridgeKey(key, v string) bool {
	switch key {
	case "home_page":
		m.address(v)
	case "url_pattern":
		m.pattern(key, v)
	case "content_cleanup":
		m.remove(key, v)
	default:
		return false
	}
	return true
}

// importBridge reads the parameters of one bridge.
func importBridge(bridge string, q url.Values) *importer {
	m := &importer{from: "RSS-Bridge"}
	keys := make([]string, 0, len(q))
	for key := range q {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		v := strings.TrimSpace(q.Get(key))
		for _, more := range q[key][1:] {
			m.loseText(key, more)
		}
		switch {
		case v == "" || key == "bridge" || key == "action" && v == "display":
		case key == "format":
			format, ok := map[string]string{"Atom": "atom", "Mrss": "rss", "Json": "json"}[v]
			if !ok {
				m.loseText(key, v)
				continue
			}
			m.formats = []string{format}
		case key == "limit":
			m.number(&m.most, key, v)
		case !importBridges[bridge](m, key, v):
			m.loseText(key, v)
		}
	}
	return m
}

// ftrKeys are the keys of site files of ftr-site-config.
var ftrKeys = []string{
	"title", "body", "date", "author", "strip", "strip_id_or_class", "strip_image_src", "strip_attr", "single_page_link", "single_page_link_in_feed",
	"next_page_link", "prune", "tidy", "autodetect_on_failure", "autodetect_next_page", "test_url", "test_contains", "find_string", "replace_string",
	"http_header", "native_ad_clue", "if_page_contains", "requires_login", "not_logged_in_xpath", "login_uri", "login_username_field",
	"login_password_field", "login_extra_fields", "wrap_in", "move_into", "parser", "src_lazy_load_attr", "skip_json_ld", "skip_id_or_class",
	"convert_double_br_tags", "strip_comments", "post_strip_attr", "footnotes", "dissolve", "insert_detected_image",
}

// ftrKey is a key without its argument: replace_string(x).
func ftrKey(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "(")
	return s
}

// ftr reads a site file, which its file name tells the host.
func (f *importFile) ftr(text string) {
	host := strings.TrimPrefix(strings.TrimSuffix(path.Base(strings.ReplaceAll(f.name, `\`, "/")), ".txt"), ".")
	m := &importer{from: "ftr-site-config", id: host}
	f.all = append(f.all, m)
	if recipeIDPattern.MatchString(host) && strings.Contains(host, ".") {
		m.base = "http://" + host + "/"
	}
	joined := map[string]*string{
		"title": &m.article.Title, "body": &m.article.Body, "date": &m.article.Date, "author": &m.article.Author, "next_page_link": &m.list.Next,
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := ftrCut(line)
		if !ok {
			m.lose("%s", line)
			continue
		}
		switch key {
		case "title", "body", "date", "author", "next_page_link":
			m.join(joined[key], key, value)
		case "strip":
			var s string
			if m.pinXPath(&s, key, value, false); s != "" {
				m.cut(key, s)
			}
		case "strip_id_or_class":
			m.removeNamed(key, value, `[id*="%s"], [class*="%[1]s"]`)
		case "strip_image_src":
			m.removeNamed(key, value, `img[src*="%s"]`)
		case "http_header(user-agent)", "http_header(User-Agent)":
			m.userAgent(key, value)
		case "test_url", "test_contains":
			m.notes = append(m.notes, key+": "+value)
		default:
			m.loseText(key, value)
		}
	}
}

// ftrCut divides a line at the colon behind its key, whose argument may hold colons, too.
func ftrCut(line string) (key, value string, ok bool) {
	at := strings.Index(line, ":")
	if open := strings.Index(line, "("); open >= 0 && open < at {
		if end := strings.Index(line, "):"); end >= 0 {
			at = end + 1
		}
	}
	if at <= 0 {
		return "", "", false
	}
	return strings.TrimSpace(line[:at]), strings.TrimSpace(line[at+1:]), true
}

// join adds an expression to those that a rule has already, as long as the rule can hold them. Each counts only where those above it
// find nothing, as the programs have it that read these files.
func (m *importer) join(to *string, key, x string) {
	var s string
	if m.pinXPath(&s, key, x, false); s == "" {
		return
	}
	own := s
	if *to != "" {
		var nothing strings.Builder
		for _, above := range m.joinedTo[key] {
			nothing.WriteString("[not(" + above + ")]")
		}
		parts := importAlternatives(s)
		for i, p := range parts {
			if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "//html") {
				parts[i] = "/html" + nothing.String() + p // which is asked once
			} else {
				parts[i] = p + nothing.String()
			}
		}
		s = *to + " | " + strings.Join(parts, " | ")
	}
	if _, err := compileSelector(s); err != nil {
		m.lose("%s: %s: with those above it is %v", key, x, err)
		return
	}
	*to = s
	if m.joinedTo == nil {
		m.joinedTo = map[string][]string{}
	}
	m.joinedTo[key] = append(m.joinedTo[key], own)
}

// importAlternatives divides an XPath expression at the bars that are in no brackets and no text.
func importAlternatives(x string) (parts []string) {
	depth, from := 0, 0
	quote := byte(0)
	for i := range len(x) {
		switch c := x[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == '|' && depth == 0:
			parts = append(parts, strings.TrimSpace(x[from:i]))
			from = i + 1
		}
	}
	return append(parts, strings.TrimSpace(x[from:]))
}

// removeNamed cuts what has a word in its name, if the word can stand in a selector.
func (m *importer) removeNamed(key, value, selector string) {
	word := strings.Trim(value, `"'`)
	if word == "" {
		return
	}
	if strings.ContainsAny(word, "\"\\\n") {
		m.loseText(key, value)
		return
	}
	m.remove(key, fmt.Sprintf(selector, word))
}

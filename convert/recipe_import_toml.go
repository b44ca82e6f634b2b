package convert

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// importTOML reads the feeds of rsspls ([[feed]] with [feed.config]) and of feed-me-up-scotty ([id] with entrySelector).
func importTOML(text string) ([]*importer, error) {
	tables, err := readTOML(text)
	if err != nil {
		return nil, err
	}
	var all []*importer
	var m *importer // the feed of rsspls that a [feed.config] belongs to
	for _, t := range tables {
		switch {
		case t.name == "feed" && t.list:
			m = &importer{from: "rsspls", id: t.text("filename"), site: t.text("title")}
			m.loseTOML(t, "title", "filename")
			all = append(all, m)
		case strings.HasPrefix(t.name, "feed.config") && m != nil:
			importRsspls(m, t)
		case t.has("entrySelector"):
			all = append(all, importScotty(t))
		}
	}
	return all, nil
}

func importRsspls(m *importer, t tomlTable) {
	if t.name == "feed.config.date" { // the long form of date
		m.pin(&m.list.Date, "date", t.text("selector"))
		m.loseTOML(t, "selector", "type")
		return
	}
	for _, s := range t.texts("url") {
		m.address(s)
	}
	m.pin(&m.list.Items, "item", t.text("item"))
	m.pin(&m.list.Title, "heading", t.text("heading"))
	m.pin(&m.list.Link, "link", t.text("link"))
	m.pin(&m.list.Summary, "summary", t.text("summary"))
	m.pin(&m.list.Date, "date", t.text("date"))
	if m.list.Link == "" {
		m.list.Link = m.list.Title // rsspls takes the heading's link
	}
	m.loseTOML(t, "url", "item", "heading", "link", "summary", "date")
}

func importScotty(t tomlTable) *importer {
	m := &importer{from: "feed-me-up-scotty", id: t.name, site: t.text("title")}
	for _, s := range t.texts("url") {
		m.address(s)
	}
	m.pin(&m.list.Items, "entrySelector", t.text("entrySelector"))
	m.pin(&m.list.Title, "titleSelector", t.text("titleSelector"))
	m.pin(&m.list.Link, "linkSelector", t.text("linkSelector"))
	m.pin(&m.list.Date, "dateSelector", t.text("dateSelector"))
	m.pin(&m.list.Summary, "contentSelector", t.text("contentSelector"))
	m.stale = t.text("onFail") == "stale"
	if f := t.text("dateFormat"); f != "" {
		m.notes = append(m.notes, "dates are read without their format, "+f)
	}
	known := []string{"title", "url", "entrySelector", "titleSelector", "linkSelector", "dateSelector", "contentSelector", "dateFormat"}
	if m.stale {
		known = append(known, "onFail")
	}
	m.loseTOML(t, known...)
	return m
}

// loseTOML lists the keys that were not read.
func (m *importer) loseTOML(t tomlTable, known ...string) {
	for _, p := range t.pairs {
		if !slices.Contains(known, p.key) {
			m.lose("%s: %s", p.key, strings.Join(p.values, ", "))
		}
	}
}

// tomlTable is one table of a TOML file.
type tomlTable struct {
	name  string
	list  bool // [[name]]
	pairs []recipePair
}

func (t tomlTable) has(key string) bool {
	return slices.ContainsFunc(t.pairs, func(p recipePair) bool { return p.key == key })
}

func (t tomlTable) texts(key string) []string {
	for _, p := range t.pairs {
		if p.key == key {
			return p.values
		}
	}
	return nil
}

func (t tomlTable) text(key string) string {
	if all := t.texts(key); len(all) > 0 {
		return all[0]
	}
	return ""
}

// readTOML reads the part of TOML that lists of feeds use: tables, and keys with texts, numbers, truth values, arrays of
// these, and inline tables of one level, whose keys become those of a table below. It is lenient about the rest.
func readTOML(text string) ([]tomlTable, error) {
	tables := []tomlTable{{}}
	s := &tomlScanner{rest: text, line: 1}
	for s.blank(true); s.rest != ""; s.blank(true) {
		at := &tables[len(tables)-1]
		if strings.HasPrefix(s.rest, "[") {
			head, _, _ := strings.Cut(s.rest, "\n")
			head, _, _ = strings.Cut(strings.TrimSpace(head), "#")
			head = strings.TrimSpace(head)
			s.skip(len(head))
			name := strings.Trim(head, "[] \t")
			tables = append(tables, tomlTable{name: strings.ReplaceAll(strings.Trim(name, `"'`), `"`, ""), list: strings.HasPrefix(head, "[[")})
			continue
		}
		key, ok := s.key()
		if !ok {
			return nil, s.errorf("a key is expected")
		}
		if strings.HasPrefix(s.rest, "{") {
			pairs, err := s.inline()
			if err != nil {
				return nil, err
			}
			parent := *at // it goes on behind the inline table
			tables = append(tables[:len(tables)-1], tomlTable{name: parent.name + "." + key, pairs: pairs}, parent)
			continue
		}
		values, err := s.value()
		if err != nil {
			return nil, err
		}
		at.pairs = append(at.pairs, recipePair{key: key, values: values})
		if len(tables) > 4*importMaxRecipes {
			return nil, s.errorf("too many tables")
		}
	}
	return tables, nil
}

type tomlScanner struct {
	rest string
	line int
}

func (s *tomlScanner) errorf(format string, args ...any) error {
	return fmt.Errorf("read its TOML: line %d: %s", s.line, fmt.Sprintf(format, args...))
}

func (s *tomlScanner) skip(n int) {
	s.line += strings.Count(s.rest[:n], "\n")
	s.rest = s.rest[n:]
}

// blank skips white space and comments; with lines also line ends.
func (s *tomlScanner) blank(lines bool) {
	for s.rest != "" {
		switch c := s.rest[0]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' && lines:
			s.skip(1)
		case c == '#':
			n := strings.IndexByte(s.rest, '\n')
			if n < 0 {
				n = len(s.rest)
			}
			s.skip(n)
		default:
			return
		}
	}
}

// key reads a key and the sign behind it.
func (s *tomlScanner) key() (string, bool) {
	n := strings.IndexAny(s.rest, "=\n")
	if n <= 0 || s.rest[n] != '=' {
		return "", false
	}
	key := strings.Trim(strings.TrimSpace(s.rest[:n]), `"'`)
	s.skip(n + 1)
	s.blank(false)
	return key, key != ""
}

// value reads a text, an array of texts, or a word.
func (s *tomlScanner) value() ([]string, error) {
	if !strings.HasPrefix(s.rest, "[") {
		v, err := s.scalar()
		return []string{v}, err
	}
	s.skip(1)
	var all []string
	for {
		s.blank(true)
		switch {
		case s.rest == "":
			return nil, s.errorf("an array has no end")
		case s.rest[0] == ']':
			s.skip(1)
			return all, nil
		case s.rest[0] == ',':
			s.skip(1)
			continue
		}
		v, err := s.scalar()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

func (s *tomlScanner) scalar() (string, error) {
	for _, quote := range []string{`"""`, "'''", `"`, "'"} {
		if !strings.HasPrefix(s.rest, quote) {
			continue
		}
		n := len(quote)
		for n < len(s.rest) && !strings.HasPrefix(s.rest[n:], quote) {
			if len(quote) == 1 && s.rest[n] == '\n' {
				return "", s.errorf("a text has no end")
			}
			if s.rest[n] == '\\' && quote[0] == '"' {
				n++
			}
			n++
		}
		if n >= len(s.rest) {
			return "", s.errorf("a text has no end")
		}
		v := s.rest[len(quote):n]
		s.skip(n + len(quote))
		if quote[0] == '"' {
			if u, err := strconv.Unquote(`"` + strings.ReplaceAll(v, "\n", `\n`) + `"`); err == nil {
				v = u
			}
		}
		return v, nil
	}
	n := strings.IndexAny(s.rest, ",]}#\n")
	if n < 0 {
		n = len(s.rest)
	}
	v := strings.TrimSpace(s.rest[:n])
	if s.skip(n); v == "" {
		return "", s.errorf("a value is expected")
	}
	return v, nil
}

// inline reads { key = value, … }.
func (s *tomlScanner) inline() ([]recipePair, error) {
	s.skip(1)
	var pairs []recipePair
	for {
		s.blank(true)
		switch {
		case s.rest == "":
			return nil, s.errorf("a table has no end")
		case s.rest[0] == '}':
			s.skip(1)
			return pairs, nil
		case s.rest[0] == ',':
			s.skip(1)
			continue
		}
		key, ok := s.key()
		if !ok {
			return nil, s.errorf("a key is expected")
		}
		values, err := s.value()
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, recipePair{key: key, values: values})
	}
}

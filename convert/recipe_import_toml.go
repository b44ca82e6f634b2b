package convert

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// toml reads the feeds of rsspls ([[feed]] with [feed.config]) and of feed-me-up-scotty ([id] with entrySelector).
func (f *importFile) toml(text string) error {
	tables, err := readTOML(text)
	if err != nil {
		return err
	}
	var rsspls []recipePair // the feed of rsspls that is open
	open := false
	var common []recipePair // what the file says for all feeds of feed-me-up-scotty
	for _, t := range tables {
		if scottyCommon(t) {
			common = append(common, t.pairs...)
		}
	}
	used := map[string]bool{}
	flush := func() {
		if open {
			f.rsspls(rsspls)
		}
		rsspls, open = nil, false
	}
	for _, t := range tables {
		switch {
		case t.name == "feed" && t.list:
			flush()
			rsspls, open = t.pairs, true
		case strings.HasPrefix(t.name, "feed.") && open:
			for _, p := range t.pairs {
				rsspls = append(rsspls, recipePair{strings.TrimPrefix(t.name, "feed.") + "." + p.key, p.values})
			}
		case t.has("entrySelector"):
			for _, p := range common {
				if scottyKeys[p.key] && !t.has(p.key) {
					t.pairs = append(t.pairs, p)
					used[p.key] = true
				}
			}
			f.scotty(t)
		default: // a table of the program, or of something else
			for _, p := range t.pairs {
				f.left.add("%s: %s", strings.TrimPrefix(t.name+"."+p.key, "."), strings.Join(p.values, ", "))
			}
		}
		if len(f.all) > importMaxRecipes {
			break
		}
	}
	flush()
	f.left.lines = slices.DeleteFunc(f.left.lines, func(l string) bool {
		key, _, _ := strings.Cut(strings.TrimPrefix(l, "default."), ": ")
		return used[key]
	})
	return nil
}

// scottyKeys are what a table of feed-me-up-scotty may say for all feeds, as far as recipes can say it.
var scottyKeys = map[string]bool{"onFail": true, "titleSelector": true, "linkSelector": true, "dateSelector": true, "contentSelector": true, "dateFormat": true}

// scottyCommon reports whether a table of feed-me-up-scotty is about all feeds: [default], or what stands before the first table.
func scottyCommon(t tomlTable) bool {
	return !t.list && (t.name == "" || t.name == "default") && !t.has("entrySelector")
}

func (f *importFile) rsspls(pairs []recipePair) {
	m := &importer{from: "rsspls"}
	f.all = append(f.all, m)
	for _, p := range pairs {
		first, rest := "", []string(nil)
		if len(p.values) > 0 {
			first, rest = p.values[0], p.values[1:]
		}
		if to, ok := map[string]*string{
			"config.item": &m.list.Items, "config.heading": &m.list.Title, "config.link": &m.list.Link, "config.summary": &m.list.Summary,
			"config.date": &m.list.Date, "config.date.selector": &m.list.Date,
		}[p.key]; ok {
			m.pin(to, p.key, first)
			if len(rest) > 0 {
				m.loseText(p.key, strings.Join(rest, ", "))
			}
			continue
		}
		switch p.key {
		case "title":
			m.site = first
		case "filename":
			m.id = first
		case "user_agent":
			m.userAgent(p.key, first)
		case "config.url":
			for _, s := range p.values {
				m.address(s)
			}
		case "config.date.format":
			m.lose("%s: %s: dates are read without a format", p.key, first)
		case "config.date.type": // Date or DateTime: what is read tells by itself
		default:
			m.loseText(p.key, strings.Join(p.values, ", "))
		}
	}
	if m.list.Link == "" {
		m.list.Link = m.list.Title // rsspls takes the heading's link
	}
}

func (f *importFile) scotty(t tomlTable) {
	m := &importer{from: "feed-me-up-scotty", id: t.name}
	f.all = append(f.all, m)
	for _, p := range t.pairs {
		value := strings.Join(p.values, ", ")
		if to, ok := map[string]*string{
			"entrySelector": &m.list.Items, "titleSelector": &m.list.Title, "linkSelector": &m.list.Link, "dateSelector": &m.list.Date,
			"contentSelector": &m.list.Summary,
		}[p.key]; ok {
			m.pin(to, p.key, value)
			continue
		}
		switch {
		case p.key == "title":
			m.site = value
		case p.key == "url":
			for _, s := range p.values {
				m.address(s)
			}
		case p.key == "dateFormat":
			m.lose("%s: %s: dates are read without a format", p.key, value)
		case p.key == "onFail" && (value == "stale" || value == "error"):
			m.onFail = value
		default:
			m.loseText(p.key, value)
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

// readTOML reads the part of TOML that lists of feeds use: tables, and keys with texts, numbers, truth values, arrays of
// these, and inline tables, whose keys stand behind their own with a dot between. It is lenient about the rest.
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
			pairs, err := s.inline(0)
			if err != nil {
				return nil, err
			}
			for _, p := range pairs {
				at.pairs = append(at.pairs, recipePair{key + "." + p.key, p.values})
			}
			continue
		}
		values, err := s.value(0)
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

// tomlDepth bounds the nesting of arrays and inline tables.
const tomlDepth = 16

// value reads a text, an array of texts, or a word. A table or array in an array is written as one text.
func (s *tomlScanner) value(depth int) ([]string, error) {
	if depth > tomlDepth {
		return nil, s.errorf("it is nested deeper than %d levels", tomlDepth)
	}
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
		switch s.rest[0] {
		case '{':
			pairs, err := s.inline(depth + 1)
			if err != nil {
				return nil, err
			}
			parts := make([]string, len(pairs))
			for i, p := range pairs {
				parts[i] = p.key + " = " + strings.Join(p.values, ", ")
			}
			all = append(all, strings.Join(parts, ", "))
		default:
			values, err := s.value(depth + 1)
			if err != nil {
				return nil, err
			}
			all = append(all, values...)
		}
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

// inline reads { key = value, … }; the keys of a table in it stand behind its own, with a dot between.
func (s *tomlScanner) inline(depth int) ([]recipePair, error) {
	if depth > tomlDepth {
		return nil, s.errorf("it is nested deeper than %d levels", tomlDepth)
	}
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
		if strings.HasPrefix(s.rest, "{") {
			below, err := s.inline(depth + 1)
			if err != nil {
				return nil, err
			}
			for _, p := range below {
				pairs = append(pairs, recipePair{key + "." + p.key, p.values})
			}
			continue
		}
		values, err := s.value(depth + 1)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, recipePair{key: key, values: values})
	}
}

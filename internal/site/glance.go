package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

// Limits of a glance at a document.
const (
	glanceDepth = 64      // elements that may be open at a time
	glanceText  = 4 << 10 // bytes kept of one element's text
	glanceItems = 5_000   // items looked at
)

// glance is what the index page and the cache validators need to know of a document.
type glance struct {
	title  string
	newest time.Time // of all dates in the document
	items  []glanced
	total  int
}

// glanced is one item of a document.
type glanced struct {
	Title, URL string
	Date       time.Time // in the zone that the document gives
}

// look glances at a document. Of one that cannot be read it tells what came before the fault.
func look(body []byte, f feed.Format) glance {
	if f == feed.JSONFeed {
		return lookJSON(body)
	}
	return lookXML(body)
}

func (g *glance) date(t time.Time) {
	if t.After(g.newest) {
		g.newest = t
	}
}

func (g *glance) add(it glanced) {
	g.total++
	if len(g.items) < glanceItems {
		g.items = append(g.items, it)
	}
}

func lookJSON(body []byte) (g glance) {
	var doc struct {
		Title string `json:"title"`
		Items []struct {
			Title     string `json:"title"`
			URL       string `json:"url"`
			External  string `json:"external_url"`
			Published string `json:"date_published"`
			Modified  string `json:"date_modified"`
		} `json:"items"`
	}
	if json.Unmarshal(body, &doc) != nil {
		return g
	}
	g.title = doc.Title
	for _, i := range doc.Items {
		it := glanced{Title: i.Title, URL: i.URL, Date: instant(i.Published)}
		if it.URL == "" {
			it.URL = i.External
		}
		modified := instant(i.Modified)
		if it.Date.IsZero() {
			it.Date = modified
		}
		g.date(it.Date)
		g.date(modified)
		g.add(it)
	}
	return g
}

// lookXML reads RSS, Atom, RDF and OPML by the local names of their elements.
func lookXML(body []byte) (g glance) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = true
	var open []string
	var text strings.Builder
	var item *glanced
	var updated time.Time
	for {
		tok, err := d.Token()
		if err != nil {
			return g
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(open) >= glanceDepth {
				return g
			}
			open = append(open, t.Name.Local)
			text.Reset()
			switch {
			case isItem(t.Name.Local) && item == nil:
				item, updated = &glanced{}, time.Time{}
			case t.Name.Local == "link" && item != nil && item.URL == "" && alternate(t):
				item.URL = attr(t, "href")
			}
		case xml.CharData:
			if text.Len()+len(t) <= glanceText {
				text.Write(t)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
			s := strings.TrimSpace(text.String())
			text.Reset()
			switch name := t.Name.Local; {
			case isItem(name) && (len(open) == 0 || !isItem(open[len(open)-1])):
				if item != nil {
					if item.Date.IsZero() {
						item.Date = updated
					}
					g.add(*item)
				}
				item = nil
			case dated(name):
				at := instant(s)
				g.date(at)
				if item == nil || len(open) == 0 || !isItem(open[len(open)-1]) {
					break
				}
				if name == "updated" {
					updated = at
				} else {
					item.Date = at
				}
			case name == "title" && item != nil && len(open) > 0 && isItem(open[len(open)-1]):
				item.Title = s
			case name == "title" && item == nil && g.title == "":
				g.title = s
			case name == "link" && item != nil && s != "" && len(open) > 0 && isItem(open[len(open)-1]):
				item.URL = s
			}
		}
	}
}

func isItem(name string) bool { return name == "item" || name == "entry" }

func dated(name string) bool {
	switch name {
	case "pubDate", "lastBuildDate", "published", "updated", "date", "dateModified", "dateCreated":
		return true
	}
	return false
}

// alternate reports whether an Atom link leads to the page itself.
func alternate(e xml.StartElement) bool {
	rel := attr(e, "rel")
	return rel == "" || rel == "alternate"
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// instant reads the date forms that the feed formats prescribe; anything else is no date.
func instant(s string) time.Time {
	for _, layout := range []string{time.RFC3339, time.RFC1123Z, time.RFC1123, "2 Jan 2006 15:04:05 -0700", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// newestInHTML is the latest date in a <time datetime> of a page.
func newestInHTML(body []byte) (newest time.Time) {
	const mark = `datetime="`
	for n := 0; n < glanceItems; n++ {
		i := bytes.Index(body, []byte(mark))
		if i < 0 {
			break
		}
		body = body[i+len(mark):]
		end := bytes.IndexByte(body[:min(len(body), 64)], '"')
		if end < 0 {
			continue
		}
		if t := instant(string(body[:end])); t.After(newest) {
			newest = t
		}
	}
	return newest
}

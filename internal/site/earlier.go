package site

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
)

// withEarlier joins the feeds of this run with those that the directory's OPML list names and that are still
// there: feeds of other runs into the same directory, and feeds whose pages failed or whose documents were
// withheld this time. Each keeps its place after the feed that it followed.
func (e *Exporter) withEarlier() []entry {
	all := slices.Clone(e.feeds)
	before := "" // name of the feed before it in the old list
	for _, old := range e.earlier() {
		if !e.names[old.Name] {
			at := 0
			if before != "" {
				at = 1 + slices.IndexFunc(all, func(x entry) bool { return x.Name == before })
			}
			all = slices.Insert(all, at, old)
		}
		before = old.Name
	}
	return all
}

// earlier lists the feeds of the OPML list in the directory. A list that cannot be read names none.
func (e *Exporter) earlier() []entry {
	body, err := e.folder.read(opmlFile, MaxFile)
	if err != nil {
		return nil
	}
	list, err := feed.ReadOPML(body)
	if err != nil {
		return nil
	}
	var found []entry
	seen := make(map[string]bool)
	var walk func(outlines []feed.Outline, group string)
	walk = func(outlines []feed.Outline, group string) {
		for _, o := range outlines {
			if o.XMLURL == "" {
				if group == "" { // folders of folders are not ours
					walk(o.Outlines, o.Text)
				}
				continue
			}
			if x, ok := e.found(o, group); ok && !seen[x.Name] {
				seen[x.Name] = true
				found = append(found, x)
			}
		}
	}
	walk(list.Outlines, "")
	return found
}

// found describes a feed that an earlier run wrote, if its files are there.
func (e *Exporter) found(o feed.Outline, group string) (entry, bool) {
	name := o.XMLURL
	for _, f := range formats() {
		name = strings.TrimSuffix(name, f.Extension())
	}
	if name == o.XMLURL || checkName(name) != nil {
		return entry{}, false
	}
	x := entry{Name: name, Label: o.Text, Group: group, HTMLURL: o.HTMLURL}
	for _, f := range formats() {
		if fi, err := e.folder.root.Stat(filepath.FromSlash(name + f.Extension())); err == nil && fi.Mode().IsRegular() {
			x.Formats = append(x.Formats, f)
		}
	}
	if len(x.Formats) == 0 {
		return entry{}, false
	}
	if !e.names[name] {
		if body, err := e.folder.read(name+x.Formats[0].Extension(), MaxFile); err == nil {
			x.describe(look(body, x.Formats[0]))
		}
	}
	if x.Title == "" {
		x.Title = o.Title
	}
	return x, true
}

package pipeline

import (
	"errors"
	"path/filepath"
	"strconv"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// carry reads a resource that is itself a feed.
func carry(res source.Resource) (*feed.Feed, error) {
	if feed.DetectFormat(res.Body) == feed.OPMLDoc {
		return nil, errors.New("an OPML list names feeds but is none")
	}
	read, err := feed.ReadBytes(res.Body, feed.ReadOptions{URL: res.URL, ContentType: res.ContentType, Now: res.Retrieved})
	if err != nil {
		return nil, err
	}
	return read.Feed, nil
}

// carried are the inputs of a run that are feeds, and those that failed, which might have been feeds in an earlier run.
type carried struct {
	paths []string
	feeds []*feed.Feed // nil for an input that failed
}

func (c *carried) add(path string, f *feed.Feed) {
	c.paths, c.feeds = append(c.paths, path), append(c.feeds, f)
}

// join appends the feeds as publications of their own, under names that no other publication has.
// An input that failed keeps the name that its feed had among files called the same, so that no other feed takes its place.
func (c *carried) join(pubs []feed.Publication) []feed.Publication {
	called := make(map[string]bool)
	for i, f := range c.feeds {
		if f != nil {
			called[filepath.Base(c.paths[i])] = true
		}
	}
	for i, f := range c.feeds {
		p := feed.Publication{Name: name(c.paths[i]), Feed: f}
		switch {
		case f != nil:
			p.Label = f.Title.Value
		case !called[filepath.Base(c.paths[i])]:
			continue
		}
		pubs = append(pubs, p)
	}
	unique(pubs)
	kept := pubs[:0]
	for _, p := range pubs {
		if p.Feed != nil {
			kept = append(kept, p)
		}
	}
	return kept
}

// unique gives publications with the same name different ones: the first keeps it, the next get -2, -3 and so on.
func unique(pubs []feed.Publication) {
	taken := make(map[string]bool, len(pubs))
	for _, p := range pubs {
		taken[p.Name] = true
	}
	next, seen := map[string]int{}, map[string]bool{}
	for i, p := range pubs {
		if !seen[p.Name] {
			seen[p.Name] = true
			continue
		}
		n := max(next[p.Name], 2)
		for taken[p.Name+"-"+strconv.Itoa(n)] {
			n++
		}
		next[p.Name] = n + 1
		pubs[i].Name = p.Name + "-" + strconv.Itoa(n)
		taken[pubs[i].Name], seen[pubs[i].Name] = true, true
	}
}

package convert

import (
	"slices"
	"strings"
)

// builderStrip is one category bar as all the pages that show it know it together: each page leaves the entry of its
// own category unlinked, so no page knows them all.
type builderStrip struct {
	entries []*builderEntry // in the order of the bar
	byFold  map[string]*builderEntry
	url     string // of the first page that showed it
	order   int    // among the strips, by first appearance
}

// builderEntry is one category of a strip.
type builderEntry struct {
	label string
	fold  string // label as compared
	key   string // of the page it links, "" while no bar links it
	url   string
	self  []*builderPage // listing pages on which the entry is the current one, without a link
}

// builderStrips finds the strip that a bar belongs to.
type builderStrips struct {
	all      []*builderStrip
	byTarget map[string][]*builderStrip
	seen     map[string]*builderStrip // bars of articles by their text: most repeat the one before
}

// builderStripFan bounds the strips looked at for one target, so that hostile bars cost linear time.
const builderStripFan = 16

// builderMaxSelf bounds the pages kept for an entry no bar links.
const builderMaxSelf = 256

// addBar merges the bar of a page into the strip it belongs to.
func (b *Builder) addBar(p *builderPage, bar []Link, base string) {
	if len(bar) > builderMaxBar {
		b.note(p.url, "category bar has %d entries; the first %d are used", len(bar), builderMaxBar)
		bar = bar[:builderMaxBar]
	}
	entries, signature := builderBar(bar, base)
	if len(entries) < 2 {
		return
	}
	s := &b.strips
	if s.byTarget == nil {
		s.byTarget, s.seen = map[string][]*builderStrip{}, map[string]*builderStrip{}
	}
	strip := s.seen[signature]
	if strip == nil {
		strip = s.match(entries)
	}
	if strip == nil {
		strip = &builderStrip{url: p.url, order: len(s.all), byFold: map[string]*builderEntry{}}
		s.all = append(s.all, strip)
	}
	p.strip = strip
	unlinked := 0
	for _, e := range entries {
		if e.key == "" {
			unlinked++
		}
	}
	if unlinked == 0 {
		if s.seen[signature] != nil {
			return // it says nothing new
		}
		s.seen[signature] = strip
	}
	s.merge(strip, entries)
	if p.kind != KindListing {
		return
	}
	current := builderFold(p.category)
	for _, e := range entries {
		if e.key == "" && (unlinked == 1 || e.fold == current) {
			if own := strip.entry(e.fold); own != nil && len(own.self) < builderMaxSelf {
				own.self = append(own.self, p)
			}
		}
	}
}

// builderBar reads the links of a bar, each label once, and what tells the bar from others.
func builderBar(bar []Link, base string) (entries []builderEntry, signature string) {
	var sign strings.Builder
	folds := map[string]bool{}
	for _, l := range bar {
		e := builderEntry{label: builderText(l.Title)}
		e.fold = builderFold(e.label)
		if e.fold == "" || folds[e.fold] {
			continue
		}
		folds[e.fold] = true
		if l.URL != "" {
			e.url = strings.Clone(builderResolve(base, l.URL))
			e.key = builderKey(e.url)
		}
		entries = append(entries, e)
		sign.WriteString(e.fold + "\x00" + e.key + "\x00")
	}
	return entries, sign.String()
}

// merge puts into a strip what a bar knows more than it.
func (s *builderStrips) merge(strip *builderStrip, entries []builderEntry) {
	at := 0 // where an entry that is new goes: after the last one that both know
	for _, e := range entries {
		old := strip.entry(e.fold)
		if old == nil {
			if len(strip.entries) >= builderMaxBar {
				continue
			}
			old = &builderEntry{label: e.label, fold: e.fold}
			strip.entries = slices.Insert(strip.entries, at, old)
			strip.byFold[e.fold] = old
		}
		at = slices.Index(strip.entries, old) + 1
		if e.key == "" {
			continue
		}
		if old.key == "" {
			old.key, old.url = e.key, e.url
		}
		if of := s.byTarget[e.key]; len(of) < builderStripFan && !slices.Contains(of, strip) {
			s.byTarget[e.key] = append(of, strip)
		}
	}
}

func (s *builderStrip) entry(fold string) *builderEntry {
	return s.byFold[fold]
}

// match returns the strip whose categories link the same pages, or nil. Two leaders' bars carry the same labels:
// what tells them apart is where the labels lead.
func (s *builderStrips) match(entries []builderEntry) *builderStrip {
	var best *builderStrip
	bestScore := 0
	tried := map[*builderStrip]bool{}
	for i := range entries {
		for _, strip := range s.byTarget[entries[i].key] {
			if tried[strip] || len(tried) >= builderStripFan {
				continue
			}
			tried[strip] = true
			score := 0
			for j := range entries {
				old := strip.entry(entries[j].fold)
				if old == nil || old.key == "" || entries[j].key == "" {
					continue
				}
				if old.key == entries[j].key {
					score++
				} else {
					score--
				}
			}
			if score > bestScore {
				best, bestScore = strip, score
			}
		}
	}
	return best
}

// start returns the first listing page of an entry, or nil if it was not given.
func (b *Builder) start(e *builderEntry) *builderPage {
	if e.key != "" {
		return b.page(e.key)
	}
	// Only the category's own pages showed the entry, unlinked. Its first page is the one no other leads on to.
	next := map[string]bool{}
	for _, p := range e.self {
		next[p.next] = true
	}
	for _, p := range e.self {
		if !next[p.key] {
			return p
		}
	}
	if len(e.self) > 0 {
		return e.self[0]
	}
	return nil
}

// chain returns the pages of one listing in order: what the pager leads on to, among the pages given.
func (b *Builder) chain(p *builderPage, stop func(*builderPage) bool) []*builderPage {
	var pages []*builderPage
	seen := map[*builderPage]bool{}
	for p != nil && !seen[p] && (b.recipe.Pages == 0 || len(pages) < b.recipe.Pages) {
		seen[p] = true
		pages = append(pages, p)
		if p.next == "" {
			break
		}
		following := b.page(p.next)
		if following == nil {
			b.noteJoin(p.url, "the next page of the listing, "+p.nextURL+", is not among the pages given")
			break
		}
		if stop != nil && stop(following) {
			break
		}
		p = following
	}
	return pages
}

package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// builderStrip is one category bar as all the pages that show it know it together: each page leaves the entry of its
// own category unlinked, so no page knows them all.
type builderStrip struct {
	entries []*builderEntry // in the order of the bar
	byFold  map[string]*builderEntry
	url     string // of the first page that showed it
	order   int    // among the strips, by first appearance
}

// builderEntry is one category of a strip. Names that are one when script and width are folded are one category, even
// if they lead to several pages: 活动 and 活動.
type builderEntry struct {
	label string
	fold  string // label as compared
	key   string // of the page it links, "" while no bar links it
	url   string
	more  []builderTarget // further pages that bars link by that name
	self  []*builderPage  // listing pages on which the entry is the current one: without a link, or as a later page of it
}

// builderTarget is a page that a bar links.
type builderTarget struct{ key, url string }

// targets are the pages that bars link by the entry's name.
func (e *builderEntry) targets() []builderTarget {
	if e.key == "" {
		return nil
	}
	return append([]builderTarget{{e.key, e.url}}, e.more...)
}

// leads reports whether a bar links the page of a key by the entry's name.
func (e *builderEntry) leads(key string) bool {
	return e.key == key || slices.ContainsFunc(e.more, func(t builderTarget) bool { return t.key == key })
}

// lead adds a page that a bar links by the entry's name.
func (e *builderEntry) lead(key, address string) {
	switch {
	case e.key == "":
		e.key, e.url = key, address
	case !e.leads(key) && len(e.more) < builderMaxMore:
		e.more = append(e.more, builderTarget{key, address})
	}
}

// builderStrips finds the strip that a bar belongs to.
type builderStrips struct {
	all      []*builderStrip
	byTarget map[string][]*builderStrip
	seen     map[string]*builderStrip // bars of articles by their text: most repeat the one before
	long     bool                     // a row of links that is too long for a bar was noted
}

// builderStripFan bounds the strips looked at for one target, so that hostile bars cost linear time.
const builderStripFan = 16

// Limits of one entry.
const (
	builderMaxSelf = 256 // pages that show it without a link
	builderMaxMore = 32  // further pages that bars link by its name
)

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
	known := unlinked == 0 && s.seen[signature] != nil // it says nothing new
	if unlinked == 0 {
		s.seen[signature] = strip
	}
	if !known {
		s.merge(strip, entries)
	}
	if p.kind != KindListing {
		return
	}
	current := builderFold(p.category)
	for _, e := range entries {
		if e.key == "" && (unlinked == 1 || e.fold == current) || e.key != "" && e.fold == current && e.key != p.key && laterPage(e.url, p.url) {
			if own := strip.entry(e.fold); own != nil && len(own.self) < builderMaxSelf {
				own.self = append(own.self, p)
			}
		}
	}
}

// noteLongBar says once why a row of very many links gives no categories.
func (b *Builder) noteLongBar(p *builderPage, links int) {
	if links > 0 && !b.strips.long && p.strip == nil {
		b.strips.long = true
		b.note(p.url, "a row of %d links is too long for a category bar, which may have %d; no categories are taken from it", links, barMost)
	}
}

// builderBar reads the links of a bar, each label with each of its addresses once, and what tells the bar from others.
func builderBar(bar []Link, base string) (entries []builderEntry, signature string) {
	var sign strings.Builder
	type linked struct{ fold, key string }
	seen := map[linked]bool{}
	for _, l := range bar {
		e := builderEntry{label: builderText(l.Title)}
		if e.fold = builderFold(e.label); e.fold == "" {
			continue
		}
		if l.URL != "" {
			e.url = strings.Clone(builderResolve(base, l.URL))
			e.key = builderKey(e.url)
		}
		if seen[linked{e.fold, e.key}] {
			continue
		}
		seen[linked{e.fold, e.key}] = true
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
		at = max(at, slices.Index(strip.entries, old)+1)
		if e.key == "" {
			continue
		}
		old.lead(e.key, e.url)
		for _, key := range []string{e.key, issueKey(e.url)} {
			if of := s.byTarget[key]; key != "" && len(of) < builderStripFan && !slices.Contains(of, strip) {
				s.byTarget[key] = append(of, strip)
			}
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
		for _, strip := range slices.Concat(s.byTarget[entries[i].key], s.byTarget[issueKey(entries[i].url)]) {
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
				if issue := issueKey(entries[j].url); old.leads(entries[j].key) || issue != "" && issue == issueKey(old.url) && len(old.more) < builderMaxMore {
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

// issueKey is what the addresses of one page of a paper have in common in all its issues, which differ by the day; "" where an address has
// no day.
func issueKey(address string) string {
	day, ok := dates.FromURL(address, nil)
	if !ok || day.Precision != dates.Day || day.Raw == "" {
		return ""
	}
	before, after, _ := strings.Cut(address, day.Raw)
	return "\n" + before + "\n" + after // no key of a page
}

// starts returns the first pages of an entry's listings among the pages given: those that bars link, else the one
// that shows the entry without a link and that no other such page leads on to.
func (b *Builder) starts(e *builderEntry) []*builderPage {
	var pages []*builderPage
	for _, t := range e.targets() {
		if p := b.page(t.key); p != nil && !slices.Contains(pages, p) {
			pages = append(pages, p)
		}
	}
	if e.key != "" || len(e.self) == 0 {
		return pages
	}
	next := map[string]bool{}
	for _, p := range e.self {
		next[p.next] = true
	}
	for _, p := range e.self {
		if !next[p.key] {
			return append(pages, p)
		}
	}
	return append(pages, e.self[0])
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

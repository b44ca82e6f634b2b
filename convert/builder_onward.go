package convert

import "strings"

// builderMaxHops bounds the pages that only lead on, one to the next, before one with something to read.
const builderMaxHops = 8

// leadOn notes where a page leads that has nothing to read itself: the frame with the content of a page of frames, or the page
// that a redirecting page goes on to. It reports whether the page is one of these.
func (b *Builder) leadOn(res *Result, base string) bool {
	to := res.Frame
	if to == "" {
		to = res.Redirect
	}
	if res.Kind != KindError || to == "" || res.URL == "" {
		return false
	}
	b.lead(builderKey(res.URL), builderResolve(base, to))
	return true
}

// builderLead is where a page leads on to, and how many pages led there one after the other.
type builderLead struct {
	key, url string
	hops     int
}

// lead notes that the page of a key leads on to an address.
func (b *Builder) lead(from, to string) {
	key := builderKey(to)
	if _, told := b.onward[from]; told || from == key {
		return
	}
	b.onward[from] = key
	lead := builderLead{key: key, url: strings.Clone(to), hops: 1}
	if before, ok := b.ledTo[from]; ok {
		lead.hops = before + 1
	}
	if b.ledTo == nil {
		b.ledTo = map[string]int{}
	}
	b.ledTo[key] = lead.hops
	b.leads = append(b.leads, lead)
}

// page returns the page with that key among those given, or the one that it leads on to; nil if there is none.
func (b *Builder) page(key string) *builderPage {
	for range builderMaxHops {
		if p := b.byKey[key]; p != nil {
			return p
		}
		next, ok := b.onward[key]
		if !ok {
			return nil
		}
		key = next
	}
	return nil
}

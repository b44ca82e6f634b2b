package feed

import (
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// MergeOptions for Merge. The zero value is ready to use.
type MergeOptions struct {
	// Now is when next was made. It becomes the date of change of an item that changed without saying when, and the
	// date of an item that has none. The zero time leaves such dates out.
	Now time.Time
	// MaxItems bounds the items of the result; the oldest, at the end, are dropped. 0 means no bound.
	MaxItems int
}

// Merge returns the feed that readers of prev should see after next was made of the same source:
// the data of next, and the identity over time of prev.
//
//   - An item of next that prev has, by its id, its address without the parts that do not matter (see ItemID), or, where the page
//     moved, by its content, keeps its id and its first date of publication.
//   - Its date of change is set only where title, summary or content changed, not counting white space, entities and order of attributes;
//     else what prev says stays.
//   - Items that next no longer has are kept behind those that it has, in the order of prev.
//
// The order of next's items is kept: it is the order of the page. Neither feed is changed, and either may be nil.
func Merge(prev, next *Feed, o MergeOptions) *Feed {
	if prev == nil {
		prev = &Feed{}
	}
	if next == nil { // nothing came: all is as it was
		next = &Feed{}
		*next = *prev
	}
	out := *next
	if prev.ID != "" {
		out.ID = prev.ID
	}
	m := merger{byKey: make(map[string]int, 2*len(prev.Items)), used: make([]bool, len(prev.Items)), prev: prev.Items}
	for i := range prev.Items {
		m.add(&prev.Items[i], i)
	}
	out.Items = make([]Item, 0, len(next.Items)+len(prev.Items))
	changed := false
	for i := range next.Items {
		it := next.Items[i]
		if k, ok := m.find(&it); ok {
			m.used[k] = true
			changed = keepIdentity(&it, &prev.Items[k], o.Now) || changed
		} else {
			changed = true
			if it.Published.IsZero() && it.Updated.IsZero() && !o.Now.IsZero() {
				it.Published = dates.Date{Time: o.Now, Precision: dates.Second}
			}
		}
		out.Items = append(out.Items, it)
	}
	for i := range prev.Items {
		if !m.used[i] {
			out.Items = append(out.Items, prev.Items[i])
		}
	}
	if o.MaxItems > 0 && len(out.Items) > o.MaxItems {
		out.Items = slices.Clip(out.Items[:o.MaxItems])
	}
	if !changed && !prev.Updated.IsZero() {
		out.Updated = prev.Updated
	}
	return &out
}

// merger finds items of the earlier feed.
type merger struct {
	byKey map[string]int // -1 for a key that several items have
	used  []bool
	prev  []Item
}

// keys calls yield for what an item is known by, the surest first.
func keys(it *Item, yield func(string) bool) {
	if it.ID != "" && !yield("id "+it.ID) {
		return
	}
	if link := firstAlternate(it.Links); link != "" {
		if id := ItemID(link); id != "" {
			if it.ID != id && !yield("id "+id) {
				return
			}
			if !yield("page " + id) {
				return
			}
		} else if !yield("page " + link) {
			return
		}
	}
	if text := contentKey(it); text != "" {
		yield("text " + text)
	}
}

// contentKey is the fingerprint of what an item says, "" for what is too short to be known by.
func contentKey(it *Item) string {
	title, body := it.Title.Plain(), it.Content
	if !body.present() {
		body = it.Summary
	}
	text := plainLine(Text{Type: HTML, Value: body.Value})
	if len(title)+len(text) < minContentKey {
		return ""
	}
	return fingerprint(title, text, it.Published.String())
}

// minContentKey is the length in bytes from which on an item is known by its content.
const minContentKey = 40

func (m *merger) add(it *Item, i int) {
	for key := range func(yield func(string) bool) { keys(it, yield) } {
		if k, ok := m.byKey[key]; ok && k != i {
			m.byKey[key] = -1
			continue
		}
		m.byKey[key] = i
	}
}

// find returns the item of the earlier feed that it is, unless another is that already.
func (m *merger) find(it *Item) (int, bool) {
	for key := range func(yield func(string) bool) { keys(it, yield) } {
		if k, ok := m.byKey[key]; ok && k >= 0 && !m.used[k] {
			return k, true
		}
	}
	return 0, false
}

// keepIdentity gives an item the id and the dates of the one that it was before, and reports whether it changed.
func keepIdentity(it, old *Item, now time.Time) bool {
	switch {
	case old.ID != "":
		it.ID = old.ID
	case firstAlternate(it.Links) != firstAlternate(old.Links): // the id was derived from an address that is no longer its
		link := firstLink(old.Links, "alternate", "")
		if id, ok := idURI(link); ok {
			it.ID = id
		}
	}
	if !old.Published.IsZero() {
		it.Published = old.Published
	}
	if sameText(it.Title, old.Title) && sameText(it.Summary, old.Summary) && sameText(it.Content, old.Content) {
		it.Updated = old.Updated
		return false
	}
	if it.Updated.IsZero() || it.Updated.Time.Equal(old.Updated.Time) {
		it.Updated = old.Updated
		if !now.IsZero() {
			it.Updated = dates.Date{Time: now, Precision: dates.Second}
		}
	}
	return true
}

// sameText reports whether two texts say the same: as plain text, and with the same addresses in their markup.
func sameText(a, b Text) bool {
	if a.Value == b.Value {
		return true
	}
	return foldSpace(a.Plain()) == foldSpace(b.Plain()) && slices.Equal(addresses(a), addresses(b))
}

// foldSpace takes white space out, of which portals change the amount.
func foldSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// addresses returns the addresses in markup, in order.
func addresses(t Text) []string {
	if t.Type == Plain {
		return nil
	}
	var out []string
	b := []byte(t.Value)
	for i := 0; i < len(b); {
		if b[i] != '<' {
			i++
			continue
		}
		for i++; i < len(b) && b[i] != '>' && b[i] != '<'; {
			start, end, next, address := nextAttr(b, i)
			if address {
				out = append(out, unescapeAmp(string(b[start:end])))
			}
			i = max(next, i+1)
		}
	}
	return out
}

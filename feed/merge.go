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
//     moved or there is neither, by its content, keeps its id and its first date of publication.
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
	m := merger{byKey: make(map[string]int, 2*len(prev.Items)), used: make([]bool, len(prev.Items))}
	for i := range prev.Items {
		m.add(&prev.Items[i], i)
	}
	out.Items = make([]Item, 0, len(next.Items)+len(prev.Items))
	changed := false
	for i, k := range m.match(next.Items) {
		it := next.Items[i]
		if k >= 0 {
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
	byKey  map[string]int   // the first item with a key that is not used
	shared map[string][]int // the others, of keys that several items have
	used   []bool
}

// sureness says what a key proves.
type sureness uint8

const (
	sure   sureness = iota // an id or an address
	likely                 // what an item says
	alone                  // what it says where it has neither
)

// keys calls yield for what an item is known by, the surest first. known is for an item of the earlier feed, which is told from others
// by the same keys as it was before it got a date, and perhaps an id.
func keys(it *Item, known bool, yield func(string, sureness) bool) {
	if it.ID != "" && !yield("id "+it.ID, sure) {
		return
	}
	link := firstAlternate(it.Links)
	if link != "" {
		page := link
		if id := ItemID(link); id != "" {
			if page = id; it.ID != id && !yield("id "+id, sure) {
				return
			}
		}
		if !yield("page "+page, sure) {
			return
		}
	}
	title, text := it.Title.Plain(), it.Content
	if !text.present() {
		text = it.Summary
	}
	body := plainLine(Text{Type: HTML, Value: text.Value})
	if len(title)+len(body) >= minContentKey && !yield("text "+fingerprint(title, body, it.Published.String()), likely) {
		return
	}
	if known || it.ID == "" && link == "" {
		if !it.Published.IsZero() && !yield("dated "+fingerprint(title, body, it.Published.String()), alone) {
			return
		}
		if known || it.Published.IsZero() {
			yield("said "+fingerprint(title, body), alone)
		}
	}
}

// minContentKey is the length in bytes from which on an item that has an id or an address is known by its content.
const minContentKey = 40

func (m *merger) add(it *Item, i int) {
	for key := range func(yield func(string, sureness) bool) { keys(it, true, yield) } {
		switch k, ok := m.byKey[key]; {
		case !ok:
			m.byKey[key] = i
		case k != i:
			if m.shared == nil {
				m.shared = map[string][]int{}
			}
			m.shared[key] = append(m.shared[key], i)
		}
	}
}

// match returns for each item of the next feed which of the earlier one it is, -1 if none. First come those with a sure key of their own, then
// those known by what they say, then, in order, those of keys that several have.
func (m *merger) match(next []Item) []int {
	out := make([]int, len(next))
	for i := range next {
		out[i] = m.find(&next[i], func(s sureness, shared bool) bool { return s == sure && !shared })
	}
	for _, good := range []func(sureness, bool) bool{
		func(_ sureness, shared bool) bool { return !shared },
		func(s sureness, _ bool) bool { return s != likely },
	} {
		for i := range next {
			if out[i] < 0 {
				out[i] = m.find(&next[i], good)
			}
		}
	}
	return out
}

// find returns the item of the earlier feed that has a key which is good, unless another is that already.
func (m *merger) find(it *Item, good func(s sureness, shared bool) bool) int {
	for key, s := range func(yield func(string, sureness) bool) { keys(it, false, yield) } {
		if _, shared := m.shared[key]; !good(s, shared) {
			continue
		}
		if k, ok := m.unused(key); ok {
			m.used[k] = true
			return k
		}
	}
	return -1
}

// unused returns the first item with a key that no other is.
func (m *merger) unused(key string) (int, bool) {
	k, ok := m.byKey[key]
	if !ok {
		return 0, false
	}
	for m.used[k] {
		others := m.shared[key]
		if len(others) == 0 {
			return 0, false
		}
		k, m.shared[key] = others[0], others[1:]
		m.byKey[key] = k
	}
	return k, true
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

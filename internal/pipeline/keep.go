package pipeline

import (
	"bytes"
	"cmp"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
)

// Keeper is a Sink that knows what earlier runs published. What it has is not replaced by less: a publication that
// a failed input makes incomplete, or that has lost all its items, is withheld.
type Keeper interface {
	Sink
	// Earlier returns a document of the publication of the name that is there, whatever its format; nil if there is none.
	Earlier(name string) []byte
}

// The rules of a Withheld that is right by itself but less than what an earlier run published.
const (
	Incomplete validate.RuleID = "incomplete" // a page that it depends on is among the failed inputs
	Emptied    validate.RuleID = "emptied"    // it has no items any more
)

// gaps are the places that failed inputs leave. Addresses are compared by the identity of items.
type gaps struct {
	failed map[string]bool // addresses of failed inputs
}

// fail takes the address of an input that failed.
func (g *gaps) fail(address string) {
	if address == "" {
		return
	}
	if g.failed == nil {
		g.failed = make(map[string]bool)
	}
	g.failed[feed.ItemID(address)] = true
}

// hit reports whether an item of a publication is a failed input: one that it lists now, or that made an item of the
// earlier document. Ids stand in every format as they are.
func (g *gaps) hit(p feed.Publication, earlier []byte) bool {
	if len(g.failed) == 0 {
		return false
	}
	for id := range g.failed {
		if bytes.Contains(earlier, []byte(id)) {
			return true
		}
	}
	for i := range p.Feed.Items {
		for _, l := range p.Feed.Items[i].Links {
			if (l.Rel == "" || l.Rel == "alternate") && g.failed[feed.ItemID(l.Href)] {
				return true
			}
		}
	}
	return false
}

// less returns why a publication must not replace the one that the sink has, or nil.
func (r *run) less(p feed.Publication) *Withheld {
	k, ok := r.sink.(Keeper)
	if !ok {
		return nil
	}
	earlier := k.Earlier(p.Name)
	switch {
	case earlier == nil:
		return nil
	case r.short.failed[r.named(cmp.Or(p.ArchiveOf, p.Name))], r.gaps.hit(p, earlier):
		return &Withheld{Name: p.Name, Rule: Incomplete, Message: "a page that it depends on failed"}
	case len(p.Feed.Items) == 0 && (r.o.Recipe == nil || r.o.Recipe.OnFail != convert.OnFailEmpty) && hasItems(earlier):
		return &Withheld{Name: p.Name, Rule: Emptied, Message: "no items were found for it any more"}
	}
	return nil
}

package convert

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
	from, key := builderKey(res.URL), builderKey(builderResolve(base, to))
	if _, told := b.onward[from]; !told && from != key {
		b.onward[from] = key
	}
	return true
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

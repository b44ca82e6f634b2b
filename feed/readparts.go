package feed

// keepLink, keepPerson, keepCategory and keepFile add a part of a feed or item. That it may be there already is looked for in as many as
// are kept; one more is noted, for bound to tell.

func keepLink(list *[]Link, l Link) {
	if len(*list) <= maxParts {
		*list = append(*list, l)
	}
}

func keepPerson(list *[]Person, p Person) {
	for i := range *list {
		if (*list)[i] == p {
			return
		}
	}
	if len(*list) <= maxParts {
		*list = append(*list, p)
	}
}

func keepCategory(list *[]Category, c Category) {
	for i := range *list {
		if (*list)[i] == c {
			return
		}
	}
	if len(*list) <= maxParts {
		*list = append(*list, c)
	}
}

func keepFile(list *[]Enclosure, e Enclosure) {
	if len(*list) <= maxParts {
		appendFile(list, e)
	}
}

// bound leaves as many parts of an item as are kept, and notes that there were more.
func (it *Item) bound(res *ReadResult) {
	if max(len(it.Links), len(it.Authors), len(it.Contributors), len(it.Categories), len(it.Enclosures)) > maxParts {
		it.Links, it.Authors, it.Contributors, it.Categories, it.Enclosures = first(it.Links), first(it.Authors), first(it.Contributors), first(it.Categories), first(it.Enclosures)
		res.crowded()
	}
}

// bound is bound of an item for a feed.
func (f *Feed) bound(res *ReadResult) {
	if max(len(f.Links), len(f.Authors), len(f.Contributors), len(f.Categories)) > maxParts {
		f.Links, f.Authors, f.Contributors, f.Categories = first(f.Links), first(f.Authors), first(f.Contributors), first(f.Categories)
		res.crowded()
	}
}

func (res *ReadResult) crowded() {
	res.add(Diagnostic{Code: "limit", Message: "a feed or item has more links, persons, categories or files than are kept"})
}

func first[T any](list []T) []T { return list[:min(len(list), maxParts)] }

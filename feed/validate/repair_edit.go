package validate

import "strings"

// isEmptyTag reports whether an element is written <name/>.
func (c *checker) isEmptyTag(n int32) bool {
	x := c.node(n)
	return x.open >= 2 && x.open >= x.end && c.src[x.open-2] == '/'
}

// inner is the range between the tags of an element.
func (c *checker) inner(n int32) (from, to int) {
	x := c.node(n)
	from, to = int(x.open), int(x.end)
	if c.isEmptyTag(n) {
		return from, from
	}
	if i := strings.LastIndex(c.src[from:max(to, from)], "</"); i >= 0 {
		to = from + i
	}
	return from, to
}

// setInner replaces what is between the tags of an element by XML.
func (c *checker) setInner(n int32, xml string) []Edit {
	if c.isEmptyTag(n) {
		at := int(c.node(n).open)
		return []Edit{{at - 2, at, ">" + xml + "</" + c.label(n) + ">"}}
	}
	from, to := c.inner(n)
	if c.src[from:to] == xml {
		return nil
	}
	return []Edit{{from, to, xml}}
}

// setText replaces the text of an element. Elements in it, such as those behind an end tag that was not understood, move behind it.
func (c *checker) setText(n int32, text string) []Edit {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).kind != element || n == c.root {
			continue
		}
		_, to := c.inner(n)
		return []Edit{
			{int(c.node(n).open), c.node(k).from(), elementText(text) + "</" + c.label(n) + ">"},
			{to, int(c.node(n).end), ""},
		}
	}
	return c.setInner(n, elementText(text))
}

// addLast inserts XML in front of the end tag of an element, addFirst behind its start tag.
func (c *checker) addLast(n int32, xml string) []Edit {
	if c.isEmptyTag(n) {
		return c.setInner(n, xml)
	}
	_, to := c.inner(n)
	return []Edit{{to, to, xml}}
}

func (c *checker) addFirst(n int32, xml string) []Edit {
	if c.isEmptyTag(n) {
		return c.setInner(n, xml)
	}
	from := int(c.node(n).open)
	return []Edit{{from, from, xml}}
}

// addBefore inserts XML in front of an element.
func (c *checker) addBefore(n int32, xml string) []Edit {
	at := c.node(n).from()
	return []Edit{{at, at, xml}}
}

// asideSpace is the namespace of elements that a repair takes out of that of their format.
const asideSpace = "urn:x-portalfeed:aside"

// setAside moves an element into a namespace of its own, so that readers pass over it and nothing of it is lost.
func (c *checker) setAside(n int32) []Edit {
	x := c.node(n)
	if n == c.root || x.end <= x.start {
		return nil
	}
	if strings.Contains(c.src[x.start:x.open], "xmlns=") {
		return []Edit{{int(x.start), int(x.end), comment(c.src[x.start:x.end])}}
	}
	return c.rename(n, x.name, " xmlns=\""+asideSpace+"\"")
}

// unwrap removes the tags of an element and keeps what is between them.
func (c *checker) unwrap(n int32) []Edit {
	x := c.node(n)
	from, to := c.inner(n)
	if c.isEmptyTag(n) {
		return []Edit{{int(x.start), int(x.end), ""}}
	}
	return []Edit{{int(x.start), from, ""}, {to, int(x.end), ""}}
}

// rename changes the name of an element; extra is added to its start tag.
func (c *checker) rename(n int32, name, extra string) []Edit {
	x := c.node(n)
	at := int(x.start) + 1
	edits := []Edit{{at, at + len(c.label(n)), name + extra}}
	if !c.isEmptyTag(n) {
		_, to := c.inner(n)
		if to+2+len(c.label(n)) <= int(x.end) {
			edits = append(edits, Edit{to + 2, to + 2 + len(c.label(n)), name})
		}
	}
	return edits
}

// setAttr replaces the value of an attribute.
func (c *checker) setAttr(a *attribute, value string) []Edit {
	text := attrText(value)
	if c.src[a.value:a.valEnd] == text {
		return nil
	}
	return []Edit{{int(a.value), int(a.valEnd), text}}
}

// putAttr sets an attribute that may be there.
func (c *checker) putAttr(n int32, name, value string) []Edit {
	if a := c.find(n, name); a != nil {
		return c.setAttr(a, value)
	}
	return c.addAttr(n, name, value)
}

// addAttr adds an attribute behind the name of an element.
func (c *checker) addAttr(n int32, name, value string) []Edit {
	at := c.node(n).from() + 1 + len(c.label(n))
	return []Edit{{at, at, " " + name + "=\"" + attrText(value) + "\""}}
}

// dropAttr removes an attribute and keeps it as a comment.
func (c *checker) dropAttr(n int32, a *attribute) []Edit {
	said := comment(c.src[a.start:min(int(a.valEnd)+1, len(c.src))])
	at := c.node(n).from()
	if n == c.root || c.node(n).parent == 0 {
		at = int(c.node(n).open)
	}
	if a.value == a.valEnd && isUsual(a.local) {
		return c.cutAttr(a)
	}
	return append(c.cutAttr(a), Edit{at, at, said})
}

// cutAttr removes an attribute that says nothing in its place.
func (c *checker) cutAttr(a *attribute) []Edit {
	from := int(a.start)
	for from > 0 && strings.IndexByte(" \t\r\n", c.src[from-1]) >= 0 {
		from--
	}
	return []Edit{{from, min(int(a.valEnd)+1, len(c.src)), ""}}
}

// isUsual reports whether an attribute without a value says nothing: formats have one of that name.
func isUsual(name string) bool {
	return inList("isPermaLink domain url length type rel href hreflang title src mode version term scheme label uri lang base text xmlUrl htmlUrl", name)
}

// attrAt finds the attribute that a finding is about.
func (c *checker) attrAt(n int32, off int) *attribute {
	if n <= 0 {
		return nil
	}
	x := c.node(n)
	for k := x.attr; k < x.attr+x.attrs; k++ {
		if a := &c.attrs[k]; int(a.start) == off || int(a.value) == off {
			return a
		}
	}
	return nil
}

// child is the first child element with that name in the namespace of its parent, or in one of the given.
func (c *checker) child(n int32, name string, also ...space) int32 {
	own := c.node(n).ns
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element || x.name != name {
			continue
		}
		if x.ns == own {
			return k
		}
		for _, ns := range also {
			if x.ns == ns {
				return k
			}
		}
	}
	return 0
}

// childText is the text of such a child, with its white space collapsed.
func (c *checker) childText(n int32, name string, also ...space) string {
	if k := c.child(n, name, also...); k != 0 {
		return c.plainOf(k)
	}
	return ""
}

// plainOf is the text of an element without tags of HTML.
func (c *checker) plainOf(n int32) string { return withoutTags(c.allText(n)) }

// withoutTags is a text without tags of HTML, its white space collapsed.
func withoutTags(v string) string {
	if strings.Contains(v, "<") {
		var b strings.Builder
		at := 0
		eachTag(v, func(t htmlTag) bool {
			b.WriteString(v[at:t.start])
			b.WriteByte(' ')
			at = t.start
			if end := strings.IndexByte(v[t.start:], '>'); end >= 0 {
				at = t.start + end + 1
			}
			return true
		})
		b.WriteString(v[min(at, len(v)):])
		v = b.String()
	}
	return strings.Join(strings.Fields(v), " ")
}

// allText is the text of an element and the elements in it.
func (c *checker) allText(n int32) string {
	var b strings.Builder
	var walk func(n int32)
	walk = func(n int32) {
		for k := c.node(n).first; k != 0; k = c.node(k).next {
			if c.node(k).kind == element {
				walk(k)
			} else {
				b.WriteString(c.piece(k))
			}
		}
	}
	walk(n)
	return b.String()
}

// named is a name with the prefix that the element n has.
func (c *checker) named(n int32, name string) string {
	if p, _, ok := strings.Cut(c.label(n), ":"); ok {
		return p + ":" + name
	}
	return name
}

// elementOf writes an element of the namespace of n with a text.
func (c *checker) elementOf(n int32, name, text string) string {
	q := c.named(n, name)
	return "<" + q + ">" + elementText(text) + "</" + q + ">"
}

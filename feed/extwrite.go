package feed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

const (
	// maxSpaces bounds the namespaces that one document declares for extensions.
	maxSpaces = 40
	// maxExtensionValue bounds the text of one extension.
	maxExtensionValue = 1 << 20
	// maxExtensionDepth bounds how deep extensions within each other are written.
	maxExtensionDepth = 20
)

// place is where an extension stands.
type place uint8

const (
	placeChannel place = 1 << iota // the channel of RSS
	placeItem                      // the item of RSS
	placeFeed                      // the feed of Atom
	placeEntry                     // the entry of Atom
	places       = placeChannel | placeItem | placeFeed | placeEntry
)

// spaceDecl is a namespace with the prefix that a document gives it.
type spaceDecl struct{ uri, prefix string }

// spaces are the namespaces of the extensions of a document.
type spaces struct{ list []spaceDecl }

// add notes the namespaces of extensions.
func (s *spaces) add(list []Extension) {
	for i := range list {
		s.note(&list[i], 0)
	}
}

func (s *spaces) note(x *Extension, depth int) {
	if depth > maxExtensionDepth || x.Space == JSONSpace {
		return
	}
	s.declare(x.Space, x.Prefix)
	for i := range x.Attrs {
		s.declare(x.Attrs[i].Space, x.Attrs[i].Prefix)
	}
	for i := range x.Children {
		s.note(&x.Children[i], depth+1)
	}
}

func (s *spaces) declare(uri, prefix string) {
	if uri == "" || len(s.list) >= maxSpaces || s.prefix(uri) != "" {
		return
	}
	switch spaceOf(uri) {
	case spaceCore, spaceRDF, spaceXHTML, spaceXML, spaceHistory, spaceContent:
		return
	case spaceDC, spaceMedia:
		return // declared anyway
	case spaceItunes: // of which there are several spellings
		s.list = append(s.list, spaceDecl{itunesSpace, "itunes"})
		return
	}
	if line(uri) != uri || strings.ContainsAny(uri, " <>\"") || len(uri) > 500 || schemeOf(uri) == "" {
		return
	}
	if usual := xmlscan.UsualPrefix(uri); usual != "" {
		prefix = usual
	} else if reservedPrefix(prefix) {
		prefix = ""
	}
	if !isName(prefix) || s.taken(prefix) {
		prefix = "ns" + strconv.Itoa(len(s.list)+1)
		for s.taken(prefix) {
			prefix += "x"
		}
	}
	s.list = append(s.list, spaceDecl{uri, prefix})
}

// reservedPrefix reports whether a prefix means something to readers already.
func reservedPrefix(p string) bool {
	return p == "rss" || len(p) >= 3 && strings.EqualFold(p[:3], "xml") || xmlscan.Reserved(p)
}

func (s *spaces) taken(prefix string) bool {
	for i := range s.list {
		if s.list[i].prefix == prefix {
			return true
		}
	}
	return false
}

// prefix returns the prefix of a namespace, "" if it is not declared.
func (s *spaces) prefix(uri string) string {
	switch spaceOf(uri) {
	case spaceDC:
		return "dc"
	case spaceMedia:
		return "media"
	case spaceItunes:
		uri = itunesSpace
	}
	for i := range s.list {
		if s.list[i].uri == uri {
			return s.list[i].prefix
		}
	}
	return ""
}

// isName reports whether s is an XML name of ASCII without a colon.
func isName(s string) bool {
	if s == "" || len(s) > 60 || !(s[0]|0x20-'a' < 26 || s[0] == '_') {
		return false
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '_' && s[i] != '-' && s[i] != '.' {
			return false
		}
	}
	return true
}

// appendSpaces declares the namespaces of the extensions.
func (p *plan) appendSpaces(dst []byte) []byte {
	if p.format != RDF && (p.feed.Complete || p.isArchive()) {
		dst = append(dst, ` xmlns:fh="`+historySpace+`"`...)
	}
	for i := range p.spaces.list {
		dst = append(append(append(dst, " xmlns:"...), p.spaces.list[i].prefix...), `="`...)
		dst = append(appendXML(dst, p.spaces.list[i].uri, asValue), '"')
	}
	return dst
}

// appendHistory writes what RFC 5005 says of the document.
func (p *plan) appendHistory(dst []byte) []byte {
	if p.feed.Complete {
		dst = append(dst, "<fh:complete/>\n"...)
	}
	if p.isArchive() {
		dst = append(dst, "<fh:archive/>\n"...)
	}
	return dst
}

// isArchive reports whether the document is an archive page from which the one to subscribe to can be found. One that is complete
// has no others.
func (p *plan) isArchive() bool {
	return p.feed.Archive && !p.feed.Complete && firstLink(p.feed.Links, "current", p.base) != ""
}

// appendExtensions writes the extensions that the place can carry.
func (p *plan) appendExtensions(dst []byte, list []Extension, at place) []byte {
	for i := range list {
		if x := &list[i]; p.format.holds(x, at) && (p.podcast || !doubled(x)) && (p.dated || !counted(x, p.format)) && (!onlyOnce(x) || !repeated(list[:i], x)) {
			dst = p.appendExtension(dst, x, 0)
		}
	}
	return dst
}

// counted reports whether an extension counts comments, of which a channel of RSS says as of when.
func counted(x *Extension, f Format) bool {
	return f == RSS && x.Name == "comments" && spaceOf(x.Space) == spaceSlash
}

// holds reports whether a document of the format can hold an extension at a place. In RSS 1.0 an element with attributes or elements
// of its own would have to be RDF.
func (f Format) holds(x *Extension, at place) bool {
	if f == RDF {
		switch spaceOf(x.Space) {
		case spaceCore, spaceItunes, spaceMedia, spacePodcast, spaceFeedburner:
			return false
		}
		if len(x.Children)+len(x.Attrs) > 0 || strings.TrimSpace(x.Value) == "" {
			return false
		}
	}
	return at != 0 && fits(x, at)
}

func (p *plan) appendExtension(dst []byte, x *Extension, depth int) []byte {
	if contents(x) == 1 {
		single := ungrouped(x)
		x = &single
	}
	prefix := ""
	if x.Space != "" {
		if prefix = p.spaces.prefix(x.Space); prefix == "" {
			return dst
		}
	}
	if !isName(x.Name) || depth > maxExtensionDepth {
		return dst
	}
	dst = appendQName(append(dst, '<'), prefix, x.Name)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if !isName(a.Name) || strings.HasPrefix(a.Name, "xml") || repeatedAttr(x.Attrs[:i], a) || !attrFits(x, a) {
			continue
		}
		prefix := ""
		if a.Space != "" {
			if prefix = p.spaces.prefix(a.Space); prefix == "" {
				continue
			}
		}
		dst = appendQName(append(dst, ' '), prefix, a.Name)
		dst = append(dst, `="`...)
		dst = append(appendXML(dst, a.Value, asValue), '"')
	}
	empty := x.Value == "" || spaceOf(x.Space) == spaceMedia && x.Name != "title" && x.Name != "keywords" // the others have no text
	if len(x.Children) == 0 && empty {
		return append(dst, "/>\n"...)
	}
	dst = append(dst, '>')
	if len(x.Children) == 0 {
		v := x.Value
		if x.Name == "explicit" && spaceOf(x.Space) == spaceItunes {
			v = explicit(strings.TrimSpace(v))
		}
		dst = appendXML(dst, v, asText)
	}
	for i := range x.Children {
		c := &x.Children[i]
		switch spaceOf(x.Space) {
		case spaceMedia:
			if !fitsMedia(c, x) {
				continue
			}
		case spaceItunes:
			if !fitsWithin(c, x) || x.Name == "owner" && repeated(x.Children[:i], c) {
				continue
			}
		}
		dst = p.appendExtension(dst, c, depth+1)
	}
	dst = appendQName(append(dst, "</"...), prefix, x.Name)
	return append(dst, ">\n"...)
}

func repeatedAttr(list []ExtensionAttr, a *ExtensionAttr) bool {
	for i := range list {
		if list[i].Space == a.Space && list[i].Name == a.Name {
			return true
		}
	}
	return false
}

func appendQName(dst []byte, prefix, name string) []byte {
	if prefix != "" {
		dst = append(append(dst, prefix...), ':')
	}
	return append(dst, name...)
}

// hasMedia reports whether the extensions of an item show its image.
func hasMedia(list []Extension) bool {
	for i := range list {
		if x := &list[i]; spaceOf(x.Space) == spaceMedia && (x.Name == "content" || x.Name == "thumbnail" || x.Name == "group") && fits(x, placeItem) {
			return true
		}
	}
	return false
}

// onlyOnce reports whether a document may have an extension once alone.
func onlyOnce(x *Extension) bool {
	switch spaceOf(x.Space) {
	case spaceOther, spaceDC, spaceTerms, spacePodcast:
		return false
	case spaceMedia:
		return x.Name != "content" && x.Name != "thumbnail" && x.Name != "group"
	case spaceItunes:
		return x.Name != "category"
	}
	return true
}

// fits reports whether the place can carry an extension so that no validator faults it. Extensions of
// namespaces that are not known here are taken as they are.
func fits(x *Extension, at place) bool {
	if len(x.Value) > maxExtensionValue || x.Space == JSONSpace {
		return false
	}
	item := at&(placeItem|placeEntry) != 0
	v := strings.TrimSpace(x.Value)
	leaf := len(x.Children) == 0
	switch spaceOf(x.Space) {
	case spaceCore:
		return x.Space == "" && (leaf && rssFits(x.Name, v, at) || at == placeChannel && polling(x))
	case spaceItunes:
		return fitsPodcast(x, v, item)
	case spaceSlash:
		return leaf && item && (x.Name == "comments" && isCount(v) || (x.Name == "section" || x.Name == "department") && isPlain(v))
	case spaceWFW:
		return leaf && item && (x.Name == "comment" || x.Name == "commentRss") && isWeb(v)
	case spaceSyndication:
		switch v {
		case "hourly", "daily", "weekly", "monthly", "yearly":
			return leaf && !item && x.Name == "updatePeriod"
		}
		return leaf && !item && x.Name == "updateFrequency" && isCount(v) && v != "0"
	case spaceLicense:
		return leaf && x.Name == "license" && isWeb(v)
	case spaceGeo:
		return leaf && item && x.Name == "point" && isPoint(v)
	case spaceThread:
		return leaf && item && (x.Name == "total" && isCount(v) || x.Name == "in-reply-to" && at == placeEntry && isWeb(x.Attr("ref")))
	case spaceFeedburner:
		return leaf && item && x.Name == "origLink" && isWeb(v)
	case spaceDC:
		switch x.Name {
		case "publisher", "type", "format", "identifier", "coverage", "relation":
			return leaf && item && isPlain(v)
		}
		return false
	case spaceMedia:
		return item && mediaFits(x)
	case spacePodcast, spaceOther:
		return x.Space != ""
	}
	return false
}

// rssFits is fits for elements of RSS itself.
func rssFits(name, v string, at place) bool {
	switch name {
	case "ttl":
		return at == placeChannel && isCount(v) && v != "0"
	case "docs":
		return at == placeChannel && isWeb(v)
	case "webMaster":
		mail, rest, _ := strings.Cut(v, " ")
		return at == placeChannel && isEmail(mail) && strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && !hasSpecials(rest[1:len(rest)-1]) && len(rest) > 2
	case "comments":
		return at == placeItem && isWeb(v)
	}
	return false
}

// polling reports whether an element of a channel says when and how readers are to ask for it, in a way that none misreads.
func polling(x *Extension) bool {
	switch x.Name {
	case "cloud":
		protocol := x.Attr("protocol")
		return len(x.Children) == 0 && strings.TrimSpace(x.Value) == "" && isDomain(x.Attr("domain")) && isCount(x.Attr("port")) && strings.HasPrefix(x.Attr("path"), "/") && isURI(x.Attr("path")) &&
			(protocol == "xml-rpc" || protocol == "soap" || protocol == "http-post") && hasAttr(x.Attrs, "registerProcedure")
	case "skipHours", "skipDays":
		seen := map[string]bool{}
		for i := range x.Children {
			c := &x.Children[i]
			v := strings.TrimSpace(c.Value)
			hour, err := strconv.Atoi(v)
			day := x.Name == "skipDays" && c.Name == "day" && slices.Contains(weekdays, v)
			if c.Space != "" || len(c.Children) > 0 || seen[v] || !day && (x.Name == "skipDays" || c.Name != "hour" || err != nil || v != strconv.Itoa(hour) || hour < 0 || hour > 23) {
				return false
			}
			seen[v] = true
		}
		return len(seen) > 0
	}
	return false
}

var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

func hasAttr(list []ExtensionAttr, name string) bool {
	return slices.ContainsFunc(list, func(a ExtensionAttr) bool { return a.Space == "" && a.Name == name })
}

// fitsMedia reports whether an element of Media RSS can hold an extension: groups hold contents, and both what describes them.
func fitsMedia(x, parent *Extension) bool {
	if !fits(x, placeItem) || parent.Name != "group" && parent.Name != "content" {
		return false
	}
	return spaceOf(x.Space) != spaceMedia || x.Name != "group" && (x.Name != "content" || parent.Name == "group")
}

// contents counts the renditions in a group of Media RSS that can be written.
func contents(group *Extension) int {
	if group.Name != "group" || spaceOf(group.Space) != spaceMedia {
		return 0
	}
	n := 0
	for i := range group.Children {
		if isContent(&group.Children[i]) {
			n++
		}
	}
	return n
}

func isContent(x *Extension) bool {
	return x.Name == "content" && spaceOf(x.Space) == spaceMedia && fits(x, placeItem)
}

// ungrouped is the content of a group of one, which is none to validators, with what the group says of it.
func ungrouped(group *Extension) Extension {
	at := slices.IndexFunc(group.Children, func(x Extension) bool { return isContent(&x) })
	x := group.Children[at]
	x.Children = slices.Concat(group.Children[:at], group.Children[at+1:], x.Children)
	return x
}

func mediaFits(x *Extension) bool {
	switch x.Name {
	case "content":
		u, ok := linkURI(x.Attr("url"), "")
		return ok && u == x.Attr("url") && strings.HasPrefix(u, "http")
	case "thumbnail", "player":
		return isWeb(x.Attr("url")) && len(x.Children) == 0
	case "group":
		return contents(x) > 0
	case "title", "keywords":
		return len(x.Children) == 0 && isPlain(x.Value)
	}
	return false
}

// attrFits reports whether an attribute of an extension of a known namespace may be written.
func attrFits(x *Extension, a *ExtensionAttr) bool {
	ns := spaceOf(x.Space)
	if ns == spaceOther || ns == spacePodcast {
		return true
	}
	if a.Space != "" {
		return false
	}
	switch ns {
	case spaceCore:
		return x.Name == "cloud" && (a.Name == "domain" || a.Name == "port" || a.Name == "path" || a.Name == "registerProcedure" || a.Name == "protocol")
	case spaceMedia:
		switch a.Name {
		case "url":
			return isWeb(a.Value)
		case "width", "height", "fileSize", "duration":
			return isCount(a.Value) && x.Name != "title" && (x.Name == "content" || a.Name == "width" || a.Name == "height") && x.Name != "group"
		case "medium":
			return x.Name == "content" && (a.Value == "image" || a.Value == "audio" || a.Value == "video" || a.Value == "document" || a.Value == "executable")
		case "type":
			return x.Name == "content" && mediaType(a.Value, "") == a.Value
		}
		return false
	case spaceItunes:
		return x.Name == "image" && a.Name == "href" || x.Name == "category" && a.Name == "text"
	case spaceThread:
		return a.Name == "ref" || (a.Name == "href" || a.Name == "source") && isWeb(a.Value) || a.Name == "type" && mediaType(a.Value, "") == a.Value
	}
	return false
}

// isCount reports whether v is a number without a sign.
func isCount(v string) bool {
	return v != "" && len(v) <= 12 && strings.Trim(v, "0123456789") == "" && (v[0] != '0' || v == "0")
}

// explicit returns what a podcast says of its language in the words that Apple asks for now, from those and the former ones; "" is for
// other words.
func explicit(v string) string {
	switch v {
	case "true", "yes", "explicit":
		return "true"
	case "false", "no", "clean":
		return "false"
	}
	return ""
}

func isDuration(v string) bool {
	parts := strings.Split(v, ":")
	if len(parts) > 3 {
		return false
	}
	for i, p := range parts {
		if p == "" || strings.Trim(p, "0123456789") != "" || len(parts) > 1 && (len(p) > 2 || i > 0 && (len(p) != 2 || p[0] > '5')) || len(p) > 6 {
			return false
		}
	}
	return true
}

func isPoint(v string) bool {
	lat, lon, ok := strings.Cut(v, " ")
	a, err1 := strconv.ParseFloat(lat, 64)
	b, err2 := strconv.ParseFloat(lon, 64)
	return ok && err1 == nil && err2 == nil && a >= -90 && a <= 90 && b >= -180 && b <= 180
}

func isPlain(v string) bool { return v != "" && line(v) == v && !strings.ContainsAny(v, "<>&") }

// isWeb reports whether v is the address of a page as it has to be written.
func isWeb(v string) bool {
	if !strings.HasPrefix(v, "http") {
		return false
	}
	u, ok := linkURI(v, "")
	return ok && u == v
}

package validate

import (
	"crypto/sha1" //nolint:gosec // the identifier of RFC 9562, version 5, is made of it
	"fmt"
	"mime"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// fix returns the repair of one finding, nil if there is none.
func (c *checker) fix(p *pending) []Edit {
	if c.json.values != nil {
		return c.fixJSON(p)
	}
	if c.family == familyNone || p.node < 0 || int(p.node) >= len(c.nodes) {
		return nil
	}
	n, rule := p.node, p.rule.ID
	a := c.attrAt(n, p.off)
	switch FixOf(rule) {
	case FixAddElement:
		return c.fixMissing(p)
	case FixAddAttribute:
		return c.fixMissingAttr(n, p.want)
	case FixSetAside:
		return c.setAside(n)
	case FixRFC822:
		return c.fixDate(n, a, p, rfc822Layout)
	case FixRFC3339:
		return c.fixDate(n, a, p, time.RFC3339)
	case FixDate:
		layout := time.RFC3339
		if x := c.node(n); x.ns == nsNone {
			layout = rfc822Layout
		}
		return c.fixDate(n, a, p, layout)
	case FixAddress:
		return c.fixAddress(n, a, p)
	case FixPermalink:
		return c.putAttr(n, "isPermaLink", "false")
	case FixBoolean:
		return c.fixWord(n, a, booleans, "")
	case FixYesNo:
		return c.fixWord(n, a, yesNos, "")
	case FixOwnID:
		if rule == "one-id-for-all" {
			return c.fixSameIDs(n)
		}
		return c.fixDuplicateID(n, a, p)
	case FixDuplicate:
		return c.fixDuplicate(n, p)
	case FixElement:
		return c.fixUndefined(n)
	case FixAttribute:
		return c.fixUnexpectedAttr(n, a)
	case FixStrayText:
		return c.fixText(n, p.off)
	case FixTrim:
		return c.setText(n, strings.TrimSpace(c.content(n)))
	case FixOrder:
		return c.fixMisplaced(n)
	case FixRelation:
		return c.putAttr(n, "rel", "related")
	case FixUnwrap:
		return c.unwrap(n)
	case FixText:
		return c.fixMarkup(n)
	case FixDiv:
		from, to := c.inner(n)
		return []Edit{{from, from, "<div xmlns=\"http://www.w3.org/1999/xhtml\">"}, {to, to, "</div>"}}
	case FixMode:
		if a := c.find(n, "mode"); a != nil {
			return c.cutAttr(a)
		}
	case FixNamespace:
		return c.fixNamespace(p)
	case FixVersion:
		return c.setAttr(a, "2.0")
	case FixDoctype:
		return c.fixDoctype()
	case FixType:
		return c.fixType(n, a, rule)
	case FixBase64:
		return c.fixBase64(n)
	case FixLanguage:
		return c.fixLanguage(n, a)
	case FixContact:
		return c.fixContact(n, p)
	case FixNumber:
		return c.fixNumber(n, a, rule)
	case FixDay:
		return c.fixDay(n)
	case FixWord:
		return c.fixCase(n, a, rule)
	case FixShorten:
		return c.fixTooLong(n, a, p)
	case FixPlainText:
		if c.hasElements(n) {
			return nil
		}
		return c.setInner(n, elementText(withoutTags(c.content(n))))
	case FixOutline:
		return c.fixOutline(n, rule)
	case FixFormName:
		return c.setText(n, "q")
	case FixEntity:
		return fixEntity(p)
	case FixLiteral:
		return c.fixRDF(n)
	case FixDeclaration:
		return c.fixDeclaration()
	}
	return nil
}

// fixOutline gives an outline that subscribes to a feed its type and title.
func (c *checker) fixOutline(n int32, rule RuleID) []Edit {
	switch text := c.value(c.find(n, "text")); {
	case rule == "missing-outline-type" && c.find(n, "type") == nil && c.find(n, "xmlUrl") != nil:
		return c.addAttr(n, "type", "rss")
	case rule == "missing-outline-title" && c.find(n, "title") == nil && text != "":
		return c.addAttr(n, "title", text)
	}
	return nil
}

// base is the address that relative ones in the document are relative to, or nil.
func (c *checker) base(n int32) *url.URL {
	b := c.opt.URL
	if abs, based := c.resolve(n, ""); based && abs != "" {
		b = abs
	} else if home := c.home(); home != "" && b == "" {
		b = home
	}
	u, err := url.Parse(b)
	if err != nil || !u.IsAbs() || u.Host == "" {
		return nil
	}
	return u
}

// home is the address of the page that the feed belongs to: as the document says, else the site it was fetched from.
func (c *checker) home() string {
	if !c.known.homed {
		c.known.homed, c.known.home = true, c.findHome()
	}
	return c.known.home
}

// known is what repairs learn about a document, once.
type known struct {
	homed, titled, dated bool
	spoken, chinese      bool
	moved                bool           // elements are moved in this pass
	markup               map[int32]bool // the elements that fixMarkup was asked for
	home, title          string
	newest               time.Time // the newest date of the entries
	links                map[string]int
	ids                  map[string]bool // of the items of a JSON feed
	members              map[int32]*memberNames
}

func (c *checker) findHome() string {
	if c.root == 0 {
		return ""
	}
	top := c.root
	if k := c.child(top, "channel", nsRSS10, nsRSS090); k != 0 {
		top = k
	}
	for k := c.node(top).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element || x.name != "link" {
			continue
		}
		v := strings.TrimSpace(c.content(k))
		if x.ns == nsAtom {
			if rel := c.value(c.find(k, "rel")); rel != "" && rel != "alternate" {
				continue
			}
			v = c.value(c.find(k, "href"))
		}
		if validHTTP(v) {
			return v
		}
	}
	if u, err := url.Parse(c.opt.URL); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host + "/"
	}
	for i := range c.nodes {
		x := &c.nodes[i]
		if x.kind == element && x.name == "link" && (x.ns == nsNone || x.ns == nsRSS10) {
			if u, err := url.Parse(strings.TrimSpace(c.content(int32(i)))); err == nil && u.Host != "" {
				return u.Scheme + "://" + u.Host + "/"
			}
		}
	}
	return ""
}

// uuid is the identifier of a text: a UUID of version 5, the same for the same text.
func uuid(text string) string {
	space := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	h := sha1.Sum(append(space, text...)) //nolint:gosec // see above
	h[6], h[8] = h[6]&0x0F|0x50, h[8]&0x3F|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// idPrefix begins identifiers that were none in the form of URIs.
const idPrefix = "urn:x-id:"

// keptID makes a URI of an identifier that is none, so that it can still be recognised.
func keptID(v string) string {
	var b strings.Builder
	b.WriteString(idPrefix)
	for i := range len(v) {
		if isAlnum(v[i]) || strings.IndexByte("()+,.:=@;$_!*'-", v[i]) >= 0 {
			b.WriteByte(v[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", v[i])
		}
	}
	return b.String()
}

// mendAddress makes an address absolute and percent-encodes what it cannot have.
func (c *checker) mendAddress(n int32, v string, wide bool) (string, bool) {
	return mendURL(c.base(n), v, wide)
}

func mendURL(base *url.URL, v string, wide bool) (string, bool) {
	v = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, v))
	if strings.HasPrefix(v, "www.") {
		v = "http://" + v
	}
	for _, s := range []string{"http:", "https:"} {
		if rest, ok := strings.CutPrefix(v, s); ok && !strings.HasPrefix(rest, "//") {
			v = s + "//" + strings.TrimLeft(rest, "/")
		}
		if rest, ok := strings.CutPrefix(v, s+"///"); ok {
			v = s + "//" + strings.TrimLeft(rest, "/")
		}
	}
	if strings.IndexFunc(v, isFullwidth) >= 0 {
		v = strings.TrimSpace(strings.Map(narrow, v))
	}
	v = escapeURL(v, wide)
	if fault, _, _ := inspectURI(v); fault == uriRelative {
		ref, err := url.Parse(v)
		if base == nil || err != nil || v == "" {
			return "", false
		}
		v = base.ResolveReference(ref).String()
	}
	fault, _, far := inspectURI(v)
	scheme, _, _ := cutScheme(v)
	if fault != uriOK || far && !wide || scheme == "tag" && !validTag(v) || scheme == "urn" || !registeredScheme(scheme) {
		return "", false
	}
	return v, true
}

// escapeURL percent-encodes the characters that an address cannot have; with wide those beyond ASCII stay.
func escapeURL(v string, wide bool) string {
	var b strings.Builder
	hash := false
	for i := 0; i < len(v); i++ {
		ch := v[i]
		switch {
		case ch == '%' && (i+2 >= len(v) || !isHex(v[i+1]) || !isHex(v[i+2])), ch == '#' && hash,
			ch <= ' ' || ch == 0x7F || strings.IndexByte("\"<>\\^`{|}[]", ch) >= 0, ch >= utf8.RuneSelf && !wide:
			fmt.Fprintf(&b, "%%%02X", ch)
		default:
			hash = hash || ch == '#'
			b.WriteByte(ch)
		}
	}
	return b.String()
}

// fixAddress mends an address or identifier, in an element or an attribute.
func (c *checker) fixAddress(n int32, a *attribute, p *pending) []Edit {
	x := c.node(n)
	if p.value != "" && a == nil && strings.HasPrefix(c.src[min(p.off, len(c.src)):], p.value) && c.isDeclaration(n, p.off) {
		return []Edit{{p.off, p.off + len(p.value), attrText(escapeURL(strings.ReplaceAll(p.value, ":", "-"), true))}}
	}
	if a != nil && a.ns == nsXML {
		if mended := escapeURL(strings.TrimSpace(c.value(a)), true); mended != c.value(a) && !malformedBase(mended) {
			return c.setAttr(a, mended)
		}
		return c.dropAttr(n, a)
	}
	v := strings.TrimSpace(c.content(n))
	if a != nil {
		v = c.value(a)
	}
	if _, _, schemed := cutScheme(v); x.name == "guid" && !schemed {
		return c.putAttr(n, "isPermaLink", "false")
	}
	wide := x.ns == nsAtom && c.family != familyRSS && x.name != "icon" && x.name != "logo"
	if mended, ok := c.mendAddress(n, v, wide); ok {
		if p.rule.ID == "url-attribute" && !validHTTP(mended) {
			return c.setAside(n)
		}
		if a != nil {
			return c.setAttr(a, mended)
		}
		return c.setText(n, mended)
	}
	identifier := a == nil && x.name == "id" || a != nil && (a.local == "ref" || a.local == "about" || a.local == "id")
	switch {
	case identifier && v != "":
		id := keptID(v)
		if a != nil && a.local == "id" {
			id = strings.TrimPrefix(id, idPrefix)
		}
		if a != nil {
			return c.setAttr(a, id)
		}
		return c.setText(n, id)
	case x.name == "id" && a == nil:
		return c.setText(n, uuid(c.src[c.node(x.parent).start:c.node(x.parent).end]))
	case x.name == "guid":
		return c.putAttr(n, "isPermaLink", "false")
	case x.name == "link" && x.ns != nsAtom && c.isHead(x.parent):
		if home := c.home(); home != "" && home != v {
			return c.setText(n, home)
		}
		return nil
	case x.name == "link" && x.ns == nsRSS10 || x.ns == nsRSS11 && x.name == "link":
		if about := c.value(c.findNS(x.parent, nsRDF, "about")); about != v && about != "" {
			return c.setText(n, about)
		}
		return nil
	case a != nil && (a.local == "scheme" || a.local == "uri" || a.local == "base" || a.local == "source" || a.ns == nsRDF):
		return c.dropAttr(n, a)
	case x.name == "content":
		return c.dropAttr(n, a)
	case n == c.root:
		return nil
	}
	return c.setAside(n)
}

// malformedBase reports whether a base has a fault; it may be relative.
func malformedBase(v string) bool {
	fault, _, _ := inspectURI(v)
	return fault != uriOK && fault != uriRelative
}

// isDeclaration reports whether an offset is in a declaration of a namespace.
func (c *checker) isDeclaration(n int32, off int) bool {
	x := c.node(n)
	if off <= x.from() || off >= int(x.open) {
		return false
	}
	tag := c.src[x.start:off]
	i := strings.LastIndexAny(tag, " \t\r\n")
	return i >= 0 && strings.HasPrefix(tag[i+1:], "xmlns")
}

// isHead reports whether an element is a channel, or what stands in one with a link of its own.
func (c *checker) isHead(n int32) bool {
	switch c.node(n).name {
	case "channel", "Channel", "image", "textInput", "textinput":
		return true
	}
	return false
}

// words that people write for others.
var (
	booleans = map[string]string{"yes": "true", "y": "true", "1": "true", "on": "true", "true": "true", "explicit": "true", "no": "false", "n": "false", "0": "false", "off": "false", "false": "false", "clean": "false"}
	yesNos   = map[string]string{"yes": "yes", "true": "yes", "y": "yes", "1": "yes", "no": "no", "false": "no", "n": "no", "0": "no", "clean": "clean"}
)

// fixWord replaces a word by the one that is meant; what means nothing is left out.
func (c *checker) fixWord(n int32, a *attribute, meant map[string]string, other string) []Edit {
	v := c.content(n)
	if a != nil {
		v = c.value(a)
	}
	w, ok := meant[strings.ToLower(strings.TrimSpace(v))]
	if !ok {
		w = other
	}
	switch {
	case w != "" && a != nil:
		return c.setAttr(a, w)
	case w != "":
		return c.setText(n, w)
	case a != nil:
		return c.dropAttr(n, a)
	}
	return c.setAside(n)
}

// fixCase tries a value in other case; what is still wrong is left out.
func (c *checker) fixCase(n int32, a *attribute, rule RuleID) []Edit {
	v := strings.TrimSpace(c.content(n))
	if a != nil {
		v = c.value(a)
	}
	low := strings.ToLower(strings.TrimSpace(v))
	ok := false
	switch rule {
	case "update-period":
		ok = inList("hourly daily weekly monthly yearly", low)
	case "podcast-type":
		ok = inList("episodic serial", low)
	case "episode-type":
		ok = inList("full trailer bonus", low)
	case "credit-role":
		ok = creditRoles[low]
	case "media-medium":
		ok = inList("image audio video document executable", low)
	case "media-expression":
		ok = inList("sample full nonstop", low)
	case "media-rating":
		switch c.value(c.find(n, "scheme")) {
		case "", "urn:simple":
			ok = inList("adult nonadult", low)
		case "urn:mpaa":
			ok = mpaa[low]
		case "urn:v-chip":
			ok = vChip[low]
		}
	case "media-restriction-relationship":
		ok = inList("allow deny", low)
	}
	switch {
	case ok && low != v && a != nil:
		return c.setAttr(a, low)
	case ok && low != v:
		return c.setText(n, low)
	case a != nil && rule != "media-restriction-relationship" && rule != "media-restriction-type":
		return c.dropAttr(n, a)
	}
	return c.setAside(n)
}

// fixNumber takes the digits of a number; what has none is left out.
func (c *checker) fixNumber(n int32, a *attribute, rule RuleID) []Edit {
	v := strings.TrimSpace(c.content(n))
	if a != nil {
		v = strings.TrimSpace(c.value(a))
	}
	digits := v[:len(v)-len(strings.TrimLeft(v, "0123456789"))]
	good := digits != "" && strings.Trim(digits, "0") != ""
	switch rule {
	case "image-width", "image-height":
		most, size := "144", digits
		if rule == "image-height" {
			most = "400"
		}
		if good && (len(size) > 3 || len(size) == 3 && size > most) {
			return c.setText(n, most)
		}
	case "integer-attribute", "zero-for-unknown", "non-negative-integer":
		if a != nil && a.local == "length" {
			if digits == "" || c.node(n).name == "link" && digits != v {
				digits = "0"
			}
			return c.setAttr(a, digits)
		}
		if a != nil && a.local == "port" {
			if !good || digits == v {
				digits = "80"
			}
			return c.setAttr(a, digits)
		}
		good = digits != ""
	case "integer-overflow":
		return c.setAttr(a, fmt.Sprint(maxUpdates))
	}
	switch {
	case good && digits != v && a != nil:
		return c.setAttr(a, digits)
	case good && digits != v && !strings.ContainsAny(v, "."):
		return c.setText(n, digits)
	case a != nil && a.ns == nsNone && (a.local == "updates" || a.local == "sequence"):
		return c.setAttr(a, "1")
	case a != nil:
		return c.dropAttr(n, a)
	}
	return c.setAside(n)
}

// fixDay writes hours and weekdays as RSS has them.
func (c *checker) fixDay(n int32) []Edit {
	v := strings.TrimSpace(c.content(n))
	if c.node(n).name == "hour" {
		if h, ok := digits(strings.TrimLeft(v, "0"), 1, 2); ok && h == hoursOfDay {
			return c.setText(n, "0")
		}
		return c.setAside(n)
	}
	for name := range dayNames {
		if len(v) >= 3 && strings.EqualFold(v, name[:min(len(v), len(name))]) && v != name {
			return c.setText(n, name)
		}
	}
	return c.setAside(n)
}

// languageNames are names that stand where a tag belongs.
var languageNames = map[string]string{
	"chinese": "zh", "english": "en", "german": "de", "french": "fr", "japanese": "ja", "korean": "ko", "spanish": "es", "russian": "ru",
	"中文": "zh", "简体中文": "zh-Hans", "繁體中文": "zh-Hant", "英文": "en", "cn": "zh-CN", "jp": "ja", "gb2312": "zh-Hans", "gbk": "zh-Hans", "big5": "zh-Hant", "utf-8": "",
}

// mendLanguage is the tag of a language that somebody wrote otherwise.
func mendLanguage(v string) (string, bool) {
	mended := strings.ReplaceAll(strings.TrimSpace(v), "_", "-")
	if known, ok := languageNames[strings.ToLower(mended)]; ok {
		mended = known
	}
	if i := strings.IndexAny(mended, " .;,"); i > 0 {
		mended = mended[:i]
	}
	return mended, mended != v && validLanguage(mended)
}

func (c *checker) fixLanguage(n int32, a *attribute) []Edit {
	v := strings.TrimSpace(c.content(n))
	if a != nil {
		v = c.value(a)
	}
	switch mended, ok := mendLanguage(v); {
	case ok && a != nil:
		return c.setAttr(a, mended)
	case ok:
		return c.setText(n, mended)
	case a != nil:
		return c.dropAttr(n, a)
	}
	return c.setAside(n)
}

// fixContact writes a person as the format has it. A name without address becomes that of Dublin Core.
func (c *checker) fixContact(n int32, p *pending) []Edit {
	v := strings.Join(strings.Fields(c.plainOf(n)), " ")
	addr, name := "", v
	for f := range strings.FieldsSeq(strings.NewReplacer("<", " ", ">", " ", "(", " ", ")", " ", ";", " ", ",", " ", "mailto:", " ").Replace(v)) {
		if validAddress(f) {
			addr = f
			break
		}
	}
	if addr != "" {
		name = strings.Trim(strings.Join(strings.Fields(strings.NewReplacer(addr, " ", "<", " ", ">", " ", "(", " ", ")", " ", "mailto:", " ").Replace(v)), " "), " ,;\"")
	}
	x := c.node(n)
	switch {
	case addr != "" && p.rule.ID == "email-address", addr != "" && x.ns != nsNone:
		return c.setText(n, addr)
	case addr != "" && name != "":
		return c.setText(n, addr+" ("+name+")")
	case addr != "":
		return c.setText(n, addr)
	case x.ns == nsNone && v != "" && (x.name == "author" || x.name == "managingEditor" || x.name == "webMaster"):
		dc, extra := c.prefixFor(nsDC, "dc", "http://purl.org/dc/elements/1.1/", n)
		to := ":creator"
		if x.name == "webMaster" {
			to = ":publisher"
		}
		return c.rename(n, dc+to, extra)
	}
	return c.setAside(n)
}

// prefixFor finds the prefix of a namespace that is declared around an element, or the declaration to add to it.
func (c *checker) prefixFor(_ space, usual, uri string, n int32) (prefix, declaration string) {
	for up := c.node(n).parent; up != 0; up = c.node(up).parent {
		if strings.Contains(c.src[c.node(up).start:c.node(up).open], "xmlns:"+usual+"=\""+uri+"\"") {
			return usual, ""
		}
	}
	return usual, " xmlns:" + usual + "=\"" + uri + "\""
}

// fixTooLong cuts a text at a word.
func (c *checker) fixTooLong(n int32, a *attribute, p *pending) []Edit {
	v := strings.TrimSpace(c.content(n))
	most := maxShort
	if c.node(n).name == "summary" {
		most = maxSummary
	}
	if a != nil {
		v, most = c.value(a), 256
	}
	r := []rune(v)
	if len(r) <= most {
		return nil
	}
	cut := string(r[:most-1])
	if i := strings.LastIndexAny(cut, " \t\r\n"); i > len(cut)/2 {
		cut = cut[:i]
	}
	cut = strings.TrimRight(cut, " \t\r\n") + "…"
	if a != nil {
		return c.setAttr(a, cut)
	}
	return append(c.addBefore(n, comment(v)), c.setText(n, cut)...)
}

// fixType writes the type that is meant.
func (c *checker) fixType(n int32, a *attribute, rule RuleID) []Edit {
	if a == nil {
		return nil
	}
	v := strings.ToLower(strings.TrimSpace(c.value(a)))
	switch rule {
	case "text-type":
		switch {
		case strings.Contains(v, "xhtml"):
			return c.setAttr(a, "xhtml")
		case strings.Contains(v, "html"):
			return c.setAttr(a, "html")
		}
		if c.hasElements(n) {
			return c.setAttr(a, "xhtml")
		}
		return c.setAttr(a, "text")
	case "media-text-type":
		if looksLikeHTML(c.content(n)) || strings.Contains(v, "html") {
			return c.setAttr(a, "html")
		}
		return c.setAttr(a, "plain")
	case "media-type-attribute":
		if t := typeOfURL(c.value(c.find(n, "url"))); t != "" {
			return c.setAttr(a, t)
		}
		if c.node(n).name == "enclosure" {
			return c.setAttr(a, "application/octet-stream")
		}
		return c.dropAttr(n, a)
	}
	if c.node(n).name != "content" && c.node(n).name != "title" && c.node(n).name != "summary" && c.node(n).name != "subtitle" && c.node(n).name != "rights" {
		return c.dropAttr(n, a)
	}
	if src := c.find(n, "src"); src != nil {
		if t := typeOfURL(c.value(src)); t != "" && t != v {
			return c.setAttr(a, t)
		}
		return c.dropAttr(n, a)
	}
	switch {
	case c.hasElements(n) && c.node(n).name == "content":
		return c.setAttr(a, "application/xml")
	case c.hasElements(n):
		return c.setAttr(a, "xhtml")
	case looksLikeHTML(c.content(n)):
		return c.setAttr(a, "html")
	}
	return c.setAttr(a, "text")
}

// mediaTypes are the types of files by the end of their name, the same on every machine.
var mediaTypes = map[string]string{
	".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".aac": "audio/aac", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".wav": "audio/wav", ".wma": "audio/x-ms-wma",
	".mp4": "video/mp4", ".m4v": "video/x-m4v", ".mov": "video/quicktime", ".avi": "video/x-msvideo", ".wmv": "video/x-ms-wmv", ".webm": "video/webm", ".flv": "video/x-flv",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
	".pdf": "application/pdf", ".zip": "application/zip", ".doc": "application/msword", ".epub": "application/epub+zip", ".torrent": "application/x-bittorrent",
	".html": "text/html", ".htm": "text/html", ".shtml": "text/html", ".txt": "text/plain", ".xml": "application/xml",
}

// typeOfURL is the media type that the end of an address says, or "".
func typeOfURL(v string) string {
	u, err := url.Parse(v)
	if err != nil {
		return ""
	}
	t := mediaTypes[strings.ToLower(path.Ext(u.Path))]
	if _, _, err := mime.ParseMediaType(t); err != nil {
		return ""
	}
	return t
}

// fixBase64 gives content that is no Base64 the type that it has.
func (c *checker) fixBase64(n int32) []Edit {
	if c.find(n, "src") != nil {
		v := c.content(n)
		return c.setInner(n, comment(v))
	}
	kind := "text"
	if looksLikeHTML(c.content(n)) {
		kind = "html"
	}
	return c.putAttr(n, "type", kind)
}

package validate

import (
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/encodingx"
)

// checkPortal looks for what goes wrong on Chinese portals. It runs last, because some of what it finds says more exactly
// what another rule has found.
func (c *checker) checkPortal() {
	if c.profile != Portal || c.root == 0 {
		return
	}
	c.portalDates()
	t := &scripts{}
	for i := int32(1); int(i) < len(c.nodes); i++ {
		n := c.node(i)
		if n.kind != element {
			c.portalText(i, t)
			continue
		}
		c.portalElement(i)
	}
	c.portalLanguage(t)
}

// again puts a rule in the place of the others that found something at an offset.
func (c *checker) again(rule RuleID, off int, node int32, value, format string, args ...any) {
	kept := c.found[:0]
	for _, p := range c.found {
		if p.off == off && inList("rfc822-date rfc3339-date w3cdtf-date iri-not-uri invalid-url invalid-iri uri-attribute url-attribute relative-url uri-character", string(p.rule.ID)) {
			continue
		}
		kept = append(kept, p)
	}
	c.found = kept
	c.add(rule, off, node, value, format, args...)
}

// portalDates looks closer at dates that are malformed.
func (c *checker) portalDates() {
	var dates []pending
	for _, p := range c.found {
		if inList("rfc822-date rfc3339-date w3cdtf-date", string(p.rule.ID)) && strings.IndexFunc(p.value, isHan) >= 0 && zoneName(p.value) == "" {
			dates = append(dates, p)
		}
	}
	for _, p := range dates {
		c.again("chinese-date", p.off, p.node, p.value, "the date %s is written in Chinese, which readers do not understand", quoted(p.value))
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// dateElements are the elements that hold a date.
const dateElements = "pubDate lastBuildDate date updated published modified issued created dateCreated dateModified"

// zoneNames are names of the zone of China that readers take for another or do not know.
var zoneNames = []string{"CST", "China Standard Time", "中国标准时间", "中國標準時間", "北京时间", "北京時間", "BJT", "CCT", "GMT+8", "GMT+08", "UTC+8", "UTC+08"}

func zoneName(v string) string {
	for _, z := range zoneNames {
		if strings.Contains(v, z) {
			return z
		}
	}
	return ""
}

// portalElement checks a date, a title or an address, and the addresses in attributes.
func (c *checker) portalElement(n int32) {
	x := c.node(n)
	switch {
	case inList(dateElements, x.name):
		if v := strings.TrimSpace(c.content(n)); len(v) < maxValue {
			if z := zoneName(v); z != "" {
				c.again("zone-name", c.textAt(n), n, v, "the zone %s is that of another country or none to readers; write +0800", quoted(z))
			}
		}
	case x.name == "title" && x.ns != nsMedia:
		c.portalTitle(n)
	case x.ns == nsNone && inList("link guid comments docs url", x.name), x.ns == nsRSS10 && inList("link url", x.name), x.ns == nsAtom && x.name == "id":
		if v := strings.TrimSpace(c.content(n)); v != "" {
			c.portalURL(n, c.textAt(n), v, false)
		}
	}
	for k := x.attr; k < x.attr+x.attrs; k++ {
		a := &c.attrs[k]
		if a.ns == nsNone && inList("href src url xmlUrl htmlUrl", a.local) {
			if v := strings.TrimSpace(c.value(a)); v != "" {
				c.portalURL(n, int(a.value), v, c.family == familyAtom && c.value(c.find(n, "rel")) != "self")
			}
		}
	}
}

// portalTitle checks a title.
func (c *checker) portalTitle(n int32) {
	v := c.content(n)
	plain := strings.Trim(v, " \t\r\n")
	if t := strings.TrimFunc(plain, unicode.IsSpace); t != plain && t != "" {
		c.add("title-padding", c.textAt(n), n, v, "the title has ideographic or no-break spaces around it")
	}
	if strings.ContainsAny(plain, "\r\n") && !c.hasElements(n) {
		c.add("title-line-break", c.textAt(n), n, v, "the title goes over several lines")
	}
	if strings.Contains(v, "???") && strings.IndexFunc(v, isHan) < 0 {
		c.add("question-marks", c.textAt(n), n, v, "the title has question marks where its characters were lost")
	}
}

// portalURL checks an address; relative says that the format allows a relative one.
func (c *checker) portalURL(n int32, off int, v string, relative bool) {
	if wide := strings.IndexFunc(v, func(r rune) bool { return 0xFF01 <= r && r <= 0xFF5E || r == '。' || r == '\u3000' }); wide >= 0 {
		r, _ := utf8.DecodeRuneInString(v[wide:])
		c.again("fullwidth-url", off, n, v, "the address %s has the full-width character %q", quoted(v), r)
		return
	}
	_, _, absolute := cutScheme(v)
	switch {
	case relative && !absolute && !strings.HasPrefix(v, "#"):
		c.again("relative-link", off, n, v, "the link %s is relative, which many readers do not resolve", quoted(v))
		return
	case c.family == familyAtom && strings.IndexFunc(v, func(r rune) bool { return r > 0x7F }) >= 0:
		c.add("unencoded-iri", off, n, v, "the address %s has characters that many readers do not encode", quoted(v))
	}
	if !absolute {
		return
	}
	if h := privateHost(v); h != "" {
		c.again("private-address", off, n, v, "the address %s cannot be reached from outside", quoted(h))
	}
	low := strings.ToLower(v)
	for _, s := range []string{"jsessionid=", "phpsessid=", "aspsessionid", "sessionid="} {
		if strings.Contains(low, s) {
			c.add("session-in-url", off, n, v, "the address %s names a session, so that it changes with each visit", quoted(v))
			return
		}
	}
}

// privateHost is the host of an address that only machines nearby can reach, or "".
func privateHost(v string) string {
	u, err := url.Parse(v)
	switch {
	case err != nil:
		return ""
	case u.Scheme == "file":
		return v
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "ftp":
		return ""
	}
	h := strings.ToLower(u.Hostname())
	if a, err := netip.ParseAddr(h); err == nil {
		if a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsUnspecified() {
			return h
		}
		return ""
	}
	if h == "localhost" || strings.HasSuffix(h, ".local") || strings.HasSuffix(h, ".localhost") || strings.HasSuffix(h, ".lan") || h != "" && !strings.Contains(h, ".") {
		return h
	}
	return ""
}

// portalText looks for damage in a text and counts its scripts.
func (c *checker) portalText(k int32, total *scripts) {
	n := c.node(k)
	if n.blank {
		return
	}
	v := c.src[n.start:n.end]
	ascii := true
	for i := range len(v) {
		if v[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		total.letters += len(v)
		return
	}
	var s scripts
	s.count(v)
	total.sum(&s)
	name := c.node(n.parent).name
	if name == "title" && s.simplified > 1 && s.traditional > 1 {
		c.add("mixed-scripts", int(n.start), n.parent, v, "the title has %d characters of simplified and %d of traditional Chinese", s.simplified, s.traditional)
	}
	if s.private > 0 {
		c.add("private-use-character", int(n.start)+s.privateAt, n.parent, "", "the character %U is for private use: readers have no glyph for it", s.first)
	}
	if s.compat > 0 {
		c.add("compatibility-character", int(n.start)+s.compatAt, n.parent, "", "the character %q is not the usual one, so that searches do not find it", s.firstCompat)
	}
	if at, what := mojibake(v); at >= 0 {
		c.add("mojibake", int(n.start)+at, n.parent, what, "the text has %s, which comes from decoding in a wrong encoding", quoted(what))
	}
}

// scripts counts the characters of a text.
type scripts struct {
	letters, han            int
	simplified, traditional int
	private, privateAt      int
	compat, compatAt        int
	first, firstCompat      rune
	kana                    int
}

func (s *scripts) sum(o *scripts) {
	s.letters += o.letters
	s.han += o.han
	s.simplified += o.simplified
	s.traditional += o.traditional
	s.kana += o.kana
}

func (s *scripts) count(v string) {
	marks := scriptMarks()
	for i, r := range v {
		switch {
		case r < utf8.RuneSelf:
			s.letters++
		case 0x3040 <= r && r <= 0x30FF || 0xAC00 <= r && r <= 0xD7A3:
			s.kana++
		case 0x4E00 <= r && r <= 0x9FFF:
			s.han++
			switch marks[r] {
			case 1:
				s.simplified++
			case 2:
				s.traditional++
			}
		case 0xE000 <= r && r <= 0xF8FF || r >= 0xF0000:
			if s.private++; s.private == 1 {
				s.privateAt, s.first = i, r
			}
		case 0xF900 <= r && r <= 0xFAFF || 0x2E80 <= r && r <= 0x2FDF:
			if s.compat++; s.compat == 1 {
				s.compatAt, s.firstCompat = i, r
			}
		}
	}
}

// portalLanguage compares the language of the feed with its text.
func (c *checker) portalLanguage(t *scripts) {
	v, node, off := c.feedLanguage()
	if v == "" {
		return
	}
	const few, most = 20, 10 // characters that tell the scripts apart; how many times more of one than of the other
	tag := strings.ToLower(v)
	primary, rest, _ := strings.Cut(tag, "-")
	hans := strings.HasPrefix(rest, "hans") || inList("cn sg my", rest)
	hant := strings.HasPrefix(rest, "hant") || inList("tw hk mo", rest)
	switch {
	case primary == "zh" && !hans && !hant:
		c.add("chinese-without-script", off, node, v, "the language %s does not say whether the text is simplified or traditional", quoted(v))
	case primary == "zh" && hans && t.traditional > few && t.traditional > most*t.simplified:
		c.add("language-mismatch", off, node, v, "the language is %s, and the text is in %s", quoted(v), phrasef("traditional Chinese"))
	case primary == "zh" && hant && t.simplified > few && t.simplified > most*t.traditional:
		c.add("language-mismatch", off, node, v, "the language is %s, and the text is in %s", quoted(v), phrasef("simplified Chinese"))
	case inList("en de fr es ru", primary) && t.han > 5*few && t.han*4 > t.letters && t.kana*most < t.han:
		c.add("language-mismatch", off, node, v, "the language is %s, and the text is in %s", quoted(v), phrasef("Chinese"))
	}
}

// feedLanguage is the language that the feed says it has, with its place.
func (c *checker) feedLanguage() (v string, node int32, off int) {
	for _, at := range []int32{c.root, c.node(c.root).first} {
		for n := at; n != 0; n = c.node(n).next {
			if a := c.findNS(n, nsXML, "lang"); a != nil {
				return c.value(a), n, int(a.value)
			}
			for k := c.node(n).first; k != 0; k = c.node(k).next {
				if x := c.node(k); x.kind == element && x.name == "language" && (x.ns == nsNone || x.ns == nsDC) {
					return strings.TrimSpace(c.content(k)), k, c.textAt(k)
				}
			}
		}
	}
	return "", 0, 0
}

// knownMojibake are strings that no text has but one that was damaged.
var knownMojibake = []string{"锟斤拷", "烫烫烫", "屯屯屯", "ï»¿", "ï¿½", "锘縷", "鐨勪", "鈥滐"}

// mojibake finds text that was decoded in a wrong encoding: UTF-8 taken for GBK or for windows-1252.
func mojibake(v string) (at int, what string) {
	for _, s := range knownMojibake {
		if i := strings.Index(v, s); i >= 0 {
			return i, s
		}
	}
	start := -1
	for i, r := range v + " " {
		if r >= utf8.RuneSelf {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			run := v[start:i]
			first, _ := utf8.DecodeRuneInString(run)
			if leadsUTF8()[first] && misread(run, "gbk", 4) || first < 0x100 && misread(run, "windows-1252", 6) {
				return start, run
			}
			start = -1
		}
	}
	return -1, ""
}

// leadsUTF8 are the characters whose two bytes in GBK begin a character of three bytes in UTF-8: those that text in UTF-8 begins with
// when it is taken for GBK. Few of them are in use otherwise.
var leadsUTF8 = sync.OnceValue(func() map[rune]bool {
	var pairs []byte
	for lead := byte(0xE2); lead <= 0xEF; lead++ {
		for trail := byte(0x80); trail <= 0xBF; trail++ {
			pairs = append(pairs, lead, trail)
		}
	}
	m := map[rune]bool{}
	if enc, ok := encodingx.Lookup("gbk"); ok {
		for _, r := range string(enc.Decode(pairs).UTF8) {
			m[r] = true
		}
	}
	return m
})

// maxMisread is how many bytes of a run of characters are looked at.
const maxMisread = 240

// misread reports whether a run of characters is UTF-8 once it is written in the encoding that it was read in.
func misread(run, label string, least int) bool {
	run, _, _ = strings.Cut(run, "\uFFFD") // what did not decode
	if len(run) > maxMisread {
		run = run[:maxMisread]
		for len(run) > 0 && !utf8.ValidString(run) {
			run = run[:len(run)-1]
		}
	}
	if utf8.RuneCountInString(run) < least {
		return false
	}
	enc, ok := encodingx.Lookup(label)
	if !ok {
		return false
	}
	raw, err := enc.NewEncoder().Bytes([]byte(run))
	if err != nil {
		return false
	}
	for cut := 0; cut < utf8.UTFMax && len(raw) > 0 && !utf8.Valid(raw); cut++ {
		raw = raw[:len(raw)-1]
	}
	han := 0
	for _, r := range string(raw) {
		if r == utf8.RuneError {
			return false
		}
		if isHan(r) || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF {
			han++
		}
	}
	return han > 1
}

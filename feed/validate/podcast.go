package validate

import (
	"strings"
	"sync"
)

// podcastTag is an element of the podcast namespace, as https://podcasting2.org/docs/podcast-namespace lists them.
type podcastTag struct {
	in       place
	once     bool
	need     string // attributes that have to be there
	attrs    string // those that may be there besides
	urls     string // those of them that are addresses
	numbers  string // those that are numbers of zero or more, with or without a fraction
	check    check  // of its text; nil where there is none to check
	into     func(c *checker, n int32)
	children string // elements of the same namespace that it may hold
}

// podcastTags are the elements that stand in a channel or item.
var podcastTags = sync.OnceValue(func() map[string]podcastTag {
	return map[string]podcastTag{
		"locked":     {in: channels, once: true, attrs: "owner", check: podcastLocked},
		"transcript": {in: items, need: "url type", attrs: "language rel", urls: "url", into: podcastTranscript},
		"funding":    {in: both, need: "url", urls: "url", check: podcastText(maxFunding)},
		"chapters":   {in: items, once: true, need: "url type", urls: "url", into: podcastChapters},
		"soundbite":  {in: items, need: "startTime duration", numbers: "startTime duration", check: podcastText(maxFunding)},
		"person":     {in: both, attrs: "role group img href", urls: "img href", check: podcastPerson},
		"location":   {in: both, attrs: "rel country geo osm", check: podcastLocation},
		"season":     {in: items, once: true, attrs: "name", check: podcastNumber(false)},
		"episode":    {in: items, once: true, attrs: "display", check: podcastNumber(true)},
		"trailer":    {in: channels, need: "pubdate url", attrs: "length type season", urls: "url", numbers: "length", into: podcastTrailer},
		"license":    {in: both, once: true, attrs: "url", urls: "url", check: podcastText(maxFunding)},
		"alternateEnclosure": {
			in: items, need: "type", attrs: "length bitrate height lang title rel codecs default", numbers: "length bitrate height", children: "source integrity",
			into: podcastAlternate,
		},
		"guid":            {in: channels, once: true, check: podcastGUID},
		"value":           {in: both, need: "type method", attrs: "suggested", numbers: "suggested", children: "valueRecipient valueTimeSplit", into: podcastValue},
		"medium":          {in: channels, once: true, check: podcastMedium},
		"images":          {in: both, once: true, need: "srcset"},
		"image":           {in: both, need: "href", attrs: "alt aspect-ratio width height type purpose", urls: "href"},
		"liveItem":        {in: channels, need: "status start", attrs: "end", into: podcastLive},
		"contentLink":     {in: items, need: "href", urls: "href", check: podcastText(maxFunding)},
		"socialInteract":  {in: items, need: "protocol", attrs: "uri accountId accountUrl priority", urls: "accountUrl", numbers: "priority", into: podcastSocial},
		"block":           {in: channels, attrs: "id", check: podcastLocked},
		"txt":             {in: both, attrs: "purpose", check: podcastText(maxSummary)},
		"remoteItem":      {in: channels, need: "feedGuid", attrs: "feedUrl itemGuid medium title", urls: "feedUrl"},
		"podroll":         {in: channels, once: true, children: "remoteItem"},
		"publisher":       {in: channels, once: true, children: "remoteItem"},
		"updateFrequency": {in: channels, once: true, attrs: "complete dtstart rrule", check: podcastText(maxFunding)},
		"podping":         {in: channels, once: true, attrs: "usesPodping"},
		"chat":            {in: both, need: "server protocol", attrs: "accountId space"},
	}
})

// podcastParts are the elements that stand in others.
var podcastParts = map[string]podcastTag{
	"source":         {need: "uri", attrs: "contentType"},
	"integrity":      {need: "type value"},
	"valueRecipient": {need: "type address split", attrs: "name customKey customValue fee", numbers: "split"},
	"valueTimeSplit": {
		need: "startTime duration", attrs: "remoteStartTime remotePercentage", numbers: "startTime duration remoteStartTime remotePercentage",
		children: "remoteItem valueRecipient",
	},
	"remoteItem": {need: "feedGuid", attrs: "feedUrl itemGuid medium title", urls: "feedUrl"},
}

// maxFunding is the length in characters of the short texts of the namespace.
const maxFunding = 128

// podcastTag checks an element of the podcast namespace in a channel or item.
func (c *checker) podcastTag(n, parent int32, at place, e *extensions) {
	name := c.node(n).name
	s, ok := podcastTags()[name]
	if !ok || s.in&at == 0 {
		if _, part := podcastParts[name]; ok || part {
			c.at("podcast-tag-place", n, "the element %s does not belong into %s", c.label(n), c.label(parent))
		} else {
			c.at("podcast-tag-unknown", n, "the podcast namespace has no element %s", c.label(n))
		}
		return
	}
	key := "podcast:" + name
	if e.at(key) == 0 {
		e.seen = append(e.seen, seenExtension{key, n})
	} else if s.once {
		c.at("podcast-tag-repeated", n, "the element %s stands in %s more than once", c.label(n), c.label(parent))
	}
	c.podcastElement(n, &s)
}

// podcastElement checks an element against its description.
func (c *checker) podcastElement(n int32, s *podcastTag) {
	for name := range strings.FieldsSeq(s.need) {
		if a := c.find(n, name); a == nil || strings.TrimSpace(c.value(a)) == "" {
			c.at("podcast-tag-attribute", n, "the element %s has no attribute %s", c.label(n), name)
		}
	}
	x := c.node(n)
	for k := x.attr; k < x.attr+x.attrs; k++ {
		a := &c.attrs[k]
		if a.ns != nsNone {
			continue
		}
		v := strings.TrimSpace(c.value(a))
		switch {
		case !inList(s.need, a.local) && !inList(s.attrs, a.local):
			c.add("podcast-tag-unknown-attribute", int(a.start), n, a.local, "the attribute %s is not defined for %s", a.local, c.label(n))
		case v == "":
		case inList(s.urls, a.local) && !validHTTP(v):
			c.add("podcast-tag-url", int(a.value), n, v, "the attribute %s of %s is no address of http or https", a.local, c.label(n))
		case inList(s.numbers, a.local) && !plainNumber.MatchString(v):
			c.add("podcast-tag-number", int(a.value), n, v, "the attribute %s of %s is not a number of zero or more", a.local, c.label(n))
		}
	}
	if s.check != nil {
		s.check(c, n, strings.TrimSpace(c.content(n)))
	}
	if s.into != nil {
		s.into(c, n)
	}
	if s.children == "" {
		return
	}
	for k := x.first; k != 0; k = c.node(k).next {
		child := c.node(k)
		if child.kind != element || child.ns != nsPodcast {
			continue
		}
		part, ok := podcastParts[child.name]
		if !ok || !inList(s.children, child.name) {
			c.at("podcast-tag-place", k, "the element %s does not belong into %s", c.label(k), c.label(n))
			continue
		}
		c.podcastElement(k, &part)
	}
}

var (
	plainNumber = lazyRegexp(`^\d+(\.\d+)?$`)
	osmForm     = lazyRegexp(`^[NWR]\d+(#\d+)?$`)
	geoForm     = lazyRegexp(`^geo:-?\d+(\.\d+)?,-?\d+(\.\d+)?(,-?\d+(\.\d+)?)?(;.*)?$`)
)

func podcastLocked(c *checker, n int32, v string) {
	if v != "yes" && v != "no" {
		c.add("podcast-yes-no", c.textAt(n), n, v, "%s is neither yes nor no", quoted(v))
	}
}

// podcastText is a check for a text of so many characters.
func podcastText(most int) check {
	return func(c *checker, n int32, v string) { c.tooLongTag(n, v, most) }
}

func (c *checker) tooLongTag(n int32, v string, most int) {
	if size := len([]rune(v)); size > most {
		c.add("podcast-tag-length", c.textAt(n), n, v, "the text has %d characters; %d are allowed", size, most)
	}
}

func podcastPerson(c *checker, n int32, v string) {
	if v == "" {
		c.at("podcast-person-name", n, "the person has no name")
	}
	c.tooLongTag(n, v, maxFunding)
}

func podcastLocation(c *checker, n int32, v string) {
	c.tooLongTag(n, v, maxFunding)
	place := func(name, like string, form pattern) {
		if a := c.find(n, name); a != nil && !form.MatchString(c.value(a)) {
			c.add("podcast-location", int(a.value), n, c.value(a), "%s is not a place of the form %s", quoted(c.value(a)), like)
		}
	}
	place("geo", "geo:39.9,116.4", geoForm)
	place("osm", "R148838", osmForm)
}

// podcastNumber is a check for a number, with or without a fraction.
func podcastNumber(fraction bool) check {
	return func(c *checker, n int32, v string) {
		if !plainNumber.MatchString(v) || !fraction && strings.Contains(v, ".") {
			c.add("podcast-tag-number", c.textAt(n), n, v, "%s is not a number of zero or more", quoted(v))
		}
	}
}

// podcastAttr checks that an attribute is one of a few words.
func (c *checker) podcastAttr(rule RuleID, n int32, name string, words ...string) {
	a := c.find(n, name)
	if a == nil {
		return
	}
	v := c.value(a)
	media, _, _ := strings.Cut(v, ";")
	for _, w := range words {
		if strings.EqualFold(strings.TrimSpace(media), w) {
			return
		}
	}
	if v != "" {
		c.add(rule, int(a.value), n, v, "the %s %s is none of %s", name, quoted(v), strings.Join(words, ", "))
	}
}

func podcastTranscript(c *checker, n int32) {
	c.podcastAttr("podcast-transcript-type", n, "type", "text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip", "application/srt")
	c.podcastAttr("podcast-transcript-type", n, "rel", "captions")
	if a := c.find(n, "language"); a != nil && !validLanguage(c.value(a)) {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
}

func podcastChapters(c *checker, n int32) {
	c.podcastAttr("podcast-chapters-type", n, "type", "application/json+chapters", "application/json")
}

func podcastTrailer(c *checker, n int32) {
	if a := c.find(n, "pubdate"); a != nil {
		if _, fault := parseRFC822(strings.TrimSpace(c.value(a))); fault == dateBad {
			c.add("podcast-trailer-date", int(a.value), n, c.value(a), "%s is not a date of RFC 822, such as %q", quoted(c.value(a)), "Tue, 25 Sep 2012 18:07:00 +0800")
		}
	}
}

func podcastAlternate(c *checker, n int32) {
	sources := 0
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsPodcast && x.name == "source" {
			sources++
		}
	}
	if sources == 0 && !c.node(n).broken {
		c.at("podcast-alternate-source", n, "the element %s has no podcast:source", c.label(n))
	}
	if a := c.find(n, "type"); a != nil && c.value(a) != "" && !validMediaType(c.value(a)) {
		c.checkMediaType(n, int(a.value), c.value(a))
	}
}

func podcastGUID(c *checker, n int32, v string) {
	if !validUUID(v) {
		c.add("podcast-guid", c.textAt(n), n, v, "%s is not a UUID", quoted(v))
	}
}

func podcastValue(c *checker, n int32) {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsPodcast && x.name == "valueRecipient" {
			return
		}
	}
	if !c.node(n).broken {
		c.at("podcast-value-recipient", n, "the element %s has no podcast:valueRecipient", c.label(n))
	}
}

// podcastMedia are the media of podcast:medium; a list of each has an L at its end.
const podcastMedia = "podcast music video film audiobook newsletter blog publisher course mixed"

func podcastMedium(c *checker, n int32, v string) {
	if !inList(podcastMedia, strings.TrimSuffix(v, "L")) {
		c.add("podcast-medium", c.textAt(n), n, v, "%s is not a medium of podcasts", quoted(v))
	}
}

func podcastLive(c *checker, n int32) {
	c.podcastAttr("podcast-live-item", n, "status", "pending", "live", "ended")
	for _, name := range []string{"start", "end"} {
		if a := c.find(n, name); a != nil && c.value(a) != "" {
			if _, ok := parseRFC3339(c.value(a), false); !ok {
				c.add("podcast-live-item", int(a.value), n, c.value(a), "%s is not a date of RFC 3339, such as %q", quoted(c.value(a)), "2012-09-25T18:07:00+08:00")
			}
		}
	}
}

func podcastSocial(c *checker, n int32) {
	c.podcastAttr("podcast-social", n, "protocol", "disabled", "activitypub", "atproto", "twitter", "lightning", "matrix", "nostr", "hive", "bluesky")
	if !strings.EqualFold(c.value(c.find(n, "protocol")), "disabled") && c.value(c.find(n, "uri")) == "" {
		c.at("podcast-social", n, "the element %s has no attribute %s", c.label(n), "uri")
	}
}

// applePodcast reports what Apple asks of a podcast beside what finishPodcast does.
func (c *checker) applePodcast(channel int32, e *extensions) {
	if c.profile != Podcast || c.node(channel).broken {
		return
	}
	if e.at("itunes:image") == 0 {
		c.atEnd("podcast-artwork", channel, "the podcast has no %s", "itunes:image")
	} else if a := c.find(e.at("itunes:image"), "href"); a != nil {
		v := c.value(a)
		path, _, _ := strings.Cut(strings.ToLower(v), "?")
		if !strings.HasSuffix(path, ".jpg") && !strings.HasSuffix(path, ".jpeg") && !strings.HasSuffix(path, ".png") {
			c.add("podcast-artwork-format", int(a.value), e.at("itunes:image"), v, "the artwork %s is neither a JPEG nor a PNG", quoted(v))
		}
	}
	if e.at("itunes:author") == 0 {
		c.atEnd("podcast-author", channel, "the podcast has no %s", "itunes:author")
	}
}

// episode reports an item without a file to play.
func (c *checker) episode(item int32, enclosures int) {
	if c.profile == Podcast && enclosures == 0 && !c.node(item).broken {
		c.atEnd("missing-enclosure", item, "the episode has no enclosure")
	}
}

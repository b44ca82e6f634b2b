package validate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/internal/podcast"
)

// The limits of Apple on lengths, in characters.
const (
	maxShort   = 255
	maxSummary = 4000
)

func addITunes(add func(extensionSpec, string)) {
	in := channels | items
	value := func(in place, f check, names string) {
		add(extensionSpec{in: in, once: everywhere, check: f}, names)
	}
	value(in, limitedText(maxShort), "itunes:author itunes:subtitle")
	value(in, limitedText(maxSummary), "itunes:summary")
	value(in, keywords, "itunes:keywords")
	value(in, podcastBlock, "itunes:block")
	value(in, podcastExplicit, "itunes:explicit")
	add(extensionSpec{in: in, once: everywhere, attrs: "href", into: podcastImage}, "itunes:image")
	add(extensionSpec{in: channels, once: everywhere, into: podcastOwner}, "itunes:owner")
	add(extensionSpec{in: channels, attrs: "text", into: podcastCategory}, "itunes:category")
	value(channels, date822, "itunes:pubDate")
	value(channels, fullURL, "itunes:new-feed-url")
	value(channels, oneOf("podcast-type", "episodic", "serial"), "itunes:type")
	value(items, seconds, "itunes:duration")
	value(items, anyText, "itunes:title")
	value(items, positive, "itunes:episode itunes:season")
	value(items, oneOf("episode-type", "full", "trailer", "bonus"), "itunes:episodeType")
	value(items, anyText, "itunes:order itunes:isClosedCaptioned")
	value(channels, oneOf("podcast-complete", "Yes", "yes", "No", "no"), "itunes:complete")
}

// podcast notes that an element of iTunes is used, in a feed or one of its items.
func (c *checker) podcast(n int32) {
	if c.facts.podcast == 0 {
		c.facts.podcast = n
		if enc := c.facts.encoding; enc != "" && !strings.EqualFold(enc, "utf-8") && !strings.EqualFold(enc, "utf8") {
			c.at("podcast-encoding", n, "Apple asks for UTF-8, and the document says it is %s", enc)
		}
	}
}

// finishPodcast reports what Apple asks of a channel. The elements that are there are those of e.
func (c *checker) finishPodcast(channel int32, e *extensions, language bool) {
	used := c.facts.podcast != 0
	if c.family == familyAtom { // an entry may carry what a podcast says of it
		used = e.itunes != 0
	}
	if !used && c.profile != Podcast || c.node(channel).broken || c.facts.podcastDone {
		return
	}
	c.facts.podcastDone = true
	report := func(rule RuleID, name string) {
		if e.at(name) == 0 {
			c.atFoot(rule, channel, "the podcast has no %s", name)
		}
	}
	if !language {
		c.atFoot("missing-podcast-element", channel, "the podcast has no language")
	}
	report("missing-podcast-element", "itunes:category")
	report("missing-podcast-element", "itunes:explicit")
	report("missing-podcast-owner", "itunes:owner")
	c.applePodcast(channel, e)
}

// oneOf is a check for a value that is one of a few words.
func oneOf(rule RuleID, list ...string) check {
	return func(c *checker, n int32, v string) {
		if !slices.Contains(list, v) {
			c.add(rule, c.textAt(n), n, v, "%s is none of %s", quoted(v), strings.Join(list, ", "))
		}
	}
}

// tooLong reports a text of more than most characters.
func (c *checker) tooLong(n int32, off int, v string, most int) {
	if size := utf8.RuneCountInString(v); size > most {
		c.add("too-long", off, n, v, "the text has %d characters; %d are allowed", size, most)
	}
}

func limitedText(most int) check {
	return func(c *checker, n int32, v string) {
		c.tooLong(n, c.textAt(n), v, most)
		plainText(c, n, v)
	}
}

func keywords(c *checker, n int32, v string) {
	limitedText(maxShort)(c, n, v)
	if strings.Contains(v, " ") && !strings.Contains(v, ",") {
		c.add("keywords", c.textAt(n), n, v, "keywords stand with commas between them")
	}
}

// podcastBlock and podcastExplicit are strict about white space.
func podcastBlock(c *checker, n int32, _ string) {
	switch v := c.content(n); strings.ToLower(v) {
	case "yes", "no", "clean":
	default:
		c.add("yes-no-clean", c.textAt(n), n, v, "%s is none of yes, no and clean", quoted(v))
	}
}

func podcastExplicit(c *checker, n int32, _ string) {
	switch v := c.content(n); strings.ToLower(v) {
	case "true", "false":
	default:
		c.add("true-false", c.textAt(n), n, v, "%s is neither true nor false", quoted(v))
	}
}

func seconds(c *checker, n int32, v string) {
	if !secondsForm.MatchString(v) {
		c.add("duration", c.textAt(n), n, v, "%s is not of the form HH:MM:SS, MM:SS or seconds", quoted(v))
	}
}

func podcastImage(c *checker, n int32) {
	c.httpAttr(n, "href")
	c.inside(n, nil)
}

// httpAttr checks an attribute that has to be an address of http or https.
func (c *checker) httpAttr(n int32, name string) {
	a := c.find(n, name)
	if a == nil {
		c.needAttrs(n, name)
	} else if v := c.value(a); !validHTTP(v) {
		c.add("url-attribute", int(a.value), n, v, "the attribute %s of %s is no address of http or https", name, c.label(n))
	}
}

func podcastOwner(c *checker, n int32) {
	count := c.inside(n, map[string]extensionSpec{
		"itunes:email": {once: everywhere, check: contactAddress}, "itunes:name": {once: everywhere, check: limitedText(maxShort)},
	})
	c.needInside(n, count, "itunes:email")
}

// contactAddress is an e-mail address without a name.
func contactAddress(c *checker, n int32, v string) {
	plainText(c, n, v)
	c.address("contact", n, v, bareAddress(v))
}

func podcastCategory(c *checker, n int32) {
	text, ok := c.categoryText(n, podcast.Categories, formerCategories)
	if !ok {
		return
	}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsITunes && x.name == "category" && text != "" {
			c.checkAttrs(k, "text")
			c.categoryText(k, setOf(podcast.Categories[text]), setOf(formerCategories[text]))
		} else if x.kind != element && (x.kind == cdata || !x.blank) {
			c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
		} else if x.kind == element && x.ns != nsUnknown && x.ns != nsOther && text != "" {
			c.undefined(k, n)
		}
	}
}

func setOf(list []string) map[string][]string {
	m := make(map[string][]string, len(list))
	for _, v := range list {
		m[v] = nil
	}
	return m
}

// categoryText checks the attribute text against the lists of today and of old.
func (c *checker) categoryText(n int32, now, old map[string][]string) (string, bool) {
	a := c.find(n, "text")
	if a == nil {
		c.needAttrs(n, "text")
		return "", false
	}
	v := c.value(a)
	_, current := now[v]
	_, former := old[v]
	switch {
	case current:
	case former:
		c.add("former-podcast-category", int(a.value), n, v, "Apple has dropped the category %s", quoted(v))
	default:
		c.add("podcast-category", int(a.value), n, v, "%s is not a category of Apple Podcasts there", quoted(v))
	}
	return v, true
}

// podcastFormats are the ends of the names of files that Apple takes.
var podcastFormats = words("m4a mp3 mov mp4 m4v pdf epub")

// enclosureFormats reports enclosures of a podcast's item that Apple does not take.
func (c *checker) enclosureFormats(item int32, enclosures []int32) {
	for _, n := range enclosures {
		v := c.value(c.find(n, "url"))
		if v == "" {
			continue
		}
		if ext := v[strings.LastIndexByte(v, '.')+1:]; !podcastFormats[ext] {
			c.at("podcast-format", n, "the file %s is not of a format that Apple Podcasts takes", quoted(v))
		}
	}
}

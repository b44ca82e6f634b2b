package validate

import (
	"strings"
	"time"
	"unicode"

	"github.com/portalfeed/portalfeed/feed/dates"
)

const rfc822Layout = "Mon, 02 Jan 2006 15:04:05 -0700"

// fixDate writes a date that people can read in the form that the format asks for.
func (c *checker) fixDate(n int32, a *attribute, p *pending, layout string) []Edit {
	v := strings.TrimSpace(c.content(n))
	if a != nil {
		v = c.value(a)
	}
	t, ok := c.readDate(v)
	switch {
	case ok && a != nil:
		return c.setAttr(a, t.Format(layout))
	case ok:
		return c.setText(n, t.Format(layout))
	case p.level != Error:
		return nil
	case a != nil:
		return c.dropAttr(n, a)
	case c.node(n).name == "updated" && c.node(n).ns == c.atomSpace:
		if _, ok := c.dateOf(c.node(n).parent, n); !ok {
			return nil // nothing can take its place
		}
	}
	return c.setAside(n)
}

// readDate reads a date in any form, and one of RFC 822 whose weekday is wrong.
func (c *checker) readDate(v string) (time.Time, bool) {
	if z := zoneName(v); z != "" && c.chinese(v) {
		before, after, _ := strings.Cut(v, z)
		v = before + " +0800 " + strings.TrimPrefix(strings.TrimPrefix(after, ":00"), "00")
		if t, ok := c.readDate(strings.Join(strings.Fields(v), " ")); ok {
			return t, true
		}
		v = before + after
	}
	if t, fault := parseRFC822(v); fault != dateBad {
		return t, true
	}
	zone := c.opt.Location
	if zone == nil && c.chinese(v) {
		zone = time.FixedZone("", chinaOffset)
	}
	d, err := dates.Parse(v, dates.Options{Now: c.opt.Now, Location: zone})
	if err != nil || d.Precision < dates.Month || d.Time.Year() < 1 || d.Time.Year() > 9999 {
		return time.Time{}, false
	}
	return d.Time, true
}

// chinaOffset is the offset of the one time zone of China from UTC in seconds.
const chinaOffset = 8 * 60 * 60

// chinese reports whether a date is one of China: it is written in Chinese, or the feed is.
func (c *checker) chinese(v string) bool {
	if c.profile == Portal || strings.IndexFunc(v, isHan) >= 0 {
		return true
	}
	if !c.known.spoken {
		c.known.spoken = true
		kana := func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }
		lang, title := "", ""
		if c.json.values != nil {
			lang, title = c.jsonString(1, "language"), c.jsonString(1, "title")
		} else if c.root != 0 {
			title = c.feedTitle()
			top := c.root
			if k := c.child(top, "channel", nsRSS10, nsRSS090); k != 0 {
				top = k
			}
			if lang = c.childText(top, "language", nsDC); lang == "" {
				lang = c.value(c.findNS(c.root, nsXML, "lang"))
			}
		}
		c.known.chinese = strings.HasPrefix(strings.ToLower(lang), "zh") || lang == "" && strings.IndexFunc(title, isHan) >= 0 && strings.IndexFunc(title, kana) < 0
	}
	return c.known.chinese
}

// isFullwidth reports whether a character is a wide form of one of ASCII; narrow is that.
func isFullwidth(r rune) bool { return 0xFF01 <= r && r <= 0xFF5E || r == '。' || r == '\u3000' }

func narrow(r rune) rune {
	switch {
	case r == '。':
		return '.'
	case r == '\u3000':
		return ' '
	case isFullwidth(r):
		return r - 0xFF01 + '!'
	}
	return r
}

// dateOf is the date of change of a feed or entry: what its dates say, else that of its entries or of the feed, else now.
func (c *checker) dateOf(n, but int32) (time.Time, bool) {
	var best time.Time
	look := func(n int32) {
		for k := c.node(n).first; k != 0; k = c.node(k).next {
			x := c.node(k)
			if x.kind != element || k == but {
				continue
			}
			switch x.name {
			case "updated", "published", "date", "pubDate", "lastBuildDate", "modified", "issued", "created", "edited":
				if t, ok := c.readDate(strings.TrimSpace(c.content(k))); ok && t.After(best) {
					best = t
				}
			}
		}
	}
	if n != c.root {
		look(n)
	}
	if best.IsZero() {
		if !c.known.dated {
			best = time.Time{}
			look(c.root)
			for k := c.node(c.root).first; k != 0 && best.IsZero() || k != 0 && n == c.root; k = c.node(k).next {
				if c.node(k).kind == element && c.node(k).name == "entry" {
					look(k)
				}
			}
			c.known.dated, c.known.newest = true, best
		}
		best = c.known.newest
	}
	if best.IsZero() && !c.opt.Now.IsZero() {
		best = c.opt.Now.UTC().Truncate(time.Second)
	}
	return best, !best.IsZero()
}

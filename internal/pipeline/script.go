package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/convert/zhconv"
	"github.com/portalfeed/portalfeed/feed"
)

// docLink is a link from one document to another one of the same format.
type docLink struct {
	rel, name, language string
}

// editions adds the editions of Chinese feeds that the recipe asks for: the same items with the same ids, with all text in one
// script. The edition in the language of a feed keeps its name, the others stand in a folder that is called by their tag. Where the
// address of the published feeds is known, each edition links to the others (RFC 4287 section 4.2.7.2, hreflang 4.2.7.4).
func (r *run) editions(pubs []feed.Publication) ([]feed.Publication, error) {
	if r.o.Recipe == nil || len(r.o.Recipe.Emit.Variants) == 0 {
		return pubs, nil
	}
	variants := r.o.Recipe.Emit.Variants
	conv := converters{}
	taken := make(map[string]bool, len(pubs))
	for _, p := range pubs {
		taken[p.Name] = true
	}
	r.links, r.editionOf, r.texts = map[string][]docLink{}, map[string]string{}, map[string]texts{}
	var out []feed.Publication
	for _, p := range pubs {
		if !chinese(p.Feed.Language) {
			out = append(out, p)
			continue
		}
		own := slices.IndexFunc(variants, func(v string) bool { return sameScript(v, p.Feed.Language) })
		type edition struct{ name, tag string }
		var made []edition
		order := slices.Clone(variants)
		if own > 0 { // its own edition first
			order = slices.Insert(slices.Delete(order, own, own+1), 0, variants[own])
		}
		for i, tag := range order {
			name := p.Name
			if i > 0 {
				if name = strings.ToLower(tag) + "/" + p.Name; taken[name] {
					r.sum.Notes = append(r.sum.Notes, convert.Note{Message: "the " + tag + " edition of feed " + p.Name + " is left out: another feed is called " + name})
					continue
				}
			}
			e, err := conv.publication(p, tag)
			if err != nil {
				return nil, err
			}
			if e.Name = name; name != p.Name {
				e.Feed.ID += "/" + tag
			}
			r.editionOf[name] = p.Name
			if r.texts[name], err = conv.text(p.Feed.Language, tag); err != nil {
				return nil, err
			}
			made = append(made, edition{name, tag})
			out = append(out, e)
		}
		for _, a := range made {
			for _, b := range made {
				if a != b {
					r.links[a.name] = append(r.links[a.name], docLink{"alternate", b.name, b.tag})
				}
			}
		}
	}
	return out, nil
}

// linked is the feed of a publication with its links to other documents of the format.
func (r *run) linked(p feed.Publication, format feed.Format) *feed.Feed {
	links := r.links[p.Name]
	if len(links) == 0 || r.o.SiteURL == "" {
		return p.Feed
	}
	f := *p.Feed
	f.Links = slices.Clone(f.Links)
	for _, l := range links {
		f.Links = append(f.Links, feed.Link{Rel: l.rel, Href: r.self(l.name, format), Type: format.MediaType(), Language: l.language})
	}
	return &f
}

// chinese reports whether a language tag is one of Chinese.
func chinese(tag string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return primary == "zh"
}

// scriptOf is Hans or Hant, as a tag of Chinese says or implies by its region; "" if it does neither.
func scriptOf(tag string) string {
	for part := range strings.SplitSeq(strings.ToLower(tag), "-") {
		switch part {
		case "hans", "cn", "sg", "my":
			return "Hans"
		case "hant", "tw", "hk", "mo":
			return "Hant"
		}
	}
	return ""
}

// sameScript reports whether a feed in a language is an edition already: one of its region, or of its script where the edition
// asks for no region.
func sameScript(variant, language string) bool {
	if strings.EqualFold(variant, language) {
		return true
	}
	return (variant == "zh-Hans" || variant == "zh-Hant") && scriptOf(variant) == scriptOf(language)
}

// converters are the conversions in use.
type converters map[zhconv.Variant]*zhconv.Converter

// conversion is what makes text of one language an edition; "" for none.
func conversion(language, variant string) zhconv.Variant {
	hant := scriptOf(language) == "Hant"
	switch {
	case sameScript(variant, language):
		return ""
	case variant == "zh-Hans":
		return zhconv.T2S
	case variant == "zh-Hant":
		return zhconv.S2T
	case variant == "zh-TW" && hant:
		return zhconv.T2TW
	case variant == "zh-TW":
		return zhconv.S2TWP
	case variant == "zh-HK" && hant:
		return zhconv.T2HK
	default:
		return zhconv.S2HKP
	}
}

// publication makes an edition of a publication.
func (c converters) publication(p feed.Publication, variant string) (feed.Publication, error) {
	outer, err := c.text(p.Feed.Language, variant)
	if err != nil {
		return p, err
	}
	f := *p.Feed
	f.Language = variant
	f.Title, f.Subtitle, f.Rights = outer.construct(f.Title), outer.construct(f.Subtitle), outer.construct(f.Rights)
	f.Authors, f.Contributors = outer.people(f.Authors), outer.people(f.Contributors)
	f.Categories, f.Links = outer.categories(f.Categories), outer.links(f.Links)
	f.Items = slices.Clone(f.Items)
	for i := range f.Items {
		it := &f.Items[i]
		language := it.Language
		if language == "" {
			language = p.Feed.Language
		}
		if !chinese(language) {
			continue
		}
		t, err := c.text(language, variant)
		if err != nil {
			return p, err
		}
		it.Language = ""
		it.Title, it.Summary, it.Content, it.Rights = t.construct(it.Title), t.construct(it.Summary), t.construct(it.Content), t.construct(it.Rights)
		it.Authors, it.Contributors = t.people(it.Authors), t.people(it.Contributors)
		it.Categories, it.Links = t.categories(it.Categories), t.links(it.Links)
		if it.Source != nil {
			s := *it.Source
			s.Title = t.plain(s.Title)
			it.Source = &s
		}
		it.Enclosures = slices.Clone(it.Enclosures)
		for k := range it.Enclosures {
			it.Enclosures[k].Title = t.plain(it.Enclosures[k].Title)
		}
	}
	p.Feed, p.Label, p.Group = &f, outer.plain(p.Label), outer.plain(p.Group)
	return p, nil
}

func (c converters) text(language, variant string) (texts, error) {
	v := conversion(language, variant)
	if v == "" {
		return texts{}, nil
	}
	if c[v] == nil {
		made, err := zhconv.New(v)
		if err != nil {
			return texts{}, fmt.Errorf("make the %s edition: %w", variant, err)
		}
		c[v] = made
	}
	return texts{c[v]}, nil
}

// texts converts the texts of a feed; without a converter it leaves them as they are.
type texts struct{ c *zhconv.Converter }

func (t texts) plain(s string) string {
	if t.c == nil || s == "" {
		return s
	}
	return t.c.String(s)
}

func (t texts) construct(x feed.Text) feed.Text {
	x.Language = ""
	if x.Type == feed.Plain {
		x.Value = t.plain(x.Value)
	} else {
		x.Value = t.markup(x.Value)
	}
	return x
}

// markup converts the text between the tags of HTML; tags with their attributes stay as they are.
func (t texts) markup(s string) string {
	if t.c == nil || s == "" {
		return s
	}
	b := make([]byte, 0, len(s)+len(s)/16)
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			b = append(b, t.c.String(s[:i])...)
		}
		s = s[i:]
		end := tagEnd(s)
		b = append(b, s[:end]...)
		s = s[end:]
	}
	return string(b)
}

// tagEnd is the length of the tag, or of the comment, at the start of a text.
func tagEnd(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s, "-->"); i >= 0 {
			return i + len("-->")
		}
		return len(s)
	}
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(s)
}

func (t texts) people(all []feed.Person) []feed.Person {
	all = slices.Clone(all)
	for i := range all {
		all[i].Name = t.plain(all[i].Name)
	}
	return all
}

func (t texts) categories(all []feed.Category) []feed.Category {
	all = slices.Clone(all)
	for i := range all {
		all[i].Term, all[i].Label = t.plain(all[i].Term), t.plain(all[i].Label)
	}
	return all
}

func (t texts) links(all []feed.Link) []feed.Link {
	all = slices.Clone(all)
	for i := range all {
		all[i].Title = t.plain(all[i].Title)
	}
	return all
}

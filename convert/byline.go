package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// englishByline is the author that an English byline names, and what gave the name: By Jane Doe, September 25, 2012. Lines around
// title and stamp are read; a line that goes on as a sentence is none.
func (d *Document) englishByline(p *articleParts) string {
	const longest, above, below = 120, 1, 6 // characters of a line; lines
	from, to := p.first-above-2, p.first+2
	if p.titleLine >= 0 {
		from, to = p.titleLine-above, max(p.titleLine+below, min(p.first+1, p.titleLine+30))
	}
	if p.stampLine >= 0 {
		from, to = min(from, p.stampLine-above), max(to, p.stampLine+3)
	}
	for i := max(from, 0); i < min(to, len(d.lines)); i++ {
		if l := &d.lines[i]; i != p.titleLine && l.chars <= longest {
			if v := bylineName(l.text); v != "" {
				return v
			}
		}
	}
	return ""
}

// bylineName is the name behind the By of a byline, "" if the line is none. Behind the name stand nothing, a mark and a date, or a
// mark and the name of who it is written for.
func bylineName(s string) string {
	const longest, most = 60, 6 // bytes and words of a name
	rest := ""
	for _, w := range []string{"By ", "BY ", "by ", "By: ", "Written by ", "Posted by ", "Reported by "} {
		if r, ok := strings.CutPrefix(s, w); ok {
			rest = strings.TrimSpace(r)
			break
		}
	}
	if rest == "" {
		return ""
	}
	end, behind := len(rest), ""
	if i := strings.IndexAny(rest, ",|;/·•–—["); i >= 0 {
		_, w := utf8.DecodeRuneInString(rest[i:])
		end, behind = i, strings.TrimSpace(rest[i+w:])
	}
	for _, w := range []string{" on ", " at ", " - ", " for "} {
		if i := strings.Index(rest[:end], w); i > 0 {
			end, behind = i, strings.TrimSpace(rest[i+len(w):])
		}
	}
	if _, start, _, ok := dates.Find(rest, dates.Options{}); ok && start < end { // By Jane Doe Sep 25, 2012
		end, behind = start, ""
	}
	name := strings.TrimSpace(rest[:end])
	if name == "" || len(name) > longest || !nameLike(name, most) || !bylineEnds(behind) {
		return ""
	}
	return name
}

// bylineEnds says whether what stands behind a name can: nothing, a date, or a few words that all begin with a capital.
func bylineEnds(s string) bool {
	const most = 6 // words
	if s == "" {
		return true
	}
	if _, start, _, ok := dates.Find(s, dates.Options{}); ok {
		s = strings.TrimRight(strings.TrimSpace(s[:start]), ",|-–—·•:")
		for _, w := range []string{"Updated", "Published", "Posted"} {
			s = strings.TrimSuffix(strings.TrimSpace(s), w)
		}
		s = strings.TrimRight(s, " ,|-–—·•:")
	}
	return s == "" || nameLike(s, most)
}

// particles are the words of names that begin with a small letter.
var particles = map[string]bool{"and": true, "de": true, "da": true, "del": true, "di": true, "du": true, "der": true, "den": true, "la": true, "le": true, "van": true, "von": true, "bin": true, "al": true, "of": true, "the": true}

// nameLike says whether a text is at most so many words of Latin letters, which begin with capitals as names do, and is no day or month.
func nameLike(s string, most int) bool {
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return isBlank(r) || r == ',' || r == '&' }) {
		first, _ := utf8.DecodeRuneInString(w)
		if n++; n > most {
			return false
		}
		if !unicode.Is(unicode.Latin, first) || n == 1 && calendarWords[w] {
			return false
		}
		if !unicode.IsUpper(first) && !particles[w] {
			return false
		}
		for _, r := range w {
			if !unicode.IsLetter(r) && r != '.' && r != '-' && r != '\'' && r != '’' {
				return false
			}
		}
	}
	return n > 0
}

// calendarWords begin what looks like a byline and is none: By Tuesday, By September.
var calendarWords = map[string]bool{
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true, "September": true, "October": true, "November": true, "December": true,
	"The": true, "Then": true, "This": true, "All": true, "Now": true,
}

// englishWords are the words that English texts are full of, and texts of its neighbours are not.
var englishWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "that": true, "with": true, "for": true, "which": true, "from": true, "this": true, "have": true, "has": true, "are": true, "been": true, "by": true, "will": true, "it": true, "its": true, "were": true, "their": true,
}

// saysEnglish says whether the lines of a page without a language read as English: one word in eight, at least, is one of the
// frequent words, and there are several of them. Other languages of the Latin script are not told apart.
func (d *Document) saysEnglish() bool {
	const fewest, enough, share, kinds = 20, 400, 8, 3 // words, words that settle it, one of so many, different ones
	words, hits := 0, 0
	seen := map[string]bool{}
	for i := range d.lines {
		if !d.lines[i].prose() {
			continue
		}
		for w := range strings.FieldsFuncSeq(d.lines[i].text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
			if words++; len(w) <= 6 {
				if low := strings.ToLower(w); englishWords[low] {
					hits++
					seen[low] = true
				}
			}
		}
		if words >= enough {
			break
		}
	}
	return words >= fewest && hits*share >= words && len(seen) >= kinds
}

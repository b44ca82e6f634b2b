package feed

import (
	stdhtml "html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// line returns s clean, trimmed, and on one line with single spaces.
// The full-width space is text and stays, except at the ends, where readers trim all that Unicode calls white space.
func line(s string) string {
	if isBareLine(s) || isLine(s) {
		return s
	}
	s = CleanText(s)
	s = strings.TrimSpace(s)
	if !strings.ContainsAny(s, "\t\n") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }), " ")
}

// isLine reports whether line would return s as it is: the quick answer for nearly all.
func isLine(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if class := asciiClass[b]; class != plain && class != markup || b == ' ' && s[i-1] == ' ' {
				return false
			}
			i++
			continue
		}
		if isCommonHan(s, i) {
			if s[i] == 0xE3 && hasFullSpace(s, i) && (i == 0 || i+3 == len(s)) {
				return false
			}
			i += 3
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if _, keep := carried(s, i); !keep || unicode.IsSpace(r) {
			return false
		}
		i += w
	}
	return true
}

// isBareLine reports whether s is a line, not empty, that is written as it is in every format.
func isBareLine(s string) bool {
	if s == "" {
		return false
	}
	if !isText(s, 0) {
		if r, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
			return false
		}
	}
	if n := len(s); s[n-1] >= utf8.RuneSelf && (n < 3 || s[n-3] < utf8.RuneSelf || !isText(s, n-3)) || s[n-1] <= ' ' {
		if r, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(r) {
			return false
		}
	}
	for i := plainRun(s, 0); i < len(s); i = plainRun(s, i) {
		b := s[i]
		if b < utf8.RuneSelf {
			if stops[asValue][b] || b == '\\' {
				return false
			}
			i++
			continue
		}
		w, keep := carried(s, i)
		if !keep {
			return false
		}
		i += w
	}
	return strings.IndexByte(s, ' ') < 0 || !strings.Contains(s, "  ")
}

// isText reports whether a character of ASCII or Chinese that is no space stands at i: the quick answer for nearly all.
func isText(s string, i int) bool {
	if b := s[i]; b < utf8.RuneSelf {
		return b > ' '
	}
	return isCommonHan(s, i) && !hasFullSpace(s, i)
}

func hasFullSpace(s string, i int) bool { return s[i+1] == 0x80 && s[i+2] == 0x80 }

// plainLine returns the text as one line of plain text. Markup is taken out where
// the type says that it is markup, and where an end tag shows that it was copied from some. References are what they stand for, as
// text that still has some was escaped twice.
func plainLine(t Text) string {
	s := t.Value
	if t.Type == Plain && !hasEndTag(s) {
		s = line(s)
	} else {
		s = line(textOfHTML(s, len(s)))
	}
	for range maxUnescape {
		switch {
		case strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0:
			return s
		case hasEndTag(s):
			s = line(textOfHTML(s, len(s)))
		default:
			plain := line(withoutReferences(s, false))
			if plain == s {
				return s
			}
			s = plain
		}
	}
	return line(withoutReferences(strings.ReplaceAll(s, "</", "/"), true))
}

// longestReference is how many characters the name of a reference has at most, CounterClockwiseContourIntegral.
const longestReference = 31

// withoutReferences returns plain text with the references of HTML, also those without a semicolon, replaced by what they stand for,
// or all by a full-width ampersand and their name.
func withoutReferences(s string, wide bool) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			break
		}
		end := i + 1
		for end < len(s) && end-i <= longestReference && (isAlnum(s[end]) || s[end] == '#' && end == i+1) {
			end++
		}
		name := s[i+1 : end]
		known := stdhtml.UnescapeString("&" + name + ";")
		numeric := len(name) > 1 && name[0] == '#' && (name[1]-'0' < 10 || name[1] == 'x')
		b.WriteString(s[:i])
		switch {
		case len(name) < 2 || !numeric && known == "&"+name+";":
			b.WriteString(s[i:end])
		case wide || known == "&"+name+";":
			b.WriteString("＆" + name)
		default:
			b.WriteString(known)
			if end < len(s) && s[end] == ';' {
				end++
			}
		}
		s = s[end:]
	}
	if b.Len() == 0 {
		return s
	}
	b.WriteString(s)
	return b.String()
}

// Plain returns the text on one line without markup, as titles are written. Where markup has no text, as an image alone
// has none, it is the image's description or else its address. Markup that is a start tag and nothing else is about that tag.
func (t Text) Plain() string {
	s := plainLine(t)
	if s == "" && t.Type != Plain {
		s = firstOf(plainLine(Text{Value: pictured(t.Value)}), plainLine(Text{Value: namedTag(t.Value)}))
	}
	return s
}

// pictured returns what an image in markup without text is called.
func pictured(s string) string {
	address := ""
	z := html.NewTokenizer(strings.NewReader(s))
	for range maxPictured {
		switch z.Next() {
		case html.ErrorToken:
			return address
		case html.StartTagToken, html.SelfClosingTagToken:
			_, more := z.TagName()
			for n := 0; more && n < maxAttributes; n++ {
				var k, v []byte
				switch k, v, more = z.TagAttr(); string(k) {
				case "alt", "title":
					if len(v) > 0 {
						return string(v)
					}
				case "src", "href", "data":
					if u, ok := linkURI(string(v), ""); ok && address == "" {
						address = u
					}
				}
			}
		}
	}
	return address
}

// maxPictured bounds the tokens of markup in which an image is looked for.
const maxPictured = 100

// present reports whether anything but white space is left of t when it is written.
func (t *Text) present() bool {
	for i := 0; i < len(t.Value); {
		if b := t.Value[i]; b < utf8.RuneSelf {
			if class := asciiClass[b]; b != ' ' && (class == plain || class == markup) {
				return true
			}
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(t.Value[i:])
		if _, keep := carried(t.Value, i); r == utf8.RuneError || keep && !unicode.IsSpace(r) {
			return true
		}
		i += w
	}
	return false
}

// maxUnescape bounds how often text that was escaped several times is unescaped.
const maxUnescape = 3

// hasEndTag reports whether s holds </ and a name and >, which no plain text does.
func hasEndTag(s string) bool {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return false
		}
		s = s[i+2:]
		n := 0
		for n < len(s) && isAlnum(s[n]) {
			n++
		}
		if n > 0 && n < len(s) && s[n] == '>' {
			return true
		}
	}
}

// hasReference reports whether s holds what looks like a reference of HTML.
func hasReference(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 || i+1 >= len(s) {
			return false
		}
		if s = s[i+1:]; isAlnum(s[0]) || s[0] == '#' {
			return true
		}
	}
}

func isAlnum(b byte) bool { return b|0x20-'a' < 26 || b-'0' < 10 }

// textOfHTML returns the text of markup, at least limit bytes of it where there is as much.
func textOfHTML(s string, limit int) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 && b.Len() < limit {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := tagEnd(s)
		if end == 0 {
			if end = strings.IndexByte(s[1:], '<') + 1; end == 0 {
				break
			}
			b.WriteString(s[:end])
			s = s[end:]
			continue
		}
		if breaksLine(s[1:end]) {
			b.WriteByte(' ')
		}
		s = s[end:]
	}
	if b.Len() < limit {
		b.WriteString(s)
	}
	return stdhtml.UnescapeString(b.String())
}

// tagEnd returns the end of the tag, comment or raw text element that begins at s[0]; 0 if it is no tag.
func tagEnd(s string) int {
	if len(s) < 2 || s[1] != '/' && s[1] != '!' && s[1] != '?' && s[1]|0x20-'a' >= 26 {
		return 0
	}
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s, "-->"); i >= 0 {
			return i + len("-->")
		}
		return len(s)
	}
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return len(s)
	}
	for _, name := range [...]string{"script", "style"} {
		if foldPrefix(s[1:], name) {
			close := indexFold(s, "</"+name)
			if close < 0 {
				return len(s)
			}
			if i := strings.IndexByte(s[close:], '>'); i >= 0 {
				return close + i + 1
			}
			return len(s)
		}
	}
	return end + 1
}

func foldPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// indexFold returns the position of an ASCII word in s in any case, -1 if it is not there.
func indexFold(s, word string) int {
	for i := 0; ; {
		k := strings.IndexByte(s[i:], word[0])
		if k < 0 {
			return -1
		}
		i += k
		if foldPrefix(s[i:], word) {
			return i
		}
		i++
	}
}

// breaksLine reports whether the tag (without its first <) stands between two lines of text.
func breaksLine(tag string) bool {
	tag = strings.TrimPrefix(tag, "/")
	n := 0
	for n < len(tag) && isAlnum(tag[n]) {
		n++
	}
	switch strings.ToLower(tag[:n]) {
	case "br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol", "dt", "dd", "section", "figure", "figcaption":
		return true
	}
	return false
}

// excerptLength is the length of a description made from content, in characters.
const excerptLength = 200

// excerpt returns the beginning of t as one line of plain text, with an ellipsis where it is cut.
func excerpt(t Text, length int) string {
	s := t.Value
	if t.Type != Plain {
		s = textOfHTML(cutAt(s, maxExcerptSource), length*utf8.UTFMax)
	} else {
		s = cutAt(s, length*2*utf8.UTFMax)
	}
	s = plainLine(Text{Value: s})
	n := 0
	for i := range s {
		if n == length {
			return strings.TrimRight(s[:i], " ，、：；,") + "…"
		}
		n++
	}
	return s
}

// maxExcerptSource bounds the markup that an excerpt is made from.
const maxExcerptSource = 16 << 10

// cutAt returns at most n bytes of s, cut before a character.
func cutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

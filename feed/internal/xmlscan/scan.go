package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

var (
	bom       = []byte("\xEF\xBB\xBF")
	cdataOpen = []byte("<![CDATA[")
	cdataEnd  = []byte("]]>")
	doctype   = []byte("<!DOCTYPE")
)

// open is an element whose end tag has not come.
type open struct {
	start, end int // byte range of its name
	tag        int // offset of its start tag
	bindings   int // len(Scanner.bindings) before it
}

// Scanner reads one document. It is not safe for concurrent use.
type Scanner struct {
	src        []byte
	pos        int
	opt        Options
	text       *table
	value      *table
	tok        Token
	attrs      []Attr
	seen       map[string]struct{} // names of an element with many attributes
	stack      []open
	names      namespaces
	pending    int  // end tags to supply
	emptyEnd   bool // the end tag of <name/> comes next
	rootSeen   bool
	doctypes   int
	lenient    bool                // undefined entities may be defined in a DTD that is not read
	entities   map[string]struct{} // declared in the internal subset
	errs       []Error
	omitted    int
	done       bool
	limited    bool
	loose      bool // the document is not valid UTF-8 throughout
	unreadable int  // end of the run of invalid bytes reported last
	reread     int  // offset of the end tag that is read again
	badTag     int  // offset of a < that looked like a tag and is none
}

// New returns a Scanner over src, which it keeps and does not change.
func New(src []byte, o Options) *Scanner {
	o.MaxDepth = limit(o.MaxDepth, DefaultMaxDepth)
	o.MaxAttributes = limit(o.MaxAttributes, DefaultMaxAttributes)
	o.MaxToken = limit(o.MaxToken, DefaultMaxToken)
	o.MaxBytes = limit(o.MaxBytes, DefaultMaxBytes)
	o.MaxErrors = limit(o.MaxErrors, DefaultMaxErrors)
	s := &Scanner{src: src, opt: o, text: textClass, value: valueClass, unreadable: -1, reread: -1, badTag: -1}
	if len(src) > o.MaxBytes {
		s.fail(LimitBytes, o.MaxBytes, o.MaxBytes, nil)
		s.src, o.ValidUTF8 = src[:o.MaxBytes], false
	}
	if !o.ValidUTF8 && !utf8.Valid(s.src) {
		s.loose, s.text, s.value = true, looseText, looseValue
	}
	if bytes.HasPrefix(s.src, bom) {
		s.pos = len(bom)
	}
	return s
}

// Token returns the token that the last call of Next found. It is overwritten by the next call.
func (s *Scanner) Token() *Token { return &s.tok }

// Errors returns the violations found so far, in the order in which they were found.
func (s *Scanner) Errors() []Error { return s.errs }

// Omitted returns how many violations were found beyond Options.MaxErrors.
func (s *Scanner) Omitted() int { return s.omitted }

// Depth returns the number of open elements; during a StartTag its own counts.
func (s *Scanner) Depth() int { return len(s.stack) }

func (s *Scanner) fail(code Code, start, end int, name []byte) {
	s.failOpen(code, start, end, name, -1)
}

func (s *Scanner) failOpen(code Code, start, end int, name []byte, opened int) {
	if len(s.errs) >= s.opt.MaxErrors {
		s.omitted++
		return
	}
	s.errs = append(s.errs, Error{Code: code, Start: start, End: end, Name: string(name[:min(len(name), 64)]), Open: opened})
}

// Next advances to the next token and reports whether there is one. After the last token it has supplied the
// end tags that were missing.
func (s *Scanner) Next() bool {
	for {
		if s.emptyEnd {
			s.emptyEnd = false
			s.closeTop(s.pos, s.pos, false)
			return true
		}
		if s.pending > 0 {
			s.pending--
			s.closeTop(s.pos, s.pos, true)
			return true
		}
		if s.done || s.pos >= len(s.src) {
			return s.finish()
		}
		if s.step() {
			if s.tok.End-s.tok.Start > s.opt.MaxToken {
				s.fail(LimitToken, s.tok.Start, s.tok.End, nil)
				s.stop()
			}
			return true
		}
	}
}

// finish ends the document: it supplies what end tags are missing, one a call.
func (s *Scanner) finish() bool {
	if !s.done {
		s.done = true
		if n := len(s.stack); n > 0 {
			top := s.stack[n-1]
			s.failOpen(Truncated, len(s.src), len(s.src), s.src[top.start:top.end], top.tag)
		} else if !s.rootSeen {
			s.fail(NoRoot, len(s.src), len(s.src), nil)
		}
	}
	if len(s.stack) == 0 {
		return false
	}
	s.closeTop(s.pos, s.pos, true)
	return true
}

// Limited reports whether a limit ended the scan before the end of the document.
func (s *Scanner) Limited() bool { return s.limited }

// stop ends the scan at a limit; the open elements are still closed.
func (s *Scanner) stop() {
	s.done, s.limited = true, true
	s.pos = len(s.src)
}

// step reads one token; false means that there was none to report in what it consumed.
func (s *Scanner) step() bool {
	start := s.pos
	if s.src[start] != '<' || !s.isMarkup(start) {
		return s.scanText()
	}
	switch c := s.src[start+1]; c {
	case '/':
		return s.scanEndTag()
	case '?':
		return s.scanProcInst()
	case '!':
		return s.scanDeclaration()
	}
	return s.scanStartTag()
}

// isMarkup reports whether the < at offset i begins markup: a tag whose > comes before the next <, or a declaration.
func (s *Scanner) isMarkup(i int) bool {
	if i+1 >= len(s.src) {
		return false
	}
	switch c := s.src[i+1]; {
	case c == '!' || c == '?':
		return true
	case c == '/':
		return i+2 < len(s.src) && nameClass[s.src[i+2]]&(nameStart|nameHigh) != 0
	default:
		return nameClass[c]&(nameStart|nameHigh) != 0
	}
}

// scanText reads character data up to the next markup.
func (s *Scanner) scanText() bool {
	start := s.pos
	t := Token{Kind: Text, Start: start, DataStart: start, Blank: true}
	i, class, src := start, s.text, s.src
	blankTo := start
	for blankTo < len(src) && isSpace(src[blankTo]) {
		t.Refs = t.Refs || src[blankTo] == '\r'
		blankTo++
	}
	i = blankTo
scan:
	for i < len(src) {
		c := class[src[i]]
		if c == plain {
			i++
			if !s.loose {
				i += plainRun(src[i:])
			}
			continue
		}
		switch c {
		case less:
			if s.tagFits(i) {
				break scan
			}
			s.fail(StrayLess, i, i+1, nil)
			i++
		case amp:
			t.Refs = true
			i = s.checkRef(i)
		case bracket:
			if bytes.HasPrefix(src[i:], cdataEnd) {
				s.fail(CDATAEndInText, i, i+3, nil)
				i += 2
			}
			i++
		case space:
			t.Refs = true
			i++
		default:
			i = s.checkChar(i, c, &t.Odd)
		}
	}
	t.Blank = i == blankTo
	t.End, t.Data = i, src[start:i]
	s.pos = i
	if len(s.stack) == 0 {
		if !t.Blank {
			s.fail(TextOutsideRoot, blankTo, i, nil)
		}
		return false
	}
	s.tok = t
	return true
}

// checkChar looks at a byte whose class is control, leadC2, leadEF or nonASCII and returns where to go on.
func (s *Scanner) checkChar(i int, class uint8, odd *bool) int {
	src := s.src
	switch class {
	case control:
		s.failControl(i, i+1, rune(src[i]))
		return i + 1
	case leadC2:
		if src[i+1] < 0xA0 {
			*odd = true
		}
		return i + 2
	case leadEF:
		if src[i+1] == 0xBF && src[i+2] >= 0xBD {
			if src[i+2] == 0xBD {
				*odd = true
			} else {
				s.failControl(i, i+3, rune(0xFFC0)|rune(src[i+2]&0x3F))
			}
		}
		return i + 3
	}
	r, n := utf8.DecodeRune(src[i:])
	if r == utf8.RuneError && n <= 1 {
		if s.unreadable != i { // a run of bad bytes is one fault
			s.fail(InvalidUTF8, i, i+1, nil)
		}
		s.unreadable = i + 1
		return i + 1
	}
	if r == 0xFFFE || r == 0xFFFF {
		s.failControl(i, i+n, r)
	} else if r == utf8.RuneError || r < 0xA0 {
		*odd = true
	}
	return i + n
}

func (s *Scanner) failControl(start, end int, r rune) {
	const hex = "0123456789ABCDEF"
	s.fail(ControlChar, start, end, []byte{'U', '+', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15]})
}

// checkRef checks the reference at offset i and returns where to go on.
func (s *Scanner) checkRef(i int) int {
	n := refEnd(s.src[i:])
	if n == 0 {
		if i+1 < len(s.src) && s.src[i+1] == '#' {
			s.fail(BadCharRef, i, i+2, s.src[i:i+2])
		} else {
			s.fail(BareAmpersand, i, i+1, nil)
		}
		return i + 1
	}
	name := s.src[i+1 : i+n-1]
	switch {
	case name[0] == '#':
		if _, ok := charRef(name); !ok {
			s.fail(BadCharRef, i, i+n, s.src[i:i+n])
		}
	case !predefined(name):
		if _, ok := s.entities[string(name)]; !ok && !s.lenient {
			if !validName(name) {
				s.fail(BareAmpersand, i, i+1, nil)
				return i + 1
			}
			s.fail(UndefinedEntity, i, i+n, name)
		}
	}
	return i + n
}

func predefined(name []byte) bool {
	switch string(name) {
	case "amp", "lt", "gt", "quot", "apos":
		return true
	}
	return false
}

// IsHTMLEntity reports whether HTML defines the entity name.
func IsHTMLEntity(name string) bool {
	_, ok := htmlEntity([]byte(name))
	return ok
}

// checkRun checks characters where neither markup nor references count: CDATA, comments, processing instructions.
func (s *Scanner) checkRun(start, end int, odd *bool) {
	class := s.text
	for i := start; i < end; {
		switch c := class[s.src[i]]; c {
		case plain, less, amp, bracket, space:
			i++
		default:
			i = s.checkChar(i, c, odd)
		}
	}
}

// scanEndTag reads </name>.
func (s *Scanner) scanEndTag() bool {
	start := s.pos
	i := start + 2
	for i < len(s.src) && nameClass[s.src[i]] != 0 {
		i++
	}
	name := s.src[start+2 : i]
	nameEnd := i
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	if i < len(s.src) && s.src[i] != '>' {
		if start != s.reread {
			s.fail(BadTag, i, i+1, nil)
		}
		for i < len(s.src) && s.src[i] != '>' && s.src[i] != '<' {
			i++
		}
	}
	if i >= len(s.src) {
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	if s.src[i] == '>' {
		i++
	}
	s.pos = i
	for k := len(s.stack) - 1; k >= 0; k-- {
		o := s.stack[k]
		if !bytes.Equal(s.src[o.start:o.end], name) {
			continue
		}
		for j := len(s.stack) - 1; j > k; j-- {
			u := s.stack[j]
			s.failOpen(UnclosedElement, start, i, s.src[u.start:u.end], u.tag)
		}
		if n := len(s.stack) - 1 - k; n > 0 {
			s.pending = n - 1
			s.pos, s.reread = start, start // the end tag is read again when what it contains is closed
			s.closeTop(start, start, true)
			return true
		}
		s.closeTop(start, i, false)
		return true
	}
	s.fail(UnexpectedEndTag, start, i, s.src[start+2:nameEnd])
	return false
}

// closeTop makes the EndTag of the innermost open element.
func (s *Scanner) closeTop(start, end int, supplied bool) {
	n := len(s.stack) - 1
	o := s.stack[n]
	s.stack = s.stack[:n]
	name := splitName(s.src[o.start:o.end])
	name.Space, _ = s.names.lookup(name.Prefix)
	s.names.pop(o.bindings)
	s.tok = Token{Kind: EndTag, Start: start, End: end, Name: name, Supplied: supplied, Empty: !supplied && start == end}
}

func splitName(q []byte) Name {
	if i := bytes.IndexByte(q, ':'); i > 0 && i+1 < len(q) {
		return Name{Prefix: q[:i], Local: q[i+1:]}
	}
	return Name{Local: q}
}

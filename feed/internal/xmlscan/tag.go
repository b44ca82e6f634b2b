package xmlscan

import "bytes"

// manyAttributes is from how many attributes on duplicates are looked for in a map.
const manyAttributes = 16

// tagFits reports whether a tag that begins at offset i ends before the next < outside quotes;
// otherwise the < is taken for text. The bytes up to there are text then, so that the time stays linear.
func (s *Scanner) tagFits(i int) bool {
	if !s.isMarkup(i) {
		return false
	}
	if c := s.src[i+1]; c == '!' || c == '?' || c == '/' {
		return true
	}
	return s.badTag != i
}

// scanStartTag reads <name attributes> or <name attributes/>.
func (s *Scanner) scanStartTag() bool {
	start := s.pos
	i := start + 1
	for i < len(s.src) && nameClass[s.src[i]] != 0 {
		i++
	}
	nameEnd := i
	s.attrs = s.attrs[:0]
	mark := len(s.errs)
	i, ok := s.scanAttrs(i, '/')
	if !ok {
		s.errs = s.errs[:min(mark, len(s.errs))]
		if i < len(s.src) { // another < comes first: the one here is text
			s.badTag = start
			return s.scanText()
		}
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	q := s.src[start+1 : nameEnd]
	if len(s.stack) >= s.opt.MaxDepth {
		s.fail(LimitDepth, start, i, q)
		s.stop()
		return false
	}
	if !s.checkQName(q) {
		s.fail(BadName, start+1, nameEnd, q)
	}
	if len(s.stack) == 0 {
		if s.rootSeen {
			s.fail(SecondRoot, start, i, q)
		}
		s.rootSeen = true
	}
	empty := s.src[i-2] == '/' && i-2 >= nameEnd && !s.slashInValue(i-2)
	bindings := s.names.mark()
	s.declareNamespaces()
	name := splitName(q)
	if space, ok := s.names.lookup(name.Prefix); ok {
		name.Space = space
	} else {
		s.fail(UndeclaredPrefix, start+1, nameEnd, name.Prefix)
	}
	s.resolveAttrs()
	s.stack = append(s.stack, open{start: start + 1, end: nameEnd, tag: start, bindings: bindings})
	s.tok = Token{Kind: StartTag, Start: start, End: i, Name: name, Attrs: s.attrs, Empty: empty}
	s.emptyEnd = empty
	s.pos = i
	return true
}

// truncated ends the scan inside markup, which has been reported.
func (s *Scanner) truncated() {
	s.pos = len(s.src)
	s.done = true
}

// slashInValue reports whether the / at offset i belongs to an unquoted value.
func (s *Scanner) slashInValue(i int) bool {
	n := len(s.attrs)
	return n > 0 && s.attrs[n-1].ValueEnd > i
}

// checkQName reports whether q is a name with at most one colon, which is inside.
func (s *Scanner) checkQName(q []byte) bool {
	if c := bytes.IndexByte(q, ':'); c >= 0 {
		return c > 0 && validName(q[:c]) && validName(q[c+1:]) && bytes.IndexByte(q[c+1:], ':') < 0
	}
	return validName(q)
}

// scanAttrs reads attributes from offset i up to and including > or, before it, the closer byte.
// It returns the offset behind >. False means that a < or the end of the document came first, at that offset.
func (s *Scanner) scanAttrs(i int, closer byte) (int, bool) {
	src := s.src
	reported := false
	for {
		spaced := false
		for i < len(src) && isSpace(src[i]) {
			i++
			spaced = true
		}
		if i >= len(src) {
			return i, false
		}
		switch c := src[i]; {
		case c == '>':
			return i + 1, true
		case c == '<':
			return i, false
		case c == closer && i+1 < len(src) && src[i+1] == '>':
			return i + 2, true
		case nameClass[c] == 0:
			if !reported { // one fault a tag
				s.fail(BadTag, i, i+1, nil)
				reported = true
			}
			i++
			continue
		}
		if !spaced {
			s.fail(MissingSpace, i, i, nil)
		}
		var a Attr
		a.Start = i
		for i < len(src) && nameClass[src[i]] != 0 {
			i++
		}
		a.NameEnd = i
		var ok bool
		if i, ok = s.scanValue(i, &a, closer); !ok {
			return i, false
		}
		if len(s.attrs) >= s.opt.MaxAttributes {
			if len(s.attrs) == s.opt.MaxAttributes && !reported {
				s.fail(LimitAttributes, a.Start, a.NameEnd, src[a.Start:a.NameEnd])
				reported = true
			}
			continue
		}
		s.attrs = append(s.attrs, a)
	}
}

// scanValue reads = and the value of the attribute whose name ends at offset i.
func (s *Scanner) scanValue(i int, a *Attr, closer byte) (int, bool) {
	src := s.src
	name := src[a.Start:a.NameEnd]
	j := i
	for j < len(src) && isSpace(src[j]) {
		j++
	}
	if j >= len(src) {
		return j, false
	}
	if src[j] != '=' {
		s.fail(MissingValue, a.Start, a.NameEnd, name)
		a.ValueStart, a.ValueEnd = i, i
		return i, true
	}
	j++
	for j < len(src) && isSpace(src[j]) {
		j++
	}
	if j >= len(src) {
		return j, false
	}
	q := src[j]
	if q != '"' && q != '\'' {
		a.ValueStart = j
		for j < len(src) && !isSpace(src[j]) && src[j] != '>' && src[j] != '<' && !(src[j] == closer && j+1 < len(src) && src[j+1] == '>') {
			j++
		}
		a.ValueEnd, a.Value = j, src[a.ValueStart:j]
		a.Refs = bytes.IndexByte(a.Value, '&') >= 0
		s.fail(UnquotedValue, a.ValueStart, j, name)
		return j, true
	}
	j++
	a.ValueStart = j
	class, odd, lt := s.value, false, false
	for j < len(src) {
		c := class[src[j]]
		if c == plain {
			j++
			continue
		}
		switch c {
		case quote:
			if src[j] == q {
				a.ValueEnd, a.Value = j, src[a.ValueStart:j]
				return j + 1, true
			}
			j++
		case less:
			if !lt {
				s.fail(LessInValue, j, j+1, name)
				lt = true
			}
			j++
		case amp:
			a.Refs = true
			j = s.checkRef(j)
		case space:
			a.Refs = true
			j++
		default:
			j = s.checkChar(j, c, &odd)
		}
	}
	return j, false
}

// declareNamespaces binds the prefixes that the attributes declare.
func (s *Scanner) declareNamespaces() {
	for k := range s.attrs {
		a := &s.attrs[k]
		a.Name = splitName(s.src[a.Start:a.NameEnd])
		def := a.Prefix == nil && string(a.Local) == "xmlns"
		if !def && string(a.Prefix) != "xmlns" {
			continue
		}
		a.Space = XMLNSSpace
		var buf [128]byte
		uri := a.Value
		if a.Refs {
			uri = AppendValue(buf[:0], a.Value)
		}
		prefix := a.Local
		if def {
			prefix = nil
		}
		bad := string(uri) == XMLNSSpace || (string(uri) == XMLSpace) != (string(prefix) == "xml") ||
			string(prefix) == "xmlns" || !def && len(uri) == 0
		if bad {
			s.fail(BadNamespace, a.Start, a.NameEnd, s.src[a.Start:a.NameEnd])
			continue
		}
		s.names.bind(prefix, uri)
	}
}

// resolveAttrs gives attributes their namespaces and looks for duplicates.
func (s *Scanner) resolveAttrs() {
	many := len(s.attrs) > manyAttributes
	if many {
		if s.seen == nil {
			s.seen = map[string]struct{}{}
		}
		clear(s.seen)
	}
	for k := range s.attrs {
		a := &s.attrs[k]
		q := s.src[a.Start:a.NameEnd]
		if !s.checkQName(q) {
			s.fail(BadName, a.Start, a.NameEnd, q)
		}
		if a.Prefix != nil && a.Space == "" {
			space, ok := s.names.lookup(a.Prefix)
			if !ok {
				s.fail(UndeclaredPrefix, a.Start, a.NameEnd, a.Prefix)
			}
			a.Space = space
		}
		if s.duplicate(k, many) {
			s.fail(DuplicateAttribute, a.Start, a.NameEnd, q)
		}
	}
}

func (s *Scanner) duplicate(k int, many bool) bool {
	a := &s.attrs[k]
	if many {
		key := a.Space + "\x00" + string(a.Local)
		if a.Space == "" {
			key = string(s.src[a.Start:a.NameEnd])
		}
		_, ok := s.seen[key]
		s.seen[key] = struct{}{}
		return ok
	}
	for j := range k {
		b := &s.attrs[j]
		if bytes.Equal(a.Local, b.Local) && a.Space == b.Space && (a.Space != "" || bytes.Equal(a.Prefix, b.Prefix)) {
			return true
		}
	}
	return false
}

package xmlscan

import "bytes"

// scanDeclaration reads what begins with <!: a comment, CDATA, a DOCTYPE, or nonsense.
func (s *Scanner) scanDeclaration() bool {
	start := s.pos
	rest := s.src[start:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.scanComment()
	case bytes.HasPrefix(rest, cdataOpen):
		return s.scanCDATA()
	case len(rest) >= len(doctype) && bytes.EqualFold(rest[:len(doctype)], doctype):
		return s.scanDoctype()
	}
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	s.fail(BadMarkup, start, start+end+1, nil)
	s.pos = start + end + 1
	return false
}

func (s *Scanner) scanComment() bool {
	start := s.pos
	data := start + 4
	n := bytes.Index(s.src[data:], []byte("--"))
	for n >= 0 && !bytes.HasPrefix(s.src[data+n+2:], []byte(">")) {
		if end := bytes.Index(s.src[data+n:], []byte("-->")); end >= 0 {
			s.fail(BadComment, data+n, data+n+2, nil)
			n += end
			break
		}
		n = -1
	}
	if n < 0 {
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	return s.delimited(Comment, data, data+n, data+n+3)
}

func (s *Scanner) scanCDATA() bool {
	start := s.pos
	data := start + len(cdataOpen)
	n := bytes.Index(s.src[data:], cdataEnd)
	if n < 0 {
		s.fail(Truncated, start, len(s.src), nil)
		if len(s.stack) == 0 {
			s.truncated()
			return false
		}
		ok := s.delimited(CDATA, data, len(s.src), len(s.src))
		s.truncated()
		return ok
	}
	if len(s.stack) == 0 {
		s.fail(TextOutsideRoot, start, data+n+3, nil)
		s.pos = data + n + 3
		return false
	}
	return s.delimited(CDATA, data, data+n, data+n+3)
}

// delimited makes a token of the kind with content between data and end, followed by its delimiter up to next.
func (s *Scanner) delimited(k Kind, data, end, next int) bool {
	t := Token{Kind: k, Start: s.pos, End: next, DataStart: data, Data: s.src[data:end]}
	s.checkRun(data, end, &t.Odd)
	s.pos = next
	s.tok = t
	return true
}

// scanProcInst reads <?target data?>, the XML declaration among them.
func (s *Scanner) scanProcInst() bool {
	start := s.pos
	i := start + 2
	for i < len(s.src) && nameClass[s.src[i]] != 0 {
		i++
	}
	target := s.src[start+2 : i]
	n := bytes.Index(s.src[i:], []byte("?>"))
	if n < 0 {
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	end := i + n
	if string(target) == "xml" {
		return s.scanXMLDecl(i, end)
	}
	if !validName(target) || bytes.IndexByte(target, ':') >= 0 || bytes.EqualFold(target, []byte("xml")) || n > 0 && !isSpace(s.src[i]) {
		s.fail(BadProcInst, start, end+2, target)
	}
	s.delimited(ProcInst, i, end, end+2)
	s.tok.Name.Local = target
	return true
}

// scanXMLDecl reads the declaration whose pseudo-attributes stand between i and end.
func (s *Scanner) scanXMLDecl(i, end int) bool {
	start := s.pos
	if start != 0 && !(start == len(bom) && bytes.HasPrefix(s.src, bom)) {
		s.fail(MisplacedDeclaration, start, end+2, nil)
	}
	s.attrs = s.attrs[:0]
	mark, full := len(s.errs), s.src
	s.src = full[:end+2]
	after, ok := s.scanAttrs(i, '?')
	s.src = full
	bad := !ok || after != end+2 || len(s.errs) > mark
	s.errs = s.errs[:mark]
	order := -1
	for k := range s.attrs {
		a := &s.attrs[k]
		a.Local = full[a.Start:a.NameEnd]
		at := -1
		switch string(a.Local) {
		case "version":
			at = 0
			if v := string(a.Value); v != "1.0" {
				s.fail(BadVersion, a.ValueStart, a.ValueEnd, a.Value)
			}
		case "encoding":
			at = 1
			bad = bad || !validEncName(a.Value)
		case "standalone":
			at = 2
			bad = bad || string(a.Value) != "yes" && string(a.Value) != "no"
		}
		bad = bad || at <= order || order < 0 && at != 0
		order = at
	}
	if bad || order < 0 {
		s.fail(BadDeclaration, start, end+2, nil)
	}
	s.delimited(Declaration, i, end, end+2)
	s.tok.Name.Local = full[start+2 : i]
	s.tok.Attrs = s.attrs
	return true
}

// validEncName is production 81.
func validEncName(b []byte) bool {
	for i, c := range b {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return len(b) > 0
}

// scanDoctype reads <!DOCTYPE ...> with its internal subset, whose entity names it remembers.
func (s *Scanner) scanDoctype() bool {
	start := s.pos
	i := start + len(doctype)
	bad := !bytes.HasPrefix(s.src[start:], doctype) || s.rootSeen || s.doctypes > 0 || i < len(s.src) && !isSpace(s.src[i])
	s.doctypes++
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	nameStart := i
	for i < len(s.src) && nameClass[s.src[i]] != 0 {
		i++
	}
	name := s.src[nameStart:i]
	bad = bad || !s.checkQName(name)
	end, ok := s.doctypeEnd(i)
	if !ok {
		s.fail(Truncated, start, len(s.src), nil)
		s.truncated()
		return false
	}
	if bad {
		s.fail(BadDoctype, start, end, nil)
	}
	s.delimited(Doctype, i, end-1, end)
	s.tok.Name = Name{Local: name}
	return true
}

// doctypeEnd finds the > of a DOCTYPE from offset i on and notes what it declares.
func (s *Scanner) doctypeEnd(i int) (int, bool) {
	src, inside := s.src, false
	for i < len(src) {
		switch c := src[i]; {
		case c == '"' || c == '\'':
			n := bytes.IndexByte(src[i+1:], c)
			if n < 0 {
				return i, false
			}
			i += n + 1
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case c == '%' && inside:
			s.lenient = true // a parameter entity may declare anything
		case c == '>' && !inside:
			return i + 1, true
		case c == '<' && bytes.HasPrefix(src[i:], []byte("<!--")):
			n := bytes.Index(src[i+4:], []byte("-->"))
			if n < 0 {
				return i, false
			}
			i += n + 6
		case c == '<' && bytes.HasPrefix(src[i:], []byte("<?")):
			n := bytes.Index(src[i+2:], []byte("?>"))
			if n < 0 {
				return i, false
			}
			i += n + 3
		case c == '<' && bytes.HasPrefix(src[i:], []byte("<!ENTITY")):
			i = s.noteEntity(i + len("<!ENTITY"))
			continue
		case !inside && (bytes.HasPrefix(src[i:], []byte("SYSTEM")) || bytes.HasPrefix(src[i:], []byte("PUBLIC"))):
			s.lenient = true // the external subset is not read
		}
		i++
	}
	return i, false
}

// noteEntity remembers the name of the general entity declared at offset i.
func (s *Scanner) noteEntity(i int) int {
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	start := i
	for i < len(s.src) && nameClass[s.src[i]] != 0 {
		i++
	}
	if i > start && len(s.entities) < maxEntities {
		if s.entities == nil {
			s.entities = map[string]struct{}{}
		}
		s.entities[string(s.src[start:i])] = struct{}{}
	}
	return i
}

package xmlscan

// binding is one declaration of a prefix.
type binding struct {
	prefix string
	uri    string
	prev   int // index of the binding that it hides, -1 for none
}

// namespaces holds the declarations in scope. Look-ups take constant time however many there are.
type namespaces struct {
	bindings []binding
	current  map[string]int    // prefix → index in bindings
	intern   map[string]string // names met, so that one declared a thousand times is kept once
	def      string
}

func (n *namespaces) mark() int { return len(n.bindings) }

func (n *namespaces) bind(prefix, uri []byte) {
	if n.current == nil {
		n.current, n.intern = map[string]int{}, map[string]string{}
	}
	prev, ok := n.current[string(prefix)]
	if !ok {
		prev = -1
	}
	b := binding{prefix: n.string(prefix), uri: n.string(uri), prev: prev}
	n.current[b.prefix] = len(n.bindings)
	n.bindings = append(n.bindings, b)
	if b.prefix == "" {
		n.def = b.uri
	}
}

func (n *namespaces) string(b []byte) string {
	if s, ok := n.intern[string(b)]; ok {
		return s
	}
	s := string(b)
	n.intern[s] = s
	return s
}

// pop forgets the bindings made since mark.
func (n *namespaces) pop(mark int) {
	for i := len(n.bindings) - 1; i >= mark; i-- {
		b := n.bindings[i]
		if b.prev < 0 {
			delete(n.current, b.prefix)
		} else {
			n.current[b.prefix] = b.prev
		}
		if b.prefix == "" {
			n.def = ""
			if b.prev >= 0 {
				n.def = n.bindings[b.prev].uri
			}
		}
	}
	n.bindings = n.bindings[:mark]
}

// lookup resolves a prefix; nil is the default namespace.
func (n *namespaces) lookup(prefix []byte) (string, bool) {
	if prefix == nil {
		return n.def, true
	}
	if i, ok := n.current[string(prefix)]; ok {
		return n.bindings[i].uri, true
	}
	switch string(prefix) {
	case "xml":
		return XMLSpace, true
	case "xmlns":
		return XMLNSSpace, true
	}
	return "", false
}

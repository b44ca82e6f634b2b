package xmlscan

// Kind is what a token is.
type Kind uint8

// The kinds of token.
const (
	StartTag    Kind = iota + 1 // <name ...> or <name .../>; after the latter comes an EndTag of no length
	EndTag                      // </name>
	Text                        // character data between markup
	CDATA                       // <![CDATA[...]]>
	Comment                     // <!--...-->
	ProcInst                    // <?target ...?>
	Doctype                     // <!DOCTYPE ...>
	Declaration                 // <?xml ...?>
)

// Name is a qualified name. Prefix and Local are slices of the document.
type Name struct {
	Prefix, Local []byte
	Space         string // namespace name; "" for none or for a prefix that is not declared
}

// Attr is one attribute. Namespace declarations are attributes, too, with Space XMLNSSpace.
type Attr struct {
	Name
	Start, NameEnd       int // byte range of the name
	ValueStart, ValueEnd int // byte range of the value inside its quotes
	Value                []byte
	Refs                 bool // the value holds references or white space to normalise
}

// Token is one token. Its slices point into the document.
type Token struct {
	Kind       Kind
	Start, End int // byte range in the document
	// Name is that of a tag; for a ProcInst or Declaration Local is the target, for a Doctype the root's name.
	Name  Name
	Attrs []Attr // of a StartTag or Declaration, valid until the next call of Next
	// Data is the content without its delimiters, undecoded.
	Data []byte
	// DataStart is the offset of Data.
	DataStart int
	// Refs says that Data of a Text token holds a reference or a carriage return, so that AppendText changes it.
	Refs bool
	// Odd says that Data holds a C1 control character or U+FFFD: allowed, but a sign of a wrong decoding.
	Odd bool
	// Blank says that Data of a Text token is white space alone.
	Blank bool
	// Empty says that a StartTag is of the form <name/>; its EndTag follows with Start == End.
	Empty bool
	// Supplied says that an EndTag is not in the document.
	Supplied bool
}

// The namespaces bound in every document.
const (
	XMLSpace   = "http://www.w3.org/XML/1998/namespace"
	XMLNSSpace = "http://www.w3.org/2000/xmlns/"
)

// Default limits, used where a field of Options is zero.
const (
	DefaultMaxDepth      = 256
	DefaultMaxAttributes = 256
	DefaultMaxToken      = 16 << 20
	DefaultMaxBytes      = 128 << 20
	DefaultMaxErrors     = 10_000
)

// maxEntities bounds the entity names remembered from a document type declaration.
const maxEntities = 10_000

// Options bounds the work of a Scanner. A zero field means the default, a negative one no limit.
type Options struct {
	MaxDepth      int // open elements; a deeper one ends the scan
	MaxAttributes int // attributes of one tag; more are skipped
	MaxToken      int // bytes of one token; a longer one ends the scan
	MaxBytes      int // bytes of the document; the rest is not scanned
	MaxErrors     int // errors kept; more are only counted

	// ValidUTF8 says that the document is known to be valid UTF-8, which is then not looked at once more.
	ValidUTF8 bool
}

func limit(v, def int) int {
	switch {
	case v == 0:
		return def
	case v < 0:
		return int(^uint(0) >> 1)
	}
	return v
}

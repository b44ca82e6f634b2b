package dom

// Tag is the name of an element. Other stands for every name without a constant; Node.Name tells it.
type Tag uint16

// The tags the parser or its callers ask for, in alphabetical order.
const (
	Other Tag = iota
	A
	Abbr
	Acronym
	Address
	AnnotationXML
	Applet
	Area
	Article
	Aside
	Audio
	B
	Base
	Basefont
	Bdi
	Bdo
	Bgsound
	Big
	Blink
	Blockquote
	Body
	Br
	Button
	Canvas
	Caption
	Center
	Cite
	Code
	Col
	Colgroup
	Command
	Data
	Datalist
	Dd
	Del
	Desc
	Details
	Dfn
	Dialog
	Dir
	Div
	Dl
	Dt
	Em
	Embed
	Fieldset
	Figcaption
	Figure
	Font
	Footer
	ForeignObject
	Form
	Frame
	Frameset
	H1
	H2
	H3
	H4
	H5
	H6
	Head
	Header
	Hgroup
	Hr
	Html
	I
	Iframe
	Image
	Img
	Input
	Ins
	Kbd
	Keygen
	Label
	Legend
	Li
	Link
	Listing
	Main
	Malignmark
	Map
	Mark
	Marquee
	Math
	Menu
	Menuitem
	Meta
	Meter
	Mglyph
	Mi
	Mn
	Mo
	Ms
	Mtext
	Multicol
	Nav
	Nextid
	Nobr
	Noembed
	Noframes
	Noscript
	Object
	Ol
	Optgroup
	Option
	Output
	P
	Param
	Picture
	Plaintext
	Pre
	Progress
	Q
	Rb
	Rp
	Rt
	Rtc
	Ruby
	S
	Samp
	Script
	Search
	Section
	Select
	Slot
	Small
	Source
	Spacer
	Span
	Strike
	Strong
	Style
	Sub
	Summary
	Sup
	Svg
	Table
	Tbody
	Td
	Template
	Textarea
	Tfoot
	Th
	Thead
	Time
	Title
	Tr
	Track
	Tt
	U
	Ul
	Var
	Video
	Wbr
	Xmp
	numTags
)

// Tags is the number of tags: the length of a table by tag.
const Tags = int(numTags)

// tagFlags are the classes of the HTML Standard that steer tree construction, and ours that steer text.
type tagFlags uint8

const (
	void       tagFlags = 1 << iota // has no content and no end tag
	special                         // "special" of section 13.2.4.2
	formatting                      // "formatting" of section 13.2.4.2
	scoping                         // ends the default scope
	implied                         // its end tag is generated when another element ends
	block                           // breaks the line of text before and after it
	hidden                          // its content is no text of the page
)

// tagTable holds the name and the classes of each tag.
var tagTable = [numTags]struct {
	name  string
	flags tagFlags
}{
	A:             {"a", formatting},
	Abbr:          {"abbr", 0},
	Acronym:       {"acronym", 0},
	Address:       {"address", special | block},
	AnnotationXML: {"annotation-xml", 0},
	Applet:        {"applet", special | scoping | hidden},
	Area:          {"area", void | special},
	Article:       {"article", special | block},
	Aside:         {"aside", special | block},
	Audio:         {"audio", hidden},
	B:             {"b", formatting},
	Base:          {"base", void | special | hidden},
	Basefont:      {"basefont", void | special | hidden},
	Bdi:           {"bdi", 0},
	Bdo:           {"bdo", 0},
	Bgsound:       {"bgsound", void | special | hidden},
	Big:           {"big", formatting},
	Blink:         {"blink", 0},
	Blockquote:    {"blockquote", special | block},
	Body:          {"body", special | block},
	Br:            {"br", void | special},
	Button:        {"button", special},
	Canvas:        {"canvas", hidden},
	Caption:       {"caption", special | scoping | block},
	Center:        {"center", special | block},
	Cite:          {"cite", 0},
	Code:          {"code", formatting},
	Col:           {"col", void | special | block},
	Colgroup:      {"colgroup", special | block},
	Command:       {"command", 0},
	Data:          {"data", 0},
	Datalist:      {"datalist", hidden},
	Dd:            {"dd", special | implied | block},
	Del:           {"del", 0},
	Desc:          {"desc", 0},
	Details:       {"details", special | block},
	Dfn:           {"dfn", 0},
	Dialog:        {"dialog", block},
	Dir:           {"dir", special | block},
	Div:           {"div", special | block},
	Dl:            {"dl", special | block},
	Dt:            {"dt", special | implied | block},
	Em:            {"em", formatting},
	Embed:         {"embed", void | special | hidden},
	Fieldset:      {"fieldset", special | block},
	Figcaption:    {"figcaption", special | block},
	Figure:        {"figure", special | block},
	Font:          {"font", formatting},
	Footer:        {"footer", special | block},
	ForeignObject: {"foreignobject", 0},
	Form:          {"form", special | block},
	Frame:         {"frame", void | special | hidden},
	Frameset:      {"frameset", special | block | hidden},
	H1:            {"h1", special | block},
	H2:            {"h2", special | block},
	H3:            {"h3", special | block},
	H4:            {"h4", special | block},
	H5:            {"h5", special | block},
	H6:            {"h6", special | block},
	Head:          {"head", special | hidden},
	Header:        {"header", special | block},
	Hgroup:        {"hgroup", special | block},
	Hr:            {"hr", void | special | block},
	Html:          {"html", special | scoping | block},
	I:             {"i", formatting},
	Iframe:        {"iframe", special | hidden},
	Image:         {"image", 0},
	Img:           {"img", void | special},
	Input:         {"input", void | special},
	Ins:           {"ins", 0},
	Kbd:           {"kbd", 0},
	Keygen:        {"keygen", void | special},
	Label:         {"label", 0},
	Legend:        {"legend", block},
	Li:            {"li", special | implied | block},
	Link:          {"link", void | special | hidden},
	Listing:       {"listing", special | block},
	Main:          {"main", special | block},
	Malignmark:    {"malignmark", 0},
	Map:           {"map", 0},
	Mark:          {"mark", 0},
	Marquee:       {"marquee", special | scoping},
	Math:          {"math", hidden},
	Menu:          {"menu", special | block},
	Menuitem:      {"menuitem", 0},
	Meta:          {"meta", void | special | hidden},
	Meter:         {"meter", 0},
	Mglyph:        {"mglyph", 0},
	Mi:            {"mi", 0},
	Mn:            {"mn", 0},
	Mo:            {"mo", 0},
	Ms:            {"ms", 0},
	Mtext:         {"mtext", 0},
	Multicol:      {"multicol", 0},
	Nav:           {"nav", special | block},
	Nextid:        {"nextid", 0},
	Nobr:          {"nobr", formatting},
	Noembed:       {"noembed", special | hidden},
	Noframes:      {"noframes", special | hidden},
	Noscript:      {"noscript", special},
	Object:        {"object", special | scoping | hidden},
	Ol:            {"ol", special | block},
	Optgroup:      {"optgroup", implied | block},
	Option:        {"option", implied | block},
	Output:        {"output", 0},
	P:             {"p", special | implied | block},
	Param:         {"param", void | special | hidden},
	Picture:       {"picture", 0},
	Plaintext:     {"plaintext", special | block},
	Pre:           {"pre", special | block},
	Progress:      {"progress", 0},
	Q:             {"q", 0},
	Rb:            {"rb", implied},
	Rp:            {"rp", implied},
	Rt:            {"rt", implied},
	Rtc:           {"rtc", implied},
	Ruby:          {"ruby", 0},
	S:             {"s", formatting},
	Samp:          {"samp", 0},
	Script:        {"script", special | hidden},
	Search:        {"search", special | block},
	Section:       {"section", special | block},
	Select:        {"select", special | scoping | hidden},
	Slot:          {"slot", 0},
	Small:         {"small", formatting},
	Source:        {"source", void | special | hidden},
	Spacer:        {"spacer", 0},
	Span:          {"span", 0},
	Strike:        {"strike", formatting},
	Strong:        {"strong", formatting},
	Style:         {"style", special | hidden},
	Sub:           {"sub", 0},
	Summary:       {"summary", special | block},
	Sup:           {"sup", 0},
	Svg:           {"svg", hidden},
	Table:         {"table", special | scoping | block},
	Tbody:         {"tbody", special | block},
	Td:            {"td", special | scoping | block},
	Template:      {"template", special | scoping | hidden},
	Textarea:      {"textarea", special | hidden},
	Tfoot:         {"tfoot", special | block},
	Th:            {"th", special | scoping | block},
	Thead:         {"thead", special | block},
	Time:          {"time", 0},
	Title:         {"title", special | hidden},
	Tr:            {"tr", special | block},
	Track:         {"track", void | special | hidden},
	Tt:            {"tt", formatting},
	U:             {"u", formatting},
	Ul:            {"ul", special | block},
	Var:           {"var", 0},
	Video:         {"video", hidden},
	Wbr:           {"wbr", void | special},
	Xmp:           {"xmp", special | block},
}

// A tag is found by a hash of its lower-case name, which the tokenizer computes while it looks for the name's end.
const (
	hashFactor = 31
	hashBits   = 10
)

// tagSlots is an open-addressed table of the tags by hash.
var tagSlots = func() (slots [1 << hashBits]Tag) {
	for t := Other + 1; t < numTags; t++ {
		h := uint32(0)
		for _, c := range []byte(tagTable[t].name) {
			h = h*hashFactor + uint32(c)
		}
		at := slotOf(h)
		for slots[at] != Other {
			at = (at + 1) % (1 << hashBits)
		}
		slots[at] = t
	}
	return slots
}()

// slotOf spreads a hash over the table.
func slotOf(h uint32) uint32 { return h * 0x9E3779B1 >> (32 - hashBits) }

// tagOfName finds the tag of a name in either case by the hash of the lower-case name.
func tagOfName(name string, h uint32) Tag {
	for at := slotOf(h); ; at = (at + 1) % (1 << hashBits) {
		t := tagSlots[at]
		if t == Other || sameFold(tagTable[t].name, name) {
			return t
		}
	}
}

// sameFold says whether name is lower but for the case of its ASCII letters.
func sameFold(lower, name string) bool {
	if len(lower) != len(name) {
		return false
	}
	for i := 0; i < len(name); i++ {
		if c := name[i]; c != lower[i] && (c < 'A' || c > 'Z' || c|0x20 != lower[i]) {
			return false
		}
	}
	return true
}

func (t Tag) is(f tagFlags) bool { return tagTable[t].flags&f != 0 }

// String is the lower-case name; "" for Other.
func (t Tag) String() string { return tagTable[t].name }

// Block says whether text before and after an element of this tag stands on lines of its own.
func (t Tag) Block() bool { return t.is(block) }

// Hidden says whether what an element of this tag holds is no text of the page.
func (t Tag) Hidden() bool { return t.is(hidden) }

// Void says whether an element of this tag has no content and no end tag.
func (t Tag) Void() bool { return t.is(void) }

// Heading says whether the tag is one of h1 to h6.
func (t Tag) Heading() bool { return t >= H1 && t <= H6 }

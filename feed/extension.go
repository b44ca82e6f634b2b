package feed

// Extension is an element of a feed or item that the model has no field for: kept when a feed is
// read, and written again where the format can carry it.
type Extension struct {
	Space    string // namespace name; JSONSpace for a member of a JSON Feed
	Prefix   string // as in the document; a writer may choose another
	Name     string // local name, or for JSONSpace the name of the member
	Attrs    []ExtensionAttr
	Value    string // text of an element without children; for JSONSpace the value as JSON
	Children []Extension
}

// ExtensionAttr is an attribute of an Extension.
type ExtensionAttr struct {
	Space, Prefix, Name string // Space is "" for most
	Value               string
}

// JSONSpace is the Space of the extensions of JSON Feed: members whose name begins with an underscore, and those of the format itself
// that the model has no field for, which are user_comment, expired and hubs of a feed (hubs that are not WebSub, or have extensions
// of their own), banner_image of an item, and content_text where an item has content_html, too.
const JSONSpace = "https://jsonfeed.org/version/1.1"

// Attr returns the value of the attribute without namespace, "" if there is none.
func (x *Extension) Attr(name string) string {
	for i := range x.Attrs {
		if a := &x.Attrs[i]; a.Space == "" && a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Find returns the first extension of a namespace and local name in the list, nil if there is none.
func Find(list []Extension, space, name string) *Extension {
	for i := range list {
		if list[i].Space == space && list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

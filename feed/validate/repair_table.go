package validate

// FixName names one kind of repair; Change.Fix says by which a change was made.
type FixName string

// The repairs. Those from FixWellFormed on are made while the document is rewritten, the others at the place of a finding.
const (
	FixAddElement   FixName = "add-element"      // an element that has to be there, out of what the document says
	FixAddAttribute FixName = "add-attribute"    // the same for an attribute
	FixSetAside     FixName = "set-aside"        // keep what cannot be mended in a namespace of its own, or under a name of an extension
	FixRFC822       FixName = "date-rfc822"      // write a date as RSS has it
	FixDate         FixName = "date"             // write a date as the format has it, in the zone that is meant
	FixRFC3339      FixName = "date-rfc3339"     // write a date as Atom and JSON Feed have it
	FixAddress      FixName = "address"          // make an address absolute and percent-encode it, or an identifier a URI
	FixPermalink    FixName = "not-permalink"    // say that a guid is no address
	FixBoolean      FixName = "boolean"          // true or false
	FixYesNo        FixName = "yes-no"           // yes or no
	FixOwnID        FixName = "own-id"           // tell items with one identifier apart
	FixDuplicate    FixName = "duplicate"        // drop what says the same twice and set aside what says another thing
	FixElement      FixName = "element"          // correct the name of an element, or move or set aside one that is not defined
	FixAttribute    FixName = "attribute"        // correct the name of an attribute or drop it
	FixStrayText    FixName = "stray-text"       // put text that stands between elements into one
	FixTrim         FixName = "trim"             // take white space around a value away
	FixOrder        FixName = "order"            // move elements to where their order is right
	FixRelation     FixName = "relation"         // call the second alternate link a related one
	FixUnwrap       FixName = "unwrap"           // take away an element around others
	FixText         FixName = "text"             // make text of elements in a text
	FixLiteral      FixName = "rdf-literal"      // say that the content of a property of RDF is XML
	FixDiv          FixName = "xhtml-div"        // put XHTML into a div
	FixMode         FixName = "mode"             // take away the mode of Atom 0.3
	FixNamespace    FixName = "namespace"        // declare the namespace that is meant
	FixVersion      FixName = "version"          // write the version of the format
	FixDoctype      FixName = "doctype"          // take the document type declaration away
	FixType         FixName = "type"             // write the media type or text type that the content has
	FixBase64       FixName = "base64"           // the same for content that should be Base64
	FixLanguage     FixName = "language"         // write a language tag for a language
	FixContact      FixName = "contact"          // write a person as the format has it
	FixNumber       FixName = "number"           // write a number as the format has it
	FixDay          FixName = "day"              // write hours and weekdays as RSS has them
	FixWord         FixName = "word"             // write a word of a list as the list has it
	FixShorten      FixName = "shorten"          // cut a text that is too long, and keep the whole
	FixFormName     FixName = "form-name"        // name the field of a form
	FixPlainText    FixName = "plain-text"       // take markup out of plain text
	FixOutline      FixName = "outline"          // give an outline type and title
	FixMember       FixName = "member"           // make one of two members of a name, or correct a name
	FixMemberType   FixName = "member-type"      // write a value as the type that it has to be of
	FixContent      FixName = "content"          // give an item content out of its other texts
	FixAuthors      FixName = "authors"          // write author as authors
	FixWellFormed   FixName = "well-formed"      // escape, quote, close and declare what XML asks for
	FixJSON         FixName = "well-formed-json" // quote, escape, separate and close what JSON asks for
	FixEncoding     FixName = "encoding"         // write the document in UTF-8
	FixEntity       FixName = "entity"           // write the character that an entity stands for
	FixDeclaration  FixName = "declaration"      // declare that the document is UTF-8
	FixRoot         FixName = "root"             // give a document whose vocabulary is known the root element of its format
)

// fixTable ties the rules to their repairs. It is the whole of what Repair does: what stands here is mended in the example of the
// rule, what does not is left to people.
var fixTable = map[RuleID]FixName{
	// Encoding and well-formedness.
	"missing-encoding": FixDeclaration,
	"invalid-bytes":    FixEncoding, "unknown-encoding": FixEncoding, "declared-encoding-wrong": FixEncoding, "encoding-name": FixSetAside,
	"xml-bad-declaration": FixWellFormed, "xml-bad-namespace": FixWellFormed, "xml-bad-reference": FixWellFormed, "xml-bad-tag": FixWellFormed,
	"xml-bare-ampersand": FixWellFormed, "xml-blank-before-declaration": FixWellFormed, "wordpress-blank-line": FixWellFormed, "xml-control-character": FixWellFormed,
	"xml-duplicate-attribute": FixWellFormed, "xml-mismatched-tag": FixWellFormed, "xml-misplaced-declaration": FixWellFormed,
	"xml-outside-root": FixWellFormed, "xml-stray-markup": FixWellFormed, "xml-truncated": FixWellFormed, "xml-undeclared-prefix": FixWellFormed,
	"xml-undefined-entity": FixWellFormed, "xml-version": FixWellFormed,
	"json-syntax": FixJSON, "dtd-entity": FixEntity,

	// What is missing.
	"missing-element": FixAddElement, "missing-title": FixAddElement, "missing-link": FixAddElement, "missing-description": FixAddElement,
	"item-without-text": FixAddElement, "missing-author": FixAddElement, "missing-content": FixAddElement, "missing-summary": FixAddElement,
	"missing-self": FixAddElement, "missing-atom-self-link": FixAddElement, "missing-guid": FixAddElement,
	"hub-without-self":  FixAddElement,
	"missing-attribute": FixAddAttribute, "json-missing-member": FixAddElement, "json-missing-content": FixContent,

	// What can only be left out.
	"missing-href": FixSetAside, "complete-feed-link": FixSetAside, "complete-feed-current": FixSetAside, "link-past-end": FixSetAside,
	"access-relationship": FixSetAside, "meta-name": FixSetAside, "meta-content": FixSetAside, "podcast-category": FixSetAside, "media-hash": FixSetAside,
	"media-restriction": FixSetAside, "country": FixSetAside, "search-role": FixSetAside, "undeclared-value-prefix": FixSetAside,
	"sync-type": FixSetAside, "sync-history": FixSetAside, "since-after-until": FixSetAside, "coordinate-list": FixSetAside, "coordinates": FixSetAside,
	"duration": FixSetAside, "float": FixSetAside, "signed-float": FixSetAside, "integer-list": FixSetAside, "latitude": FixSetAside, "longitude": FixSetAside,
	"not-url-encoded": FixSetAside, "expansion-state": FixSetAside, "podcast-tag-attribute": FixSetAside, "podcast-tag-url": FixSetAside,
	"podcast-tag-number": FixSetAside, "podcast-transcript-type": FixSetAside, "podcast-chapters-type": FixSetAside, "podcast-person-name": FixSetAside,
	"podcast-location": FixSetAside, "podcast-alternate-source": FixSetAside, "podcast-guid": FixSetAside, "podcast-value-recipient": FixSetAside,
	"podcast-live-item": FixSetAside, "podcast-social": FixSetAside, "podcast-medium": FixSetAside,

	// Dates.
	"rfc822-date": FixRFC822, "wrong-weekday": FixRFC822, "problematic-date": FixRFC822,
	"rfc3339-date": FixRFC3339, "w3cdtf-date": FixRFC3339, "iso8601-date": FixRFC3339, "json-date": FixRFC3339,
	"chinese-date": FixDate, "zone-name": FixDate, "podcast-trailer-date": FixRFC822,

	// Addresses and identifiers.
	"uri-character": FixAddress, "iri-not-uri": FixAddress, "relative-url": FixAddress, "invalid-url": FixAddress, "invalid-iri": FixAddress,
	"uri-attribute": FixAddress, "url-attribute": FixAddress, "invalid-tag-uri": FixAddress, "invalid-urn": FixAddress, "invalid-uuid": FixAddress,
	"invalid-urn-name": FixAddress, "json-url": FixAddress, "fullwidth-url": FixAddress,
	"guid-not-url": FixPermalink, "invalid-permalink": FixPermalink,
	"duplicate-id": FixOwnID, "one-id-for-all": FixOwnID, "json-duplicate-id": FixOwnID,

	// Elements and attributes.
	"duplicate-element": FixDuplicate, "too-many-days": FixDuplicate, "too-many-hours": FixDuplicate, "categories-children": FixDuplicate,
	"undefined-element": FixElement, "no-blink": FixElement,
	"unexpected-attribute": FixAttribute, "categories-attributes": FixAttribute, "extension-attribute": FixAttribute, "thr-when": FixAttribute,
	"unexpected-text": FixStrayText, "unexpected-whitespace": FixTrim, "misplaced-metadata": FixOrder, "duplicate-atom-link": FixRelation,
	"contains-html": FixPlainText, "json-contains-html": FixPlainText, "missing-outline-title": FixOutline,
	"media-group-of-one": FixUnwrap, "mixed-content": FixText, "missing-xhtml-div": FixDiv, "not-escaped": FixMode,
	"json-duplicate-member": FixMember, "json-type": FixMemberType, "json-id-type": FixMemberType, "json-deprecated-author": FixAuthors,

	// Namespaces, versions and types.
	"wrong-namespace": FixNamespace, "missing-namespace": FixNamespace, "obsolete-namespace": FixNamespace, "bare-element": FixNamespace, "media-namespace": FixNamespace,
	"rss-version": FixVersion, "opml-version": FixVersion, "json-version": FixVersion,
	"deprecated-dtd": FixDoctype, "doctype-version": FixDoctype,
	"text-type": FixType, "media-type": FixType, "media-type-attribute": FixType, "media-text-type": FixType, "json-media-type": FixType, "base64": FixBase64,

	// Values.
	"boolean-attribute": FixBoolean, "true-false": FixBoolean, "yes-no": FixYesNo, "yes-no-clean": FixYesNo, "podcast-yes-no": FixYesNo,
	"language": FixLanguage, "json-language": FixLanguage,
	"contact": FixContact, "email-format": FixContact, "email-address": FixContact,
	"positive-integer": FixNumber, "non-negative-integer": FixNumber, "integer": FixNumber, "window-position": FixNumber, "integer-attribute": FixNumber, "integer-overflow": FixNumber,
	"zero-for-unknown": FixNumber, "image-width": FixNumber, "image-height": FixNumber,
	"hour": FixDay, "use-zero-for-midnight": FixDay, "weekday": FixDay,
	"update-period": FixWord, "podcast-type": FixWord, "episode-type": FixWord, "credit-role": FixWord, "media-rating": FixWord, "media-medium": FixWord,
	"media-expression": FixWord, "media-restriction-relationship": FixWord, "media-restriction-type": FixWord, "play-time": FixWord,
	"too-long": FixShorten, "form-name": FixFormName,
}

// sometimes are the rules whose findings are mended only where the document tells what is meant, which their examples do not.
var sometimes = map[RuleID]FixName{
	"rdf-syntax": FixLiteral, "not-a-feed": FixRoot, "missing-outline-type": FixOutline,
}

// fixable reports whether Repair mends the findings of a rule.
func fixable(id RuleID) bool { return fixTable[id] != "" }

// FixOf is the repair of the findings of a rule, "" if there is none. Where the document does not say what is missing, even a
// finding that has a repair stays.
func FixOf(id RuleID) FixName {
	if f := fixTable[id]; f != "" {
		return f
	}
	return sometimes[id]
}

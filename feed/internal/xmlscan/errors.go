package xmlscan

import (
	"fmt"
	"slices"
)

// Code names one kind of violation.
type Code string

// The violations of well-formedness, and the limits.
const (
	BareAmpersand        Code = "bare-ampersand"        // & that begins no reference
	StrayLess            Code = "stray-less"            // < that begins no markup
	UndefinedEntity      Code = "undefined-entity"      // &name; that neither XML nor the document defines
	BadCharRef           Code = "bad-char-ref"          // &#...; malformed or for a character XML forbids
	ControlChar          Code = "control-char"          // character XML forbids
	InvalidUTF8          Code = "invalid-utf8"          // bytes that are no UTF-8
	CDATAEndInText       Code = "cdata-end-in-text"     // ]]> in text
	UnclosedElement      Code = "unclosed-element"      // an end tag closes an outer element first
	UnexpectedEndTag     Code = "unexpected-end-tag"    // end tag that fits no open element
	Truncated            Code = "truncated"             // the document ends inside markup or an element
	TextOutsideRoot      Code = "text-outside-root"     // text or CDATA before or after the root
	SecondRoot           Code = "second-root"           // element after the root
	NoRoot               Code = "no-root"               // no element at all
	BadName              Code = "bad-name"              // name with characters names may not have
	DuplicateAttribute   Code = "duplicate-attribute"   // two attributes with one (expanded) name
	UnquotedValue        Code = "unquoted-value"        // attribute value without quotes
	MissingValue         Code = "missing-value"         // attribute without value
	MissingSpace         Code = "missing-space"         // no white space between attributes
	LessInValue          Code = "less-in-value"         // < in an attribute value
	BadTag               Code = "bad-tag"               // other faults inside a tag
	UndeclaredPrefix     Code = "undeclared-prefix"     // prefix without xmlns
	BadNamespace         Code = "bad-namespace"         // xmlns declaration that Namespaces in XML forbids
	MisplacedDeclaration Code = "misplaced-declaration" // <?xml ...?> not at the very start
	BadDeclaration       Code = "bad-declaration"       // malformed <?xml ...?>
	BadVersion           Code = "bad-version"           // version other than 1.0
	BadComment           Code = "bad-comment"           // -- inside a comment
	BadProcInst          Code = "bad-proc-inst"         // malformed processing instruction
	BadDoctype           Code = "bad-doctype"           // malformed, second or misplaced DOCTYPE
	BadMarkup            Code = "bad-markup"            // <! that begins nothing XML knows
	LimitDepth           Code = "limit-depth"           // nested deeper than Options.MaxDepth
	LimitAttributes      Code = "limit-attributes"      // more attributes than Options.MaxAttributes
	LimitToken           Code = "limit-token"           // token longer than Options.MaxToken
	LimitBytes           Code = "limit-bytes"           // document longer than Options.MaxBytes
)

// Error is one violation and its place.
type Error struct {
	Code       Code
	Start, End int    // byte range in the document
	Name       string // the element, attribute, entity or prefix concerned, cut to 64 bytes; "" if there is none
	Open       int    // offset of the start tag concerned (UnclosedElement, Truncated), else -1
}

// Error describes the violation without its place.
func (e *Error) Error() string {
	format, args := e.Message()
	return fmt.Sprintf(format, args...)
}

// Message is the description as a format with what it names, for those who word it in another language.
func (e *Error) Message() (format string, args []any) {
	if e.Code == Truncated && e.Name != "" {
		return "the document ends while the element %s is open", []any{e.Name}
	}
	if f, ok := namedText[e.Code]; ok {
		return f, []any{e.Name}
	}
	if text, ok := plainText[e.Code]; ok {
		return text, nil
	}
	return string(e.Code), nil
}

// Messages lists the formats that Message returns.
func Messages() []string {
	list := []string{"the document ends while the element %s is open"}
	for _, m := range []map[Code]string{namedText, plainText} {
		for _, f := range m {
			list = append(list, f)
		}
	}
	slices.Sort(list)
	return list
}

// namedText holds the descriptions that name something, plainText the others.
var (
	namedText = map[Code]string{
		UndefinedEntity:    "the entity &%s; is not defined in XML",
		BadCharRef:         "the character reference %s is malformed or stands for a character that XML forbids",
		UnclosedElement:    "the element %s is not closed before its parent ends",
		UnexpectedEndTag:   "the end tag </%s> closes no open element",
		SecondRoot:         "a second root element %s follows the first",
		BadName:            "%q is no XML name",
		DuplicateAttribute: "the attribute %s is given twice",
		UnquotedValue:      "the value of attribute %s is not quoted",
		MissingValue:       "the attribute %s has no value",
		LessInValue:        "the value of attribute %s has a < that should be &lt;",
		UndeclaredPrefix:   "the namespace prefix %s is not declared",
		BadNamespace:       "the namespace declaration %s is not allowed",
		BadVersion:         "the XML version is %q, only 1.0 is usable",
		ControlChar:        "the character %s is not allowed in XML",
		LimitDepth:         "the element %s is nested deeper than the limit",
		LimitAttributes:    "the element %s has more attributes than the limit",
	}
	plainText = map[Code]string{
		Truncated:            "the document ends inside markup",
		BareAmpersand:        "a & that begins no reference should be &amp;",
		StrayLess:            "a < that begins no tag should be &lt;",
		InvalidUTF8:          "the bytes are not valid UTF-8",
		CDATAEndInText:       "the sequence ]]> is not allowed in text",
		TextOutsideRoot:      "there is text outside the root element",
		NoRoot:               "there is no root element",
		MissingSpace:         "white space is missing between attributes",
		BadTag:               "the tag is malformed",
		MisplacedDeclaration: "the XML declaration is not at the very start of the document",
		BadDeclaration:       "the XML declaration is malformed",
		BadComment:           "a comment may not contain --",
		BadProcInst:          "the processing instruction is malformed",
		BadDoctype:           "the document type declaration is malformed or misplaced",
		BadMarkup:            "the markup declaration is none that XML knows",
		LimitToken:           "a token is longer than the limit",
		LimitBytes:           "the document is longer than the limit",
	}
)

package validate

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// fixes says what each repair does.
var fixes = []struct {
	name FixName
	what string
}{
	{FixAddElement, "An element that has to be there, out of what the document says."},
	{FixAddAttribute, "The same for an attribute."},
	{FixSetAside, "Keep what cannot be mended in a namespace of its own, or under a name of an extension."},
	{FixRFC822, "Write a date as RSS has it."},
	{FixDate, "Write a date as the format has it, in the zone that is meant."},
	{FixRFC3339, "Write a date as Atom and JSON Feed have it."},
	{FixAddress, "Make an address absolute and percent-encode it, or an identifier a URI."},
	{FixPermalink, "Say that a guid is no address."},
	{FixBoolean, "True or false."},
	{FixYesNo, "Yes or no."},
	{FixOwnID, "Tell items with one identifier apart."},
	{FixDuplicate, "Drop what says the same twice and set aside what says another thing."},
	{FixElement, "Correct the name of an element, or move or set aside one that is not defined."},
	{FixAttribute, "Correct the name of an attribute or drop it."},
	{FixStrayText, "Put text that stands between elements into one."},
	{FixTrim, "Take white space around a value away."},
	{FixOrder, "Move elements to where their order is right."},
	{FixRelation, "Call the second alternate link a related one."},
	{FixUnwrap, "Take away an element around others."},
	{FixText, "Make text of elements in a text."},
	{FixLiteral, "Say that the content of a property of RDF is XML, by rdf:parseType=\"Literal\"."},
	{FixDiv, "Put XHTML into a div."},
	{FixMode, "Take away the mode of Atom 0.3."},
	{FixNamespace, "Declare the namespace that is meant."},
	{FixVersion, "Write the version of the format."},
	{FixDoctype, "Take the document type declaration away."},
	{FixType, "Write the media type or text type that the content has."},
	{FixBase64, "The same for content that should be Base64."},
	{FixLanguage, "Write a language tag for a language."},
	{FixContact, "Write a person as the format has it."},
	{FixNumber, "Write a number as the format has it."},
	{FixDay, "Write hours and weekdays as RSS has them."},
	{FixWord, "Write a word of a list as the list has it."},
	{FixShorten, "Cut a text that is too long, and keep the whole."},
	{FixFormName, "Name the field of a form."},
	{FixPlainText, "Take markup out of plain text."},
	{FixOutline, "Give an outline type and title."},
	{FixMember, "Make one of two members of a name, or correct a name."},
	{FixMemberType, "Write a value as the type that it has to be of."},
	{FixContent, "Give an item content out of its other texts."},
	{FixAuthors, "Write author as authors."},
	{FixWellFormed, "Escape, quote, close and declare what XML asks for."},
	{FixJSON, "Quote, escape, separate and close what JSON asks for."},
	{FixEncoding, "Write the document in UTF-8."},
	{FixEntity, "Write the character that an entity stands for, or the name as text."},
	{FixDeclaration, "Declare that the document is UTF-8."},
	{FixRoot, "Give a document whose vocabulary is known the root element of its format."},
}

// WriteRepairs writes the repairs and the rules that each belongs to as a Markdown document.
func WriteRepairs(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Repairs of `portalfeed repair`\n\n<!-- Generated from feed/validate; do not edit. -->\n\n")
	fmt.Fprintf(b, "Each edit that a repair makes is reported with its rule, the name of the repair, and what stood there before and stands there after. ")
	fmt.Fprintf(b, "A document that is valid is not touched unless warnings are to be mended, too (`--level warning`), no item and no text is lost, and to mend what has been mended changes nothing. ")
	fmt.Fprintf(b, "Rules that stand nowhere here are left to people.\n\n")
	fmt.Fprintf(b, "What cannot be mended and must not stand where it stands is kept: an element in the namespace `%s`, text and attributes as a comment, ", asideSpace)
	fmt.Fprintf(b, "a member of a JSON feed under a name that begins with an underscore.\n\n")
	fmt.Fprintf(b, "| repair | what it does | rules |\n|---|---|---|\n")
	for _, f := range fixes {
		var rules []string
		for _, table := range []map[RuleID]FixName{fixTable, sometimes} {
			for id, name := range table {
				if name == f.name {
					rules = append(rules, fmt.Sprintf("[%s](rules.md#%s)", id, id))
				}
			}
		}
		slices.Sort(rules)
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", f.name, f.what, strings.Join(rules, ", "))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing list of repairs: %w", err)
	}
	return nil
}

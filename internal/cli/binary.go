package cli

import "github.com/portalfeed/portalfeed/internal/source"

// maxSignature is how many bytes of a file checkText looks at.
const maxSignature = source.BinaryPrefix

// checkText returns an error that names what a file is, when that is certainly no text.
func checkText(b []byte) error {
	if what := source.Binary(b); what != "" {
		return source.BinaryError(what)
	}
	return nil
}

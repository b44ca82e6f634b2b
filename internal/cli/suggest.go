package cli

import (
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// maxSuggestDistance is how many single-character edits a suggestion may lie away.
const maxSuggestDistance = 3

// maxSuggestLength bounds the words that are compared; longer ones are no slip of the finger.
const maxSuggestLength = 64

// nearest is the name closest to what was typed, "" when none is close.
func nearest(typed string, names []string) string {
	best, found := maxSuggestDistance+1, ""
	if len(typed) > maxSuggestLength {
		return ""
	}
	for _, name := range names {
		if len(name) > maxSuggestLength {
			continue
		}
		d := edlib.LevenshteinDistance(typed, name)
		if strings.HasPrefix(name, typed) && len(typed) > 1 {
			d = 1
		}
		if d < best && 2*d <= len(typed)+1 {
			best, found = d, name
		}
	}
	return found
}

// flagNames lists the long flags of a command.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// commandNames lists the commands below a command.
func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

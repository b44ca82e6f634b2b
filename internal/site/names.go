package site

import (
	"fmt"
	"strings"
)

// Limits of a publication's name.
const (
	MaxNameDepth   = 8   // segments
	MaxNameSegment = 128 // bytes of one segment
)

// The files of a site that are no feeds.
const (
	indexFile = "index.html"
	opmlFile  = "feeds.opml"
)

// checkName reports whether a publication's name is a safe relative path on every file system.
func checkName(name string) error {
	segments := strings.Split(name, "/")
	if len(segments) > MaxNameDepth {
		return fmt.Errorf("feed name %q: more than %d segments", name, MaxNameDepth)
	}
	for _, s := range segments {
		if err := checkSegment(s); err != nil {
			return fmt.Errorf("feed name %q: %w", name, err)
		}
	}
	return nil
}

func checkSegment(s string) error {
	switch {
	case s == "":
		return fmt.Errorf("empty segment")
	case len(s) > MaxNameSegment:
		return fmt.Errorf("a segment is longer than %d bytes", MaxNameSegment)
	case s[0] == '.' || s[0] == '-' || s[len(s)-1] == '.':
		return fmt.Errorf("segment %q begins or ends in a way that file systems or shells misread", s)
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return fmt.Errorf("segment %q has a character other than a-z, 0-9, '-', '_' and '.'", s)
		}
	}
	if stem, _, _ := strings.Cut(s, "."); device(stem) {
		return fmt.Errorf("segment %q is the name of a device", s)
	}
	return nil
}

// device reports whether Windows takes a file name for a device.
func device(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}

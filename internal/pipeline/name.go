package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
)

// maxName is the number of bytes of a name made from a path, its suffix not counted.
const maxName = 64

// name makes the name of a carried-over feed from the last part of its path, so that it does not depend on the place.
func name(path string) string {
	stem := filepath.Base(path)
	if path == "-" {
		stem = "feed"
	}
	if i := strings.LastIndexByte(stem, '.'); i > 0 {
		stem = stem[:i]
	}
	var b strings.Builder
	dash, lost := false, false
	for _, c := range []byte(strings.ToLower(stem)) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteByte(c)
		default:
			dash, lost = true, lost || c >= 0x80
		}
	}
	s := b.String()
	if len(s) > maxName {
		s, lost = strings.TrimRight(s[:maxName], "-"), true
	}
	if s == "" || lost || reserved(s) {
		sum := sha256.Sum256([]byte(stem))
		s = strings.TrimLeft(s+"-"+hex.EncodeToString(sum[:4]), "-")
	}
	return s
}

// reserved reports whether some system takes the name for a device.
func reserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}

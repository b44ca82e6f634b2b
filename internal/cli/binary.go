package cli

import (
	"bytes"
	"fmt"
)

// binarySignatures begin files that are certainly no page and no feed, whatever their name says.
func binarySignatures() []struct{ magic, what string } {
	return []struct{ magic, what string }{
		{"\x89PNG\r\n\x1a\n", "a PNG image"},
		{"GIF87a", "a GIF image"},
		{"GIF89a", "a GIF image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"%PDF-", "a PDF document"},
		{"PK\x03\x04", "a ZIP archive"},
		{"PK\x05\x06", "a ZIP archive"},
		{"\x1f\x8b\x08", "gzip-compressed data"},
		{"BZh", "bzip2-compressed data"},
		{"\xfd7zXZ\x00", "xz-compressed data"},
		{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
		{"Rar!\x1a\x07", "a RAR archive"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"},
		{"\x7fELF", "a program"},
		{"SQLite format 3\x00", "a SQLite database"},
	}
}

// maxSignature is how many bytes of a file checkText looks at.
const maxSignature = 16

// checkText returns an error that names what a file is, when that is certainly no text.
func checkText(b []byte) error {
	for _, s := range binarySignatures() {
		if bytes.HasPrefix(b, []byte(s.magic)) {
			return fmt.Errorf("is no text but %s", s.what)
		}
	}
	return nil
}

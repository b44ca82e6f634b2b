package source

import "strings"

// signature is how a kind of file begins that is no text whatever it is called.
type signature struct{ magic, what string }

// signatures tells the kinds of files apart. None of them is a beginning that a text may have.
func signatures() []signature {
	return []signature{
		{"\x89PNG\r\n\x1a\n", "a PNG image"},
		{"GIF87a", "a GIF image"},
		{"GIF89a", "a GIF image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"\x00\x00\x01\x00", "an icon"},
		{"II*\x00", "a TIFF image"},
		{"MM\x00*", "a TIFF image"},
		{"%PDF-", "a PDF document"},
		{"%!PS", "a PostScript document"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"},
		{"PK\x03\x04", "a ZIP archive"},
		{"PK\x05\x06", "a ZIP archive"},
		{"\x1f\x8b\x08", "gzip-compressed data"},
		{"\xfd7zXZ\x00", "xz-compressed data"},
		{"\x28\xb5\x2f\xfd", "Zstandard-compressed data"},
		{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
		{"Rar!\x1a\x07", "a RAR archive"},
		{"OggS\x00", "an Ogg recording"},
		{"\x7fELF", "a program"},
		{"MZ\x90\x00", "a program"},
		{"wOFF\x00", "a font"},
		{"wOF2\x00", "a font"},
		{"SQLite format 3\x00", "a SQLite database"},
		{"WARC/1.", "a web archive"},
	}
}

// BinaryPrefix is how many bytes of a file Binary looks at.
const BinaryPrefix = 16

// Binary says what a file is that is certainly no text, such as "a PNG image"; "" if it may be one.
func Binary(body []byte) string {
	b := string(body[:min(len(body), BinaryPrefix)])
	for _, s := range signatures() {
		if strings.HasPrefix(b, s.magic) {
			return s.what
		}
	}
	// What begins with letters and goes on with a number or another word.
	switch {
	case len(b) >= 10 && b[:3] == "BZh" && b[3] >= '1' && b[3] <= '9' && (b[4:10] == "1AY&SY" || b[4:10] == "\x17\x72\x45\x38\x50\x90"):
		return "bzip2-compressed data"
	case len(b) >= 12 && b[:4] == "RIFF" && (b[8:12] == "WEBP" || b[8:12] == "WAVE" || b[8:12] == "AVI "):
		return "a RIFF image or recording"
	case len(b) >= 4 && (b[:3] == "FWS" || b[:3] == "CWS" || b[:3] == "ZWS") && b[3] < ' ':
		return "a Flash film"
	case len(b) >= 4 && b[:3] == "ID3" && b[3] < ' ':
		return "an MP3 recording"
	}
	return ""
}

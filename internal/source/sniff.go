package source

import (
	"bytes"
	"net/url"
	"path"
	"strings"
)

// sniffLength is how much of a file is looked at to tell what it is.
const sniffLength = 64 << 10

// judgement is what a file's name says about whether it is a page.
type judgement uint8

const (
	maybe  judgement = iota // the content decides
	always                  // a page by its name
	never                   // no page by its name
	markup                  // XML or JSON: a page or a feed among many other things
)

// IsPageAddress reports whether an address may be that of a page: its name is not that of a document, an image or another file.
func IsPageAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && verdict(path.Base(u.Path)) != never
}

// verdict judges a file name.
func verdict(name string) judgement {
	name = strings.ToLower(name)
	if archive(name) {
		return never
	}
	switch path.Ext(name) {
	case ".htm", ".html", ".shtml", ".shtm", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".jspx", ".do", ".cgi",
		".rss", ".atom", ".rdf":
		return always
	case ".xml", ".json", ".opml", ".feed":
		return markup
	case ".gif", ".jpg", ".jpeg", ".jpe", ".png", ".bmp", ".ico", ".svg", ".webp", ".avif", ".tif", ".tiff", ".psd", // images
		".js", ".mjs", ".map", ".css", ".less", ".scss", ".htc", ".vbs", ".swf", ".class", ".jar", ".wasm", // scripts and styles
		".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".lzh", ".exe", ".dll", ".so", ".iso", ".apk", // archives and programs
		".woff", ".woff2", ".ttf", ".otf", ".eot", // fonts
		".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".wma", ".wmv", ".avi", ".mov", ".flv", ".rm", ".rmvb", ".mpg", ".mpeg", ".ogg", ".webm", ".mid", // sound and video
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".rtf", ".ps", ".csv", ".tsv", // documents
		".md", ".yaml", ".yml", ".toml", ".ini", ".log", ".sqlite", ".db", ".go", ".py", ".sh", ".tmp", ".bak":
		return never
	}
	return maybe
}

// looks reports whether content looks like a page or feed, given what its name said.
// A name that says "always" is only contradicted by the signature of another kind of file.
func looks(body []byte, v judgement) bool {
	head := body[:min(len(body), sniffLength)]
	switch {
	case v == never || Binary(head) != "":
		return false
	case v == always:
		return true
	}
	// UTF-16 and UTF-32 become readable enough without their zero bytes.
	text := bytes.ToLower(bytes.ReplaceAll(head, []byte{0}, nil))
	if bytes.Contains(text, []byte("jsonfeed.org/version")) {
		return true
	}
	roots := []string{"<rss", "<feed", "<rdf:rdf", "<html", "<!doctype html"}
	if v == maybe {
		roots = append(roots, "<head", "<body", "<title", "<table", "<meta ", "<a ", "<p>", "<div")
	}
	for _, r := range roots {
		if bytes.Contains(text, []byte(r)) {
			return true
		}
	}
	return false
}

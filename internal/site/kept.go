package site

import "os"

// Earlier returns a document of the feed of the name that the directory has, from this run or an earlier one; nil if
// there is none.
func (e *Exporter) Earlier(name string) []byte {
	if checkName(name) != nil {
		return nil
	}
	root, err := os.OpenRoot(e.dir)
	if err != nil {
		return nil // no directory yet
	}
	defer root.Close() //nolint:errcheck // opened for reading
	f := folder{root: root}
	for _, format := range formats() {
		if body, err := f.read(name+format.Extension(), MaxFile); err == nil {
			return body
		}
	}
	return nil
}

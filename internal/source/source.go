package source

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/internal/fetch"
)

// MaxBody is the number of bytes that a resource may have where Options name no other limit.
const MaxBody = 16 << 20

// Resource is one document of a run with what is known about it. Its Body belongs to the receiver.
type Resource struct {
	Path        string    // as the user named it, or below the directory that the user named
	URL         string    // address it came from; "" if unknown
	ContentType string    // Content-Type it came with; "" if unknown
	Body        []byte    // never empty
	Retrieved   time.Time // when it was fetched; the zero time for local files
	Walked      bool      // found in a directory rather than named
	Rel         string    // of a walked resource, the slash-separated path below that directory

	// Response is how it was fetched; nil for local files. Its Body is that of the resource.
	Response *fetch.Response
}

// Input is one input as the user names it.
type Input struct {
	Path        string // file, directory, or "-" for standard input
	URL         string // address it came from, for a directory the address of its root; "" if unknown
	ContentType string // Content-Type it came with; "" if unknown
}

// Options for Inputs and its parts. The zero value is ready to use.
type Options struct {
	// MaxBody is the largest resource in bytes; 0 means MaxBody, the constant.
	MaxBody int64
	// Stdin is what the input "-" reads; nil makes that input an error.
	Stdin io.Reader
	// Output is the directory that the run writes to: what an earlier run left there is not read again where it
	// lies in a directory that is walked. "" means none.
	Output string
	// Fetch reads the inputs that are http and https addresses, as Fetcher makes it; nil makes them errors.
	Fetch func(Input) (Resource, error)
}

func (o Options) maxBody() int64 {
	if o.MaxBody <= 0 {
		return MaxBody
	}
	return o.MaxBody
}

// Paths makes inputs of paths that share an address and a Content-Type, as flags give them.
func Paths(paths []string, address, contentType string) []Input {
	in := make([]Input, len(paths))
	for i, p := range paths {
		in[i] = Input{Path: p, URL: address, ContentType: contentType}
	}
	return in
}

// Inputs yields the resources of files, directories and standard input in the order given.
// Errors are always an *Error and concern one input each.
func Inputs(in []Input, o Options) iter.Seq2[Resource, error] {
	return func(yield func(Resource, error) bool) {
		for _, i := range in {
			for r, err := range one(i, o) {
				if !yield(r, err) {
					return
				}
			}
		}
	}
}

// one yields the resources of one input.
func one(in Input, o Options) iter.Seq2[Resource, error] {
	if in.Path == "-" {
		return Stdin(o.Stdin, in, o)
	}
	if err := address(in.Path); err != nil {
		if o.Fetch != nil && errors.Is(err, ErrFetch) {
			return single(o.Fetch(in))
		}
		return single(Resource{}, err)
	}
	if fi, err := os.Stat(in.Path); err == nil && fi.IsDir() {
		return Dir(in.Path, in.URL, o)
	}
	return Files([]Input{in}, o)
}

// Files yields the named files.
func Files(in []Input, o Options) iter.Seq2[Resource, error] {
	return func(yield func(Resource, error) bool) {
		for _, i := range in {
			if !yield(file(i, o)) {
				return
			}
		}
	}
}

// Stdin yields one resource, read from r. Its Path is "-".
func Stdin(r io.Reader, in Input, o Options) iter.Seq2[Resource, error] {
	return func(yield func(Resource, error) bool) {
		if r == nil {
			yield(Resource{}, &Error{Path: "-", Reason: Invalid, Err: errors.New("there is no standard input")})
			return
		}
		body, err := read(r, "-", o.maxBody(), 0)
		if err != nil {
			yield(Resource{}, err)
			return
		}
		yield(Resource{Path: "-", URL: in.URL, ContentType: in.ContentType, Body: body}, nil)
	}
}

func single(r Resource, err error) iter.Seq2[Resource, error] {
	return func(yield func(Resource, error) bool) { yield(r, err) }
}

// file reads a named file.
func file(in Input, o Options) (Resource, error) {
	if archive(in.Path) {
		return Resource{}, &Error{Path: in.Path, Reason: Invalid, Err: ErrArchive}
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return Resource{}, failure(in.Path, err)
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return Resource{}, failure(in.Path, err)
	}
	if fi.IsDir() {
		return Resource{}, &Error{Path: in.Path, Reason: Invalid, Err: errors.New("is a directory")}
	}
	body, err := read(f, in.Path, o.maxBody(), fi.Size())
	if err != nil {
		return Resource{}, err
	}
	return Resource{Path: in.Path, URL: in.URL, ContentType: in.ContentType, Body: body}, nil
}

// read reads at most limit bytes of r. The size is a hint that is not believed beyond the limit.
func read(r io.Reader, path string, limit, size int64) ([]byte, error) {
	if size > limit {
		return nil, tooLarge(path, limit)
	}
	buf := make([]byte, 0, size+512)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if int64(len(buf)) > limit {
			return nil, tooLarge(path, limit)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, failure(path, err)
		}
	}
	if len(buf) == 0 {
		return nil, &Error{Path: path, Reason: Empty, Err: ErrEmpty}
	}
	return buf, nil
}

func tooLarge(path string, limit int64) error {
	return &Error{Path: path, Reason: TooLarge, Err: fmt.Errorf("more than the limit of %d bytes", limit)}
}

// scheme matches the beginning of an address; a single letter is a drive.
var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:`)

// address returns an error when path is an address rather than a file that is there.
func address(path string) error {
	m := scheme.FindString(path)
	if m == "" {
		return nil
	}
	if s := strings.ToLower(m); s == "http:" || s == "https:" {
		return &Error{Path: path, Reason: Protocol, Err: ErrFetch}
	}
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	return &Error{Path: path, Reason: Blocked, Err: ErrScheme}
}

// archive reports whether the name is that of a web archive.
func archive(path string) bool {
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	switch filepath.Ext(name) {
	case ".warc", ".arc", ".mhtml", ".mht", ".wacz", ".maff":
		return true
	}
	return false
}

// Address is the address of a resource: its URL, or where that is unknown the place of a walked resource below the address
// of a site's root. It is "" if neither is known.
func (r Resource) Address(root string) string {
	if r.URL != "" || !r.Walked {
		return r.URL
	}
	b, err := base(root)
	if err != nil {
		return ""
	}
	return join(b, r.Rel)
}

// Place is the place of a resource below the address of a site's root, whatever its own address: the path of a walked
// resource, the file name of a named one, the root itself for the standard input.
func (r Resource) Place(root string) string {
	b, err := base(root)
	if err != nil {
		return ""
	}
	switch {
	case r.Walked:
		return join(b, r.Rel)
	case r.Path == "-":
		return join(b, "")
	}
	return join(b, filepath.Base(r.Path))
}

// join returns the address of the slash-separated path rel below the address root, "" when root is "".
func join(root *url.URL, rel string) string {
	if root == nil {
		return ""
	}
	u := *root
	u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery = "", "", "", false
	u.Path += rel
	u.RawPath = ""
	return u.String()
}

// base reads the address of a directory's root; a missing last slash is added.
func base(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the address of the root is not an http address")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
)

// Limits of a body beside Options.MaxBody.
const (
	// maxRatio is how many bytes may come of one byte, for what is larger than ratioFrom: markup compresses to a fifth or tenth.
	maxRatio  = 200
	ratioFrom = 1 << 20
	// maxTrailing is how many bytes may follow the end of the compressed data.
	maxTrailing = 64 << 10
)

// wire counts the bytes of a body as they are sent, and stops at a limit.
type wire struct {
	r        io.Reader
	n, limit int64
	err      error // of the connection, io.EOF left out
}

func (w *wire) Read(p []byte) (int, error) {
	if w.n > w.limit {
		return 0, failed(TooLarge, "the response is larger than the limit of %d bytes", w.limit)
	}
	n, err := w.r.Read(p)
	w.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// codings are the content codings that are asked for.
const codings = "gzip, deflate, br"

// readBody reads the body of a response to its end, decoded, and returns how many bytes were sent.
func readBody(resp *http.Response, limit int64) ([]byte, int64, error) {
	if resp.ContentLength > limit {
		return nil, 0, failed(TooLarge, "the response is larger than the limit of %d bytes", limit)
	}
	w := &wire{r: resp.Body, limit: limit}
	in := bufio.NewReader(w)
	if _, err := in.Peek(1); errors.Is(err, io.EOF) {
		return nil, 0, ErrEmpty
	}
	coding := strings.ToLower(strings.TrimSpace(strings.Join(resp.Header.Values("Content-Encoding"), ",")))
	r, err := decoder(in, coding)
	if err != nil {
		return nil, w.n, decodeError(w, coding, err)
	}
	body, err := readAll(r, w, limit)
	if err != nil {
		return nil, w.n, decodeError(w, coding, err)
	}
	if _, err := io.CopyN(io.Discard, in, maxTrailing); err != nil && !errors.Is(err, io.EOF) { // to see whether the end is missing
		return nil, w.n, err
	}
	if len(body) == 0 {
		return nil, w.n, ErrEmpty
	}
	if resp.ContentLength < 0 && len(resp.TransferEncoding) == 0 && coding == "" && endsEarly(body) {
		return nil, w.n, failed(Truncated, "the response ends early: the document has no end, and the server does not say how long it is")
	}
	return body, w.n, nil
}

// endsEarly reports whether a document that ends where the connection did seems to be cut: its root or body is opened and
// nothing of the kind is closed. A page may leave out both end tags; one whose length nobody tells hardly does.
func endsEarly(body []byte) bool {
	text := lower(body)
	has := func(s string) bool { return bytes.Contains(text, []byte(s)) }
	head := text[:min(len(text), 64<<10)]
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf", "<opml"} {
		if bytes.Contains(head, []byte(root)) && !bytes.Contains(head, []byte("<html")) {
			return !has("</" + root[1:])
		}
	}
	return (has("<html") || has("<body")) && !has("</html") && !has("</body") && !has("<frameset")
}

// lower is a copy in which the letters of ASCII are in lower case, whatever the encoding of the others.
func lower(b []byte) []byte {
	out := make([]byte, len(b))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		out[i] = c
	}
	return out
}

// readAll reads at most limit bytes of r, unless they are too many for what came over the wire.
func readAll(r io.Reader, w *wire, limit int64) ([]byte, error) {
	var b bytes.Buffer
	for {
		n, err := io.CopyN(&b, r, 64<<10)
		switch size := int64(b.Len()); {
		case size > limit:
			return nil, failed(TooLarge, "the response is larger than the limit of %d bytes when decoded", limit)
		case size > ratioFrom && size > maxRatio*w.n:
			return nil, failed(TooLarge, "the response decodes to more than %d times its size", maxRatio)
		case errors.Is(err, io.EOF):
			return b.Bytes(), nil
		case err != nil:
			return nil, err
		case n == 0:
			return nil, io.ErrNoProgress
		}
	}
}

// decodeError tells an error of the coding from one of the connection.
func decodeError(w *wire, coding string, err error) error {
	_, known := errors.AsType[*failure](err)
	switch {
	case known:
		return err
	case w.err != nil:
		return w.err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return failed(Truncated, "the response ends early: its %s data have no end", coding)
	}
	return failed(Encoding, "the response is not the %s that its Content-Encoding says: %w", coding, err)
}

// decoder undoes one content coding (RFC 9110, section 8.4.1). What old servers write for "none" counts as none.
func decoder(in *bufio.Reader, coding string) (io.Reader, error) {
	switch coding {
	case "", "identity", "none", "binary", "8bit", "utf-8", "utf8", "gbk", "gb2312", "gb18030", "big5":
		return in, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		z.Multistream(false)
		return &members{in: in, z: z}, nil
	case "deflate": // zlib by the standard, raw by custom
		if head, err := in.Peek(2); err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	case "br":
		return brotli.NewReader(in), nil
	}
	return nil, failed(Encoding, "the Content-Encoding %.60q is not known", coding)
}

// members reads the members of gzip data and leaves alone what follows them and is none (RFC 1952, section 2.2).
type members struct {
	in *bufio.Reader
	z  *gzip.Reader
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.z.Read(p)
	if !errors.Is(err, io.EOF) || n > 0 {
		if errors.Is(err, io.EOF) {
			err = nil // the next call meets it again
		}
		return n, err
	}
	if head, peek := m.in.Peek(2); peek != nil || head[0] != 0x1f || head[1] != 0x8b {
		return 0, io.EOF
	}
	if err := m.z.Reset(m.in); err != nil {
		return 0, err
	}
	m.z.Multistream(false)
	return 0, nil
}

package site

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// coding is a content coding.
type coding string

const (
	identity coding = ""
	gzipped  coding = "gzip"
	brotlied coding = "br"
)

// maxCodings bounds the elements of an Accept-Encoding header that are read.
const maxCodings = 64

// negotiate chooses a content coding by RFC 9110 section 12.5.3. Among those that a client likes equally, the
// one that makes the shortest body wins; where it likes none, the body goes out as it is.
func negotiate(accept []string) coding {
	q := map[string]float64{}
	n := 0
	for _, line := range accept {
		for element := range strings.SplitSeq(line, ",") {
			if n++; n > maxCodings {
				break
			}
			name, weight, ok := quality(element)
			if ok {
				q[name] = weight
			}
		}
	}
	if x, ok := q["x-gzip"]; ok {
		q["gzip"] = max(q["gzip"], x)
	}
	rest, any := q["*"]
	best, chosen := 0.0, identity
	for _, c := range []coding{brotlied, gzipped} {
		weight, named := q[string(c)]
		if !named && any && c == gzipped { // "*" is taken for what every client knows
			weight = rest
		}
		if weight > best {
			best, chosen = weight, c
		}
	}
	if weight, named := q["identity"]; named && weight > best {
		return identity
	}
	return chosen
}

// quality reads one element of an Accept-Encoding header.
func quality(element string) (name string, weight float64, ok bool) {
	name, params, _ := strings.Cut(element, ";")
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" {
		return "", 0, false
	}
	weight = 1
	for p := range strings.SplitSeq(params, ";") {
		k, v, _ := strings.Cut(p, "=")
		if strings.ToLower(strings.TrimSpace(k)) != "q" {
			continue
		}
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		if err != nil || !(f >= 0 && f <= 1) {
			return "", 0, false
		}
		weight = f
	}
	return name, weight, true
}

// condition evaluates the preconditions of a GET or HEAD in the order of RFC 9110 section 13.2.2.
// It returns 304, 412 or 0 for none of them.
func condition(r *http.Request, etag string, modified time.Time) int {
	if m := r.Header.Values("If-Match"); len(m) > 0 {
		if !matches(m, etag, true) {
			return http.StatusPreconditionFailed
		}
	} else if t, ok := date(r, "If-Unmodified-Since"); ok && modified.After(t) {
		return http.StatusPreconditionFailed
	}
	if m := r.Header.Values("If-None-Match"); len(m) > 0 {
		if matches(m, etag, false) {
			return http.StatusNotModified
		}
		return 0
	}
	if t, ok := date(r, "If-Modified-Since"); ok && !modified.After(t) {
		return http.StatusNotModified
	}
	return 0
}

func date(r *http.Request, header string) (time.Time, bool) {
	t, err := http.ParseTime(r.Header.Get(header))
	return t, err == nil
}

// matches reports whether a list of entity tags has one that equals etag, or is "*".
// The strong comparison accepts no weak tag. A tag without its quotes, which some readers send, is accepted.
func matches(lists []string, etag string, strong bool) bool {
	for _, list := range lists {
		rest := list
		for rest != "" {
			rest = strings.TrimLeft(rest, " \t,")
			if strings.HasPrefix(rest, "*") {
				return true
			}
			weak := strings.HasPrefix(rest, "W/")
			if weak {
				rest = rest[2:]
			}
			var tag string
			if strings.HasPrefix(rest, `"`) {
				end := strings.IndexByte(rest[1:], '"')
				if end < 0 {
					break
				}
				tag, rest = rest[:end+2], rest[end+2:]
			} else {
				tag, rest, _ = strings.Cut(rest, ",")
				tag = `"` + strings.TrimSpace(tag) + `"`
			}
			if tag == etag && (!strong || !weak) {
				return true
			}
		}
	}
	return false
}

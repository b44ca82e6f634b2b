package fetch

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Limits of robots.txt (RFC 9309, section 2.5).
const (
	maxRobots      = 512 << 10        // bytes that are read
	maxRobotsRules = 10_000           // rules that are kept
	maxCrawlDelay  = 30 * time.Second // that a host can ask for

	robotsRedirects = 5
	robotsTimeout   = 10 * time.Second
)

// robots remembers what the hosts allow.
type robots struct {
	mu  sync.Mutex
	all map[string]*ruleSet
}

// ruleSet is what the robots.txt of one host says to one agent. Its zero value allows everything.
type ruleSet struct {
	rules  []robotsRule
	delay  time.Duration // Crawl-delay, no part of the RFC
	closed error         // nothing is allowed: why it could not be read
}

// robotsRule is one line allow or disallow.
type robotsRule struct {
	pattern string // octets that are not ASCII in percent-encoding
	allow   bool
}

// rules returns what the host of an address allows, asking it once.
func (c *Client) rules(ctx context.Context, u *url.URL) *ruleSet {
	site := u.Scheme + "://" + u.Host
	c.robots.mu.Lock()
	known := c.robots.all[site]
	c.robots.mu.Unlock()
	if known != nil {
		return known
	}
	set := c.askRobots(ctx, site)
	if ctx.Err() != nil {
		return set // says nothing of the host
	}
	c.robots.mu.Lock()
	defer c.robots.mu.Unlock()
	if c.robots.all == nil || len(c.robots.all) >= maxHosts {
		c.robots.all = map[string]*ruleSet{}
	}
	c.robots.all[site] = set
	return set
}

// askRobots fetches the robots.txt of a host. One that is not there allows everything, one that cannot be read nothing
// (RFC 9309, section 2.3.1).
func (c *Client) askRobots(ctx context.Context, site string) *ruleSet {
	bare := &Client{o: c.o, transport: c.transport}
	bare.o.Robots, bare.o.Delay, bare.o.MaxRedirects, bare.o.Timeout = false, 0, robotsRedirects, min(c.o.Timeout, robotsTimeout)
	resp, err := bare.Get(ctx, Request{URL: site + "/robots.txt"})
	if err == nil {
		return parseRobots(resp.Body, c.o.Agent)
	}
	if status, ok := errors.AsType[*StatusError](err); ok && status.Status >= 400 && status.Status < 500 {
		return &ruleSet{}
	}
	fe, ok := errors.AsType[*Error](err)
	switch {
	case !ok:
		return &ruleSet{closed: err}
	case fe.Reason == Redirect || fe.Reason == Empty || fe.Reason == Blocked:
		return &ruleSet{} // the page itself meets the guard again
	}
	return &ruleSet{closed: failed(fe.Reason, "robots.txt of the host cannot be read: %w", fe.Err)}
}

// parseRobots reads a robots.txt (RFC 9309, section 2.2): the groups that name the agent, else those of "*".
func parseRobots(body []byte, agent string) *ruleSet {
	token := strings.ToLower(agent)
	if i := strings.IndexFunc(token, func(r rune) bool { return r != '-' && r != '_' && (r < 'a' || r > 'z') }); i >= 0 {
		token = token[:i]
	}
	body = bytes.TrimPrefix(body[:min(len(body), maxRobots)], []byte("\xef\xbb\xbf"))
	var own, others ruleSet
	named, inOwn, inAny, heads := false, false, false, false
	for line := range strings.SplitSeq(strings.ReplaceAll(string(body), "\r", "\n"), "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if !heads {
				inOwn, inAny = false, false
			}
			heads = true
			name := strings.ToLower(value)
			inAny = inAny || name == "*"
			if token != "" && name == token {
				inOwn, named = true, true
			}
			continue
		case "allow", "disallow", "crawl-delay":
			if inOwn {
				own.add(key, value)
			}
			if inAny {
				others.add(key, value)
			}
		default: // such as sitemap, which belongs to no group
			continue
		}
		heads = false
	}
	if named {
		return &own
	}
	return &others
}

func (s *ruleSet) add(key, value string) {
	switch {
	case key == "crawl-delay":
		if f, err := strconv.ParseFloat(value, 64); err == nil && f > 0 {
			s.delay = time.Duration(min(f, maxCrawlDelay.Seconds()) * float64(time.Second))
		}
	case value != "" && len(s.rules) < maxRobotsRules:
		s.rules = append(s.rules, robotsRule{normal(value), key == "allow"})
	}
}

// allow reports whether a path with its query may be fetched: the longest rule that matches decides, and allow where two
// are as long (RFC 9309, section 2.2.2).
func (s *ruleSet) allow(path, query string) bool {
	if path == "/robots.txt" {
		return true
	}
	if query != "" {
		path += "?" + query
	}
	path = normal(path)
	longest, ok := -1, true
	for _, r := range s.rules {
		if n := len(r.pattern); (n > longest || n == longest && r.allow) && matches(r.pattern, path) {
			longest, ok = n, r.allow
		}
	}
	return ok
}

// matches reports whether a path begins as a pattern says, in which * is anything and a $ at the end is the end.
func matches(pattern, path string) bool {
	pattern, end := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, p := range parts[1:] {
		if end && i == len(parts)-2 {
			return strings.HasSuffix(rest, p)
		}
		at := strings.Index(rest, p)
		if at < 0 {
			return false
		}
		rest = rest[at+len(p):]
	}
	return !end || rest == ""
}

// normal writes an address as both sides of a comparison do: what needs no percent-encoding without it, other octets in it,
// the digits in upper case (RFC 9309, section 2.2.2).
func normal(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		encoded := c == '%' && i+2 < len(s) && hex(s[i+1]) && hex(s[i+2])
		if encoded {
			v, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			c = byte(v)
			i += 2
		}
		unreserved := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
		if unreserved || !encoded && c > ' ' && c < 0x7f {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

package fetch

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxRetries is how often one host may ask a client to come back later.
const maxRetries = 3

// retries counts how often hosts were asked again.
type retries struct {
	mu    sync.Mutex
	times map[string]int
}

// take reports whether a host may be asked again, and counts it.
func (r *retries) take(host string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.times == nil || len(r.times) >= maxHosts {
		r.times = map[string]int{}
	}
	r.times[host]++
	return r.times[host] <= maxRetries
}

// retryAfter is how long a host wants to be left alone before it is asked again, if that is to be waited for.
func (c *Client) retryAfter(host string, err error) (time.Duration, bool) {
	status, ok := errors.AsType[*StatusError](err)
	if !ok || c.o.RetryWait <= 0 || status.Status != http.StatusTooManyRequests && status.Status != http.StatusServiceUnavailable {
		return 0, false
	}
	d, ok := parseRetryAfter(status.RetryAfter, c.o.Now)
	if !ok || d > c.o.RetryWait || !c.retries.take(host) {
		return 0, false
	}
	return d, true
}

// parseRetryAfter reads the header of that name: seconds or, where there is a clock, a date.
func parseRetryAfter(value string, now func() time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if n, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(n) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil && now != nil {
		return max(at.Sub(now()), 0), true
	}
	return 0, false
}

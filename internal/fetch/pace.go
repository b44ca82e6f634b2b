package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"
)

// maxHosts bounds the hosts that a client remembers.
const maxHosts = 4096

// pace spreads the requests to each host.
type pace struct {
	mu   sync.Mutex
	next map[string]time.Time // when a host may be asked again; the zero time without a clock
}

// reserve takes the next turn at a host and returns how long it is until then. now is the zero time without a clock.
func (p *pace) reserve(host string, now time.Time, delay time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil || len(p.next) >= maxHosts {
		p.next = prune(p.next, now)
	}
	at, known := p.next[host]
	switch {
	case !known:
		at = now
	case now.IsZero():
		return delay
	case at.Before(now):
		at = now
	}
	p.next[host] = at.Add(delay)
	return at.Sub(now)
}

// prune forgets the hosts that may be asked at once.
func prune(all map[string]time.Time, now time.Time) map[string]time.Time {
	kept := map[string]time.Time{}
	for host, at := range all {
		if at.After(now) && len(kept) < maxHosts/2 {
			kept[host] = at
		}
	}
	return kept
}

// admit asks robots.txt about an address and waits until its host may be asked. A host that a Get has asked may lead it on
// at once.
func (c *Client) admit(ctx context.Context, u *url.URL, asked map[string]bool) error {
	delay := c.o.Delay
	if c.o.Robots {
		rules := c.rules(ctx, u)
		if rules.closed != nil {
			return rules.closed
		}
		if !rules.allow(u.EscapedPath(), u.RawQuery) {
			return ErrRobots
		}
		delay = max(delay, rules.delay)
	}
	if delay <= 0 || asked[u.Host] {
		return ctx.Err()
	}
	asked[u.Host] = true
	var now time.Time
	if c.o.Now != nil {
		now = c.o.Now()
	}
	if d := c.pace.reserve(u.Host, now, delay); d > 0 {
		return c.o.Wait(ctx, d)
	}
	return ctx.Err()
}

// wait waits for a time or until the context is done.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

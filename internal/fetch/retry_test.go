package fetch

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"
)

func TestGetRetries(t *testing.T) {
	t.Parallel()
	now := time.Date(2012, 9, 25, 18, 7, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		status int
		after  string
		times  int // that the server is busy
		waits  []time.Duration
		fails  bool
	}{
		{"busy", 503, "3", 1, []time.Duration{3 * time.Second}, false},
		{"too many requests", 429, "0", 1, []time.Duration{0}, false},
		{"a date", 503, "Tue, 25 Sep 2012 18:07:10 GMT", 1, []time.Duration{10 * time.Second}, false},
		{"busy twice", 503, "3", 2, []time.Duration{3 * time.Second}, true},
		{"for too long", 503, "31", 1, nil, true},
		{"without a time", 503, "", 1, nil, true},
		{"with a bad time", 503, "soon", 1, nil, true},
		{"another status", 500, "3", 1, nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			n := 0
			s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
				if n++; n <= c.times {
					if c.after != "" {
						w.Header().Set("Retry-After", c.after)
					}
					w.WriteHeader(c.status)
					return
				}
				_, _ = w.Write([]byte("<html><body>x</body></html>"))
			}})
			var waits []time.Duration
			_, err := client(t, Options{
				RetryWait: 30 * time.Second, Now: func() time.Time { return now },
				Wait: func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil },
			}).Get(t.Context(), Request{URL: s.URL})
			if (err != nil) != c.fails || !slices.Equal(waits, c.waits) {
				t.Errorf("error %v, waited %v; want %v", err, waits, c.waits)
			}
			if _, ok := errors.AsType[*StatusError](err); c.fails && !ok {
				t.Errorf("error is %v", err)
			}
		})
	}
}

// TestGetRetriesFewTimes: a host that is always busy is not waited for without end.
func TestGetRetriesFewTimes(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
	}})
	waits := 0
	c := client(t, Options{RetryWait: time.Minute, Wait: func(context.Context, time.Duration) error { waits++; return nil }})
	for range 10 {
		if _, err := c.Get(t.Context(), Request{URL: s.URL}); err == nil {
			t.Fatal("no error")
		}
	}
	if waits != maxRetries {
		t.Errorf("waited %d times; want %d", waits, maxRetries)
	}
}

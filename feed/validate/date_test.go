package validate

import (
	"testing"
	"time"
)

func TestParseRFC822(t *testing.T) {
	t.Parallel()
	want := time.Date(2012, 9, 25, 10, 7, 0, 0, time.UTC)
	for _, s := range []string{"Tue, 25 Sep 2012 18:07:00 +0800", "25 Sep 2012 18:07 +0800", "Tue, 25 Sep 2012 10:07:00 GMT", "Tue, 25 Sep 2012 10:07:00 UT", "25 Sep 2012 05:07:00 EST"} {
		if got, fault := parseRFC822(s); fault != dateOK || !got.Equal(want) {
			t.Errorf("%q = %v, fault %d", s, got, fault)
		}
	}
	tests := []struct {
		date string
		want dateFault
	}{
		{"Mon, 25 Sep 2012 18:07:00 +0800", dateWeekday},
		{"25 Sep 12 18:07:00 +0800", dateTwoDigit},
		{"tue, 25 Sep 2012 18:07:00 +0800", dateObsolete},
		{"25 sep 2012 18:07:00 +0800", dateObsolete},
		{"25 Sep 2012 18:07:00 A", dateObsolete},
		{"25 Sep 2012 18:07:00 gmt", dateObsolete},
		{"Tue, 25  Sep 2012 18:07:00 GMT", dateObsolete},
		{"Tue,25 Sep 2012 18:07:00 GMT", dateObsolete},
		{"", dateBad},
		{"2012-09-25", dateBad},
		{"Tue, 31 Sep 2012 18:07:00 GMT", dateBad},
		{"29 Feb 2011 18:07:00 GMT", dateBad},
		{"25 Sep 2012 24:07:00 GMT", dateBad},
		{"25 Sep 2012 18:07:00", dateBad},
		{"25 Sep 2012 18:07:00 +08:00", dateBad},
		{"25 Sep 2012 18:07:00 CHN", dateBad},
		{"Tuesday, 25 Sep 2012 18:07:00 GMT", dateBad},
		{"25 Sep 2012 8:07:00 GMT", dateBad},
		{"0 Sep 2012 18:07:00 GMT", dateBad},
		{"25 Sep 201 18:07:00 GMT", dateBad},
	}
	for _, tt := range tests {
		if _, fault := parseRFC822(tt.date); fault != tt.want {
			t.Errorf("%q: fault %d; want %d", tt.date, fault, tt.want)
		}
	}
	if _, fault := parseRFC822("29 Feb 2012 23:59:60 GMT"); fault != dateOK {
		t.Errorf("leap day and second: fault %d", fault)
	}
}

func TestParseRFC3339(t *testing.T) {
	t.Parallel()
	want := time.Date(2012, 9, 25, 10, 7, 0, 500_000_000, time.UTC)
	for _, s := range []string{"2012-09-25T18:07:00.5+08:00", "2012-09-25T10:07:00.50Z"} {
		if got, ok := parseRFC3339(s, false); !ok || !got.Equal(want) {
			t.Errorf("%q = %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"2012-09-25", "2012-09-25T18:07:00", "2012-09-25t18:07:00Z", "2012-09-25T18:07:00z", "2012-09-25 18:07:00Z", "2012-09-25T18:07Z", "2012-09-31T18:07:00Z", "2012-09-25T24:00:00Z", "2012-09-25T18:07:00+0800", "2012-09-25T18:07:00.Z", "2012-9-25T18:07:00Z", "2012-09-25T18:07:00+25:00"} {
		if _, ok := parseRFC3339(s, false); ok {
			t.Errorf("%q is not valid", s)
		}
	}
	for _, s := range []string{"2012", "2012-09", "2012-09-25", "2012-09-25T18:07+08:00", "2012-09-25T18:07:00Z"} {
		if _, ok := parseRFC3339(s, true); !ok {
			t.Errorf("%q is valid in the W3C profile", s)
		}
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"zh", "zh-Hant", "zh-CN", "en-US", "x-klingon", "i-default", "cmn-Hans-CN"} {
		if !validLanguage(s) {
			t.Errorf("language %q is valid", s)
		}
	}
	for _, s := range []string{"", "zh_CN", "chinese", "q", "zh-", "zh-Hant-!"} {
		if validLanguage(s) {
			t.Errorf("language %q is not valid", s)
		}
	}
	for _, s := range []string{"text/html", "application/rss+xml", "text/plain; charset=utf-8"} {
		if !validMediaType(s) {
			t.Errorf("media type %q is valid", s)
		}
	}
	for _, s := range []string{"", "mp3", "text/", "/html", "text html", "*/*", " text/html"} {
		if validMediaType(s) {
			t.Errorf("media type %q is not valid", s)
		}
	}
	for _, s := range []string{"a@b.example", "a.b+c@d-e.example"} {
		if !validAddress(s) {
			t.Errorf("address %q is valid", s)
		}
	}
	for _, s := range []string{"", "a", "@b.example", "a@b", "a b@c.example", "a..b@c.example", "a@-b.example", "a@b.example."} {
		if validAddress(s) {
			t.Errorf("address %q is not valid", s)
		}
	}
}

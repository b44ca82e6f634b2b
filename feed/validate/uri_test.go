package validate

import "testing"

func TestInspectURI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		uri  string
		want uriFault
		wide bool
	}{
		{"http://a.example/", uriOK, false},
		{"http://a.example", uriOK, false},
		{"HTTP://user@a.example:80/b?c#d", uriOK, false},
		{"mailto:a@b.example", uriOK, false},
		{"urn:isbn:1", uriOK, false},
		{"http://[::1]/", uriOK, false},
		{"http://新聞.example/新", uriOK, true},
		{"tag:a.example,2012:x?y=[", uriCharacter, false},
		{"http://a.example/a b", uriCharacter, false},
		{"http://a.example/\"", uriCharacter, false},
		{"http://a.example/[b]", uriCharacter, false},
		{" http://a.example/", uriCharacter, false},
		{"http://", uriMalformed, false},
		{"http:///a", uriMalformed, false},
		{"http:a", uriMalformed, false},
		{"http://a.example/%zz", uriMalformed, false},
		{"http://a.example/#b#c", uriMalformed, false},
		{"http://a.example:8o/", uriMalformed, false},
		{"mailto:", uriMalformed, false},
		{"1a:b", uriMalformed, false},
		{"", uriRelative, false},
		{"/a", uriRelative, false},
		{"a/b:c", uriRelative, false},
		{"//a.example/b", uriRelative, false},
		{"?a", uriRelative, false},
		{"#a", uriRelative, false},
	}
	for _, tt := range tests {
		if got, _, wide := inspectURI(tt.uri); got != tt.want || wide != tt.wide {
			t.Errorf("inspectURI(%q) = %d, %v; want %d, %v", tt.uri, got, wide, tt.want, tt.wide)
		}
	}
}

func TestValidTag(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"tag:a.example,2012:x", "tag:a.example,2012-09:x", "tag:a@b.example,2012-09-25:/a/b?c=d#e", "tag:a,2012:", "tag:my-ids.example,2012:新"} {
		if !validTag(s) {
			t.Errorf("%q is valid", s)
		}
	}
	for _, s := range []string{"tag:a.example", "tag:a.example,2012", "tag:a.example,12:x", "tag:a.example,2012-13:x", "tag:a.example,2012-09-31:x", "tag:a.example:80,2012:x", "tag:-a.example,2012:x", "tag:a..example,2012:x", "tag:@a.example,2012:x", "tag:a.example,2012:a b", "tag:a_b.example,2012:x", "tag:,2012:x"} {
		if validTag(s) {
			t.Errorf("%q is not valid", s)
		}
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"http://a.example/", "http://a.example/b?c", "https://a.example:8443/", "http://A@a.example/", "urn:uuid:x", "http://a.example/%E6%96%B0"} {
		if !canonical(s) {
			t.Errorf("%q is canonical", s)
		}
	}
	for _, s := range []string{"http://a.example", "HTTP://a.example/", "http://A.example/", "http://a.example:80/", "http://a.example:/", "http://a.example/a/../b", "http://a.example/./", "http://a.example/%7Ea", "http://a.example/%e6", "http://a.example?b"} {
		if canonical(s) {
			t.Errorf("%q is not canonical", s)
		}
	}
}

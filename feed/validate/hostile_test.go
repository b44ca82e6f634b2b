package validate

import (
	"slices"
	"strings"
	"testing"
)

// TestHostileDocuments holds that documents made to exhaust a validator end in a finding. A quadratic step would
// make the test run for minutes.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	const n = 200_000
	head := "<rss version=\"2.0\"><channel>"
	bomb := "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">"
	for c := 'b'; c < 'k'; c++ {
		bomb += "<!ENTITY " + string(c) + " \"" + strings.Repeat("&"+string(c-1)+";", 10) + "\">"
	}
	tests := []struct {
		name, doc string
		want      RuleID
	}{
		{"entity bomb", bomb + "]>" + head + "<title>&j;</title></channel></rss>", "missing-link"},
		{"depth", head + strings.Repeat("<a>", n), "too-large"},
		{"attributes", "<rss " + strings.Repeat("a='' ", n) + "/>", "too-large"},
		{"namespaces", strings.Repeat("<a xmlns:b='c'>", n), "not-a-feed"},
		{"ampersands", head + strings.Repeat("&", n), "xml-bare-ampersand"},
		{"tags that are none", head + strings.Repeat("<a ", n), "xml-stray-markup"},
		{"quotation marks", head + strings.Repeat("<a b=\"", n), "xml-stray-markup"},
		{"crossed tags", head + strings.Repeat("<b><i></b>", n), "xml-mismatched-tag"},
		{"end tags", head + strings.Repeat("</a>", n), "xml-mismatched-tag"},
		{"items in one line", head + strings.Repeat("<item/>", n), "item-without-text"},
		{"comment starts", head + strings.Repeat("<!--", n), "xml-truncated"},
		{"comments in HTML", head + "<item><title>a</title><description><![CDATA[" + strings.Repeat("<!--", n) + "]]></description></item></channel></rss>", "missing-guid"},
		{"brackets", strings.Repeat("[", n), "not-a-feed"},
		{"items of JSON", `{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.Repeat("{},", n), "json-missing-content"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := validate(t, tt.doc, Options{})
			if r.Valid() || !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule == tt.want }) {
				t.Errorf("%d errors and %d omitted, none of them %s", r.Errors, r.Omitted, tt.want)
			}
		})
	}
}

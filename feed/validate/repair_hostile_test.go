package validate

import (
	"strings"
	"testing"
	"time"
)

// TestRepairOfHostileDocuments holds that documents made to exhaust a repair are left alone or mended in linear time. A quadratic
// step would make the test run for minutes.
func TestRepairOfHostileDocuments(t *testing.T) {
	t.Parallel()
	const n = 1_000
	head := "<rss version=\"2.0\"><channel>"
	feed := "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[`
	tests := []struct{ name, doc string }{
		{"depth", head + strings.Repeat("<a>", n)},
		{"attributes", "<rss " + strings.Repeat("a='' ", n) + "/>"},
		{"ampersands", head + strings.Repeat("&", n)},
		{"tags that are none", head + strings.Repeat("<a ", n)},
		{"quotation marks", head + strings.Repeat("<a b=\"", n)},
		{"crossed tags", head + strings.Repeat("<b><i></b>", n)},
		{"end tags", head + strings.Repeat("</a>", n)},
		{"items", head + strings.Repeat("<item/>", n)},
		{"items outside the channel", head + "</channel>" + strings.Repeat("<item><title>a</title></item>", n) + "</rss>"},
		{"channels", "<rss version=\"2.0\">" + strings.Repeat("<channel><title>a</title></channel>", n) + "</rss>"},
		{"titles", head + strings.Repeat("<title>a</title>", n)},
		{"links that are relative", head + strings.Repeat("<item><link>a</link></item>", n)},
		{"markup in a title", head + "<title>" + strings.Repeat("<b/>", n) + "</title>"},
		{"markup in a title, nested", head + "<title>" + strings.Repeat("<b>", 200) + strings.Repeat("<i/>", n) + "</title>"},
		{"entries after metadata", feed + "<entry/>" + strings.Repeat("<category term=\"a\"/>", n)},
		{"entries", feed + strings.Repeat("<entry><title>a</title></entry>", n)},
		{"entries of one id", feed + strings.Repeat("<entry><id>tag:a,2012:a</id></entry>", n)},
		{"dates", head + strings.Repeat("<item><title>a</title><pubDate>2012年9月25日</pubDate></item>", n)},
		{"fragments", strings.Repeat("<item><title>a</title></item>", n)},
		{"text between", head + strings.Repeat("a<item><title>a</title></item>", n)},
		{"comment starts", head + strings.Repeat("<!--", n)},
		{"outlines", "<opml version=\"2.0\"><head/><body>" + strings.Repeat("<outline/>", n) + "</body></opml>"},
		{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>` + strings.Repeat("<item><link>http://a.example/</link></item>", n) + "</rdf:RDF>"},
		{"undeclared prefixes", head + strings.Repeat("<a:b/><c:d/>", n)},
		{"brackets", strings.Repeat("[", n)},
		{"items of JSON", json + strings.Repeat("{},", n)},
		{"items of JSON of one id", json + strings.Repeat(`{"id":"1","content_text":"a"},`, n) + "]}"},
		{"items of JSON that are strings", json + strings.Repeat(`"a",`, n) + "]}"},
		{"members of one name", `{"version":"1","title":"a",` + strings.Repeat(`"items":[1],`, n) + "}"},
		{"members of one name that differ", `{"version":"1","items":[],` + strings.Repeat(`"title":1,"title":2,`, n) + "}"},
		{"quotation marks of JSON", json + strings.Repeat(`"`, n)},
		{"attachments without address", json + `{"id":"1","content_text":"a","attachments":[` + strings.Repeat("{},", n) + "]}]}"},
		{"white space in JSON", json + strings.Repeat("\" ", n) + strings.Repeat(" ", n)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			holdRepair(t, []byte(tt.doc), repairOptions())
			t.Log(time.Since(start))
		})
	}
}

package feed_test

import (
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

// TestPodcastExtensionsAreKept writes what Apple asks for, in its words of today, and leaves out what no podcast may say.
func TestPodcastExtensionsAreKept(t *testing.T) {
	t.Parallel()
	const head, tail = `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>t</title>`, `</item></channel></rss>`
	for _, c := range []struct{ name, channel, item, want string }{
		{"episode", "", "<itunes:episode>3</itunes:episode>", "<itunes:episode>3</itunes:episode>"},
		{"season", "", "<itunes:season>2</itunes:season>", "<itunes:season>2</itunes:season>"},
		{"no number", "", "<itunes:season>two</itunes:season>", ""},
		{"trailer", "", "<itunes:episodeType>trailer</itunes:episodeType>", "<itunes:episodeType>trailer</itunes:episodeType>"},
		{"serial", "<itunes:type>serial</itunes:type>", "", "<itunes:type>serial</itunes:type>"},
		{"explicit", "<itunes:explicit>true</itunes:explicit>", "", "<itunes:explicit>true</itunes:explicit>"},
		{"explicit as it was", "", "<itunes:explicit> clean </itunes:explicit>", "<itunes:explicit>false</itunes:explicit>"},
		{"neither", "<itunes:explicit>perhaps</itunes:explicit>", "", ""},
	} {
		r := mustRead(t, head+c.channel+"<item><title>x</title>"+c.item+tail, feed.ReadOptions{})
		for _, format := range []feed.Format{feed.RSS, feed.Atom} {
			doc, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(doc); c.want == "" && strings.Contains(got, "<itunes:") || !strings.Contains(got, c.want) {
				t.Errorf("%s in %s: %s", c.name, format, got)
			}
		}
	}
}

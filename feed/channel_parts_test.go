package feed_test

import (
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

// TestPartsOfAChannel rewrites channels whose parts have parts of the same names as a channel.
func TestPartsOfAChannel(t *testing.T) {
	t.Parallel()
	const head, tail = `<rss version="2.0"><channel><title>t</title><link>http://www.example.cn/</link>`, `<description>的</description><item><title>x</title></item></channel></rss>`
	for _, c := range []struct {
		name, in, want string
		lost           bool
	}{
		{"a described image", `<image><url>http://www.example.cn/l.png</url><title>i</title><link>http://other.example/</link><description>of the image</description></image>`, "<url>http://www.example.cn/l.png</url>", false},
		{"a field to search", `<textInput><title>s</title><description>of the field</description><name>q</name><link>http://other.example/s</link></textInput>`, "<description>的</description>", true},
		{"cloud", `<cloud domain="rpc.example.cn" port="80" path="/RPC2" registerProcedure="x.notify" protocol="xml-rpc"/>`, `<cloud domain="rpc.example.cn" port="80" path="/RPC2" registerProcedure="x.notify" protocol="xml-rpc"/>`, false},
		{"no cloud", `<cloud domain="localhost" port="80" path="/RPC2" registerProcedure="x" protocol="xml-rpc"/>`, "", true},
		{"hours", "<skipHours><hour>0</hour><hour>23</hour></skipHours>", "<skipHours><hour>0</hour>\n<hour>23</hour>\n</skipHours>", false},
		{"no hours", "<skipHours><hour>0</hour><hour>25</hour></skipHours>", "", true},
		{"hour twice", "<skipHours><hour>1</hour><hour>1</hour></skipHours>", "", true},
		{"days", "<skipDays><day>Sunday</day></skipDays>", "<skipDays><day>Sunday</day>\n</skipDays>", false},
		{"no days", "<skipDays><day>Sun</day></skipDays>", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, head+c.in+tail, feed.ReadOptions{})
			doc, err := feed.Append(nil, r.Feed, feed.RSS, feed.WriteOptions{Self: ownAddress})
			if got := string(doc); err != nil || !strings.Contains(got, c.want) || !strings.Contains(got, "<description>的</description>") || strings.Contains(got, "other.example") || c.want == "" && strings.Contains(got, c.in[:6]) {
				t.Errorf("%v\n%s", err, got)
			}
			faultless(t, doc, feed.RSS)
			if lost := feed.Lost(r.Feed, feed.RSS); len(lost) > 0 != c.lost {
				t.Errorf("lost %v; want any: %v", lost, c.lost)
			}
		})
	}
}

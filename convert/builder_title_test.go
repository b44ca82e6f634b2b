package convert

import (
	"fmt"
	"testing"
)

// TestSiteNameOfArticles: one article whose title looks as if it ended with the name of a site names no site.
func TestSiteNameOfArticles(t *testing.T) {
	t.Parallel()
	site := func(front, article string) string {
		b := NewBuilder(nil, BuilderOptions{Base: "http://h.example/"})
		b.Add(&Result{URL: "http://h.example/", Kind: KindListing, Title: "新闻", Site: front, Listings: []Listing{{Items: []ListingItem{{Title: "第一条新闻", URL: "http://h.example/1.htm"}, {Title: "第二条新闻", URL: "http://h.example/2.htm"}}}}})
		for i := range 20 {
			res := &Result{URL: fmt.Sprintf("http://h.example/%d.htm", i), Kind: KindArticle, Article: &Article{Title: "新闻", Text: "新闻。"}}
			if i == 3 {
				res.Site = article
			}
			b.Add(res)
		}
		return b.plan().site()
	}
	for _, c := range []struct{ front, article, want string }{
		{"", "讲座", "h.example"},
		{"南溪大学", "讲座", "南溪大学"},
		{"南溪大学", "南溪大学", "南溪大学"},
	} {
		if got := site(c.front, c.article); got != c.want {
			t.Errorf("the front page says %q, an article %q: site %q; want %q", c.front, c.article, got, c.want)
		}
	}
}

package convert

import (
	"strings"
	"testing"
)

func TestSavedAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"question mark in the name", "http://x.example/a/index.jsp%3Fid=3", "http://x.example/a/index.jsp?id=3"},
		{"wget for Windows", "http://x.example/a/index.jsp@id=3&b=4", "http://x.example/a/index.jsp?id=3&b=4"},
		{"escaped once more", "http://x.example/list.asp%253Fid=3%2526b=4", "http://x.example/list.asp?id=3&b=4"},
		{"escaped ampersand and equals sign", "http://x.example/list.asp%3fid%3d3%26b%3d4", "http://x.example/list.asp?id=3&b=4"},
		{"wget's .html behind", "http://x.example/list.asp%3Fid=3.html", "http://x.example/list.asp?id=3"},
		{"both", "http://x.example/list.asp@id=3.html", "http://x.example/list.asp?id=3"},
		{"a page that the query asks for", "http://x.example/view.jsp@file=about.html", "http://x.example/view.jsp?file=about.html"},
		{"index.html of a directory with a query", "http://x.example/a/index.html%3Fx=1", "http://x.example/a/index.html?x=1"},
		{"a number alone", "http://x.example/show.asp%3F12345", "http://x.example/show.asp?12345"},
		{"no extension", "http://x.example/show@id=5", "http://x.example/show?id=5"},
		{"letters of other scripts", "http://x.example/so.jsp@q=%E6%9C%80", "http://x.example/so.jsp?q=%E6%9C%80"},
		{"relative", "list.asp%3Fid=3#a", "list.asp?id=3#a"},

		{"nothing to do", "http://x.example/a/index.jsp?id=3", "http://x.example/a/index.jsp?id=3"},
		{"a title with a question mark", "http://x.example/wiki/Who%3F", "http://x.example/wiki/Who%3F"},
		{"a name with @", "http://x.example/@user=me/1.htm", "http://x.example/@user=me/1.htm"},
		{"a picture in two sizes", "http://x.example/a@2x.png", "http://x.example/a@2x.png"},
		{"a picture with a query", "http://x.example/a.png@w=3", "http://x.example/a.png@w=3"},
		{"mail", "mailto:a@b.example", "mailto:a@b.example"},
		{"an account in the host", "http://me@x.example/1.htm", "http://me@x.example/1.htm"},
		{"other escapes", "http://x.example/%E6%9C%80.htm", "http://x.example/%E6%9C%80.htm"},
		{"half an escape", "http://x.example/a.jsp%3", "http://x.example/a.jsp%3"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := SavedAddress(c.in); got != c.want {
				t.Errorf("the address is %s; want %s", got, c.want)
			}
			if got := SavedAddress(c.want); got != c.want {
				t.Errorf("%s becomes %s when it is asked for again", c.want, got)
			}
			if got, want := builderKey(c.in), builderKey(c.want); got != want {
				t.Errorf("the keys are %s and %s", got, want)
			}
		})
	}
}

func FuzzSavedAddress(f *testing.F) {
	for _, s := range []string{"http://x.example/a/index.jsp@id=3.html", "list.asp%253Fid=3%2526b=4", "http://x.example/%", "http://x.example/a.jsp%3F%3F=%3F@=", "@=", "a.do@a=@b=%25"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := SavedAddress(s)
		if strings.Contains(once, "?") && once != s {
			if again := SavedAddress(once); again != once {
				t.Errorf("%q becomes %q and then %q", s, once, again)
			}
		}
	})
}

// TestBuilderSavedNames: links find pages whatever the names they were saved under.
func TestBuilderSavedNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, saved, link string }{
		{"links as they were", "show.jsp%3Fid=", "show.jsp?id="},
		{"links rewritten", "show.jsp%3Fid=", "show.jsp%3Fid="},
		{"for Windows", "show.jsp@id=", "show.jsp@id="},
		{"for Windows, links as they were", "show.jsp@id=", "show.jsp?id="},
		{"names escaped", "show.jsp%253Fid=", "show.jsp?id="},
		{"names escaped, links rewritten", "show.jsp%253Fid=", "show.jsp%253Fid="},
	} {
		for _, added := range []string{"", ".html"} {
			t.Run(c.name+added, func(t *testing.T) {
				t.Parallel()
				strip := bar("最新="+testBase+strings.ReplaceAll(c.link, "show", "list")+"1", "活动="+testBase+strings.ReplaceAll(c.link, "show", "list")+"2", "会议="+testBase+strings.ReplaceAll(c.link, "show", "list")+"3")
				var results []*Result
				for _, id := range []string{"1", "2", "3"} {
					list := SavedAddress(testBase + strings.ReplaceAll(c.saved, "show", "list") + id + added)
					results = append(results, listPage(list, strip, "", listed("題"+id, testBase+c.link+id, day("2012-09-25"))))
					results = append(results, articlePage(SavedAddress(testBase+c.saved+id+added), "題"+id, minute("2012-09-25 10:00")))
				}
				pubs, b := publish(t, nil, results...)
				if got, want := outline(pubs), "latest 最新: 題1\nactivity 活动: 題2\nmeetings 会议: 題3\nall 全部+: 題1 題2 題3\n"; got != want {
					t.Fatalf("feeds are\n%swant\n%s", got, want)
				}
				for _, it := range pubs[3].Feed.Items {
					if it.Source == nil || !strings.HasPrefix(it.Links[0].Href, testBase+"show.jsp?id=") || strings.HasSuffix(it.Links[0].Href, ".html") {
						t.Errorf("item is %+v", it)
					}
				}
				if left := b.LeftOut(); len(left) > 0 {
					t.Errorf("left out are %v", left)
				}
			})
		}
	}
}

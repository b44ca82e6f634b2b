package convert

import (
	"fmt"
	"strings"
	"testing"
)

// TestListingLeads: the leads of the sections of a front page are items of these, and no list.
func TestListingLeads(t *testing.T) {
	t.Parallel()
	names := []string{"港聞", "兩岸", "財經", "體育"}
	const lead = `<div class=lead><a href="/n/{n}.html"><img src=/{n}.jpg></a><h3><a href="/n/{n}.html">{t}</a></h3><p>會中指出，本案共計二十九項工作，將分四期辦理，預定嘉惠民眾。</p></div>`
	for _, c := range []struct{ name, section, row, end, want string }{
		{"of sections", `<section><h2><a href=/c{n}/>{s}</a></h2>` + lead + `<ul>`, `<li><a href="/n/{n}.html">{t}</a></li>`, `</ul></section>`, "5 5 5 5"},
		{"with dates", `<div class=box><h2>{s}</h2>` + lead + `<ul>`, `<li><a href="/n/{n}.html">{t}</a> <span>2012-06-{d}</span></li>`, `</ul></div>`, "5 5 5 5"},
		{"of one section", `<section><h2>{s}</h2>` + lead + strings.ReplaceAll(lead, "{n}", "9{n}") + strings.ReplaceAll(lead, "{n}", "8{n}") + `<ul>`, `<li><a href="/n/{n}.html">{t}</a></li>`, `</ul></section>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			b.WriteString("<html><head><meta charset=utf-8><title>港聲日報</title></head><body>")
			for i, s := range names {
				b.WriteString(rows(strings.ReplaceAll(c.section, "{s}", s), 100+i, 1) + rows(c.row, 10*i, 4) + c.end)
			}
			b.WriteString("</body></html>")
			res, err := Convert(Page{URL: "http://h.example/", Body: []byte(b.String())}, Options{Kind: KindListing})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range res.Listings {
				if c.want == "" {
					break
				}
				got = append(got, fmt.Sprint(len(l.Items)))
				if l.Index >= len(names) || l.Title != names[l.Index] || l.Items[0].URL != fmt.Sprintf("http://h.example/n/%d.html", 100+l.Index) {
					t.Errorf("list %d is %s; want it under %s, its lead first", l.Index, rowsOf(&l), names[min(l.Index, 3)])
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("the lists have %v items, want %s", got, c.want)
			}
			in := map[string]bool{}
			for _, l := range res.Listings {
				for _, it := range l.Items {
					in[it.URL] = true
				}
			}
			if want := map[bool]int{true: 20, false: 28}[c.want != ""]; len(in) != want {
				t.Errorf("the lists have %d items, want %d: %v", len(in), want, res.Listings)
			}
		})
	}
}

package convert

import (
	"fmt"
	"strings"
	"testing"
)

// TestBuilderWantsAllChains: a feed of several listings wants the following pages of each, as many of each as the bound says.
func TestBuilderWantsAllChains(t *testing.T) {
	t.Parallel()
	strip := bar("活动="+testBase+"a/1.htm", "活動="+testBase+"b/1.htm", "会议="+testBase+"hy.htm", "讲话="+testBase+"jh.htm")
	joined, err := ParseRecipe([]byte("recipe: 1\nbase: "+testBase+"\nlist:\n  page: [a/1.htm, b/1.htm]\n"), "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	page := func(address string, links []Link) *Result {
		dir, _, _ := strings.Cut(strings.TrimPrefix(address, testBase), "/")
		var n int
		next := ""
		if _, err := fmt.Sscanf(address[len(testBase)+len(dir):], "/%d.htm", &n); err == nil && n < 4 {
			next = fmt.Sprintf("%s%s/%d.htm", testBase, dir, n+1)
		}
		return articleList(address, links, next, fmt.Sprint(dir, n))
	}
	for _, c := range []struct {
		name   string
		recipe *Recipe
		bar    []Link
		given  []string
		pages  int
		want   string // of each round
	}{
		{"a bar", nil, strip, []string{"a/1.htm", "b/1.htm", "hy.htm", "jh.htm"}, 0, "a/2.htm b/2.htm, a/3.htm b/3.htm, a/4.htm b/4.htm"},
		{"a bar and a bound", nil, strip, []string{"a/1.htm", "b/1.htm", "hy.htm", "jh.htm"}, 3, "a/2.htm b/2.htm, a/3.htm b/3.htm"},
		{"the recipe's bound", &Recipe{Pages: 2}, strip, []string{"a/1.htm", "b/1.htm", "hy.htm", "jh.htm"}, 5, "a/2.htm b/2.htm"},
		{"a recipe's list pages", joined, nil, []string{"a/1.htm", "b/1.htm"}, 2, "a/2.htm b/2.htm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := NewBuilder(c.recipe, BuilderOptions{})
			for _, g := range c.given {
				b.Add(page(testBase+g, c.bar))
			}
			var rounds []string
			for range 10 {
				wanted, _ := b.Wanted(WantedOptions{Pages: c.pages, ListsOnly: true})
				if len(wanted) == 0 {
					break
				}
				rounds = append(rounds, strings.ReplaceAll(strings.Join(wanted, " "), testBase, ""))
				for _, w := range wanted {
					b.Add(page(w, c.bar))
				}
			}
			if got := strings.Join(rounds, ", "); got != c.want {
				t.Errorf("wanted are %s; want %s", got, c.want)
			}
		})
	}
}

// TestBuilderWantsPagesOfArticles: an article of several pages is wanted whole, and the next article is no page of it.
func TestBuilderWantsPagesOfArticles(t *testing.T) {
	t.Parallel()
	page := func(path, next string) *Result {
		res := articlePage(testBase+path, "題", day("2012-09-28"))
		if res.Article.HTML = "<p>" + path + "</p>"; next != "" {
			res.NextPage = testBase + next
		}
		return res
	}
	b := NewBuilder(&Recipe{RollUp: []string{}}, BuilderOptions{})
	b.Add(listPage(testBase+"1.htm", nil, "", listed("甲", testBase+"n/1.htm", day("2012-09-28")), listed("乙", testBase+"n/2.htm", day("2012-09-27")), listed("丙", testBase+"n/3.htm", day("2012-09-26"))))
	web := map[string]string{"n/1.htm": "n/1_2.htm", "n/1_2.htm": "n/1_3.htm", "n/1_3.htm": "", "n/2.htm": "n/3.htm", "n/3.htm": "about.htm"}
	var rounds []string
	for range 10 {
		wanted, articles := b.Wanted(WantedOptions{})
		if len(wanted) == 0 {
			break
		}
		if !articles {
			t.Errorf("%v are taken for lists", wanted)
		}
		if len(rounds) == 1 {
			if _, err := b.Publications(); err != nil || !strings.Contains(noteText(b.Notes()), "n/1.htm: the next page of the article, "+testBase+"n/1_2.htm, is not among the pages given") {
				t.Errorf("notes are %v, %v", b.Notes(), err)
			}
		}
		rounds = append(rounds, strings.ReplaceAll(strings.Join(wanted, " "), testBase, ""))
		for _, w := range wanted {
			path := strings.TrimPrefix(w, testBase)
			b.Add(page(path, web[path]))
		}
	}
	if got, want := strings.Join(rounds, ", "), "n/1.htm n/2.htm n/3.htm, n/1_2.htm, n/1_3.htm"; got != want {
		t.Errorf("wanted are %s; want %s", got, want)
	}
	pubs, err := b.Publications()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := pubs[0].Feed.Items[0].Content.Value, "<p>n/1.htm</p><p>n/1_2.htm</p><p>n/1_3.htm</p>"; got != want {
		t.Errorf("the text is %s; want %s", got, want)
	}
	for _, n := range b.Notes() {
		t.Errorf("noted: %s", n)
	}
}

func TestArticlePart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		first, then string
		want        bool
	}{
		{"n/12.htm", "n/12_2.htm", true},
		{"n/12_1.htm", "n/12_2.htm", true},
		{"n/12.htm", "n/12-3.html", true},
		{"n/12", "n/12/2", true},
		{"n/12/", "n/12/2/", false},
		{"a.asp?id=12", "a.asp?id=12&page=2", true},
		{"a.asp?id=12", "a.asp?id=13", false},
		{"n/12.htm", "n/13.htm", false},
		{"n/1.htm", "n/12.htm", false},
		{"n/t20180503_12.htm", "n/t20180503_13.htm", false},
		{"n/12.htm", "n/12.htm", false},
		{"n/12.htm", "m/12_2.htm", false},
	} {
		if got := articlePart(testBase+c.first, testBase+c.then); got != c.want {
			t.Errorf("of %s, %s is a part: %v; want %v", c.first, c.then, got, c.want)
		}
	}
}

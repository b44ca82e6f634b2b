package convert

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRecipeMergeCycle refuses merges that join themselves on some way, and points at the name that closes the circle.
func TestRecipeMergeCycle(t *testing.T) {
	t.Parallel()
	long := ""
	for i := range 900 {
		long += fmt.Sprintf("    m%d: {from: [x, m%d]}\n", i, (i+1)%900)
	}
	for _, c := range []struct {
		name, merge, want, hint string
		line, column            int
	}{
		{"itself", "    a: {from: [x, a]}\n", "merge a joins itself", `take "a" out of the from of a`, 4, 19},
		{"itself as one text", "    a: {from: a}\n", "merge a joins itself", `take "a" out of`, 4, 15},
		{"two", "    a: {from: [b]}\n    b: {from: [a]}\n", "merges join each other in a circle: a from b from a", `take "a" out of the from of b`, 5, 16},
		{"three", "    a: {from: [x, b]}\n    b: {from: c}\n    c: {from: [y, a]}\n", "a from b from c from a", `take "a" out of the from of c`, 6, 19},
		{"behind another", "    top: {from: [a, x]}\n    a: {from: b}\n    b: {from: a}\n", "in a circle: a from b from a", `take "a" out of the from of b`, 6, 15},
		{"long", long, "in a circle: m0 from m1 from m2 from … from m898 from m899 from m0", `take "m0" out of the from of m899`, 903, 22},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseRecipe([]byte("recipe: 1\nfeeds:\n  merge:\n"+c.merge), "r.yaml")
			e, ok := errors.AsType[*RecipeError](err)
			if !ok {
				t.Fatalf("error is %v; want %q", err, c.want)
			}
			if !strings.Contains(e.Message, c.want) || !strings.Contains(e.Hint, c.hint) || e.Line != c.line || e.Column != c.column || !strings.HasSuffix(e.Snippet, "^") {
				t.Errorf("error is %v\n%s", e, e.Snippet)
			}
		})
	}
}

// TestRecipeMergeChain joins what a merge of the same recipe joins; a pattern does not name merges.
func TestRecipeMergeChain(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nfeeds:\n  roll_up: none\n  merge:\n    top: {from: [work, '*', x]}\n    work: {from: [news, notices, x]}\n    both: {from: [work, top]}\n")
	for i, want := range []string{"news notices x *", "news notices x", "news notices x *"} {
		if got := strings.Join(r.Merges[i].From, " "); got != want {
			t.Errorf("%s joins %s; want %s", r.Merges[i].Name, got, want)
		}
	}
	results := []*Result{
		listPage(testBase+"a/", nil, "", listed("一", testBase+"1.htm", day("2012-01-05"))),
		listPage(testBase+"b/", nil, "", listed("三", testBase+"3.htm", day("2012-01-04"))),
	}
	results[0].Category, results[1].Category = "新聞", "公告"
	pubs, _ := publish(t, mustRecipe(t, "recipe: 1\nfeeds: {roll_up: none, merge: {top: {title: 上, from: work}, work: {title: 工作, from: [news, notices]}}}\n"), results...)
	if got := outline(pubs); !strings.Contains(got, "top 上+: 一 三\n") || !strings.Contains(got, "work 工作+: 一 三\n") {
		t.Errorf("feeds are\n%s", got)
	}
}

// TestRecipeMergeBomb bounds merges that join ever more.
func TestRecipeMergeBomb(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("recipe: 1\nfeeds:\n  merge:\n    m0: {from: [")
	for i := range 1000 {
		fmt.Fprintf(&b, "f%d, ", i)
	}
	b.WriteString("x]}\n")
	for i := 1; i < 900; i++ {
		fmt.Fprintf(&b, "    m%d: {from: [m%d, g%d]}\n", i, i-1, i)
	}
	start := time.Now()
	_, err := ParseRecipe([]byte(b.String()), "r.yaml")
	if err == nil || !strings.Contains(err.Error(), "more than 100000 names") {
		t.Errorf("error is %v", err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

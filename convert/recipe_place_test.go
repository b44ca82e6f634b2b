package convert

import (
	"errors"
	"strings"
	"testing"
)

// TestRecipeErrorCaret puts a caret under the character that is wrong: the mark ↓ stands before it and is taken out.
func TestRecipeErrorCaret(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, want, hint string }{
		{"css bracket", `list: {items: "ul > li↓["}`, "[ is not closed", "CSS"},
		{"css quote", `list: {items: 'a[href=↓"x]'}`, `" is not closed`, "CSS"},
		{"css parenthesis", `list: {items: "li:not↓(.a"}`, "( is not closed", "CSS"},
		{"css stray", `list: {items: "li.a↓]"}`, "", "CSS"},
		{"css pseudo-class", `list: {items: "li↓:nth-foo(2)"}`, "there is no :nth-foo", ""},
		{"css near pseudo-class", `list: {items: "li↓:nth-chid(2)"}`, "there is no :nth-chid", `did you mean ":nth-child"?`},
		{"css second of two", `list: {items: "p:first-child, li↓:frist-child"}`, "there is no :frist-child", `did you mean ":first-child"?`},
		{"css end", `list: {items: "ul ↓>"}`, "nothing follows '>'", "CSS"},
		{"css two combinators", `list: {items: "ul > ↓> li"}`, "expected identifier", "CSS"},
		{"css digit", `list: {items: ".↓1a"}`, "expected identifier", "CSS"},
		{"css left over", `list: {items: "a b ↓) c"}`, "unexpected ')'", "CSS"},
		{"css plain", "list:\n  items: ul > li↓[", "[ is not closed", ""},
		{"css behind wide characters", `list: {items: "p:contains('領導活動') > a↓["}`, "[ is not closed", ""},
		{"css behind escapes", `list: {items: "p[title='\x41\u9818\\z'] > a↓["}`, "[ is not closed", ""},
		{"css behind an anchor", `list: {items: &x !!str "a↓["}`, "[ is not closed", ""},
		{"css behind blanks", `list: {items: "  a↓["}`, "[ is not closed", ""},
		{"css of an alias", "x: &x {y: 'a↓['}\nlist: {items: *x}", "", ""},
		{"css in a literal", "list:\n  items: |\n    ul >\n    li↓[\n", "[ is not closed", ""},
		{"css has", `list: {items: "a:has(b:has(c↓:has(d)))"}`, "more than 2 uses of :has", "class"},
		{"css has in disguise", `list: {items: "a:has(b:has(c:ha↓\\73(d)))"}`, "spelt with an escape", ""},
		{"xpath right side", `list: {items: "//ul/li[@class↓="}`, "nothing follows '='", "XPath"},
		{"xpath bracket", `list: {items: "//ul↓[li"}`, "[ is not closed", "XPath"},
		{"xpath empty predicate", `list: {items: "//ul[↓]"}`, "unexpected ']'", "XPath"},
		{"xpath quote", `list: {items: "//ul[@class=↓'a]"}`, "the quote is not closed", ""},
		{"xpath function", `list: {items: "//a[↓contians(@href,'x')]"}`, "there is no function contians()", "did you mean contains()?"},
		{"xpath arguments", `list: {items: "//a[↓contains(@href)]"}`, "contains() takes 2 arguments, not 1", ""},
		{"xpath axis", `list: {items: "//a/↓parnet::p"}`, "there is no axis parnet", "did you mean parent::?"},
		{"xpath slash", `list: {items: "//a↓/"}`, "nothing follows '/'", ""},
		{"xpath three slashes", `list: {items: "//↓/a"}`, "unexpected '/'", ""},
		{"xpath left over", `list: {items: "//a↓)"}`, "unexpected ')'", ""},
		{"xpath parenthesis", `list: {items: "//a[not(b↓]"}`, "unexpected ']', ) was expected", ""},
		{"xpath operator", `list: {items: "//a[b and↓]"}`, "", ""},
		{"xpath variable", `list: {items: "//a[↓$x]"}`, "variables are not known", ""},
		{"xpath two paths", `list: {items: "//a ↓b"}`, "unexpected 'b'", ""},
		{"xpath namespace", `list: {items: "//a/↓namespace::x"}`, "there is no axis namespace", ""},
		{"xpath at", `list: {items: "//a/@↓]"}`, "unexpected ']'", ""},
		{"word behind a bar", `feeds: {for: {tab: 最新｜活動|↓最 新}}`, `category "最 新" is given twice`, "keep one"},
		{"word of a list", `emit: {formats: [rss, 'atom| ↓xml']}`, `format "xml" is not known`, "rss, atom and json"},
		{"word of roll_up", `feeds: {roll_up: tab|↓leader}`, `roll_up names "leader"`, "axes: tab, all"},
		{"place of a template", `feeds: {title: "{tab}·↓{stie}"}`, "title template asks for {stie}", "did you mean {site}?"},
		{"place of the second page", "list:\n  page: [a.htm, '市/↓{x}.htm']", "page template asks for {x}", "known: id, site"},
		{"brace", `feeds: {title: "{tab}↓}"}`, "brace without its partner", "{leader}"},
		{"re parenthesis", `filter: {include: "a↓(b"}`, "missing closing )", "RE2"},
		{"re stray", `filter: {include: "a(b)↓)"}`, "unexpected )", "RE2"},
		{"re look-ahead", `filter: {include: "a↓(?=b)"}`, "(?=", "RE2"},
		{"re repetition", `filter: {include: "a*|↓*b"}`, "missing argument to repetition", "RE2"},
		{"re class", `filter: {include: "x↓[ab"}`, "missing closing ]", "RE2"},
		{"re range", `filter: {include: "x[↓z-a]"}`, "invalid character class range", "RE2"},
		{"re back-reference", `filter: {include: '(a)↓\1'}`, "invalid escape sequence", "RE2"},
		{"re second of a list", `filter: {include: [ok, '會議|論壇↓(']}`, "missing closing )", "RE2"},
		{"re single quotes", `filter: {include: 'it''s ↓(a'}`, "missing closing )", "RE2"},
		{"re backslash", `filter: {include: 'a↓\'}`, "nothing follows the backslash", "RE2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(c.name, "css of an alias") {
				c.src = "article: {title: &x 'a↓['}\nlist: {items: *x}"
			}
			marked := "recipe: 1\n" + c.src + "\n"
			before, after, _ := strings.Cut(marked, "↓")
			_, err := ParseRecipe([]byte(before+after), "r.yaml")
			e, ok := errors.AsType[*RecipeError](err)
			if !ok {
				t.Fatalf("error is %v", err)
			}
			line := 1 + strings.Count(before, "\n")
			column := 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
			if e.Line != line || e.Column != column {
				t.Errorf("place is %d:%d; want %d:%d\n%s", e.Line, e.Column, line, column, e.Snippet)
			}
			if !strings.Contains(e.Message, c.want) || !strings.Contains(e.Hint, c.hint) || e.Hint == "" {
				t.Errorf("message is %q (%q); want %q (%q)", e.Message, e.Hint, c.want, c.hint)
			}
		})
	}
}

// TestRecipeErrorLines counts lines as YAML does, whatever ends them.
func TestRecipeErrorLines(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]string{"lf": "\n", "crlf": "\r\n", "cr": "\r"} {
		src := strings.Join([]string{"recipe: 1", "# 註", "list:", "  items: 'a['", "site: x", ""}, end)
		for _, bom := range []string{"", "\uFEFF"} {
			_, err := ParseRecipe([]byte(bom+src), "r.yaml")
			e, ok := errors.AsType[*RecipeError](err)
			if !ok || e.Line != 4 || e.Column != 12 || e.Snippet != "   4 |   items: 'a['\n"+strings.Repeat(" ", 18)+"^" {
				t.Errorf("%s: error is %v\n%s", name, err, e.Snippet)
			}
		}
	}
}

// TestRecipeErrorSnippetWidth puts the caret below its character in a terminal.
func TestRecipeErrorSnippetWidth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, line, pad string }{
		{"wide", "領導", "    "},
		{"full width", "ＡＢ", "    "},
		{"half width kana", "ｱｲ", "  "},
		{"combining", "e\u0301a", "  "},
		{"zero width", "a\u200Db", "  "},
		{"right to left", "\u202Eab", "   "},
		{"tab", "a\tb", " \t "},
		{"emoji", "😀", "  "},
	} {
		got := recipeSnippet([]byte(c.line+"x"), 1, 1+len([]rune(c.line)))
		_, caret, _ := strings.Cut(got, "\n")
		if want := "       " + c.pad + "^"; caret != want || strings.ContainsAny(got, "\u202E") {
			t.Errorf("%s: caret is %q; want %q", c.name, caret, want)
		}
	}
	long := strings.Repeat("字", 5000)
	if got := recipeSnippet([]byte(long), 1, 4000); len([]rune(got)) > 1000 {
		t.Errorf("snippet has %d characters", len([]rune(got)))
	}
}

// TestSelectorFaultOfLong finds the faults of long selectors; where finding one cost more than its length, the test would not end.
func TestSelectorFaultOfLong(t *testing.T) {
	t.Parallel()
	for _, s := range []string{strings.Repeat("a,", 500) + "[", strings.Repeat("a:not(", 170), "//" + strings.Repeat("a[", 500), "/" + strings.Repeat("(", 1000), "//a[" + strings.Repeat("-", 1000)} {
		if _, err := compileSelector(s); err == nil {
			t.Errorf("%.20s is a selector", s)
		} else if f := faultOf(err); f.message == "" || f.hint == "" || f.at >= len(s) {
			t.Errorf("%.20s: fault is %+v", s, f)
		}
	}
	for _, s := range []string{strings.Repeat("(", 4000), strings.Repeat("a*|", 1300) + "*", strings.Repeat("[a", 2000)} {
		if _, err := ParseRecipe([]byte("recipe: 1\nfilter: {include: '"+s+"'}\n"), "r"); err == nil {
			t.Errorf("%.20s is an expression", s)
		}
	}
}

func FuzzSelectorFault(f *testing.F) {
	for _, s := range []string{"ul > li[", "//a[b=", "//a[contains(.,'x')]/@href", "a:has(b)", "(a|b", "領導", "/a[-1]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := compileSelector(s); err != nil {
			if fault := faultOf(err); fault.message == "" || fault.at > len(s) || fault.at < -1 {
				t.Fatalf("fault is %+v", fault)
			}
		}
		if len(s) < 200 {
			_, _ = ParseRecipe([]byte("recipe: 1\nfilter: {include: "+recipeYAML(s)+"}\nlist: {items: "+recipeYAML(s)+"}\n"), "r")
		}
	})
}

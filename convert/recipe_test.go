package convert

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

// fullRecipe uses every key.
const fullRecipe = `recipe: 1
id: bailu
site: 白鷺市政府門戶網站
base: http://www.bailu.example/
language: zh-Hant
timezone: Asia/Shanghai

leaders: &leaders
  mayor:  {name: 市長, page: ldhd/sz.htm}
  deputy: {name: 副市長, page: ldhd/fsz.htm}
editions: [繁體, 简体]

feeds:
  for: {leader: *leaders, edition: editions, tab: 最新|活動|出訪}
  path: "{leader}/{edition}/{tab.slug}"
  title: "{leader.name}·{tab} - {site}"
  roll_up: [leader, tab, all]
  merge:
    work: {title: 工作, from: ["*/*/activity", "*/*/visits"], items: 50}

filter:
  include: [論壇, '調研|考察']
  exclude: 簡報
  since: 2012-01-01
  until: 2012-12
  dedupe: title

on_fail: stale

list:
  page: ["{leader.page}", "more/{leader.page}"]
  tabs: auto
  only: 'content_\d+\.htm'
  id: 'content_(\d+)'
  pages: 5
  items: td.hei14
  title: auto
  link: a
  date: //span[1]
  summary: p.summary
  next: a.next

article:
  title: h1
  date: .date
  source: .source
  author: .author
  editor: .editor
  body: "#zoom"
  breadcrumb: .crumbs
  remove: [.related, //script]

emit: {formats: [rss, atom, json], items: 30, url: "https://feeds.example/", archive: rfc5005, variants: [zh-Hans, zh-Hant]}

fetch: {delay: 2s, timeout: 30s, every: 1d, pages: 500, agent: "bailu-archive (+http://www.bailu.example/)", robots: obey}

tests:
  - page: pages/a.htm
    url: http://www.bailu.example/a.htm
    expect:
      kind: article
      title: 標題
      date: "2012-09-25T18:07+08:00"
      source: 白鷺日報
      author: 本站
      category: 活動
      tabs: 最新|活動
      items: 3
      first: 第一
      titles: [第一, 第二]
      dates: [2012-09-25, none]
      next: http://www.bailu.example/a_2.htm
      body: {min_chars: 20, contains: 論壇, lacks: [相關鏈結, 打印]}
`

func TestParseRecipe(t *testing.T) {
	t.Parallel()
	r, err := ParseRecipe([]byte(fullRecipe), "full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, got, want string }{
		{"id", r.ID, "bailu"},
		{"site", r.Site, "白鷺市政府門戶網站"},
		{"base", r.Base, "http://www.bailu.example/"},
		{"language", r.Language, "zh-Hant"},
		{"location", r.Location.String(), "Asia/Shanghai"},
		{"list page", r.ListPage, "{leader.page}"},
		{"tabs", strings.Join(r.Tabs, " "), "最新 活動 出訪"},
		{"only", r.Only.String(), `content_\d+\.htm`},
		{"pages", fmt.Sprint(r.Pages), "5"},
		{"list", fmt.Sprint(r.List), "{td.hei14  a //span[1] p.summary a.next}"},
		{"article", fmt.Sprint(r.Article), "{h1 .date .source .author .editor #zoom .crumbs [.related //script]}"},
		{"path", r.Path, "{leader}/{edition}/{tab.slug}"},
		{"title", r.Title, "{leader.name}·{tab} - {site}"},
		{"roll up", strings.Join(r.RollUp, " "), "leader tab all"},
		{"axes", fmt.Sprintf("%d %s %s", len(r.Axes), r.Axes[0].Name, r.Axes[1].Name), "2 leader edition"},
		{"leader", fmt.Sprint(r.Axes[0].Values[0]), "{mayor 市長 map[page:ldhd/sz.htm]}"},
		{"edition", r.Axes[1].Values[1].Name, "简体"},
		{"formats", fmt.Sprint(r.Emit.Formats), fmt.Sprint([]feed.Format{feed.RSS, feed.Atom, feed.JSONFeed})},
		{"items", fmt.Sprint(r.Emit.Items), "30"},
		{"feeds' address", r.Emit.URL, "https://feeds.example/"},
		{"test", fmt.Sprint(r.Tests[0]), "{pages/a.htm http://www.bailu.example/a.htm 58 {article 標題 2012-09-25T18:07+08:00 白鷺日報 本站 活動 [最新 活動] 3 第一 [第一 第二] [2012-09-25 none] http://www.bailu.example/a_2.htm {20 [論壇] [相關鏈結 打印]}}}"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q; want %q", c.what, c.got, c.want)
		}
	}
}

func TestParseRecipeShort(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"two lines":         "recipe: 1\nlist: {page: http://www.bailu.example/ldhd/}\n",
		"one line":          "recipe: 1",
		"auto everywhere":   "recipe: 1\nfeeds: {for: auto, path: auto, title: auto}\nlist: {page: auto, tabs: auto, only: auto, pages: auto, items: auto}\narticle: {title: auto, remove: auto}\nemit: {items: auto}\n",
		"auto sections":     "recipe: 1\nfeeds: auto\nlist: auto\narticle: auto\nemit: auto\nfetch: auto\nfilter: auto\n",
		"auto values":       "recipe: 1\nid: auto\nsite: auto\nbase: auto\nlanguage: auto\ntimezone: auto\non_fail: auto\nfeeds: {roll_up: auto}\nfilter: {include: auto, exclude: auto, since: auto, until: auto, dedupe: auto}\nemit: {formats: auto, url: auto, archive: auto, variants: auto}\nfetch: {delay: auto, timeout: auto, every: auto, pages: auto, agent: auto, robots: auto}\n",
		"byte order mark":   "\uFEFFrecipe: 1\n",
		"leaders alone":     "recipe: 1\nleaders: {sz: {name: 市長, page: sz.htm}}\n",
		"comments and list": "# x\nrecipe: 1 # y\nleaders: {a: {page: a.htm}}\nfeeds:\n  for: {leader: leaders}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := ParseRecipe([]byte(src), "r.yaml")
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(name, "auto") {
				if r.Name = ""; !reflect.DeepEqual(r, &Recipe{}) {
					t.Errorf("recipe is %+v; auto means the same as leaving out", r)
				}
				if err := schema(t).Validate(instance(t, []byte(src))); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestParseRecipeError(t *testing.T) {
	t.Parallel()
	bomb := "recipe: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+", ", 10), ", "))
	}
	for _, c := range []struct {
		name, src   string
		line, col   int
		want, hints string
	}{
		{"unknown key", "recipe: 1\nlist:\n  tilte: h1\n", 3, 3, `unknown key "tilte" in list`, `did you mean "title"?`},
		{"unknown top key", "recipe: 1\nsit: x\n", 2, 1, `unknown key "sit" in recipe`, `did you mean "site"?`},
		{"far key", "recipe: 1\nemit: {zzzzzzzz: 1}\n", 2, 8, `unknown key "zzzzzzzz" in emit`, "known keys: formats, items, url"},
		{"unused list", "recipe: 1\nleadres: {a: {page: x}}\n", 2, 1, `unknown key "leadres"`, `did you mean "leaders"?`},
		{"key twice", "recipe: 1\nid: a\nid: b\n", 3, 1, `key "id" of recipe is given twice, first in line 2`, ""},
		{"no version", "id: a\n", 1, 1, "does not say its format", "recipe: 1"},
		{"version", "recipe: 2\n", 1, 9, "recipe format 2 is not known", ""},
		{"version text", "recipe: one\n", 1, 9, `recipe must be a whole number, not "one"`, ""},
		{"wrong type", "recipe: 1\nsite: [a, b]\n", 2, 7, "site must be text, not a list", ""},
		{"mapping wanted", "recipe: 1\nlist: td\n", 2, 7, `list must be a mapping, not "td"`, ""},
		{"empty value", "recipe: 1\nsite:\n", 2, 6, "site is empty", ""},
		{"tag", "recipe: 1\nsite: !!python/object x\n", 2, 7, "tag !!python/object is not known", "take it out"},
		{"tag of a mapping", "recipe: 1\nlist: !foo {page: x}\n", 2, 7, "tag !foo is not known", "take it out"},
		{"page of another protocol", "recipe: 1\nlist: {page: [ldhd/, 'ftp://h.example/']}\n", 2, 14, `page "ftp://h.example/" is not an http address`, "such as http"},
		{"on_fail, nearly", "recipe: 1\non_fail: stael\n", 2, 10, `on_fail "stael" is not known`, `did you mean "stale"?`},
		{"format, nearly", "recipe: 1\nemit: {formats: [rss, atm]}\n", 2, 23, `format "atm" is not known`, `did you mean "atom"?`},
		{"robots, nearly", "recipe: 1\nfetch: {robots: ignroe}\n", 2, 17, `robots "ignroe" is not known`, `did you mean "ignore"?`},
		{"kind, nearly", "recipe: 1\ntests: [{page: a, expect: {kind: lsiting}}]\n", 2, 34, `kind "lsiting" is not known`, `did you mean "listing"?`},
		{"dedupe, nearly", "recipe: 1\nfilter: {dedupe: titel}\n", 2, 18, `dedupe "titel" is not known`, `did you mean "title"?`},
		{"regexp", "recipe: 1\nlist: {only: '(a'}\n", 2, 15, "bad regular expression in only: missing closing )", "RE2"},
		{"look-behind", "recipe: 1\nlist: {only: '(?<=a)b'}\n", 2, 15, "bad regular expression", "RE2"},
		{"time zone", "recipe: 1\ntimezone: Asia/Shanghia\n", 2, 11, `time zone "Asia/Shanghia" is not known`, `did you mean "Asia/Shanghai"?`},
		{"local zone", "recipe: 1\ntimezone: Local\n", 2, 11, `time zone "Local" is not known`, ""},
		{"variant", "recipe: 1\nemit: {variants: zh-Hans|zh-Hnat}\n", 2, 26, `variant "zh-Hnat" is not known`, "variants are zh-Hans"},
		{"script axis", "recipe: 1\nfeeds: {for: {script: hant}}\n", 2, 23, `variant "hant" is not known`, "zh-Hant"},
		{"archive", "recipe: 1\nemit: {archive: yes}\n", 2, 17, "archive \"yes\" is not known", "rfc5005"},
		{"archive of none", "recipe: 1\nemit: {archive: 0}\n", 2, 17, "archive must be from 1", ""},
		{"delay", "recipe: 1\nfetch: {delay: soon}\n", 2, 16, `delay "soon" is not a length of time`, "500ms"},
		{"delay too long", "recipe: 1\nfetch: {delay: 2d}\n", 2, 16, `delay "2d" is not a length of time`, "at most 1h"},
		{"robots", "recipe: 1\nfetch: {robots: no}\n", 2, 17, `robots "no" is not known`, "obey"},
		{"fetch key", "recipe: 1\nfetch: {dealy: 2s}\n", 2, 9, `unknown key "dealy"`, `did you mean "delay"?`},
		{"zone climbs", "recipe: 1\ntimezone: ../../etc/passwd\n", 2, 11, "is not known", ""},
		{"selector", "recipe: 1\narticle: {title: 'h1[['}\n", 2, 22, `bad selector "h1[["`, "CSS"},
		{"xpath", "recipe: 1\narticle: {title: '//h1['}\n", 2, 23, `bad selector "//h1["`, "XPath"},
		{"remove", "recipe: 1\narticle: {remove: [.ok, '>>']}\n", 2, 26, `bad selector ">>"`, ""},
		{"template", "recipe: 1\nleaders: {a: {page: x}}\nfeeds: {title: '{leader.nmae}'}\n", 3, 17, "title template asks for {leader.nmae}", "did you mean {leader.name}?"},
		{"brace", "recipe: 1\nfeeds: {path: '{tab.slug'}\n", 2, 16, "brace without its partner", ""},
		{"path leaves", "recipe: 1\nfeeds: {path: '../{tab.slug}'}\n", 2, 16, "leaves its folder", ""},
		{"path absolute", "recipe: 1\nfeeds: {path: '/x/{tab.slug}'}\n", 2, 16, "empty segment", ""},
		{"path device", "recipe: 1\nfeeds: {path: 'nul/{tab.slug}'}\n", 2, 16, "reserved name", ""},
		{"path upper case", "recipe: 1\nfeeds: {path: 'X/{tab.slug}'}\n", 2, 16, "not a lower-case ASCII path", ""},
		{"path upper case later", "recipe: 1\nfeeds: {path: \"x/{tab.slug}/ABC\"}\n", 2, 29, "not a lower-case ASCII path", ""},
		{"path ends in a slash", "recipe: 1\nfeeds: {path: 'x{tab.slug}/'}\n", 2, 27, "empty segment", ""},
		{"path skips a segment", "recipe: 1\nfeeds: {path: 'x//{tab.slug}'}\n", 2, 17, "empty segment", ""},
		{"path hides", "recipe: 1\nfeeds: {path: '{tab.slug}/.x'}\n", 2, 27, "leaves its folder", ""},
		{"path misses tab", "recipe: 1\nfeeds: {path: 'x'}\n", 2, 15, "gives all categories one name", "{tab.slug}"},
		{"path misses axis", "recipe: 1\nleaders: {a: {page: x}, b: {page: y}}\nfeeds: {path: '{tab.slug}'}\n", 3, 15, "gives all values of leader one name", "{leader}"},
		{"path field", "recipe: 1\nleaders: {a: {page: x}}\nfeeds: {path: '{leader.page}/{tab.slug}'}\n", 3, 16, "may use keys only", ""},
		{"axis key", "recipe: 1\nleaders: {../a: {page: x}}\n", 2, 11, `"../a" cannot be part of a feed's name`, ""},
		{"axis device", "recipe: 1\nleaders: {CON: {page: x}}\n", 2, 11, "cannot be part of a feed's name", ""},
		{"axis con", "recipe: 1\nleaders: {con: {page: x}}\n", 2, 11, "cannot be part of a feed's name", ""},
		{"axis name", "recipe: 1\nx: [a]\nfeeds: {for: {all: x}}\n", 3, 15, `axis name "all" cannot be used`, ""},
		{"axis twice", "recipe: 1\nfeeds: {for: {dept: a|a}}\nlist: {page: '{dept}'}\n", 2, 21, `axis dept has "a" twice`, ""},
		{"roll up", "recipe: 1\nfeeds: {roll_up: [leader]}\n", 2, 19, `roll_up names "leader", which is no axis`, ""},
		{"no list page", "recipe: 1\nfeeds: {for: {dept: a|b}}\n", 1, 1, "does not say where their pages are", "list: {page:"},
		{"base", "recipe: 1\nbase: ftp://x/\n", 2, 7, `base "ftp://x/" is not an http address`, ""},
		{"language", "recipe: 1\nlanguage: 中文\n", 2, 11, "language \"中文\" is not well-formed", "BCP 47"},
		{"format", "recipe: 1\nemit: {formats: [rss, xml]}\n", 2, 23, `format "xml" is not known`, "rss, atom and json"},
		{"items", "recipe: 1\nemit: {items: 0}\n", 2, 15, "items must be from 1 to 1000000, not 0", ""},
		{"test date", "recipe: 1\ntests: [{page: a, expect: {date: soon}}]\n", 2, 34, `date "soon" cannot be read`, ""},
		{"test dates", "recipe: 1\ntests: [{page: a, expect: {dates: [2012-09-25, soon]}}]\n", 2, 48, `date "soon" cannot be read`, "such as"},
		{"test without page", "recipe: 1\ntests: [{expect: {}}]\n", 2, 9, "test has no page", ""},
		{"test without expect", "recipe: 1\ntests: [{page: x}]\n", 2, 9, "test expects nothing", ""},
		{"tabs twice", "recipe: 1\nfeeds: {for: {tab: 最新}}\nlist: {tabs: 活動}\n", 3, 14, "already pinned in line 2", ""},
		{"id without group", "recipe: 1\nlist: {id: 'content_\\d+'}\n", 2, 12, "id needs one group", "content_"},
		{"on_fail", "recipe: 1\non_fail: keep\n", 2, 10, `on_fail "keep" is not known`, "stale"},
		{"dedupe", "recipe: 1\nfilter: {dedupe: link}\n", 2, 18, `dedupe "link" is not known`, "address or title"},
		{"filter key", "recipe: 1\nfilter: {exclud: x}\n", 2, 10, `unknown key "exclud" in filter`, `did you mean "exclude"?`},
		{"filter expression", "recipe: 1\nfilter: {include: [a, '(?=b)']}\n", 2, 24, "bad regular expression in include", "RE2"},
		{"since", "recipe: 1\nfilter: {since: lately}\n", 2, 17, `date "lately" of since cannot be read`, "2012-09"},
		{"range", "recipe: 1\nfilter: {since: 2013, until: 2012}\n", 2, 30, "until is before since", ""},
		{"merge name", "recipe: 1\nfeeds: {merge: {../x: {from: a}}}\n", 2, 17, `"../x" cannot be a feed's name`, ""},
		{"merge device", "recipe: 1\nfeeds: {merge: {con: {from: a}}}\n", 2, 17, "cannot be a feed's name", ""},
		{"merge itself", "recipe: 1\nfeeds: {merge: {x: {from: [a, x]}}}\n", 2, 31, "merge x joins itself", `take "x" out of the from of x`},
		{"merge nothing", "recipe: 1\nfeeds: {merge: {x: {title: a}}}\n", 2, 17, "merge x joins nothing", "from"},
		{"merge pattern", "recipe: 1\nfeeds: {merge: {x: {from: '[a'}}}\n", 2, 28, `bad pattern "[a"`, "*/activity"},
		{"syntax", "recipe: 1\nid: [\n", 2, 5, "recipe is not YAML", "what begins in line 2, column 5 is not closed"},
		{"syntax in the middle", "recipe: 1\nlist: [a\nsite: x\n", 3, 5, "recipe is not YAML", "what begins in line 2, column 7 is not closed"},
		{"open quote", "recipe: 1\nid: 'a\nsite: x\n", 2, 5, "recipe is not YAML", "what begins in line 2, column 5 is not closed"},
		{"escape", "recipe: 1\nlist: {only: \"a\\d\"}\n", 2, 16, "unknown escape", "single quotes"},
		{"colon", "recipe: 1\nsite: a: b\n", 2, 8, "mapping values are not allowed", "quote text that contains a colon"},
		{"tab", "recipe: 1\nlist:\n\tpage: x\n", 3, 1, "a tab indents the line", "indent with spaces"},
		{"empty", "", 1, 1, "recipe is empty", ""},
		{"two documents", "recipe: 1\n---\nrecipe: 1\n", 2, 1, "more than one YAML document", "one recipe in one file"},
		{"two documents, both marked", "%YAML 1.1\n---\n# a\nrecipe: 1\nx: |\n  ---\n--- # b\nrecipe: 1\n", 7, 1, "more than one YAML document", ""},
		{"two documents, first ended", "recipe: 1\n...\n# a\nrecipe: 1\n", 4, 1, "more than one YAML document", ""},
		{"list", "- recipe: 1\n", 1, 1, "recipe must be a mapping, not a list", ""},
		{"not UTF-8", "recipe: 1\nsite: 市\xa5\xab\n", 2, 8, "not valid UTF-8", "save the recipe as UTF-8"},
		{"control raw", "recipe: 1\nsite: 市\x00a\n", 2, 8, "recipe has a control character, U+0000", "take it out"},
		{"UTF-16", "\xFF\xFEr\x00", 1, 1, "recipe is in UTF-16", "UTF-8"},
		{"GBK", "recipe: 1\nsite: \xb0\xd7\xf0\xd8\xc8\xd5\xb1\xa8\n", 2, 7, "not valid UTF-8", "it seems to be in GB"},
		{"merge key", "a: &a {page: x}\nrecipe: 1\nlist:\n  <<: *a\n", 4, 3, `unknown key "<<"`, "write out the keys"},
		{"removes", "recipe: 1\narticle: {remove: [" + strings.Repeat("a, ", 201) + "]}\n", 2, 19, "remove has 201 selectors, more than 200", "commas"},
		{"control", "recipe: 1\nsite: \"a\\x01\"\n", 2, 7, "site has a control character", ""},
		{"unknown alias", "recipe: 1\nsite: *x\n", 2, 7, "unknown anchor", ""},
		{"alias of itself", "recipe: 1\nx: &x [*x]\n", 2, 4, "alias stands inside what it names", "write out"},
		{"alias bomb", bomb, 0, 0, "recipe has more than 50000 values", ""},
		{"deep", "recipe: 1\nx: " + strings.Repeat("[", 40) + strings.Repeat("]", 40), 0, 0, "nested deeper than 32", ""},
		{"very deep", "recipe: 1\nx: " + strings.Repeat("[", 80_000), 0, 0, "depth", ""},
		{"big", "recipe: 1\n#" + strings.Repeat("x", 256<<10), 0, 0, "more than 262144", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := ParseRecipe([]byte(c.src), "r.yaml")
			re, ok := errors.AsType[*RecipeError](err)
			if !ok {
				t.Fatalf("error is %v; want a *RecipeError with %q", err, c.want)
			}
			if !strings.Contains(re.Message, c.want) {
				t.Errorf("message is %q; want %q in it", re.Message, c.want)
			}
			if !strings.Contains(re.Hint, c.hints) {
				t.Errorf("hint is %q; want %q in it", re.Hint, c.hints)
			}
			if re.Hint == "" || re.Line == 0 || re.Column == 0 {
				t.Errorf("hint is %q, place %d:%d", re.Hint, re.Line, re.Column)
			}
			if c.line > 0 && (re.Line != c.line || re.Column != c.col) {
				t.Errorf("place is %d:%d; want %d:%d", re.Line, re.Column, c.line, c.col)
			}
			if c.line > 0 && re.Snippet == "" && c.src != "" {
				t.Error("snippet is empty")
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			if strings.ContainsAny(err.Error(), "\n\r\x01") {
				t.Errorf("error has more than a line: %q", err)
			}
		})
	}
}

func TestRecipeErrorSnippet(t *testing.T) {
	t.Parallel()
	_, err := ParseRecipe([]byte("recipe: 1\nleaders: {sz: {name: 市長, page: x}}\nfeeds: {for: {leader: leaders, tab: 最新}, title: '{leeder}'}\n"), "bailu.yaml")
	re, ok := errors.AsType[*RecipeError](err)
	if !ok {
		t.Fatal(err)
	}
	want := "   3 | feeds: {for: {leader: leaders, tab: 最新}, title: '{leeder}'}\n" +
		"       " + strings.Repeat(" ", 51) + "^"
	if re.Snippet != want {
		t.Errorf("snippet is\n%s\nwant\n%s", re.Snippet, want)
	}
	if got, want := re.Error(), "read recipe bailu.yaml:3:50: title template asks for {leeder}, which is not known (did you mean {leader}?)"; got != want {
		t.Errorf("error is %q; want %q", got, want)
	}
}

func TestBuiltinRecipes(t *testing.T) {
	t.Parallel()
	all := BuiltinRecipes()
	if i := slices.IndexFunc(all, func(r *Recipe) bool { return r.ID == "govcn-leaders" }); i < 0 {
		t.Fatal("govcn-leaders is missing")
	}
	for _, r := range all {
		if r.ID == "" {
			t.Errorf("built-in recipe %s has no id", r.Name)
		}
	}
}

func FuzzParseRecipe(f *testing.F) {
	f.Add([]byte(fullRecipe))
	f.Add([]byte("recipe: 1\nlist: {page: http://x/}\n"))
	f.Add([]byte("recipe: 1\na: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRecipe(data, "fuzz.yaml")
		if err == nil {
			NewBuilder(r, BuilderOptions{})
			return
		}
		re, ok := errors.AsType[*RecipeError](err)
		if !ok {
			t.Fatalf("error is %T", err)
		}
		if re.Message == "" || strings.ContainsAny(re.Snippet, "\r\x00\x1b") {
			t.Fatalf("error is %#v", re)
		}
	})
}

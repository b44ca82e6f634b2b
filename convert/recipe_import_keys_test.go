package convert

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestImportRecipesKeys gives every key of each format a value of its own: the value is in the recipe, or the key is
// listed as one that was left out. Nothing disappears.
func TestImportRecipesKeys(t *testing.T) {
	t.Parallel()
	formats := map[string]struct {
		keys  []string
		write func(values map[string]string) string
		file  string
		of    func(key, mark string) string // the value of a key; nil: an element's name
		kept  []string                      // keys that the recipe carries
	}{
		"FreshRSS": {
			keys: []string{
				"text", "title", "htmlUrl", "description", "category", "xPathItem", "xPathItemTitle", "xPathItemContent", "xPathItemUri", "xPathItemAuthor",
				"xPathItemTimestamp", "xPathItemTimeFormat", "xPathItemThumbnail", "xPathItemCategories", "xPathItemUid", "xPathFeedTitle", "jsonItem", "jsonItemTitle",
				"jsonItemContent", "jsonItemUri", "jsonItemAuthor", "jsonItemTimestamp", "jsonItemTimeFormat", "jsonItemThumbnail", "jsonItemCategories", "jsonItemUid",
				"xPathToJson", "CURLOPT_COOKIE", "CURLOPT_COOKIEFILE", "CURLOPT_FOLLOWLOCATION", "CURLOPT_HTTPHEADER", "CURLOPT_MAXREDIRS", "CURLOPT_POST",
				"CURLOPT_POSTFIELDS", "CURLOPT_PROXY", "CURLOPT_PROXYTYPE", "CURLOPT_USERAGENT", "cssFullContent", "cssContentFilter", "cssFullContentFilter", "cssFullContentConditions",
				"filtersActionRead", "unicityCriteria", "unicityCriteriaForced", "ttl", "CURLOPT_IPRESOLVE", "priority", "unknownKey",
			},
			kept: []string{"text", "xPathItem", "xPathItemTitle", "xPathItemContent", "xPathItemUri", "xPathItemTimestamp", "CURLOPT_USERAGENT", "cssFullContent", "cssContentFilter", "cssFullContentFilter", "ttl"},
			of: func(key, mark string) string {
				switch key {
				case "xPathItem":
					return "//" + mark
				case "ttl":
					return "7261"
				}
				return mark
			},
			write: func(values map[string]string) string {
				var b strings.Builder
				b.WriteString(`<opml xmlns:frss="https://freshrss.org/opml"><body><outline type="HTML+XPath" xmlUrl="http://x.example/"`)
				for k, v := range values {
					prefix := "frss:"
					if slices.Contains([]string{"text", "title", "htmlUrl", "description", "category"}, k) {
						prefix = ""
					}
					fmt.Fprintf(&b, " %s%s=%q", prefix, k, v)
				}
				return b.String() + "/></body></opml>"
			},
			file: "feeds.opml",
		},
		"html2rss": {
			keys: []string{
				"channel.title", "channel.description", "channel.author", "channel.image", "channel.language", "channel.time_zone", "channel.ttl", "channel.headers", "channel.timeout",
				"selectors.items.selector", "selectors.items.order", "selectors.items.enhance", "selectors.items.pagination.max_pages", "selectors.items.pagination.selector", "selectors.items.pagination.strategy",
				"selectors.items.pagination.param", "selectors.title.selector", "selectors.title.attribute", "selectors.title.static", "selectors.title.post_process", "selectors.url.selector", "selectors.link.selector",
				"selectors.description.selector", "selectors.description.post_process", "selectors.published_at.selector", "selectors.published_at.post_process", "selectors.updated.selector", "selectors.time",
				"selectors.enclosure.selector", "selectors.enclosure.content_type", "selectors.categories", "selectors.guid", "selectors.custom.selector", "headers.User-Agent", "headers.Accept", "headers.Cookie",
				"request.max_requests", "request.max_redirects", "request.total_timeout_seconds", "request.local_file_path", "request.botasaurus.headless", "request.botasaurus.window_size.height",
				"strategy", "timeout", "auto_source.limit", "auto_source.scraper.html.enabled", "directory.title", "stylesheets", "parameters.id.default", "unknown_key",
			},
			kept: []string{
				"channel.title", "channel.language", "channel.time_zone", "channel.ttl", "selectors.items.selector", "selectors.items.pagination.max_pages", "selectors.title.selector", "selectors.description.selector",
				"selectors.published_at.selector", "selectors.url.selector", "headers.User-Agent", "request.max_requests",
			},
			of: func(key, mark string) string {
				switch key {
				case "channel.language":
					return "zh-x-" + mark
				case "channel.time_zone":
					return "Asia/Taipei"
				case "channel.ttl":
					return "61"
				case "selectors.items.pagination.max_pages":
					return "62"
				case "request.max_requests":
					return "63"
				}
				return mark
			},
			write: func(values map[string]string) string {
				tree := map[string]any{"channel": map[string]any{"url": "http://x.example/"}}
				for key, v := range values {
					at := tree
					parts := strings.Split(key, ".")
					for _, p := range parts[:len(parts)-1] {
						if at[p] == nil {
							at[p] = map[string]any{}
						}
						at = at[p].(map[string]any)
					}
					at[parts[len(parts)-1]] = v
				}
				var b strings.Builder
				importTestYAML(&b, tree, "")
				return b.String()
			},
			file: "feed.yml",
		},
		"rsspls": {
			keys: []string{
				"rsspls.output", "rsspls.proxy", "rsspls.file_urls", "rsspls.insecure_disable_certificate_verification", "feed.title", "feed.filename", "feed.user_agent", "feed.post_update_hook",
				"feed.config.item", "feed.config.heading", "feed.config.link", "feed.config.summary", "feed.config.media", "feed.config.date.selector", "feed.config.date.format", "feed.unknown", "feed.config.unknown", "other.key",
			},
			kept: []string{"feed.title", "feed.filename", "feed.user_agent", "feed.config.item", "feed.config.heading", "feed.config.link", "feed.config.summary", "feed.config.date.selector"},
			write: func(values map[string]string) string {
				return importTestTOML(values, []string{"[rsspls]", "[[feed]]", "[feed.config]", "[feed.config.date]", "[other]"}, "[feed.config]", `url = "http://x.example/"`)
			},
			file: "feeds.toml",
		},
		"feed-me-up-scotty": {
			keys: []string{
				"default.timeout", "default.waitUntil", "id.title", "id.entrySelector", "id.titleSelector", "id.linkSelector", "id.dateSelector", "id.dateFormat", "id.contentSelector", "id.onFail", "id.timeout",
				"id.waitUntil", "id.waitForSelector", "id.matchOneOf", "id.matchAllOf", "id.matchNoneOf", "id.filters", "id.unknown",
			},
			kept: []string{"id.title", "id.entrySelector", "id.titleSelector", "id.linkSelector", "id.dateSelector", "id.contentSelector"},
			write: func(values map[string]string) string {
				return importTestTOML(values, []string{"[default]", "[id]"}, "[id]", `url = "http://x.example/"`)
			},
			file: "feeds.toml",
		},
		"ftr-site-config": {
			keys: append(slices.Clone(ftrKeys), "replace_string(<a:b>)", "http_header(user-agent)", "http_header(Cookie)", "unknown_key", "if_page_contains(x)"),
			kept: []string{"title", "body", "date", "author", "strip", "strip_id_or_class", "strip_image_src", "next_page_link", "http_header(user-agent)"},
			of: func(key, mark string) string {
				if slices.Contains([]string{"title", "body", "date", "author", "strip", "next_page_link"}, key) {
					return "//" + mark
				}
				return mark
			},
			write: func(values map[string]string) string {
				var b strings.Builder
				for k, v := range values {
					fmt.Fprintf(&b, "%s: %s\n", k, v)
				}
				return b.String()
			},
			file: "x.example.txt",
		},
		"RSS-Bridge XPath": importTestBridge("XPathBridge", "url", []string{"item", "title", "content", "raw_content", "uri", "author", "timestamp", "enclosures", "categories", "fix_encoding", "limit", "_cache_timeout", "_noproxy", "_error_time", "context", "unknown"},
			[]string{"item", "title", "content", "uri", "timestamp", "limit"}),
		"RSS-Bridge CSS": importTestBridge("CssSelectorBridge", "home_page", []string{"url_selector", "url_pattern", "content_selector", "content_cleanup", "title_cleanup", "discard_thumbnail", "thumbnail_as_header", "limit", "format", "unknown"},
			[]string{"url_selector", "url_pattern", "content_selector", "content_cleanup", "limit"}),
		"RSS-Bridge CSS complex": importTestBridge("CssSelectorComplexBridge", "home_page", []string{
			"cookie", "title_cleanup", "entry_element_selector", "url_selector", "url_pattern", "limit", "use_article_pages", "article_page_content_selector", "content_cleanup", "title_selector", "category_selector", "author_selector",
			"time_selector", "time_format", "remove_styling",
		}, []string{"entry_element_selector", "url_selector", "url_pattern", "limit", "article_page_content_selector", "content_cleanup", "title_selector", "time_selector"}),
	}
	for name, f := range formats {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			values := map[string]string{}
			for i, key := range f.keys {
				values[key] = fmt.Sprintf("zz%dzz", i)
				if f.of != nil {
					values[key] = f.of(key, values[key])
				}
			}
			src := f.write(values)
			all, err := ImportRecipes([]byte(src), f.file)
			if err != nil || len(all) != 1 {
				t.Fatalf("%d recipes, error %v\n%s", len(all), err, src)
			}
			if err := schema(t).Validate(instance(t, all[0].YAML)); err != nil {
				t.Errorf("%v\n%s", err, all[0].YAML)
			}
			var body strings.Builder
			for line := range strings.Lines(string(all[0].YAML)) {
				if !strings.HasPrefix(line, "#") {
					body.WriteString(line)
				}
			}
			for _, key := range f.keys {
				mark := strings.TrimLeft(values[key], "/")
				carried := strings.Contains(body.String(), mark)
				listed := ""
				for _, l := range slices.Concat(all[0].Lost, all[0].Left) {
					if strings.Contains(l, mark) {
						listed = l
					}
				}
				if want := slices.Contains(f.kept, key); carried != want {
					t.Errorf("%s is carried over: %v; want %v\n%s", key, carried, want, all[0].YAML)
				}
				noted := strings.Contains(string(all[0].YAML), "# "+key+": "+mark) // a comment of its own: test_url
				if !carried && !noted && (listed == "" || !strings.Contains(listed, importTestKey(key))) {
					t.Errorf("%s is neither carried over nor listed but as %q", key, listed)
				}
				if listed != "" && !strings.Contains(string(all[0].YAML), "# - "+listed) {
					t.Errorf("recipe does not tell %q:\n%s", listed, all[0].YAML)
				}
			}
		})
	}
}

// importTestKey is the last part of a key.
func importTestKey(key string) string {
	if strings.HasPrefix(key, "replace_string") {
		return key
	}
	return key[strings.LastIndexByte(key, '.')+1:]
}

// importTestYAML writes a tree in the order in which feeds are read best: selectors that are first wanted stand first.
func importTestYAML(b *strings.Builder, tree map[string]any, indent string) {
	order := []string{"url", "published_at", "selector"}
	keys := make([]string, 0, len(tree))
	for k := range tree {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int {
		i, j := slices.Index(order, x), slices.Index(order, y)
		if i != j {
			return j - i
		}
		return strings.Compare(x, y)
	})
	for _, k := range keys {
		if below, ok := tree[k].(map[string]any); ok {
			fmt.Fprintf(b, "%s%s:\n", indent, k)
			importTestYAML(b, below, indent+"  ")
			continue
		}
		fmt.Fprintf(b, "%s%s: %v\n", indent, k, tree[k])
	}
}

// importTestTOML writes tables with the keys that are theirs.
func importTestTOML(values map[string]string, tables []string, at, more string) string {
	var b strings.Builder
	for _, table := range tables {
		b.WriteString(table + "\n")
		if table == at {
			b.WriteString(more + "\n")
		}
		for key, v := range values {
			i := strings.LastIndexByte(key, '.')
			if key[:i] == strings.Trim(table, "[]") {
				fmt.Fprintf(&b, "%s = %q\n", key[i+1:], v)
			}
		}
	}
	return b.String()
}

// importTestBridge is an address of RSS-Bridge with parameters.
func importTestBridge(bridge, page string, keys, kept []string) (f struct {
	keys  []string
	write func(values map[string]string) string
	file  string
	of    func(key, mark string) string
	kept  []string
},
) {
	f.keys, f.kept, f.file = keys, kept, "bridges.txt"
	f.of = func(key, mark string) string {
		switch key {
		case "item":
			return "//" + mark
		case "limit":
			return "64"
		}
		return mark
	}
	f.write = func(values map[string]string) string {
		q := url.Values{"action": {"display"}, "bridge": {bridge}, page: {"http://x.example/"}}
		for k, v := range values {
			q.Set(k, v)
		}
		return "https://bridge.example/?" + q.Encode() + "\n"
	}
	return f
}

// TestImportRecipesLeft lists what of a file became no recipe.
func TestImportRecipesLeft(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, left, lost string }{
		{
			"feeds.opml", `<?xml version="1.0" encoding="ISO-8859-1"?><opml xmlns:frss="https://freshrss.org/opml"><head><title>mine</title></head><body><outline text="報"><outline text="a" type="HTML+XPath" xmlUrl="http://a.example/" frss:xPathItem="//li"/>` +
				`<outline text="plain" type="rss" xmlUrl="http://b.example/f.xml" frss:cssFullContent=".x"/></outline><outline text="j" type="JSON+DotNotation" xmlUrl="http://c.example/" frss:jsonItem="x.y"/><outline text="far" frss:opmlUrl="http://d.example/"/></body></opml>`,
			"head title: mine; outline plain (rss, cssFullContent): http://b.example/f.xml; outline j (JSON+DotNotation, jsonItem): http://c.example/; outline far: opmlUrl: http://d.example/", "folder: 報",
		},
		{"feeds.toml", "top = 1\n[rsspls]\noutput = \"/tmp\"\n[[feed]]\ntitle = \"a\"\nconfig = {url = \"http://a.example/\", item = \"li\", date = {selector = \"time\", format = \"[year]\"}, x = [{y = 1}, 2]}\n", "top: 1; rsspls.output: /tmp", "config.date.format: [year]: dates are read without a format; config.x: y = 1, 2"},
		{"scotty.toml", "[default]\ntimeout = 9\n[a]\nurl = \"http://a.example/\"\nentrySelector = \"li\"\n[a.b]\nc = true\n", "default.timeout: 9; a.b.c: true", ""},
		{"feeds.yml", "headers: {A: b}\nfeeds:\n  a:\n    channel: {url: http://a.example/}\n    selectors: {items: {selector: li}, url: {selector: a}, link: {selector: b}}\n", "headers.A: b", "selectors.link.selector: b"},
		{"bridges.txt", "https://b.example/?bridge=XPath&url=http%3A%2F%2Fa.example%2F&item=%2F%2Fli&limit=x&format=Html&item=%2F%2Fb\nhttps://b.example/?bridge=TwitterBridge&u=x\nnot an address\n", "https://b.example/?bridge=TwitterBridge&u=x: the bridge is a program, not a definition; not an address: not an address", "format: Html; item: //b; limit: x"},
		{"a.example.txt", "body: //p\nbody: //p[\nstrip_id_or_class: a\"b\nreplace_string(x):\nhttps://a.example/\nwhat is this\n", "", "body: //p[: [ is not closed; strip_id_or_class: a\"b; replace_string(x); https: //a.example/; what is this"},
	} {
		all, err := ImportRecipes([]byte(c.src), c.name)
		if err != nil || len(all) != 1 {
			t.Errorf("%s: %d recipes, error %v", c.name, len(all), err)
			continue
		}
		if got := strings.Join(all[0].Left, "; "); got != c.left {
			t.Errorf("%s: left are\n%s\nwant\n%s", c.name, got, c.left)
		}
		if got := strings.Join(all[0].Lost, "; "); got != c.lost {
			t.Errorf("%s: lost are\n%s\nwant\n%s", c.name, got, c.lost)
		}
	}
	var b strings.Builder
	for i := range 900 {
		fmt.Fprintf(&b, "unknown_%d: x\n", i)
	}
	all, err := ImportRecipes([]byte("body: //p\n"+b.String()), "a.example.txt")
	if err != nil || len(all[0].Lost) != importMaxLines+1 || all[0].Lost[importMaxLines] != "and 400 more" {
		t.Errorf("error %v, lost %d", err, len(all[0].Lost))
	}
}

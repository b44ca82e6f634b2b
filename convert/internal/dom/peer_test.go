package dom

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// outline writes a tree of golang.org/x/net/html in the form of dump.
func outline(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		text := ""
		flush := func() {
			if text != "" {
				fmt.Fprintf(&b, "| %s\"%s\"\n", strings.Repeat("  ", depth), text)
				text = ""
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				text += c.Data
				continue
			}
			flush()
			in := "| " + strings.Repeat("  ", depth)
			switch c.Type {
			case html.CommentNode:
				fmt.Fprintf(&b, "%s<!-- %s -->\n", in, c.Data)
			case html.DoctypeNode:
				fmt.Fprintf(&b, "%s<!DOCTYPE %s>\n", in, c.Data)
			case html.ElementNode:
				name := c.Data
				if c.Namespace != "" {
					name = c.Namespace + " " + name
				}
				fmt.Fprintf(&b, "%s<%s>\n", in, name)
				var attrs []string
				for _, a := range c.Attr {
					key := a.Key
					if a.Namespace != "" {
						key = a.Namespace + ":" + key
					}
					attrs = append(attrs, fmt.Sprintf("%s  %s=\"%s\"\n", in, key, a.Val))
				}
				sort.Strings(attrs)
				b.WriteString(strings.Join(attrs, ""))
				if c.Data == "template" && c.Namespace == "" {
					fmt.Fprintf(&b, "%s  content\n", in)
					walk(c, depth+2)
				} else {
					walk(c, depth+1)
				}
			}
		}
		flush()
	}
	walk(root, 0)
	return b.String()
}

// TestPeer compares the trees of real pages with those of golang.org/x/net/html.
func TestPeer(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{"pages/articles/*.html", "pages/listings/*.html", "encoding/*/*.html"} {
		found, err := filepath.Glob(filepath.Join("../../../../shared/corpus", pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("skipped: no ../shared/corpus/pages or ../shared/corpus/encoding beside the checkout")
	}
	const share = 0.999
	same, all := 0, 0
	var p Parser
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
		root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
		if err != nil { // nested deeper than that parser goes
			continue
		}
		all++
		got, want := dump(p.ParseBytes(data)), outline(root)
		// That parser decodes references in comments, where the standard leaves them alone.
		got, want = html.UnescapeString(comparable(got)), html.UnescapeString(comparable(want))
		if got == want {
			same++
			continue
		}
		g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Logf("%s, line %d: got %.100q want %.100q", filepath.Base(f), i, g[i], w[i])
				break
			}
		}
	}
	t.Logf("%d of %d trees are the same", same, all)
	if float64(same) < share*float64(all) {
		t.Errorf("%d of %d trees are the same; want %.1f %%", same, all, 100*share)
	}
}

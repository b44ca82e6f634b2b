package site

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// china is the zone of the test feeds.
func china() *time.Location { return time.FixedZone("", 8*3600) }

// publication makes a written publication whose items are one day apart, newest first.
func publication(t testing.TB, name, label, group string, items int) feed.Publication {
	t.Helper()
	f := &feed.Feed{
		ID: "tag:portal.example,2012:" + name, Title: feed.Text{Value: label + " - 青石市"}, Language: "zh-Hant",
		Links: []feed.Link{{Href: "http://www.portal.example/" + name + "/"}},
	}
	for i := range items {
		url := fmt.Sprintf("http://www.portal.example/2012/%s/%d.htm", name, i)
		f.Items = append(f.Items, feed.Item{
			ID: url, Title: feed.Text{Value: fmt.Sprintf("%s第%d號通知", label, i)}, Links: []feed.Link{{Href: url}},
			Summary:   feed.Text{Value: "摘要"},
			Published: dates.Date{Time: time.Date(2012, 9, 25-i, 18, 7, 0, 0, china()), Precision: dates.Minute},
		})
	}
	return written(t, feed.Publication{Name: name, Label: label, Group: group, Feed: f})
}

// written writes a publication's documents.
func written(t testing.TB, p feed.Publication) feed.Publication {
	t.Helper()
	p.Documents = nil
	for _, f := range formats() {
		body, err := feed.Append(nil, p.Feed, f, feed.WriteOptions{})
		if err != nil {
			t.Fatalf("write %s as %s: %v", p.Name, f, err)
		}
		p.Documents = append(p.Documents, feed.Document{Format: f, Body: body})
	}
	return p
}

// export runs an exporter over publications.
func export(t testing.TB, dir string, o ExportOptions, pubs ...feed.Publication) {
	t.Helper()
	e, err := NewExporter(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pubs {
		if err := e.Put(t.Context(), p); err != nil {
			t.Fatalf("put %s: %v", p.Name, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// tree reads all files below a directory.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func put(t testing.TB, dir, name, body string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(body), 0o666); err != nil {
		t.Fatal(err)
	}
}

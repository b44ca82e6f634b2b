package validate

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestRepairJSON(t *testing.T) {
	t.Parallel()
	feed := func(s string) string { return jsonHead + `"items": [` + s + "]}\n" }
	item := func(s string) string { return feed(`{"id": "1", "content_text": "a", ` + s + `}`) }
	tests := []struct{ name, doc, want string }{
		{"version", `{"version": "1.1", "title": "a", "items": []}`, `"version": "https://jsonfeed.org/version/1.1"`},
		{"version 1.0", `{"version": "1.0", "title": "a", "items": []}`, `"version": "https://jsonfeed.org/version/1"`},
		{"version as a number", `{"version": 1.1, "title": "a", "items": []}`, `"version": "https://jsonfeed.org/version/1.1"`},
		{"no version", `{"title": "a", "items": []}`, `{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": []}`},
		{"no title", `{"version": "https://jsonfeed.org/version/1.1", "items": []}`, `"title": "www.example.org"`},
		{"title of the description", `{"version": "https://jsonfeed.org/version/1.1", "description": "News", "items": []}`, `"title": "News"`},
		{"no items", `{"version": "https://jsonfeed.org/version/1.1", "title": "a"}`, `"title": "a", "items": []}`},
		{"items by another name", `{"version": "https://jsonfeed.org/version/1.1", "title": "a", "entries": [{"id": "1", "content_text": "b"}]}`, `"items": [{"id": "1"`},
		{"a list alone", `[{"id": "1", "title": "a", "content_text": "b"}]`, `"items": [{"id": "1", "title": "a", "content_text": "b"}]}`},
		{"id of the address", feed(`{"url": "https://www.example.org/1", "content_text": "a"}`), `{"id": "https://www.example.org/1", "url"`},
		{"id of the content", feed(`{"content_text": "a"}`), `{"id": "urn:uuid:`},
		{"two of one id", feed(`{"id": "1", "content_text": "a"}, {"id": "1", "content_text": "b", "url": "https://www.example.org/2"}`), `{"id": "https://www.example.org/2", "content_text": "b"`},
		{"two of one id without address", feed(`{"id": "1", "content_text": "a"}, {"id": "1", "content_text": "b"}`), `{"id": "1#2", "content_text": "b"}`},
		{"content", feed(`{"id": "1", "summary": "a"}`), `"content_text": "a"`},
		{"date in Chinese", item(`"date_published": "2012年9月25日 18时07分"`), `"date_published": "2012-09-25T18:07:00+08:00"`},
		{"date of RFC 822", item(`"date_published": "Tue, 25 Sep 2012 18:07:00 +0800"`), `"date_published": "2012-09-25T18:07:00+08:00"`},
		{"date that is none", item(`"date_published": "soon"`), `"_date_published": "soon"`},
		{"relative address", item(`"url": "/a b"`), `"url": "https://www.example.org/a%20b"`},
		{"address that is none", item(`"image": "http://"`), `"_image": "http://"`},
		{"tags as text", item(`"tags": "a, b"`), `"tags": ["a", "b"]`},
		{"tag as a number", item(`"tags": [1, "b", null]`), `"tags": ["1", "b"]`},
		{"title as a number", item(`"title": 5`), `"title": "5"`},
		{"title as an object", item(`"title": {"text": "a"}`), `"_title": {"text": "a"}`},
		{"null", item(`"title": null`), `{"id": "1", "content_text": "a"}`},
		{"author as text", item(`"author": "a"`), `"author": {"name": "a"}`},
		{"authors as an object", item(`"authors": {"name": "a"}`), `"authors": [{"name": "a"}]`},
		{"empty author", item(`"authors": [{}]`), `"authors": []`},
		{"size as text", item(`"attachments": [{"url": "https://www.example.org/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": "12", "duration_in_seconds": "1:02:03"}]`), `"size_in_bytes": 12, "duration_in_seconds": 3723`},
		{"media type", item(`"attachments": [{"url": "https://www.example.org/1", "mime_type": "mp3"}]`), `"mime_type": "audio/mpeg"`},
		{"no media type", item(`"attachments": [{"url": "https://www.example.org/1.mp3"}]`), `{"mime_type": "audio/mpeg", "url"`},
		{"attachment without address", item(`"attachments": [{"mime_type": "audio/mpeg", "title": "a"}]`), `"_attachments": [{"mime_type": "audio/mpeg", "title": "a"}]`},
		{"language", item(`"language": "zh_CN"`), `"language": "zh-CN"`},
		{"expired as text", jsonHead + `"expired": "yes", "items": []}`, `"expired": true`},
		{"an item that is text", feed(`"a"`), `"content_text": "a"}]`},
		{"an item that is null", feed(`null, {"id": "1", "content_text": "a"}`), `"items": [{"id": "1", "content_text": "a"}]`},
		{"one item that stands alone", jsonHead + `"items": {"id": "1", "content_text": "a"}}`, `"items": [{"id": "1", "content_text": "a"}]`},
		{"a member twice", jsonHead + `"description": "a", "description": "b", "items": []}`, `"_description": "a", "description": "b"`},
		{"a member twice that says the same", jsonHead + `"description": "a", "description": "a", "items": []}`, "\"language\": \"en\",\n\"description\": \"a\", \"items\""},
		{"items twice", jsonHead + `"items": [{"id": "1", "content_text": "a"}], "items": [{"id": "2", "content_text": "b"}]}`, `"items": [{"id": "1", "content_text": "a"}, {"id": "2", "content_text": "b"}]`},
		{"trailing commas", jsonHead + `"items": [{"id": "1", "content_text": "a",},],}`, `[{"id": "1", "content_text": "a"}]}`},
		{"byte order mark and a comma", "\uFEFF" + jsonHead + `"items": [],}`, `"items": []}`},
		{"missing comma", jsonHead + "\"description\": \"a\"\n\"items\": []}", `"items": []}`},
		{"comments", jsonHead + "// a\n/* b */\"items\": []}", `"items": []}`},
		{"single quotation marks and bare names", jsonHead + "items: [{id: '1', content_text: 'it\\'s'}]}", `"content_text": "it's"`},
		{"line break in a text", jsonHead + "\"description\": \"a\nb\", \"items\": []}", `"description": "a\nb"`},
		{"quotation marks in a text", jsonHead + `"description": "a "b" c", "items": []}`, `"description": "a \"b\" c"`},
		{"bad escape", jsonHead + `"description": "C:\temp\x", "items": []}`, `"description": "C:\temp\\x"`},
		{"words of Python", jsonHead + `"expired": True, "items": []}`, `"expired": true`},
		{"broken off", jsonHead + `"items": [{"id": "1", "content_text": "a`, `"content_text": "a"}]}`},
		{"text behind the end", jsonHead + "\"items\": []}\nWarning: b", `"_rest": "Warning: b"`},
		{"GBK", jsonHead + "\"description\": \"\xD6\xD0\xCE\xC4\xB5\xC4\xC4\xDA\xC8\xDD\xD4\xDA\xD5\xE2\xC0\xEF\", \"items\": []}", `"description": "中文的内容在这里"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := holdRepair(t, []byte(tt.doc), repairOptions())
			if !r.After.Valid() {
				t.Errorf("still %v", r.After.Findings)
			}
			if !strings.Contains(string(r.Doc), tt.want) {
				t.Errorf("no %q in\n%s", tt.want, r.Doc)
			}
			if !json.Valid(r.Doc) {
				t.Errorf("no JSON: %s", r.Doc)
			}
			if len(r.Changes) == 0 || len(r.Diff("a.json")) == 0 {
				t.Error("no change is told")
			}
		})
	}
}

// TestRepairJSONLevels holds that what is no error is mended only when that is asked for.
func TestRepairJSONLevels(t *testing.T) {
	t.Parallel()
	doc := []byte(jsonHead + `"author": {"name": "a"}, "items": [{"id": 5, "content_text": "a", "title": "<b>c</b>"}]}`)
	if r := repaired(t, doc, repairOptions()); r.Changed() {
		t.Errorf("changed: %v", r.Changes)
	}
	o := repairOptions()
	o.Mend = Info
	r := holdRepair(t, doc, o)
	for _, want := range []string{`"authors": [{"name": "a"}]`, `"id": "5"`, `"title": "c"`} {
		if !strings.Contains(string(r.Doc), want) {
			t.Errorf("no %s in\n%s", want, r.Doc)
		}
	}
}

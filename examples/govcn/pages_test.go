package govcn

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

var update = flag.Bool("update", false, "write the pages and the golden output anew")

// perPage is how many items a page of a listing has.
const perPage = 3

// portal makes all pages: path below pages/ → bytes.
func portal(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, e := range editions() {
		w := writer{t: t, e: e, files: files}
		w.all()
	}
	return files
}

// writer writes the pages of one edition.
type writer struct {
	t     *testing.T
	e     edition
	files map[string][]byte
}

func (w *writer) all() {
	newest := slices.Clone(w.e.items)
	newest = slices.DeleteFunc(newest, func(i item) bool { return i.url != "" || i.lost })
	slices.SortStableFunc(newest, func(a, b item) int { return strings.Compare(b.date, a.date) })
	w.listing("", newest[:min(6, len(newest))], 0, 1)
	for _, l := range labels[1:] {
		var of []item
		for _, i := range w.e.items {
			if i.folder == l.folder {
				of = append(of, i)
			}
		}
		slices.SortStableFunc(of, func(a, b item) int { return strings.Compare(b.date, a.date) })
		pages := slices.Collect(slices.Chunk(of, perPage))
		for n, page := range pages {
			w.listing(l.folder, page, n, len(pages))
		}
	}
	for _, i := range newest {
		w.article(i)
	}
}

// put encodes a page. What its encoding has no code for becomes a character reference, as gateways did.
func (w *writer) put(path, meta, text string) {
	if meta == "" {
		meta = w.e.meta
	}
	bom := meta == "bom"
	if bom {
		meta = w.e.meta
	}
	line := ""
	if meta != "-" {
		line = `<META http-equiv=Content-Type content="text/html; charset=` + meta + "\">\n"
	}
	text = strings.Replace(text, "<!--meta-->", line, 1)
	var enc encoding.Encoding
	switch w.e.codec {
	case "big5":
		// 説 and 産 are in the Hong Kong supplement, but were not in the code page the gateways used.
		text = strings.NewReplacer("説", "&#35500;", "産", "&#29987;").Replace(text)
		enc = traditionalchinese.Big5
	case "gbk":
		enc = simplifiedchinese.GBK
	}
	data := []byte(text)
	if enc != nil {
		var err error
		if data, err = encoding.HTMLEscapeUnsupported(enc.NewEncoder()).Bytes(data); err != nil {
			w.t.Fatalf("encode %s: %v", path, err)
		}
	}
	if bom {
		data = append([]byte("\xEF\xBB\xBF"), data...)
	}
	w.files[w.e.folder+"/ldhd/"+path] = data
}

// label is the name of a category in the edition's script.
func (w *writer) label(folder string) string {
	for _, l := range labels {
		if l.folder == folder {
			if w.e.hans {
				return l.hans
			}
			return l.hant
		}
	}
	return ""
}

// bar is the category bar. The edition with look 0 shows the current category without a link.
func (w *writer) bar(up, current string, listing bool) string {
	var parts []string
	for _, l := range labels {
		name := w.label(l.folder)
		href := up + l.folder + "/index.htm"
		if l.folder == "" {
			href = up + "index.htm"
		}
		if listing && w.e.look == 0 && l.folder == current {
			parts = append(parts, "<b><font color=#cc0000>"+name+"</font></b>")
		} else {
			parts = append(parts, `<a href="`+href+`" class=lan12>`+name+"</a>")
		}
	}
	return strings.Join(parts, "|")
}

func (w *writer) path(i item) string {
	return fmt.Sprintf("%s/%s/content_%d.htm", i.date[:7], i.date[8:10], i.number)
}

func (w *writer) href(i item, up string) string {
	if i.url != "" {
		return i.url
	}
	return up + w.path(i)
}

// shell puts the frame of the site around the middle of a page.
func (w *writer) shell(title, up, middle string) string {
	e := w.e
	var notices strings.Builder
	for n, s := range e.words.notice {
		fmt.Fprintf(&notices, "<tr><td>· <a href=\"/%s/gg/%d.htm\"><font size=2>%s</font></a>\n", e.folder, 300+n, s)
	}
	return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD>
<!--meta--><TITLE>` + title + "_" + e.site + `</TITLE>
<LINK href="` + up + `images/style.css" type=text/css rel=stylesheet>
</HEAD>
<BODY leftMargin=0 topMargin=0 bgColor=#ffffff>
<table width=760 border=0 align=center cellspacing=0><tr><td><img src="` + up + `images/top.jpg" width=760 height=80 alt="` + e.site + `">
<tr bgcolor=#cc0000><td height=24>&nbsp;<a href="` + up + `index.htm"><font color=#ffffff>` + e.words.home + `</font></a></table>
<table width=760 border=0 align=center><tr><td width=560 valign=top>
` + middle + `
</td><td width=200 valign=top bgcolor=#f4f4f4><table width=190><tr><td><b>` + e.words.notices + `</b></td></tr>
` + notices.String() + `</table></td></tr></table>
<center><hr size=1 width=760><font size=2><a href="` + up + `about.htm">` + e.words.about + "</a> | " + e.words.rights + ":" + e.site + `</font></center>
</BODY></HTML>
`
}

func (w *writer) listing(folder string, items []item, page, pages int) {
	up := "../"
	if folder == "" {
		up = ""
	}
	var rows strings.Builder
	for _, i := range items {
		date, href := i.date[:10], w.href(i, up)
		switch w.e.look {
		case 0: // rows of a table, the date in the last cell
			fmt.Fprintf(&rows, "<tr><td width=12><img src=\"%simages/dot.gif\"><td class=hei14 height=24><a href=\"%s\" target=_blank>%s</a><td class=hui12>[%s]\n", up, href, i.title, date)
		case 1: // a list, the date before the link, long titles cut short
			short := i.title
			if r := []rune(short); len(r) > 18 {
				short = string(r[:17]) + "…"
			}
			fmt.Fprintf(&rows, "<LI><span class=date>%s</span> <A href=\"%s\" title=\"%s\">%s</A>\n", strings.ReplaceAll(date, "-", "/"), href, i.title, short)
		default: // lines, the date in brackets behind the link
			fmt.Fprintf(&rows, "· <a href=%s>%s</a>&nbsp;<font size=2 color=#999999>(%s年%s月%s日)</font><br>\n", href, i.title, date[:4], date[5:7], date[8:])
		}
	}
	open, shut := "<table width=540 border=0>\n", "</table>"
	switch w.e.look {
	case 1:
		open, shut = "<UL>\n", "</UL>"
	case 2:
		open, shut = "<table width=540><tr><td class=hei14 style='line-height:200%'>\n", "</td></tr></table>"
	}
	title := w.e.words.column
	crumbs := w.e.words.here + ": <a href=\"" + up + "index.htm\">" + w.e.words.home + "</a>&gt;&gt; " + title
	if folder != "" {
		crumbs += "&gt;&gt; " + w.label(folder)
		title = w.label(folder) + "_" + title
	}
	middle := "<table width=540><tr><td class=hui12>" + crumbs + "</table>\n<p align=center>" + w.bar(up, folder, true) + "\n" + open + rows.String() + shut + w.pager(page, pages)
	name := "index.htm"
	if page > 0 {
		name = fmt.Sprintf("index_%d.htm", page)
	}
	if folder != "" {
		name = folder + "/" + name
	}
	w.put(name, w.e.lists[folder], w.shell(title, up, middle))
}

func (w *writer) pager(page, pages int) string {
	if pages == 1 {
		return ""
	}
	if w.e.look == 0 {
		return fmt.Sprintf("\n<script language=JavaScript>createPageHTML(%d, %d, \"index\", \"htm\");</script>", pages, page)
	}
	name := func(n int) string {
		if n == 0 {
			return "index.htm"
		}
		return fmt.Sprintf("index_%d.htm", n)
	}
	previous, next := w.e.words.previous, w.e.words.next
	if page > 0 {
		previous = `<a href="` + name(page-1) + `">` + previous + "</a>"
	}
	if page < pages-1 {
		next = `<a href="` + name(page+1) + `">` + next + "</a>"
	}
	return "\n<p align=center><font size=2>" + previous + " " + next + "</font>"
}

func (w *writer) article(i item) {
	e := w.e
	stamp := fmt.Sprintf("%s年%s月%s日 %s時%s分", i.date[:4], i.date[5:7], i.date[8:10], i.date[11:13], i.date[14:])
	line := e.site + " &nbsp; " + stamp + " &nbsp; " + e.words.source + ":" + i.source
	if e.hans {
		line = e.words.source + ":" + i.source + " &nbsp; " + i.date
	}
	body, extra := i.body, ""
	var related []string
	if body == nil { // the real page
		a := readArticle()
		line, body = strings.ReplaceAll(a.line, "   ", " &nbsp; "), a.body
		extra = "<tr><td align=center>" + w.bar("../../", "", false) + "\n"
		for n, d := range a.digests {
			extra += "<tr><td><p align=center><b>" + d[0] + "</b>"
			for _, p := range d[1:] {
				extra += "<p>&nbsp;&nbsp;&nbsp;&nbsp;" + strings.Replace(p, ">>>詳細閱讀", fmt.Sprintf(`<a href="/big5/zlgz/%d.htm">&gt;&gt;&gt;詳細閱讀</a>`, n), 1)
			}
		}
		for n, r := range a.related {
			related = append(related, fmt.Sprintf(`· <a href="/big5/ldhd/2012-09/%d/content_22%d0001.htm">%s</a>`, 20-n, 20-n, r))
		}
	} else {
		for _, o := range e.items {
			if o.folder == i.folder && o.number != i.number && o.url == "" {
				related = append(related, `· <a href="`+w.href(o, "../../")+`">`+o.title+"</a>")
			}
		}
	}
	if i.folder == "tp" {
		body = append([]string{fmt.Sprintf(`<img src="../../images/pic%d.jpg" width=400 border=1>`, i.number)}, body...)
	}
	var text string
	switch e.look {
	case 0:
		text = "<P>&nbsp;&nbsp;&nbsp;&nbsp;" + strings.Join(body, "\n<P>&nbsp;&nbsp;&nbsp;&nbsp;")
	case 1:
		text = "　　" + strings.Join(body, "<br><br>\n　　")
	default:
		text = "<font id=zoom><p align=left>　　" + strings.Join(body, "</p>\n<p align=left>　　") + "</p></font>"
	}
	crumbs := e.words.here + `: <a href="../../index.htm">` + e.words.home + "</a>&gt;&gt; " + e.words.column
	if i.body != nil {
		crumbs += `&gt;&gt; <a href="../../` + i.folder + `/index.htm">` + w.label(i.folder) + "</a>"
	}
	foot := ""
	if len(related) > 0 {
		foot = "\n<table width=540 bgcolor=#f4f4f4><tr><td><b>&nbsp;" + e.words.related + "</b></td></tr><tr><td>" + strings.Join(related, "<br>\n") + "</td></tr></table>"
	}
	middle := "<table width=540><tr><td class=hui12>" + crumbs + "</table>\n<table width=540>\n<tr><td align=center height=50><font size=4 color=#cc0000><b>" + i.title + "</b></font>\n<tr><td align=center class=hui12>" + line +
		"\n<tr><td align=right class=hui12><a href=\"javascript:window.print()\">" + e.words.print + "</a>\n<tr><td class=hei14>" + text + "\n" + extra +
		"<tr><td align=right><font size=2>(" + e.words.editor + ")</font></table>" + foot
	w.put(w.path(i), i.meta, w.shell(i.title, "../../", middle))
}

// TestPages compares the saved pages with what this file writes.
func TestPages(t *testing.T) {
	want := portal(t)
	if *update {
		if err := os.RemoveAll("pages"); err != nil {
			t.Fatal(err)
		}
		for name, data := range want {
			path := filepath.Join("pages", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := 0
	err := filepath.WalkDir("pages", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		name := strings.TrimPrefix(filepath.ToSlash(path), "pages/")
		got, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Equal(got, want[name]) {
			t.Errorf("%s is not what the test writes; run go test ./examples/govcn -update", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen != len(want) {
		t.Errorf("pages has %d files; want %d", seen, len(want))
	}
}

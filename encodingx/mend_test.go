package encodingx

import (
	"fmt"
	"strings"
	"testing"
)

func TestMend(t *testing.T) {
	t.Parallel()
	const banner, body = "新闻频道", "市政府昨天上午召开新闻发布会，介绍今年以来的主要情况。"
	gbk := func(s string) string { return string(encoded(t, "gbk", s)) }
	misread := func(label, s string) string { return string(mustLookup(t, label).Decode([]byte(s)).UTF8) }
	for _, tt := range []struct{ name, in, want, done string }{
		{
			"UTF-8 banner in a GBK page", "<h1>" + banner + "</h1><p>" + gbk(body+body) + "</p>", "<h1>" + banner + "</h1><p>" + body + body + "</p>",
			"[4+12 UTF-8]",
		},
		{
			"GBK headline in a UTF-8 page", "<h1>" + gbk(banner) + "</h1><p>" + body + body + "</p>", "<h1>" + banner + "</h1><p>" + body + body + "</p>",
			"[4+8 GBK]",
		},
		{
			"read as windows-1252 before", "<h1>" + misread("windows-1252", banner) + "</h1><p>" + body + "</p>", "<h1>" + banner + "</h1><p>" + body + "</p>",
			"[4+28 UTF-8 through windows-1252]",
		},
		{
			"read as GBK before", "<h1>" + misread("gbk", banner) + "</h1><p>" + body + "</p>", "<h1>" + banner + "</h1><p>" + body + "</p>",
			"[4+18 UTF-8 through GBK]",
		},
		{"nothing to mend", "<p>" + gbk(body), "<p>" + body, "[]"},
		{"nothing to mend in UTF-8", "<p>café — naïve</p>" + body, "<p>café — naïve</p>" + body, "[]"},
		{"nothing at all", "", "", "[]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text, done := Mend([]byte(tt.in), Hints{})
			said := []string{}
			for _, m := range done {
				s := fmt.Sprintf("%d+%d %s", m.Offset, m.Length, m.As)
				if m.Through != nil {
					s += fmt.Sprintf(" through %s", m.Through)
				}
				said = append(said, s)
			}
			if string(text.UTF8) != tt.want || text.Invalid != 0 || fmt.Sprint(said) != tt.done {
				t.Errorf("got %q, %v; want %q, %s", text.UTF8, said, tt.want, tt.done)
			}
		})
	}
}

func TestMendTellsWhatItDid(t *testing.T) {
	t.Parallel()
	const banner, body = "新闻频道", "市政府昨天上午召开新闻发布会，介绍今年以来的主要情况。"
	misread := func(label string) string { return string(mustLookup(t, label).Decode([]byte(banner)).UTF8) }
	for _, tt := range []struct {
		name, in, was, became string
		lost                  bool
	}{
		{"windows-1252", misread("windows-1252"), misread("windows-1252"), banner, false},
		{"GBK", misread("gbk"), misread("gbk"), banner, false},
		{"GBK with a byte destroyed", strings.TrimSuffix(misread("gbk"), "亾") + "?", "", "新闻频", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, done := Mend([]byte("<h1>"+tt.in+"</h1><p>"+body+body+"</p>"), Hints{})
			if len(done) != 1 {
				t.Fatalf("mended %d parts of %q, want 1", len(done), tt.in)
			}
			m := done[0]
			if tt.was != "" && m.Was != tt.was || !strings.HasPrefix(m.Became, tt.became) || (m.Lost > 0) != tt.lost || m.Sure < 0.9 || m.Sure > 1 {
				t.Errorf("%+v", m)
			}
		})
	}
}

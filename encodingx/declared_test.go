package encodingx

import (
	"fmt"
	"strings"
	"testing"
)

func TestDeclared(t *testing.T) {
	t.Parallel()
	pad := strings.Repeat("<p>x</p>\n", 500)
	for _, tt := range []struct{ name, http, page, want string }{
		{"none", "", "<p>", ""},
		{"meta charset", "", `<meta charset="gbk">`, "meta gbk 15"},
		{"meta without quotes", "", `<meta charset=gbk>`, "meta gbk 14"},
		{"meta in upper case", "", `<META CHARSET='Big5'/>`, "meta Big5 15"},
		{"meta http-equiv", "", `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, "meta gb2312 60"},
		{"attributes in the other order", "", `<meta content="text/html;charset=gb2312" http-equiv=content-type>`, "meta gb2312 33"},
		{"quoted inside content", "", `<meta http-equiv=content-type content='text/html; charset="big5"'>`, "meta big5 59"},
		{"content without http-equiv", "", `<meta name=x content="text/html; charset=gb2312">`, ""},
		{"slash after the name", "", `<meta/charset=gbk>`, "meta gbk 14"},
		{"not meta", "", `<metal charset=gbk>`, ""},
		{"in a comment", "", `<!-- <meta charset=big5> --><meta charset=gbk>`, "meta gbk 42"},
		{"comment without an end", "", `<!-- <meta charset=big5>`, ""},
		{"in an attribute", "", `<a title="<meta charset=big5>"><meta charset=gbk>`, "meta gbk 45"},
		{"in a processing instruction", "", `<?php <meta charset=big5>`, ""},
		{"past 4,096 bytes", "", pad + `<meta charset=gbk>`, "meta gbk 4514"},
		{"several", "", `<meta charset=gbk><meta charset=big5>`, "meta gbk 14, meta big5 32"},
		{"empty label", "", `<meta charset="">`, ""},
		{"value without an end", "", `<meta charset="gbk`, ""},
		{"XML declaration", "", `<?xml version="1.0" encoding="gb2312"?><rss>`, "xml gb2312 30"},
		{"XML after blank lines, spaces round the sign", "", "\r\n <?xml version='1.0' encoding = 'Big5' ?>", "xml Big5 35"},
		{"XML without encoding", "", `<?xml version="1.0"?>`, ""},
		{"XML cut off", "", `<?xml version="1.0" encoding="gb2312"`, ""},
		{"all three", "ISO-8859-1", `<?xml version="1.0" encoding="gbk"?><meta charset=utf-8>`, "http ISO-8859-1 -1, xml gbk 30, meta utf-8 50"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range declared(nil, []byte(tt.page), Hints{HTTPCharset: tt.http}) {
				got = append(got, fmt.Sprint(d.By, " ", d.Label, " ", d.Offset))
				if d.Offset >= 0 && !strings.HasPrefix(tt.page[d.Offset:], d.Label) {
					t.Errorf("%q is not at offset %d", d.Label, d.Offset)
				}
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got %q; want %q", s, tt.want)
			}
			if d := declared(nil, []byte(tt.page), Hints{HTTPCharset: tt.http, IgnoreDeclared: true}); len(d) > 0 {
				t.Errorf("IgnoreDeclared: got %v", d)
			}
		})
	}
}

// Markup that is made to be slow must not be.
func TestDeclaredIsLinear(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"<", "<meta ", "<!--", "<a ", "<meta content=charset", "<meta content='charset charset=", "=", "<a '", "<a b=\"", "</"} {
		page := []byte(strings.Repeat(unit, 1<<20/len(unit)))
		if got := declared(nil, page, Hints{}); len(got) > maxDeclarations {
			t.Errorf("%q: got %d declarations", unit, len(got))
		}
	}
}

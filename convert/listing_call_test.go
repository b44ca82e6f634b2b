package convert

import (
	"strings"
	"testing"
	"unicode"
)

// TestScriptReading reads the pieces of scripts that tell where a call leads.
func TestScriptReading(t *testing.T) {
	long := strings.Repeat("n", nameLongest)
	for _, c := range []struct{ name, script, function, params string }{
		{"declared", "x; function open1 (a, b) {", "open1", "a, b"},
		{"assigned", "var show = function(id){", "show", "id"},
		{"assigned to a member", "page.show=function( id )\n{", "show", " id "},
		{"the second of two", "function (a) { function b() {", "b", ""},
		{"without a name", "x(function(a) {", "", ""},
		{"a name that begins with a digit", "function 1a() {", "", ""},
		{"the longest name", "function " + long + "() {", long, ""},
		{"a longer name", "function " + long + "n() {", "", ""},
		{"the most parameters", "function f(" + strings.Repeat("字", paramsLongest) + "){", "f", strings.Repeat("字", paramsLongest)},
		{"more parameters", "function f(" + strings.Repeat("字", paramsLongest+1) + "){", "", ""},
		{"no body", "function f(a)", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			name, params, begin := nextFunction(c.script, 0)
			if begin < 0 {
				name, params = "", ""
			}
			if name != c.function || params != c.params {
				t.Errorf("got %q(%q); want %q(%q)", name, params, c.function, c.params)
			}
		})
	}
	for script, want := range map[string]string{
		"location.href = 'a'": "'a'", "location='a'": "'a'", "location.replace( 'a')": "'a')", "window.open('a')": "'a')", "location.assign('a')": "'a')",
		"reopen('a')": "", "location.reload()": "", "locate(); open (u)": "u)",
	} {
		got := ""
		if at := nextOpening(script, 0); at >= 0 {
			got = script[at:]
		}
		if got != want {
			t.Errorf("%s opens %q; want %q", script, got, want)
		}
	}
	for call, want := range map[string]string{
		"javascript: return show('1')": "show", "show(1)": "show", "return(1)": "return", "javascript(1)": "javascript", "a.show(1)": "", " return\tshow (1)": "show",
	} {
		if got, _ := calledName(call); got != want {
			t.Errorf("%s calls %q; want %q", call, got, want)
		}
	}
}

// TestQuickCharacters compares the short ways of text.go with the long ones.
func TestQuickCharacters(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if s := "A" + string(r) + "。"; lower(s) != strings.ToLower(s) || hasWordRune(s[1:]) != strings.ContainsFunc(s[1:], isWordRune) {
			t.Errorf("%U: lower %q, has a letter %v", r, lower(s), hasWordRune(s[1:]))
		}
		if isWordRune(r) != (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			t.Errorf("%U: is a letter %v", r, isWordRune(r))
		}
	}
}

// TestLinkBesideItsList reads a list to which a link is joined that stands outside of its element and looks like its items.
func TestLinkBesideItsList(t *testing.T) {
	body := `<meta charset=utf-8><dl><dt>相关模块</dt><dd><a class="m" href="a.html">防汛物资储备检查结果</a> <a class="m" href="b.html">古镇灯会持续到正月十六</a>
<a class="m" href="c.html">老街修缮工程今日动工了</a></dd></dl><p><a class="m" href="d.html">全市经济工作会议今日召开</a></p>`
	r, err := Convert(Page{Body: []byte(body), URL: testAddress}, Options{Kind: KindListing})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Listings) == 0 || len(r.Listings[0].Items) < 3 {
		t.Errorf("got %+v; want the links", r.Listings)
	}
}

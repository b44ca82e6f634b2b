package validate

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"strings"
	"testing"
)

// faulty is a document with findings of each level.
const faulty = utf8Decl + "<opml version=\"1.1\">\n<head><title>中文</title></head>\n<body><outline text=\"國務院\" type=\"xx\"/>\n<outline type=\"rss\" text=\"a\" xmlUrl=\"a b\"/></body>\n</opml>\n"

func print(t *testing.T, format OutputFormat, docs ...string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, format)
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		r, err := Validate([]byte(doc), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add("a,b/f.opml", []byte(doc), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	t.Parallel()
	want := `a,b/f.opml:4:33: warning: the type "xx" of the outline means nothing in OPML 1 [outline-type]
    <body><outline text="國務院" type="xx"/>
                                       ^
a,b/f.opml:5:1: warning: the outline of type rss has no title [missing-outline-title]
    <outline type="rss" text="a" xmlUrl="a b"/></body>
    ^
a,b/f.opml:5:38: error: the address "a b" has the character ' ', which has to be percent-encoded [uri-character]
    <outline type="rss" text="a" xmlUrl="a b"/></body>
                                         ^
a,b/f.opml: opml1.1 not valid: 1 error, 2 warnings
`
	if got := print(t, OutputText, faulty); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := print(t, OutputText, utf8Decl+smallOPML); got != "a,b/f.opml: opml2.0 valid: no findings\n" {
		t.Errorf("got %q", got)
	}
}

func TestTextCutsLinesAndRepeats(t *testing.T) {
	t.Parallel()
	doc := utf8Decl + "<opml version=\"2.0\"><head/><body>" + strings.Repeat("<outline/>", 30) + "</body></opml>"
	got := print(t, OutputText, doc)
	if n := strings.Count(got, "[missing-attribute]\n    …"); n != maxRepeats-3 {
		t.Errorf("%d findings with a cut line in\n%s", n, got)
	}
	if !strings.Contains(got, "20 more of [missing-attribute]") {
		t.Errorf("the repeats are not counted in\n%s", got)
	}
	for line := range strings.Lines(got) {
		if len([]rune(line)) > 160 {
			t.Errorf("line of %d characters", len([]rune(line)))
		}
	}
}

func TestJSONLines(t *testing.T) {
	t.Parallel()
	want := `{"path":"a,b/f.opml","rule":"outline-type","level":"warning","line":4,"column":33,"offset":133,"element":"/opml/body/outline[1]","message":"the type \"xx\" of the outline means nothing in OPML 1","fixable":false,"w3c":"InvalidOutlineType"}
{"path":"a,b/f.opml","rule":"missing-outline-title","level":"warning","line":5,"column":1,"offset":139,"element":"/opml/body/outline[2]","message":"the outline of type rss has no title","fixable":true,"w3c":"MissingTitleAttr"}
{"path":"a,b/f.opml","rule":"uri-character","level":"error","line":5,"column":38,"offset":176,"element":"/opml/body/outline[2]","message":"the address \"a b\" has the character ' ', which has to be percent-encoded","fixable":true,"w3c":"InvalidUriChar"}
{"path":"a,b/f.opml","format":"opml1.1","valid":false,"errors":1,"warnings":2,"infos":0}
`
	if got := print(t, OutputJSONL, faulty); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := print(t, OutputJSONL, `{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":1,"content_text":"a"}]}`); strings.Contains(got, "w3c") {
		t.Errorf("a rule without W3C class has one in %s", got)
	}
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	got := print(t, OutputGitHub, faulty)
	for _, want := range []string{
		"::warning file=a%2Cb/f.opml,line=4,col=33,title=outline-type::the type \"xx\"",
		"::warning file=a%2Cb/f.opml,line=5,col=1,title=missing-outline-title::",
		"::error file=a%2Cb/f.opml,line=5,col=38,title=uri-character::",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	var log struct {
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name  string
					Rules []struct{ ID, HelpURI string }
				}
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(print(t, OutputSARIF, faulty, faulty)), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != 6 || len(log.Runs[0].Tool.Driver.Rules) != 3 {
		t.Fatalf("log is %+v", log)
	}
	levels := map[string]bool{}
	for _, res := range log.Runs[0].Results {
		levels[res.Level] = true
		if rule := log.Runs[0].Tool.Driver.Rules[res.RuleIndex]; rule.ID != res.RuleID || rule.HelpURI == "" {
			t.Errorf("result %s points at rule %+v", res.RuleID, rule)
		}
		if at := res.Locations[0].PhysicalLocation; at.ArtifactLocation.URI != "a,b/f.opml" || at.Region.StartLine < 4 || at.Region.StartColumn < 1 {
			t.Errorf("place is %+v", at)
		}
	}
	if !levels["warning"] || !levels["error"] {
		t.Errorf("levels are %v", levels)
	}
	if err := json.Unmarshal([]byte(print(t, OutputSARIF)), &log); err != nil {
		t.Errorf("a log of nothing: %v", err)
	}
}

func TestJUnit(t *testing.T) {
	t.Parallel()
	var suites struct {
		Suites []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Cases    []struct {
				Failure *struct {
					Type string `xml:"type,attr"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(print(t, OutputJUnit, faulty, utf8Decl+smallOPML)), &suites); err != nil {
		t.Fatal(err)
	}
	if len(suites.Suites) != 2 || suites.Suites[0].Tests != 3 || suites.Suites[0].Failures != 3 || suites.Suites[1].Tests != 1 || len(suites.Suites[0].Cases) != 3 {
		t.Errorf("suites are %+v", suites)
	}
}

// failing is a writer that cannot write.
type failing struct{}

var errFull = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriterFails(t *testing.T) {
	t.Parallel()
	if _, err := NewWriter(nil, "html"); err == nil || !strings.Contains(err.Error(), "sarif") {
		t.Errorf("unknown format: %v", err)
	}
	for _, f := range OutputFormats() {
		w, err := NewWriter(failing{}, f)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := Validate([]byte(faulty), Options{})
		if err := w.Add("f", nil, r); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
		if err := w.Close(); !errors.Is(err, errFull) {
			t.Errorf("%s: Close: %v", f, err)
		}
	}
}

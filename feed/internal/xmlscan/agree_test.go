package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// stdEvents is what encoding/xml makes of a document, in the form of ourEvents.
func stdEvents(doc []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(doc))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			fmt.Fprintf(&b, "<%s %s", t.Name.Space, t.Name.Local)
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
					continue
				}
				fmt.Fprintf(&b, " %s|%s=%q", a.Name.Space, a.Name.Local, a.Value)
			}
			b.WriteByte('>')
		case xml.EndElement:
			b.WriteString("</>")
		case xml.CharData:
			b.Write(t)
		}
	}
}

// ourEvents leaves out what encoding/xml does not tell apart: text and CDATA, text outside the root.
func ourEvents(doc []byte) (string, []Error) {
	var b strings.Builder
	s := New(doc, Options{MaxDepth: -1, MaxAttributes: -1, MaxToken: -1, MaxBytes: -1})
	for s.Next() {
		switch t := s.Token(); t.Kind {
		case StartTag:
			fmt.Fprintf(&b, "<%s %s", t.Name.Space, t.Name.Local)
			for _, a := range t.Attrs {
				if a.Space == XMLNSSpace {
					continue
				}
				// encoding/xml does not normalise white space in values
				fmt.Fprintf(&b, " %s|%s=%q", a.Space, a.Local, AppendText(nil, a.Value))
			}
			b.WriteByte('>')
		case EndTag:
			b.WriteString("</>")
		case Text:
			b.Write(AppendText(nil, t.Data))
		case CDATA:
			b.Write(AppendLines(nil, t.Data))
		}
	}
	return b.String(), s.Errors()
}

// agree compares the two readings of a document. Where we find no fault, encoding/xml has to accept the
// document with the same events, but for what it does not support.
func agree(t *testing.T, doc []byte) {
	t.Helper()
	ours, errs := ourEvents(doc)
	if len(errs) > 0 {
		return
	}
	if bytes.Contains(doc, []byte("<!")) && !bytes.Contains(doc, []byte("<![CDATA[")) || bytes.Contains(doc, []byte("<!D")) || bytes.Contains(doc, []byte("<!d")) {
		return // encoding/xml knows neither declared entities nor quoting in DOCTYPE
	}
	theirs, err := stdEvents(bytes.TrimPrefix(doc, bom))
	if err != nil {
		t.Fatalf("we accept what encoding/xml refuses (%v): %q", err, doc)
	}
	trim := func(s string) string {
		_, after, _ := strings.Cut(s, "<")
		if i := strings.LastIndexByte(after, '>'); i >= 0 {
			after = after[:i+1]
		}
		return after
	}
	if trim(ours) != trim(theirs) {
		t.Fatalf("events differ for %q\n ours %q\ntheirs %q", doc, trim(ours), trim(theirs))
	}
}

var agreeSeeds = []string{
	`<a/>`, `<a b="c">d</a>`, `<a xmlns="u"><b xmlns:c="v" c:d="e"/></a>`, "<?xml version='1.0' encoding='UTF-8'?>\n<a>x<!-- y --><![CDATA[z]]>&lt;&#65;</a>\n",
	"<a>1\r\n2\r3</a>", `<a><b></a></b>`, `<a b='"' c="'"/>`, "<新聞>x</新聞>", `<a>&nbsp;</a>`, `<a b=c d>e</a>`, "<a>\x00</a>", "<a>\xff</a>", `<a:b xmlns:a="c"/>`, `<a>]]></a>`, `<?b c?><a/>`,
	`<a xml:lang="zh"/>`, `<a><b/><b/></a>x`, `x<a/>`, `<a>`, `</a>`, `<a b="<"/>`, `<a b="1" b="2"/>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "<a b=\"c\td\"/>", "\uFEFF<a/>",
}

func TestAgreesWithEncodingXML(t *testing.T) {
	t.Parallel()
	for _, doc := range agreeSeeds {
		agree(t, []byte(doc))
	}
	doc := sampleFeed(5)
	agree(t, []byte(doc))
	if _, errs := ourEvents([]byte(doc)); len(errs) > 0 {
		t.Errorf("the sample has faults: %v", errs)
	}
}

func FuzzScan(f *testing.F) {
	for _, doc := range agreeSeeds {
		f.Add([]byte(doc))
	}
	f.Add([]byte(sampleFeed(1)))
	f.Fuzz(func(t *testing.T, doc []byte) {
		checkTokens(t, doc)
		agree(t, doc)
	})
}

// checkTokens holds the properties of tokens: in order, inside the document, nested, faults in bounds.
func checkTokens(t *testing.T, doc []byte) {
	t.Helper()
	s := New(doc, Options{})
	depth, pos, n := 0, 0, 0
	for s.Next() {
		tok := s.Token()
		if tok.Start < pos || tok.End < tok.Start || tok.End > len(doc) {
			t.Fatalf("token %d at %d..%d after %d", tok.Kind, tok.Start, tok.End, pos)
		}
		pos = tok.Start
		if tok.Data != nil && !bytes.Equal(tok.Data, doc[tok.DataStart:tok.DataStart+len(tok.Data)]) {
			t.Fatalf("data is not at its offset")
		}
		for _, a := range tok.Attrs {
			if !bytes.Equal(a.Value, doc[a.ValueStart:a.ValueEnd]) || a.Start < tok.Start || a.ValueEnd > tok.End {
				t.Fatalf("attribute is not at its offsets")
			}
		}
		switch tok.Kind {
		case StartTag:
			depth++
		case EndTag:
			depth--
		}
		if depth < 0 || depth != s.Depth() {
			t.Fatalf("depth %d, Depth() = %d", depth, s.Depth())
		}
		if n++; n > 4*len(doc)+4 {
			t.Fatal("more tokens than the document can hold")
		}
	}
	if depth != 0 {
		t.Fatalf("%d elements stay open", depth)
	}
	for _, e := range s.Errors() {
		if e.Start < 0 || e.End < e.Start || e.End > len(doc) {
			t.Fatalf("fault %s at %d..%d", e.Code, e.Start, e.End)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	doc := []byte(sampleFeed(1000))
	b.Run("xmlscan", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			drain(doc)
		}
	})
	b.Run("encoding-xml", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			d := xml.NewDecoder(bytes.NewReader(doc))
			for {
				if _, err := d.Token(); err != nil {
					break
				}
			}
		}
	})
}

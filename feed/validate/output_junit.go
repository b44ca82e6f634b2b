package validate

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"
)

// junitPrinter prints JUnit XML: a suite a document, a test case a finding, or one that passes.
type junitPrinter struct{ began bool }

func (p *junitPrinter) begin(w *bufio.Writer) {
	if !p.began {
		p.began = true
		_, _ = w.WriteString(xml.Header + "<testsuites name=\"portalfeed validate\">\n") // Flush returns the error
	}
}

func (p *junitPrinter) add(w *bufio.Writer, path string, r *Report) error {
	p.begin(w)
	name := escapeXML(path)
	tests := max(len(r.Findings), 1)
	fmt.Fprintf(w, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n", name, tests, r.Errors+r.Warnings)
	if len(r.Findings) == 0 {
		fmt.Fprintf(w, "<testcase classname=\"%s\" name=\"valid\"/>\n", name)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		place := fmt.Sprintf("%s:%d:%d", path, f.Pos.Line, f.Pos.Column)
		fmt.Fprintf(w, "<testcase classname=\"%s\" name=\"%s\">", name, escapeXML(fmt.Sprintf("%s %d:%d", f.Rule, f.Pos.Line, f.Pos.Column)))
		body := escapeXML(fmt.Sprintf("%s: %s: %s [%s] %s", place, f.Level, f.Message, f.Rule, f.Pos.Path))
		if f.Level == Info {
			fmt.Fprintf(w, "<system-out>%s</system-out>", body)
		} else {
			fmt.Fprintf(w, "<failure type=\"%s\" message=\"%s\">%s</failure>", f.Level, escapeXML(f.Message), body)
		}
		fmt.Fprint(w, "</testcase>\n")
	}
	fmt.Fprint(w, "</testsuite>\n")
	return nil
}

func (p *junitPrinter) close(w *bufio.Writer) error {
	p.begin(w)
	_, err := w.WriteString("</testsuites>\n")
	return err
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

package validate

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// OutputFormat is a way to print reports.
type OutputFormat string

// The output formats.
const (
	OutputText   OutputFormat = "text"   // for people: place, message, the source line with a caret
	OutputJSONL  OutputFormat = "jsonl"  // one object per finding, then one per document
	OutputSARIF  OutputFormat = "sarif"  // SARIF 2.1.0, one run
	OutputJUnit  OutputFormat = "junit"  // JUnit XML, one test suite per document
	OutputGitHub OutputFormat = "github" // workflow commands that annotate a change
)

// OutputFormats returns the output formats, the default first.
func OutputFormats() []OutputFormat {
	return []OutputFormat{OutputText, OutputJSONL, OutputSARIF, OutputJUnit, OutputGitHub}
}

// printer prints reports in one format.
type printer interface {
	add(w *bufio.Writer, path string, r *Report) error
	close(w *bufio.Writer) error
}

// Writer prints reports one after the other. It is not safe for concurrent use.
type Writer struct {
	w   *bufio.Writer
	p   printer
	err error
}

// errClosed is what a Writer says after Close.
var errClosed = errors.New("writing report: the writer is closed")

// NewWriter returns a Writer to w. It fails when there is no such format.
func NewWriter(w io.Writer, f OutputFormat) (*Writer, error) {
	var p printer
	switch f {
	case OutputText:
		p = textPrinter{}
	case OutputJSONL:
		p = jsonlPrinter{}
	case OutputSARIF:
		p = &sarifPrinter{}
	case OutputJUnit:
		p = &junitPrinter{}
	case OutputGitHub:
		p = githubPrinter{}
	default:
		names := make([]string, 0, len(OutputFormats()))
		for _, o := range OutputFormats() {
			names = append(names, string(o))
		}
		return nil, fmt.Errorf("choosing output format: %q is none of %s", f, strings.Join(names, ", "))
	}
	return &Writer{w: bufio.NewWriter(w), p: p}, nil
}

// Add prints the report of the document doc, which the user knows as path, and flushes it.
// The document is needed only for a report that was not made by Validate in this process; nil is allowed.
func (w *Writer) Add(path string, doc []byte, r *Report) error {
	if w.err != nil {
		return w.err
	}
	if r.text == nil {
		copied := *r
		copied.text = doc
		r = &copied
	}
	if err := w.p.add(w.w, path, r); err != nil {
		w.err = fmt.Errorf("writing report of %s: %w", path, err)
		return w.err
	}
	if err := w.w.Flush(); err != nil {
		w.err = fmt.Errorf("writing report of %s: %w", path, err)
	}
	return w.err
}

// Close writes what ends the output. It does not close the underlying writer.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	err := w.p.close(w.w)
	if err == nil {
		err = w.w.Flush()
	}
	w.err = errClosed
	if err != nil {
		return fmt.Errorf("ending report: %w", err)
	}
	return nil
}

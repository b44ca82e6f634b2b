package cli

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// The objects on stdout. Their fields are described in docs/json-output.md and only ever added to.
// Strings without a value are "", lists without an element are [], never null.

// failedInput stands in the place of an input that failed.
type failedInput struct {
	Path   string `json:"path"`
	Error  string `json:"error"`
	Reason string `json:"reason,omitempty"`
}

type detectOutput struct {
	Path       string            `json:"path"`
	Encoding   string            `json:"encoding"`
	By         string            `json:"by"`
	Certain    bool              `json:"certain"`
	Candidates []candidateOutput `json:"candidates"`
	Declared   []declaredOutput  `json:"declared"`
	Invalid    int               `json:"invalid"`
}

type candidateOutput struct {
	Encoding string  `json:"encoding"`
	Score    float64 `json:"score"`
}

type declaredOutput struct {
	By     string `json:"by"`
	Label  string `json:"label"`
	Offset *int   `json:"offset,omitempty"` // absent for HTTP, which is not in the bytes
}

type transcodeReport struct {
	Encoding  string          `json:"encoding"`
	Bytes     int64           `json:"bytes"`
	Invalid   []invalidOutput `json:"invalid"`
	Count     int             `json:"invalid_count"`
	Truncated bool            `json:"truncated"`
	Mended    []mendedOutput  `json:"mended,omitempty"` // with --mend only
}

type invalidOutput struct {
	Offset int64  `json:"offset"`
	Bytes  string `json:"bytes"`
	Reason string `json:"reason"`
}

type dateOutput struct {
	Raw       string `json:"raw"`
	Date      string `json:"date"`
	Precision string `json:"precision"`
}

type failedDate struct {
	Raw   string `json:"raw"`
	Error string `json:"error"`
}

// jsonLine is v as one line. Every v is a struct of this file, which always marshals.
func jsonLine(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("cli: output type %T does not marshal: %v", v, err))
	}
	return b.Bytes()
}

// newDetectOutput is what detect says about one input.
func newDetectOutput(path string, d encodingx.Detection) detectOutput {
	o := detectOutput{
		Path: path, Encoding: encodingName(d.Encoding), By: string(d.By), Certain: d.Certain,
		Candidates: make([]candidateOutput, 0, len(d.Candidates)),
		Declared:   make([]declaredOutput, 0, len(d.Declared)),
		Invalid:    d.Invalid,
	}
	for _, c := range d.Candidates {
		o.Candidates = append(o.Candidates, candidateOutput{encodingName(c.Encoding), c.Score})
	}
	for _, c := range d.Declared {
		out := declaredOutput{By: string(c.By), Label: c.Label}
		if c.Offset >= 0 {
			out.Offset = &c.Offset
		}
		o.Declared = append(o.Declared, out)
	}
	return o
}

// precisionName is the precision of a date, "" without one.
func precisionName(d dates.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Precision.String()
}

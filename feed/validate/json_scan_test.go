package validate

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestJSONErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		doc string
		off int // -1: none
	}{
		{`{"a": [1, -2.5e3, true, false, null, "x\u00e9\ud83d\ude00\n"]}`, -1},
		{"\uFEFF{}", -1},
		{`{"a" 1}`, 5},
		{`{"a": 1,}`, 8},
		{`{"a": 1 "b"}`, 8},
		{`{a: 1}`, 1},
		{`[1, 2`, 5},
		{`[01]`, 1},
		{`[1.]`, 1},
		{`["a`, 3},
		{"[\"a\nb\"]", 3},
		{`["\x"]`, 2},
		{`[nul]`, 1},
		{`{} x`, 3},
		{``, 0},
		{strings.Repeat("[", 300), maxJSONDepth + 1},
	}
	for _, tt := range tests {
		d := jsonDoc{src: tt.doc}
		err := d.parse()
		switch {
		case err == nil && tt.off >= 0:
			t.Errorf("%.30q: no error; want one at %d", tt.doc, tt.off)
		case err != nil && err.off != tt.off:
			t.Errorf("%.30q: %s at %d; want %d", tt.doc, err.msg, err.off, tt.off)
		}
	}
}

func TestJSONText(t *testing.T) {
	t.Parallel()
	d := jsonDoc{src: `["x\u00e9\ud83d\ude00\n\/\ud800", "plain"]`}
	if err := d.parse(); err != nil {
		t.Fatal(err.msg)
	}
	if got := d.text(2); got != "xé😀\n/\uFFFD" {
		t.Errorf("text = %q", got)
	}
	if got := d.text(3); got != "plain" {
		t.Errorf("text = %q", got)
	}
}

// FuzzJSON compares the scanner with encoding/json.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e3,true,null,"x\u00e9"]}`, `[`, `[1,]`, `"\ud800"`, `{"a":1,"a":2}`, `[1e999]`, `-`, `[0.]`, `{"":{}}`, ` 1 `} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := jsonDoc{src: s}
		err := d.parse()
		if strings.HasPrefix(s, "\uFEFF") || strings.Count(s, "[")+strings.Count(s, "{") > maxJSONDepth {
			return
		}
		if valid := json.Valid([]byte(s)); valid != (err == nil) {
			t.Fatalf("%q: encoding/json says valid = %v, we say %v", s, valid, err)
		}
	})
}

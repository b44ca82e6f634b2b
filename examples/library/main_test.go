package main

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the golden output anew")

func TestRun(t *testing.T) {
	var out, log bytes.Buffer
	if err := run(&out, &log, "page.htm", "http://www.bailu.example/xw/index.htm"); err != nil {
		t.Fatal(err)
	}
	if got, want := log.String(), "page.htm is in GBK, by meta\n5 items, 0 errors, 0 warnings\n"; got != want {
		t.Errorf("log is %q; want %q", got, want)
	}
	if *update {
		if err := os.WriteFile("golden.atom", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("golden.atom")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("feed is\n%s\nwant\n%s", out.Bytes(), want)
	}
}

func TestRunFails(t *testing.T) {
	var out, log bytes.Buffer
	if err := run(&out, &log, "missing.htm", ""); err == nil || out.Len() > 0 {
		t.Errorf("a missing page gives %v and %q", err, out.String())
	}
}

package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the program by its name: the test binary then is the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		programName: func() { os.Exit(Main(context.Background(), ProcessEnv())) },
	})
}

// TestScripts runs the command lines of testdata/script. Each script tells one subcommand: what it does, what it says
// about bad input, and its exit codes.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":  scriptCode,
			"bytes": scriptBytes,
			"nest":  scriptNest,
		},
	})
}

// scriptCode runs a command that must end with an exit code: code 3 portalfeed detect missing.html.
func scriptCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d; want %d", got, want)
	}
}

// scriptBytes writes a file of bytes given in hexadecimal: bytes image.png 89504e470d0a1a0a.
func scriptBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: bytes FILE HEX...")
	}
	b, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// scriptNest writes a page whose article stands in N open elements: nest deep.html 100000.
func scriptNest(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: nest FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	paragraph := "<p>首屆中國質量發展論壇二十五日在京舉行,會議強調要貫徹落實質量發展綱要,加快建設質量強國。</p>\n"
	page := "<html><head><meta charset=utf-8><title>質量發展綱要</title></head><body><h1>質量發展綱要</h1>\n" +
		strings.Repeat("<div>", n) + strings.Repeat(paragraph, 5) + "</body></html>\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(page), 0o600))
}

package validate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// divergence is a difference from the W3C Feed Validation Service that is deliberate.
type divergence struct{ path, class, sign, reason string }

const divergencesFile = "../../docs/divergences.tsv"

func readDivergences(t *testing.T) []divergence {
	t.Helper()
	b, err := os.ReadFile(divergencesFile)
	if err != nil {
		t.Fatal(err)
	}
	var out []divergence
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "path\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[2] != "+" && f[2] != "-" || f[3] == "" || strings.Contains(f[1], "*") {
			t.Fatalf("%s: %q is not path, class, + or - and reason", divergencesFile, line)
		}
		out = append(out, divergence{f[0], f[1], f[2], f[3]})
	}
	return out
}

// divergencesHead begins docs/divergences.md.
const divergencesHead = `# Differences from the W3C Feed Validation Service

<!-- The table is generated from divergences.tsv by go test ./feed/validate -update. -->

Each rule names the message class of the service that it corresponds to (*W3C* in [rules.md](rules.md)). Where the two
disagree, one of these is the reason:

- **HTML.** The elements of HTML as it is now are known (` + "`search`, `hgroup`, `bdi`, `picture` …" + `), and so are custom elements and harmless styles
  (` + "`max-width`, `border-radius`, `object-fit` …" + `). A margin, border or padding is taken for dangerous when it is negative or has four digits,
  not from three on. An ampersand that begins no reference is allowed where HTML allows it, and ` + "`--`" + ` in a comment. An address is looked at wherever it
  stands in its tag; one that is a script counts as one.
- **Registries.** Link relations, URI schemes and language tags are those that IANA lists today. Namespaces published since are known.
- **RFCs.** Identifiers of Atom are IRIs (RFC 4287), so that one with Chinese characters is no error, and a ` + "`category`" + ` may have content that means nothing
  (4.2.2). Content of a ` + "`multipart`" + ` or ` + "`message`" + ` type is an error (4.1.3.1), types are compared without case, and one with an asterisk is none (RFC 6838).
  The form of URNs is that of RFC 8141, which allows a slash, that of tags RFC 4151, which allows capitals, and that of addresses RFC 3986, with hosts in brackets.
  A fraction of a second has a digit (RFC 3339), hours, minutes and zones have their limits. Dots and hyphens of addresses stand where RFC 5321 allows them.
- **Encodings.** A document without declaration is UTF-8. GBK, Big5 and the others that browsers know are decoded.
- **After a fault.** The service stops at the first fault of XML or of the HTML in an element. Here the rest is checked, but nothing is reported
  as missing in an element that holds such a fault.
- **Modules.** Elements of modules of which the service knows only the name (` + "`company`, `email`, `soap`, Google Base in channels …" + `) are not reported as undefined.
- **Values.** The position of a window in OPML may be negative (OPML 2.0 says "a number"), and ` + "`docs`" + ` stands in its head; the address of a feed (` + "`xmlUrl`" + `) is checked.
  A self link with another scheme than http is not called relative. A first path segment with a colon is malformed (RFC 3986, section 4.2), not
  an unregistered scheme. A percent sign without two hexadecimal digits is a fault in guids and links, too. ` + "`itunes:complete`" + ` is known.
- **Once.** One fault is reported by one rule, at the place where it is: a second link at that link, not at the end of its entry. What follows from it is not.
- **JSON Feed** is checked by rules of its own, which the service does not have.

The cases of the service on which the classes differ, each with its reason:

| case | class | we | reason |
|---|---|---|---|
`

func TestDivergences(t *testing.T) {
	t.Parallel()
	list := readDivergences(t)
	var b bytes.Buffer
	b.WriteString(divergencesHead)
	for _, d := range list {
		we := "report it"
		if d.sign == "-" {
			we = "do not"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", markdown(d.path), d.class, we, markdown(d.reason))
	}
	const file = "../../docs/divergences.md"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s is not what %s says; run go test ./feed/validate -update", file, divergencesFile)
	}
}

// TestDivergencesAreAll compares the classes found on the cases of the service with those that it found.
func TestDivergencesAreAll(t *testing.T) {
	t.Parallel()
	corpus := filepath.Join("..", "..", "..", "shared", "corpus", "feeds")
	golden, err := os.Open(filepath.Join(corpus, "golden.jsonl"))
	if err != nil {
		t.Skip("skipped: the cases of the service are not beside the checkout: ", err)
	}
	defer golden.Close() //nolint:errcheck // nothing was written
	want := map[string]bool{}
	for _, d := range readDivergences(t) {
		want[d.path+" "+d.sign+d.class] = true
	}
	lines := bufio.NewScanner(golden)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v struct {
			Path   string
			Events []struct{ Class, Level string }
		}
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		doc, err := os.ReadFile(filepath.Join(corpus, "feedvalidator", filepath.FromSlash(v.Path)))
		if err != nil {
			t.Fatal(err)
		}
		r := validate(t, string(doc), Options{URL: "http://www.feedvalidator.org/testcases/" + v.Path, Now: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
		ours, theirs := map[string]bool{}, map[string]bool{}
		for _, f := range r.Findings {
			if rule, _ := Lookup(f.Rule); f.Level != Info {
				ours[rule.W3C] = true
			}
		}
		for _, e := range v.Events {
			if e.Level != "info" {
				theirs[e.Class] = true
			}
		}
		for class := range ours {
			if key := v.Path + " +" + class; !theirs[class] && !want[key] {
				t.Errorf("%s is in no list", key)
			} else if !theirs[class] {
				delete(want, key)
			}
		}
		for class := range theirs {
			if key := v.Path + " -" + class; !ours[class] && !want[key] {
				t.Errorf("%s is in no list", key)
			} else if !ours[class] {
				delete(want, key)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		t.Errorf("%s is listed, but there is no such difference", key)
	}
}

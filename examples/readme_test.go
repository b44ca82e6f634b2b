// Package examples_test holds the README to what is tested.
package examples_test

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeSnippet wants the README's library snippet to be lines of the program under examples/library, which its own test runs.
func TestReadmeSnippet(t *testing.T) {
	t.Parallel()
	readme := read(t, "../README.md")
	_, rest, found := strings.Cut(readme, "<!-- library-snippet -->\n```go\n")
	if !found {
		t.Fatal("README.md no longer marks its library snippet")
	}
	snippet, _, _ := strings.Cut(rest, "```")
	program := dedent(read(t, "library/main.go"))
	if !strings.Contains(program, dedent(snippet)) {
		t.Errorf("examples/library/main.go does not hold the README's snippet:\n%s", snippet)
	}
}

// TestReadmeCommands wants the two commands marked, so that .ci/run can take them from there.
func TestReadmeCommands(t *testing.T) {
	t.Parallel()
	readme := read(t, "../README.md")
	for mark, want := range map[string]string{"main-command": "go run ./cmd/portalfeed convert ", "test-command": "go test "} {
		if !strings.Contains(readme, "<!-- "+mark+" -->\n```sh\n"+want) {
			t.Errorf("README.md has no command %q under the mark %s", want, mark)
		}
	}
}

// TestReadmeLinks wants every relative link of the README to lead somewhere.
func TestReadmeLinks(t *testing.T) {
	t.Parallel()
	rest := read(t, "../README.md")
	for {
		_, after, found := strings.Cut(rest, "](")
		if !found {
			return
		}
		target, tail, _ := strings.Cut(after, ")")
		rest = tail
		if strings.Contains(target, "://") || strings.HasPrefix(target, "#") {
			continue
		}
		if _, err := os.Stat("../" + target); err != nil {
			t.Errorf("README.md links %s, which is not there", target)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// dedent drops the indentation of every line.
func dedent(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimLeft(l, "\t ")
	}
	return strings.Join(lines, "\n")
}

package quality

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "raise the floors to what is measured")

// bounds are the figures of one scorer.
type bounds struct {
	Args  []string           `json:"args,omitempty"`
	Least map[string]float64 `json:"least"`
	Most  map[string]float64 `json:"most,omitempty"`
}

const floorsFile = "floors.json"

func TestFiguresStayAboveTheirFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: the scorers take a minute or two")
	}
	scorers, err := filepath.Abs("../../../shared/score")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(scorers); err != nil {
		t.Skipf("skipped: the scorers are not beside the checkout: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	program := filepath.Join(t.TempDir(), "portalfeed")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../../cmd/portalfeed").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	floors := readFloors(t)
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		t.Run(name, func(t *testing.T) {
			b := floors[name]
			script := filepath.Join(scorers, name+".py")
			if _, err := os.Stat(script); err != nil {
				t.Skipf("skipped: %v", err)
			}
			got := measure(t, python, append([]string{script, "--bin", program, "--json"}, b.Args...))
			check(t, b, got)
			if *update {
				raise(b, got)
			}
		})
	}
	if *update {
		writeFloors(t, floors)
	}
}

// check reports the figures that are worse than their bounds.
func check(t testing.TB, b bounds, got map[string]float64) {
	t.Helper()
	for _, figure := range slices.Sorted(maps.Keys(b.Least)) {
		if v, ok := got[figure]; !ok {
			t.Errorf("%s was not measured", figure)
		} else if v < b.Least[figure] {
			t.Errorf("%s is %v, its floor %v", figure, v, b.Least[figure])
		}
	}
	for _, figure := range slices.Sorted(maps.Keys(b.Most)) {
		if v, ok := got[figure]; !ok {
			t.Errorf("%s was not measured", figure)
		} else if v > b.Most[figure] {
			t.Errorf("%s is %v, at most %v is allowed", figure, v, b.Most[figure])
		}
	}
}

// raise lifts the floors and lowers the ceilings to what was measured; figures without a bound get none.
func raise(b bounds, got map[string]float64) {
	for figure, old := range b.Least {
		v := got[figure]
		step := 10.0
		if v <= 1 {
			step = 1000
		}
		b.Least[figure] = max(old, math.Floor(v*step)/step)
	}
	for figure, old := range b.Most {
		if v, ok := got[figure]; ok {
			b.Most[figure] = min(old, v)
		}
	}
}

// measure runs a scorer and returns its figures.
func measure(t testing.TB, python string, args []string) map[string]float64 {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), python, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run %v: %v\n%s", args, err, stderr.Bytes())
	}
	var report struct {
		Figures map[string]any `json:"figures"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("read the figures of %v: %v", args, err)
	}
	figures := make(map[string]float64)
	for name, v := range report.Figures {
		if f, ok := v.(float64); ok {
			figures[name] = f
		}
	}
	return figures
}

func readFloors(t testing.TB) map[string]bounds {
	t.Helper()
	data, err := os.ReadFile(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var floors map[string]bounds
	if err := json.Unmarshal(data, &floors); err != nil {
		t.Fatalf("read %s: %v", floorsFile, err)
	}
	return floors
}

func writeFloors(t testing.TB, floors map[string]bounds) {
	t.Helper()
	data, err := json.MarshalIndent(floors, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(floorsFile, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recorder counts the complaints of check.
type recorder struct {
	testing.TB
	errors int
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.errors++ }

func TestCheck(t *testing.T) {
	t.Parallel()
	b := bounds{Least: map[string]float64{"right": 99, "found": 1}, Most: map[string]float64{"wrong": 0}}
	for _, c := range []struct {
		name string
		got  map[string]float64
		want int
	}{
		{"as good", map[string]float64{"right": 99, "found": 1, "wrong": 0}, 0},
		{"better", map[string]float64{"right": 99.5, "found": 1, "wrong": -1}, 0},
		{"worse", map[string]float64{"right": 98.9, "found": 1, "wrong": 0}, 1},
		{"more wrong", map[string]float64{"right": 99, "found": 1, "wrong": 1}, 1},
		{"not measured", map[string]float64{"right": 99}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := &recorder{TB: t}
			check(r, b, c.got)
			if r.errors != c.want {
				t.Errorf("%d complaints, want %d", r.errors, c.want)
			}
		})
	}
}

func TestRaiseNeverLowers(t *testing.T) {
	t.Parallel()
	b := bounds{Least: map[string]float64{"f1": 0.97, "right": 99}, Most: map[string]float64{"wrong": 2}}
	raise(b, map[string]float64{"f1": 0.98876, "right": 98, "wrong": 1})
	if b.Least["f1"] != 0.988 || b.Least["right"] != 99 || b.Most["wrong"] != 1 {
		t.Errorf("raised to %+v", b)
	}
}

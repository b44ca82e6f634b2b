package zhconv

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// reference converts as OpenCC's documentation has it: the whole text at once, with maps of strings.
type reference struct {
	normalise, segment levels
	chain              []levels
}

// levels is one map of keys and values for each level.
type levels []map[string]string

// tree is the table as a tree: the children of each slot, and the character of each number.
type tree struct {
	*table
	children map[uint32][]uint32
	chars    []rune
}

func readTree(t *testing.T) *tree {
	t.Helper()
	table, err := openTable(tables)
	if err != nil {
		t.Fatal(err)
	}
	all := &tree{table: table, children: map[uint32][]uint32{}, chars: make([]rune, 1<<16)}
	for s := range table.nslots {
		if parent := u32(table.slots, int(s)*slotSize+4); parent != 0 {
			all.children[parent] = append(all.children[parent], s)
		}
	}
	for r := rune(0); r <= maxRune; r++ {
		if id := table.id(r); id != 0 {
			all.chars[id] = r
		}
	}
	return all
}

// reference reads the maps of a variant out of the table.
func (all *tree) reference(t *testing.T, v Variant) *reference {
	t.Helper()
	p, ok := all.program(v)
	if !ok {
		t.Fatalf("no program %s", v)
	}
	ref := &reference{normalise: all.levels(p.normalise)}
	if p.segment.root != 0 {
		ref.segment = all.levels(p.segment)
	}
	for _, m := range p.chain[:p.steps] {
		ref.chain = append(ref.chain, all.levels(m))
	}
	return ref
}

func (all *tree) levels(m matcher) levels {
	l := make(levels, m.levels)
	for i := range l {
		l[i] = map[string]string{}
	}
	var walk func(node uint32, key string)
	walk = func(node uint32, key string) {
		if v := value(u32(all.slots, int(node)*slotSize+8)); v != 0 && v.level() < m.levels {
			l[v.level()][key] = all.text(v)
		}
		base := u32(all.slots, int(node)*slotSize)
		for _, child := range all.children[node] {
			walk(child, key+string(all.chars[child-base]))
		}
	}
	walk(m.root, "")
	return l
}

func (l levels) match(s string) (key, val string) {
	const longest = 64
	for _, m := range l {
		for n := min(len(s), longest); n > 0; n-- {
			if n < len(s) && !utf8.RuneStart(s[n]) {
				continue
			}
			if v, ok := m[s[:n]]; ok {
				return s[:n], v
			}
		}
	}
	return "", ""
}

// unmatched is what is passed over at once at the start of a text.
func unmatched(s string) string {
	if strings.HasPrefix(s, "⿰") || strings.HasPrefix(s, "⿲") {
		if n, _ := descriptionLength([]rune(s)); n > 0 {
			return string([]rune(s)[:n])
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func (l levels) convert(s string) string {
	var b strings.Builder
	for s != "" {
		key, val := l.match(s)
		if key == "" {
			key = unmatched(s)
			val = key
		}
		b.WriteString(val)
		s = s[len(key):]
	}
	return b.String()
}

func (ref *reference) segments(s string) (all []string) {
	if ref.segment == nil {
		return []string{s}
	}
	loose := ""
	for s != "" {
		key, _ := ref.segment.match(s)
		if key == "" {
			key = unmatched(s)
			loose += key
		} else {
			all = append(all, loose, key)
			loose = ""
		}
		s = s[len(key):]
	}
	return append(all, loose)
}

func (ref *reference) convert(s string) string {
	var b strings.Builder
	for _, part := range ref.segments(ref.normalise.convert(s)) {
		for _, step := range ref.chain {
			part = step.convert(part)
		}
		b.WriteString(part)
	}
	return b.String()
}

// words is what random texts are made of: keys and values of the variant, parts of them, and noise.
func (ref *reference) words() []string {
	var words []string
	for _, l := range append([]levels{ref.normalise}, ref.chain...) {
		for _, m := range l {
			for key, v := range m {
				words = append(words, key, v)
			}
		}
	}
	slices.Sort(words)
	return words
}

func randomText(rng *rand.Rand, words []string) string {
	noise := []string{"，", "\n", " ", "abc", "\u3000", "⿰", "⿲", "的", "ー", "\x00", "·", "A", "𠀀", "\U0010FFFF", "\U000E0100"}
	var b strings.Builder
	for range 1 + rng.IntN(60) {
		w := words[rng.IntN(len(words))]
		switch rng.IntN(8) {
		case 0:
			w = noise[rng.IntN(len(noise))]
		case 1, 2: // the beginning of one, so that matches fail late
			r := []rune(w)
			w = string(r[:1+rng.IntN(len(r))])
		case 3: // its end, so that they overlap
			r := []rune(w)
			w = string(r[rng.IntN(len(r)):])
		}
		b.WriteString(w)
	}
	return b.String()
}

// inPieces converts through Transform with pieces and room of random sizes.
func inPieces(t *testing.T, rng *rand.Rand, c *Converter, text string) string {
	t.Helper()
	c.Reset()
	var out []byte
	src := []byte(text)
	have, most := 0, 1+rng.IntN(40)
	for {
		dst := make([]byte, rng.IntN(most+1))
		atEnd := have == len(src)
		nDst, nSrc, err := c.Transform(dst, src[:have], atEnd)
		out = append(out, dst[:nDst]...)
		src = src[nSrc:]
		have -= nSrc
		switch {
		case err == nil && atEnd && len(src) == 0:
			return string(out)
		case err == nil || err == transform.ErrShortSrc:
			if err == nil && have != 0 {
				t.Fatalf("Transform left %d bytes without saying why", have)
			}
			have = min(have+1+rng.IntN(most), len(src))
		case err != transform.ErrShortDst:
			t.Fatalf("Transform: %v", err)
		}
	}
}

func TestEngineAgreesWithTheReference(t *testing.T) {
	t.Parallel()
	rounds := 100
	if testing.Short() {
		rounds = 10
	}
	all := readTree(t)
	for _, v := range Variants() {
		t.Run(string(v), func(t *testing.T) {
			t.Parallel()
			ref, c := all.reference(t, v), newConverter(t, v)
			words := ref.words()
			rng := rand.New(rand.NewPCG(1, 2))
			for range rounds {
				text := randomText(rng, words)
				want := ref.convert(text)
				if got := c.String(text); got != want {
					t.Fatalf("String(%q)\n got %q\nwant %q", text, got, want)
				}
				if got := inPieces(t, rng, c, text); got != want {
					t.Fatalf("Transform(%q)\n got %q\nwant %q", text, got, want)
				}
			}
		})
	}
}

func TestLongTextsStream(t *testing.T) {
	t.Parallel()
	all := readTree(t)
	for _, v := range []Variant{S2T, S2TWP, TW2SP} {
		ref, c := all.reference(t, v), newConverter(t, v)
		rng := rand.New(rand.NewPCG(3, 4))
		var b strings.Builder
		for words := ref.words(); b.Len() < 100_000; {
			b.WriteString(strings.Map(func(r rune) rune { // one run without any edge
				if r < 0x3400 {
					return -1
				}
				return r
			}, randomText(rng, words)))
		}
		text := b.String()
		want := c.String(text)
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)), "half": iotest.HalfReader(strings.NewReader(text)),
		} {
			got, err := io.ReadAll(transform.NewReader(r, newConverter(t, v)))
			if err != nil || string(got) != want {
				t.Errorf("%s, %s: %v; want what String gives", v, name, err)
			}
		}
		if got, _, err := transform.String(c, text); err != nil || got != want {
			t.Errorf("%s, transform.String: %v; want what String gives", v, err)
		}
		var w bytes.Buffer
		tw := transform.NewWriter(&w, newConverter(t, v))
		if _, err := io.Copy(tw, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if err := tw.Close(); err != nil || w.String() != want {
			t.Errorf("%s, transform.Writer: %v; want what String gives", v, err)
		}
	}
}

func TestNothingIsHeldBackAfterALine(t *testing.T) {
	t.Parallel()
	for _, v := range Variants() {
		c := newConverter(t, v)
		for _, text := range []string{"一出\n", "⿰一\n", "内存\x00", "网络，"} {
			dst := make([]byte, 100)
			n, _, err := c.Transform(dst, []byte(text), false)
			if want := newConverter(t, v).String(text); err != nil || string(dst[:n]) != want {
				t.Errorf("%s: Transform(%q) = %q, %v; want %q", v, text, dst[:n], err, want)
			}
		}
	}
}

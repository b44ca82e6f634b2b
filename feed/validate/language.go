package validate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Language is a language in which rules and findings are worded.
type Language string

// The languages.
const (
	English            Language = "en"
	SimplifiedChinese  Language = "zh-Hans"
	TraditionalChinese Language = "zh-Hant"
)

// Languages returns the languages, the default first.
func Languages() []Language { return []Language{English, SimplifiedChinese, TraditionalChinese} }

func (o *Options) language() Language {
	if o.Language == "" {
		return English
	}
	return o.Language
}

// phrase is a part of a message that is itself worded: a format with what it names.
type phrase struct {
	format string
	args   []any
}

// phrasef is a phrase; its format is worded like that of a message.
func phrasef(format string, args ...any) phrase { return phrase{format, args} }

// String is the phrase in English.
func (p phrase) String() string { return fmt.Sprintf(p.format, p.args...) }

// The translations. Each line has a key and, after a tab, the wording: "title ID" and "help ID" for those of a rule, the
// English format for a message or a part of one.
var (
	//go:embed lang/zh-Hans.tsv
	hansTable string
	//go:embed lang/zh-Hant.tsv
	hantTable string
)

// wording maps the keys of a translation to what stands for them.
type wording map[string]string

var (
	hans = sync.OnceValue(func() wording { return parseWording(hansTable) })
	hant = sync.OnceValue(func() wording { return parseWording(hantTable) })
)

func parseWording(table string) wording {
	w := make(wording, strings.Count(table, "\n"))
	for line := range strings.SplitSeq(table, "\n") {
		if key, value, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			w[key] = value
		}
	}
	return w
}

// wordingOf is the translation into a language, nil for English.
func wordingOf(l Language) wording {
	switch l {
	case SimplifiedChinese:
		return hans()
	case TraditionalChinese:
		return hant()
	}
	return nil
}

// of is the wording of a text, which is the text itself where there is no other.
func (w wording) of(s string) string {
	if v, ok := w[s]; ok {
		return v
	}
	return s
}

// message words a message.
func (w wording) message(format string, args []any) string {
	if len(args) == 0 {
		return w.of(format)
	}
	worded := args
	for i, a := range args {
		p, ok := a.(phrase)
		if k, isKind := a.(jsonKind); isKind {
			p, ok = phrasef(k.String()), true
		}
		if ok {
			if &worded[0] == &args[0] {
				worded = slices.Clone(args)
			}
			worded[i] = w.message(p.format, p.args)
		}
	}
	return fmt.Sprintf(w.of(format), worded...)
}

// In returns the rule with its title and help in another language; English where it has none.
func (r Rule) In(l Language) Rule {
	w := wordingOf(l)
	if v, ok := w["title "+string(r.ID)]; ok {
		r.Title = v
	}
	if v, ok := w["help "+string(r.ID)]; ok {
		r.Help = v
	}
	return r
}

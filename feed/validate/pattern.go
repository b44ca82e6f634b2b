package validate

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used, so that a program that does not need it starts faster.
type pattern func() *regexp.Regexp

func lazyRegexp(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// MatchString is that of regexp.Regexp.
func (p pattern) MatchString(s string) bool { return p().MatchString(s) }

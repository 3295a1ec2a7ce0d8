// Package lazy has regular expressions that are compiled when they are first used:
// a program that uses none of them does not pay for them when it starts.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that several goroutines may use.
type Regexp struct {
	expr string
	once sync.Once
	re   *regexp.Regexp
}

// all are the expressions of the program, for All.
var all []*Regexp

// MustCompile returns an expression of the syntax of package regexp, for a variable of
// a package. It is compiled at its first use, which panics if it is wrong; a test that
// calls [All] says so first.
func MustCompile(expr string) *Regexp {
	r := &Regexp{expr: expr}
	all = append(all, r)
	return r
}

// All compiles all expressions of the program and returns how many there are.
func All() int {
	for _, r := range all {
		r.get()
	}
	return len(all)
}

func (r *Regexp) get() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.expr) })
	return r.re
}

// The methods are those of [regexp.Regexp].

func (r *Regexp) String() string                       { return r.expr }
func (r *Regexp) Match(b []byte) bool                  { return r.get().Match(b) }
func (r *Regexp) MatchString(s string) bool            { return r.get().MatchString(s) }
func (r *Regexp) FindIndex(b []byte) []int             { return r.get().FindIndex(b) }
func (r *Regexp) FindSubmatch(b []byte) [][]byte       { return r.get().FindSubmatch(b) }
func (r *Regexp) FindSubmatchIndex(b []byte) []int     { return r.get().FindSubmatchIndex(b) }
func (r *Regexp) FindAllIndex(b []byte, n int) [][]int { return r.get().FindAllIndex(b, n) }
func (r *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return r.get().FindAllSubmatchIndex(b, n)
}
func (r *Regexp) ReplaceAllFunc(b []byte, repl func([]byte) []byte) []byte {
	return r.get().ReplaceAllFunc(b, repl)
}
func (r *Regexp) ReplaceAllString(s, repl string) string     { return r.get().ReplaceAllString(s, repl) }
func (r *Regexp) FindStringSubmatch(s string) []string       { return r.get().FindStringSubmatch(s) }
func (r *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte { return r.get().FindAllSubmatch(b, n) }

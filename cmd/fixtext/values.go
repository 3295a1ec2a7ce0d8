package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding"
)

// choice is a flag with a few values.
type choice struct {
	set  string
	of   []string
	bare string // what the flag means without a value; none if empty
}

func (c *choice) String() string { return c.set }
func (c *choice) Type() string   { return "choice" }

func (c *choice) Set(s string) error {
	for _, v := range c.of {
		if s == v {
			c.set = s
			return nil
		}
	}
	return fmt.Errorf("must be %s or %s", strings.Join(c.of[:len(c.of)-1], ", "), c.of[len(c.of)-1])
}

// ruleList is the value of a flag that names rules.
type ruleList []string

func (l *ruleList) String() string { return strings.Join(*l, ",") }
func (l *ruleList) Type() string   { return "rules" }

func (l *ruleList) Set(s string) error {
	for name := range strings.SplitSeq(s, ",") {
		list := matching(strings.TrimSpace(name))
		if name == "" || len(list) == 0 {
			return fmt.Errorf("no rule %q: fixtext rules lists all of them", name)
		}
		if list[0].Name == strings.TrimSpace(name) {
			name = string(list[0].Code)
		}
		*l = append(*l, strings.ToUpper(strings.TrimSpace(name)))
	}
	return nil
}

// label is the value of a flag that names a charset to be read.
type label string

func (l *label) String() string { return string(*l) }
func (l *label) Type() string   { return "label" }

func (l *label) Set(s string) error {
	if _, ok := encoding.Lookup(s); !ok {
		return fmt.Errorf("unknown charset; known are %s, and their usual aliases", strings.Join(readable(), ", "))
	}
	*l = label(s)
	return nil
}

// readable are the names of all charsets that can be read.
func readable() (names []string) {
	for c := encoding.UTF8; c < encoding.Binary; c++ {
		names = append(names, c.String())
	}
	return names
}

// labels is the value of a flag that names several charsets to be read.
type labels []string

func (l *labels) String() string { return strings.Join(*l, ",") }
func (l *labels) Type() string   { return "labels" }

func (l *labels) Set(s string) error {
	for name := range strings.SplitSeq(s, ",") {
		var one label
		if err := one.Set(name); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
		*l = append(*l, name)
	}
	return nil
}

// target is the value of a flag that names a charset to be written.
type target string

func (t *target) String() string { return string(*t) }
func (t *target) Type() string   { return "charset" }

func (t *target) Set(s string) error {
	if _, err := fixtext.NewEncoder(io.Discard, s); err != nil {
		return reason(err)
	}
	*t = target(s)
	return nil
}

// bom is the value of the flag for the byte order mark.
type bom struct{ policy fixtext.BOMPolicy }

func (b *bom) String() string { return b.policy.String() }
func (b *bom) Type() string   { return "policy" }

func (b *bom) Set(s string) (err error) {
	if b.policy, err = fixtext.ParseBOMPolicy(s); err != nil {
		return errors.New("must be keep, add or strip")
	}
	return nil
}

package main

import (
	"fmt"
	"io"
	"slices"
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
	if !slices.Contains(c.of, s) {
		return fmt.Errorf("must be %s or %s", strings.Join(c.of[:len(c.of)-1], ", "), c.of[len(c.of)-1])
	}
	c.set = s
	return nil
}

// word is a flag with a value that is checked.
type word struct {
	to    *string
	check func(string) error
}

func (w word) String() string { return *w.to }
func (w word) Type() string   { return "word" }

func (w word) Set(s string) error {
	if err := w.check(s); err != nil {
		return err
	}
	*w.to = s
	return nil
}

// words is a flag with several such values, with commas between them; read returns
// how one is to be written.
type words struct {
	to   *[]string
	read func(string) (string, error)
}

func (w words) String() string     { return strings.Join(*w.to, ",") }
func (w words) Type() string       { return "words" }
func (w words) GetSlice() []string { return *w.to }

func (w words) Set(s string) error {
	for item := range strings.SplitSeq(s, ",") {
		item, err := w.read(item)
		if err != nil {
			return err
		}
		*w.to = append(*w.to, item)
	}
	return nil
}

// ruleCode is the code, or its beginning, that a name of rules stands for.
func ruleCode(name string) (string, error) {
	s := strings.TrimSpace(name)
	list := matching(s)
	if name == "" || len(list) == 0 {
		return "", fmt.Errorf("no rule %q: fixtext rules lists all of them", name)
	}
	if list[0].Name == s {
		s = string(list[0].Code)
	}
	return strings.ToUpper(s), nil
}

// knownLabel refuses what names no charset that can be read.
func knownLabel(s string) error {
	if _, ok := encoding.Lookup(s); ok {
		return nil
	}
	return fmt.Errorf("unknown charset; known are %s, and their usual aliases", strings.Join(charsetNames(nil), ", "))
}

// writable refuses what names no charset that can be written.
func writable(s string) error {
	_, err := fixtext.NewEncoder(io.Discard, s)
	return reason(err)
}

// preferRow is an option of several commands.
func preferRow(prefer *[]string) *option {
	return &option{
		name: "prefer", from: setting, values: charsetNames,
		value: words{prefer, func(s string) (string, error) {
			if err := knownLabel(s); err != nil {
				return "", fmt.Errorf("%q: %w", s, err)
			}
			return s, nil
		}},
		usage:   "take the charsets `LABEL[,LABEL]` for likelier than others, and decode them even if\nthey are not Chinese (shift_jis, euc-kr, windows-1252, ...)",
		example: "fixtext --prefer shift_jis japanese.txt; stdout '^これは古いテキストです。$'",
	}
}

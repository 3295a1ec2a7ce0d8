package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext/internal/lang"
)

// option is one flag: the only definition of it. The parser, the help, the man
// page, the reference, the completions, the keys of fixtext.toml and their schema,
// the environment, what is refused before a run, what the run does, and a test all
// come from its row. Check and effect are called where it is not as by default.
type option struct {
	name  string
	short string
	value any // a pointer to where it goes, or a pflag.Value
	usage string
	from  source // whether it may be set elsewhere

	defaults string                        // the default in words, where that is no value
	values   func(paths []string) []string // what a shell offers, beside these files; a choice has its own
	sample   string                        // what a new fixtext.toml has for it, where that is not the default

	mode     bool   // a run has one of these at most
	only     string // the mode that it works with
	findings bool   // findings are shown or counted one by one; implies --check, unless another mode is chosen
	place    int    // it names a file that is written: which of them all, from 1
	check    func() error
	effect   func() error

	example string // commands, with ; between them, that fail without it

	group string
	flag  *pflag.Flag
}

// source says where an option may be set, beside the command line.
type source int

const (
	lineOnly    source = iota // nowhere else
	setting                   // in fixtext.toml and FIXTEXT_*
	pathSetting               // there, too; a relative path is one from the file's directory
	trusted                   // there, but not in a file that was found: see trust.go
)

// define makes flags of the options.
func define(fs *pflag.FlagSet, table []*option) {
	fs.SortFlags = false
	for _, o := range table {
		switch p := o.value.(type) {
		case *bool:
			fs.BoolVarP(p, o.name, o.short, *p, o.usage)
		case *int:
			fs.IntVarP(p, o.name, o.short, *p, o.usage)
		case *float64:
			fs.Float64VarP(p, o.name, o.short, *p, o.usage)
		case *string:
			fs.StringVarP(p, o.name, o.short, *p, o.usage)
		case *[]string:
			fs.StringSliceVarP(p, o.name, o.short, *p, o.usage)
		case pflag.Value:
			fs.VarP(p, o.name, o.short, o.usage)
		default:
			panic(fmt.Sprintf("option %s: no flag of type %T", o.name, p))
		}
		o.flag = fs.Lookup(o.name)
		if c, ok := o.value.(*choice); ok {
			o.flag.NoOptDefVal = c.bare
		}
	}
}

// isSet reports whether the option is not as by default.
func (o *option) isSet() bool { return o.flag.Value.String() != o.flag.DefValue }

// kind is the type of the option in JSON.
func (o *option) kind() string {
	switch o.flag.Value.Type() {
	case "bool":
		return "boolean"
	case "int":
		return "integer"
	case "float64":
		return "number"
	case "stringSlice", "words":
		return "array"
	}
	return "string"
}

// argument is the name of the option's argument in the help, and its usage
// without the quotes around that name.
func (o *option) argument() (name, usage string) {
	if o.kind() == "boolean" {
		return "", o.flag.Usage
	}
	return pflag.UnquoteUsage(o.flag)
}

// said is the usage of the option in the language of the user.
func (o *option) said() string {
	f := *o.flag
	f.Usage = lang.T(f.Usage)
	_, usage := pflag.UnquoteUsage(&f)
	return usage
}

// spelled is how the option is written: -j, --jobs N.
func (o *option) spelled() string {
	s := "--" + o.flag.Name
	if o.flag.Shorthand != "" {
		s = "-" + o.flag.Shorthand + ", " + s
	}
	name, _ := o.argument()
	switch {
	case name == "":
		return s
	case o.flag.NoOptDefVal != "":
		return s + "[=" + name + "]"
	}
	return s + " " + name
}

// byDefault is the default of an option, as it would be written; empty if that is
// nothing.
func (o *option) byDefault() string {
	if d := o.flag.DefValue; o.defaults == "" && d != "false" && d != "[]" {
		return d
	}
	return o.defaults
}

// text is what the help says of an option, with its default behind sep.
func (o *option) text(sep string) string {
	text := o.said()
	if d := o.byDefault(); d != "" {
		text += sep + lang.Sprintf("(default %s)", lang.T(d))
	}
	return text
}

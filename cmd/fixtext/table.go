package main

import (
	"fmt"

	"github.com/spf13/pflag"
)

// option is one flag: the only definition of it. The parser, the help, the man
// page, the reference, the completions, the keys of fixtext.toml and their
// schema, and the environment all come from the table of options.
type option struct {
	group  string
	name   string
	short  string
	value  any // a pointer to where it goes
	usage  string
	config source   // whether it may be set elsewhere
	values []string // those that there are, where they are few
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
func define(fs *pflag.FlagSet, table []option) {
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
		f := fs.Lookup(o.name)
		if c, ok := o.value.(*choice); ok && c.bare != "" {
			f.NoOptDefVal = c.bare
		}
	}
}

// argument is the name of the option's argument in the help, and its usage
// without the quotes around that name.
func (o *option) argument() (name, usage string) {
	if _, ok := o.value.(*bool); ok {
		return "", o.usage
	}
	return pflag.UnquoteUsage(&pflag.Flag{Usage: o.usage, Value: asValue(o.value)})
}

// asValue makes pflag guess the name of an argument as it would.
func asValue(v any) pflag.Value {
	if p, ok := v.(pflag.Value); ok {
		return p
	}
	fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	define(fs, []option{{name: "x", value: v}})
	return fs.Lookup("x").Value
}

// spelled is how the option is written: -j, --jobs N.
func (o *option) spelled() string {
	s := "--" + o.name
	if o.short != "" {
		s = "-" + o.short + ", " + s
	}
	if name, _ := o.argument(); name != "" {
		if c, ok := o.value.(*choice); ok && c.bare != "" {
			s += "[=" + name + "]"
		} else {
			s += " " + name
		}
	}
	return s
}

package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding"
)

// flags are the options of the filter. Each is defined once, in define.
type flags struct {
	workers      int
	lineBuffered bool
	check        bool
	report       string
	encoding     label
	prefer       labels
	to           target
	bom          bom
}

func (f *flags) define(fs *pflag.FlagSet) {
	fs.SortFlags = false
	fs.VarP(&f.encoding, "encoding", "e", "decode what is not UTF-8 from the charset `LABEL` (gbk, big5, ...), do not detect it;\nlines that do not fit it are kept and reported")
	definePrefer(fs, &f.prefer)
	fs.Var(&f.to, "to", "write the text in `CHARSET` instead of UTF-8; a character that it does not have is\nan error that names its place, never a question mark")
	fs.Var(&f.bom, "bom", "`POLICY` for the byte order mark at the start of the text: keep the mark of UTF-8 if\nthere is one, add one, or strip it; --to utf-16le writes one only with add, or where\nkeep keeps one; charsets that have none go without")
	fs.IntVarP(&f.workers, "jobs", "j", min(runtime.GOMAXPROCS(0), 4), "repair `N` blocks at the same time; the output does not depend on it")
	fs.BoolVar(&f.lineBuffered, "line-buffered", false, "repair and write each line as soon as it is complete; evidence then lies in the line alone")
	fs.StringVar(&f.report, "report", "", "write one JSON object per change to `FILE`, and a summary as its last line")
	fs.BoolVar(&f.check, "check", false, "write no text; say what would change, and exit with 1 if anything would")
}

// definePrefer defines a flag of several commands.
func definePrefer(fs *pflag.FlagSet, prefer *labels) {
	fs.Var(prefer, "prefer", "take the charsets `LABEL[,LABEL]` for likelier than others, and decode them even if\nthey are not Chinese (shift_jis, euc-kr, windows-1252, ...)")
}

// options are those of the library for one file.
func (f *flags) options() []fixtext.Option {
	opts := []fixtext.Option{fixtext.Workers(f.workers), fixtext.Prefer(f.prefer...), fixtext.BOM(f.bom.policy)}
	if f.encoding != "" {
		opts = append(opts, fixtext.FromCharset(string(f.encoding)))
	}
	if f.lineBuffered {
		opts = append(opts, fixtext.LineBuffered())
	}
	return opts
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

// flagError names the flag that may have been meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	best := ""
	if name := unknown.GetSpecifiedName(); unknown.GetSpecifiedShortnames() == "" {
		least := max(2, len(name)/3) + 1
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if d := distance(name, f.Name); d < least {
				best, least = f.Name, d
			}
		})
	}
	if best == "" {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	return fmt.Errorf("%w; did you mean --%s?", err, best)
}

// distance is the number of bytes to insert, delete or replace that lead from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

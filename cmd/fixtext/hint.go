package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// modeNames are words of other tools for what an option does here.
var modeNames = map[string]string{"fix": "write", "format": "write", "fmt": "write", "repair": "write", "lint": "check", "test": "check", "scan": "check"}

// hinted adds to the error of a file that there is not what may have been meant
// by its name: a command, or an option without its dashes.
func hinted(c *cobra.Command, paths []string, err error) error {
	if err == nil || len(paths) == 0 || !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errSaid) {
		return err
	}
	hint := meant(c, paths[0])
	if hint == "" {
		return err
	}
	if errors.Is(err, errSaid) { // the error was told, the hint follows it
		return fmt.Errorf("did you mean %s?", hint)
	}
	return fmt.Errorf("%w; did you mean %s?", err, hint)
}

// meant is the command line that a word stands for; empty if it is the name of a
// file, or is near to nothing.
func meant(c *cobra.Command, word string) string {
	if _, err := os.Lstat(word); err == nil || strings.ContainsAny(word, `./\`+string(filepath.Separator)) {
		return ""
	}
	if option := modeNames[word]; option != "" {
		return "fixtext --" + option
	}
	var words []string
	is := map[string]string{}
	add := func(word, line string) { words, is[word] = append(words, word), line }
	for _, sub := range c.Root().Commands() {
		if sub.IsAvailableCommand() {
			add(sub.Name(), "fixtext "+sub.Name())
		}
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if is[f.Name] == "" {
			add(f.Name, "fixtext --"+f.Name)
		}
	})
	best := nearest(word, words)
	if distance(word, best) > (len(word)+1)/3 {
		return "" // short names are near to everything
	}
	return is[best]
}

// newHelp is the command that tells about others.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Tell about a command",
		Long:  "Tells about a command, as --help behind it does; without one about fixtext.",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				err = fmt.Errorf("help: no command %q", strings.Join(args, " "))
				if hint := meant(c.Root(), args[0]); hint != "" {
					err = fmt.Errorf("%w; did you mean %s?", err, hint)
				}
				return err
			}
			about.InitDefaultHelpFlag() // as for --help, which adds itself to the usage
			return about.Help()
		},
	}
}

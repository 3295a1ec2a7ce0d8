package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/internal/lang"
)

// setHelp makes the command show its options in groups.
func setHelp(cmd *cobra.Command, table []*option) {
	cmd.SetHelpFunc(func(c *cobra.Command, _ []string) {
		fmt.Fprintf(c.OutOrStdout(), "%s\n\n", strings.TrimSpace(lang.T(cmp.Or(c.Long, c.Short))))
		usage(c.OutOrStdout(), c, table)
	})
	cmd.SetUsageFunc(func(c *cobra.Command) error {
		usage(c.OutOrStderr(), c, table)
		return nil
	})
}

// usage writes how a command is used: its lines, examples, commands, options.
func usage(w io.Writer, c *cobra.Command, table []*option) {
	fmt.Fprintf(w, "%s\n  %s\n", lang.T("Usage"), useLine(c))
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "  %s %s\n", c.CommandPath(), lang.T("COMMAND ..."))
	}
	if c.HasExample() {
		fmt.Fprintf(w, "\n%s\n%s\n", lang.T("Examples"), lang.T(c.Example))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s\n", lang.T("Commands"))
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(w, "  %-12s%s\n", sub.Name(), lang.T(sub.Short))
			}
		}
	}
	if c.HasParent() {
		table = ownOptions(c)
	}
	for _, g := range grouped(table) {
		fmt.Fprintf(w, "\n%s\n", lang.T(g.name))
		for _, o := range g.options {
			fmt.Fprintf(w, "  %s\n      %s\n", o.spelled(), strings.ReplaceAll(o.text("\n"), "\n", "\n      "))
		}
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, lang.Sprintf("\n%s COMMAND --help tells about a command.\n", c.CommandPath()))
	}
}

// useLine is how a command is called.
func useLine(c *cobra.Command) string {
	line := c.UseLine()
	if own, ok := strings.CutPrefix(line, c.CommandPath()); ok {
		return c.CommandPath() + lang.T(own)
	}
	return line
}

// optionGroup is a group of options with its name.
type optionGroup struct {
	name    string
	options []*option
}

// grouped puts the options of a group together, in the order of the table.
func grouped(table []*option) (groups []optionGroup) {
	for _, o := range table {
		if n := len(groups); n == 0 || groups[n-1].name != o.group {
			groups = append(groups, optionGroup{name: o.group})
		}
		g := &groups[len(groups)-1]
		g.options = append(g.options, o)
	}
	return groups
}

package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext/internal/lang"
)

const aboutMan = `Writes the manual page in roff, or with --markdown the reference of all commands
and options. Both come from the same table as --help.`

func newMan(std streams, table []*option) *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:     "man",
		Short:   "Write the manual page",
		Long:    aboutMan,
		Example: "  fixtext man > /usr/local/share/man/man1/fixtext.1\n  fixtext man | man -l -",
		Args:    between(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			var b strings.Builder
			if markdown {
				reference(&b, c.Root(), table)
			} else {
				manual(&b, c.Root(), table)
			}
			return std.print(b.String())
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "write the reference in Markdown")
	return cmd
}

// manual writes the page in roff.
func manual(b *strings.Builder, root *cobra.Command, table []*option) {
	fmt.Fprintf(b, ".TH FIXTEXT 1\n.SH NAME\nfixtext \\- %s\n", roff(lower(lang.T(root.Short))))
	b.WriteString(".SH SYNOPSIS\n.B fixtext\n[\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n")
	for _, c := range commands(root) {
		fmt.Fprintf(b, ".br\n.B fixtext\n%s\n", roff(strings.TrimPrefix(c.UseLine(), "fixtext ")))
	}
	b.WriteString(".SH DESCRIPTION\n")
	roffText(b, lang.T(root.Long))
	for _, g := range grouped(table) {
		fmt.Fprintf(b, ".SH %s\n", strings.ToUpper(roff(lang.T(g.name))))
		roffOptions(b, g.options)
	}
	fmt.Fprintf(b, ".SH %s\n", strings.ToUpper(roff(lang.T("Commands"))))
	for _, c := range commands(root) {
		fmt.Fprintf(b, ".SS %s\n", roff(strings.TrimPrefix(c.UseLine(), "fixtext ")))
		roffText(b, lang.T(c.Long))
		roffOptions(b, ownOptions(c))
	}
	fmt.Fprintf(b, ".SH %s\n.nf\n", strings.ToUpper(roff(lang.T("Examples"))))
	b.WriteString(roff(lang.T(root.Example)) + "\n")
	for _, c := range commands(root) {
		if c.Example != "" {
			b.WriteString(roff(lang.T(c.Example)) + "\n")
		}
	}
	b.WriteString(".fi\n")
}

// commands are the commands that a user sees, in order.
func commands(root *cobra.Command) (list []*cobra.Command) {
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		if c.Runnable() {
			list = append(list, c)
		}
		list = append(list, commands(c)...)
	}
	return list
}

// ownOptions are the options of a command below the main one.
func ownOptions(c *cobra.Command) (table []*option) {
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			table = append(table, &option{group: "Options", flag: f})
		}
	})
	return table
}

func roffOptions(b *strings.Builder, list []*option) {
	for _, o := range list {
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR\n", roff(o.spelled()))
		b.WriteString(roff(o.text(" ")) + ".\n")
	}
}

// roffText writes paragraphs; lines that are indented stay as they are.
func roffText(b *strings.Builder, text string) {
	indented := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if in := strings.HasPrefix(line, "  "); in != indented {
			indented = in
			b.WriteString(map[bool]string{true: ".nf\n", false: ".fi\n"}[in])
		}
		if line == "" {
			b.WriteString(".PP\n")
			continue
		}
		b.WriteString(roff(line) + "\n")
	}
	if indented {
		b.WriteString(".fi\n")
	}
}

// roff escapes text.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	list := strings.Split(s, "\n")
	for i, line := range list {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			list[i] = `\&` + line
		}
	}
	return strings.Join(list, "\n")
}

// lower begins a text with a small letter, if it begins with a letter of ASCII.
func lower(s string) string {
	if s[0] >= 'A' && s[0] <= 'Z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// reference writes all commands and options in Markdown.
func reference(b *strings.Builder, root *cobra.Command, table []*option) {
	b.WriteString(lang.T("# fixtext: commands and options\n\nWritten by `fixtext man --markdown`; do not edit.\n\n"))
	fmt.Fprintf(b, "```\n%s\n```\n\n", lang.T(root.Long))
	for _, g := range grouped(table) {
		fmt.Fprintf(b, "## %s\n\n%s\n|---|---|---|---|\n", lang.T(g.name), lang.T("| option | what it does | default | key of fixtext.toml |"))
		for _, o := range g.options {
			key := ""
			if o.from != lineOnly {
				key = "`" + o.name + "`"
			}
			if o.from == trusted {
				key += lang.T(", with --config")
			}
			fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", cell(o.spelled()), cell(o.said()), cell(lang.T(o.byDefault())), key)
		}
		b.WriteString("\n")
	}
	for _, c := range commands(root) {
		fmt.Fprintf(b, "## %s\n\n%s\n\n", strings.TrimSuffix(c.UseLine(), " [flags]"), lang.T(c.Long))
		options := ownOptions(c)
		for _, o := range options {
			fmt.Fprintf(b, "- `%s`: %s\n", o.spelled(), oneLine(o.said()))
		}
		if len(options) > 0 {
			b.WriteString("\n")
		}
		if c.Example != "" {
			fmt.Fprintf(b, "```sh\n%s\n```\n\n", lang.T(c.Example))
		}
	}
}

// cell is text in a table.
func cell(s string) string { return strings.ReplaceAll(oneLine(s), "|", `\|`) }

// oneLine joins lines: with a blank, but behind a Chinese one.
func oneLine(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines[:len(lines)-1] {
		if r, _ := utf8.DecodeLastRuneInString(line); r < 0x2E80 {
			lines[i] += " "
		}
	}
	return strings.Join(lines, "")
}

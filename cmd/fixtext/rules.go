package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/lang"
)

const aboutRules = `Lists the rules, or tells about one: what it does, how the damage comes about, an
example, and how to switch it off. CODE may also be the name of a rule, or the
beginning of a code (FT4).

A safe rule proves its changes, by doing the damage again or by a table without a
choice. An unsafe one infers them.`

func newRules(std streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "rules [CODE]",
		Short:   "Tell what the rules do",
		Long:    aboutRules,
		Example: "  fixtext rules\n  fixtext rules FT402",
		Args:    between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleNames(nil), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			list := fixtext.Rules()
			if len(args) == 1 {
				if list = matching(args[0]); len(list) == 0 {
					return fmt.Errorf("no rule %q: fixtext rules lists all of them", args[0])
				}
			}
			return writeRules(std, list, asJSON, len(args) == 1)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object a line")
	return cmd
}

// matching are the rules with this name, or whose code begins so.
func matching(s string) (list []fixtext.Rule) {
	for _, r := range fixtext.Rules() {
		if r.Name == s || strings.HasPrefix(string(r.Code), strings.ToUpper(s)) {
			list = append(list, r)
		}
	}
	return list
}

func writeRules(std streams, list []fixtext.Rule, asJSON, one bool) error {
	var b strings.Builder
	for i, r := range list {
		switch {
		case asJSON:
			line, err := json.Marshal(map[string]any{
				"code": r.Code, "name": r.Name, "summary": r.Summary, "why": r.Why, "in": r.In, "out": r.Out, "safe": r.Safe,
			})
			if err != nil {
				return err
			}
			b.Write(append(line, '\n'))
		case one:
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(ruleText(r))
		default:
			fmt.Fprintf(&b, "%s %-*s %-22s %s\n", r.Code, len("unsafe")-wide(lang.T(safety(r))), lang.T(safety(r)), r.Name, lang.T(r.Summary))
		}
	}
	return std.print(b.String())
}

func safety(r fixtext.Rule) string {
	if r.Safe {
		return "safe"
	}
	return "unsafe"
}

// wide is how many characters of a text take two columns of a terminal.
func wide(s string) (n int) {
	for _, r := range s {
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}

// ruleText tells about a rule in full.
func ruleText(r fixtext.Rule) string {
	var b strings.Builder
	name := r.Name
	if said := lang.T(name); said != name {
		name += " " + said // the first is what --ignore takes
	}
	fmt.Fprint(&b, lang.Sprintf("%s %s (%s)", r.Code, name, lang.T(safety(r))), "\n\n", lang.T(r.Summary), "\n", lang.T(r.Why), "\n\n")
	if r.In == r.Out {
		fmt.Fprint(&b, lang.Sprintf("  example     %s\n", r.In))
	} else {
		fmt.Fprint(&b, lang.Sprintf("  example     %s  →  %s\n", lang.T(r.In), lang.T(r.Out)))
	}
	b.WriteString(lang.Sprintf("  switch off  fixtext --ignore %s, or ignore = [\"%s\"] in fixtext.toml,\n"+
		"              or fixtext:ignore %s on the line, or fixtext:ignore-next-line on the one before\n", r.Code, r.Code, r.Code))
	return b.String()
}

package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/internal/lang"
)

// language is the one that the user is spoken to: that of --lang, which must be known
// before there are options to parse, as their help is in it; else of FIXTEXT_LANG, else of
// the locale.
func language(args []string, getenv func(string) string) string {
	said := getenv("FIXTEXT_LANG")
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			said = value
		} else if arg == "--lang" && i+1 < len(args) {
			said = args[i+1]
		}
	}
	if said != "" && said != "auto" {
		return said
	}
	return lang.ByLocale(cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"), systemLocale()))
}

// speak takes the language that fixtext.toml sets, if a command below the main one runs,
// which reads no other settings. What is wrong with the file is not its concern.
func (f *flags) speak(c *cobra.Command, getenv func(string) string) {
	if !c.HasParent() || c.Name() == "worker" || f.set.Lookup("lang").Changed {
		return
	}
	if _, err := applySettings(f, getenv); err == nil && f.lang.set != "auto" {
		lang.Use(f.lang.set)
	}
}

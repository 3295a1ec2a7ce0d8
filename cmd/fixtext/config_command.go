package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/internal/lang"
)

const aboutConfig = `Settings come from the command line, else from the environment (FIXTEXT_ and the name
of the option, such as FIXTEXT_MIN_CONFIDENCE), else from the file fixtext.toml in the
working directory or the nearest one above it. The keys of the file are the names of
the options. A key that is not known is an error. Tables [[per-file]] with a glob, as in
.gitignore, set convert, profile, variant and ignore for the files that match:

  [[per-file]]
  glob = "docs/zh-hant/**"
  convert = "none"

A file that was found is not trusted, as it comes with the text that is looked at: it
chooses what is repaired and shown, never where something is written, what is left out
of the output, or how the program ends. backup, exit-zero and on-unrepairable in it are
an error, and so are a dictionary, a model or a baseline outside of its directory, and a file that
is a symbolic link or no regular file. A file that --config or FIXTEXT_CONFIG names is
trusted, and so are the environment and the command line; --isolated reads neither. For
text of others, such as pull requests, use --isolated or a --config of your own: what is
looked for may be chosen by a found file, too.`

func newConfig(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show settings, or begin a file of them",
		Long:  aboutConfig,
	}
	cmd.AddCommand(
		&cobra.Command{
			Use:   "show",
			Short: "Show the settings that hold here, and where they come from",
			Long:  "Shows the settings that hold in the working directory as a file of settings; comments\nsay where they come from.",
			Args:  between(0, 0),
			RunE:  func(*cobra.Command, []string) error { return configShow(std) },
		},
		&cobra.Command{
			Use:   "init",
			Short: "Write a fixtext.toml with all settings as comments",
			Long:  "Writes a fixtext.toml to the working directory, with all settings and their defaults\nas comments. A file that is there is left alone, which is an error.",
			Args:  between(0, 0),
			RunE:  func(*cobra.Command, []string) error { return configInit() },
		},
		&cobra.Command{
			Use:   "schema",
			Short: "Write the JSON schema of fixtext.toml",
			Long:  "Writes the JSON schema of fixtext.toml, for editors.",
			Args:  between(0, 0),
			RunE:  func(*cobra.Command, []string) error { return configSchema(std) },
		},
	)
	return cmd
}

func configShow(std streams) error {
	f := newFlags()
	from, err := applySettings(f, os.Getenv)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, o := range f.rows {
		if o.from == lineOnly {
			continue
		}
		fmt.Fprintf(&b, "%s = %s # %s\n", o.name, o.toml(), lang.T(cmp.Or(from[o.name], "default")))
	}
	return std.print(b.String())
}

// toml is the value of an option as it stands in a file.
func (o *option) toml() string {
	switch value := o.flag.Value; o.kind() {
	case "array":
		var quoted []string
		for _, s := range value.(interface{ GetSlice() []string }).GetSlice() {
			quoted = append(quoted, quote(s))
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	case "string":
		return quote(value.String())
	default:
		return value.String()
	}
}

// quote is s as a string of TOML: a string of JSON is one.
func quote(s string) string {
	b, err := jsonLine(s)
	if err != nil {
		return `""`
	}
	return strings.TrimSpace(string(b))
}

func configInit() error {
	var b strings.Builder
	b.WriteString(lang.T("# Settings of fixtext. Each key is the name of an option; see fixtext --help.\n"))
	group := ""
	for _, o := range newFlags().rows {
		if o.from == lineOnly || o.from == trusted { // which have no effect in a file that is found
			continue
		}
		if o.group != group {
			group = o.group
			fmt.Fprintf(&b, "\n## %s\n", lang.T(group))
		}
		usage := o.said()
		value := cmp.Or(o.sample, o.toml())
		fmt.Fprintf(&b, "\n# %s\n# %s = %s\n", strings.ReplaceAll(usage, "\n", "\n# "), o.name, value)
	}
	b.WriteString(lang.T("\n## Settings for some files: convert, profile, variant, ignore\n") + "\n#   [[per-file]]\n#   glob = \"docs/zh-hant/**\"\n#   convert = \"none\"\n")
	file, err := os.OpenFile(configName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it was left alone", configName)
	}
	if err != nil {
		return named(configName, err)
	}
	_, err = file.WriteString(b.String())
	return named(configName, errors.Join(err, file.Close()))
}

func configSchema(std streams) error {
	properties := map[string]any{}
	for _, o := range newFlags().rows {
		if o.from == lineOnly {
			continue
		}
		_, usage := o.argument()
		p := map[string]any{"description": strings.ReplaceAll(usage, "\n", " ")}
		if o.from == trusted {
			p["description"] = p["description"].(string) + "; only in a file that --config names"
		}
		switch p["type"] = o.kind(); p["type"] {
		case "integer":
			p["minimum"] = 1
		case "number":
			p["minimum"], p["maximum"] = 0, 1
		case "array":
			p["items"] = map[string]any{"type": "string"}
		}
		if c, ok := o.value.(*choice); ok {
			p["enum"] = c.of
		}
		properties[o.name] = p
	}
	enum := func(of ...string) map[string]any { return map[string]any{"type": "string", "enum": of} }
	properties["per-file"] = map[string]any{
		"description": "settings for the files that match a glob, as in .gitignore, from the directory of this file",
		"type":        "array",
		"items": map[string]any{
			"type": "object", "required": []string{"glob"}, "additionalProperties": false,
			"properties": map[string]any{
				"glob": map[string]any{"type": "string"}, "convert": enum("prose", "all", "none"), "profile": enum("canonical", "repair", "search"),
				"variant": enum("auto", "cn", "tw", "hk"), "ignore": map[string]any{"type": "array", "items": map[string]any{"type": "string"}},
			},
		},
	}
	b, err := json.MarshalIndent(map[string]any{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "fixtext.toml",
		"type":                 "object",
		"additionalProperties": false,
		"properties":           properties,
	}, "", "  ")
	if err != nil {
		return err
	}
	return std.print(string(b) + "\n")
}

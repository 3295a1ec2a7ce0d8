package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/internal/lang"
)

// The schemas of what is written for programs, one file each.
//
//go:embed schema/*.json
var schemas embed.FS

const aboutSchema = `Writes the JSON schema of what fixtext writes for programs; without a name it lists
the schemas. That of fixtext.toml is written by fixtext config schema. SARIF, JUnit and
the other formats of --output-format have schemas of their own.`

func newSchema(std streams) *cobra.Command {
	return &cobra.Command{
		Use:     "schema [NAME]",
		Short:   "Write the JSON schema of an output",
		Long:    aboutSchema,
		Example: "  fixtext schema\n  fixtext schema report > report.schema.json",
		Args:    between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return schemaNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listSchemas(std)
			}
			text, err := schemas.ReadFile("schema/" + args[0] + ".json")
			if err != nil {
				return fmt.Errorf("no schema %q: there are %s", args[0], strings.Join(schemaNames(), ", "))
			}
			return std.print(string(text))
		},
	}
}

func schemaNames() (names []string) {
	files, _ := schemas.ReadDir("schema")
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), path.Ext(f.Name())))
	}
	return names
}

// listSchemas tells of each schema what it is of.
func listSchemas(std streams) error {
	var b strings.Builder
	for _, name := range schemaNames() {
		text, err := schemas.ReadFile("schema/" + name + ".json")
		if err != nil {
			return err
		}
		var about struct{ Description string }
		if err := json.Unmarshal(text, &about); err != nil {
			return err
		}
		fmt.Fprintf(&b, "%-12s%s\n", name, lang.T(about.Description))
	}
	return std.print(b.String())
}

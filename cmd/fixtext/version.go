package main

//go:generate go run ./internal/licenses/gen

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/licenses"
	"github.com/fixtext/fixtext/model"
)

// stamped is the version that a release build is given; the linker sets it.
var stamped string

// version is the version of this program, as semantic versions are written.
func version() string {
	if stamped != "" {
		return strings.TrimPrefix(stamped, "v")
	}
	if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "0.0.0-dev"
}

// program is the version of this program for reports, with the model that was chosen, if one was:
// as semantic versions tell of what an output depends on beside them.
func (f *flags) program() string { return programWith(f.model) }

// modelName is the name of the model that was chosen, empty if none was.
func (f *flags) modelName() string {
	if f.model == nil {
		return ""
	}
	return f.model.String()
}

// programWith is program for a model; nil is the one in the program.
func programWith(m *model.Model) string {
	v := version()
	if m == nil {
		return v
	}
	sep := "+"
	if strings.Contains(v, "+") {
		sep = "."
	}
	return v + sep + "model." + m.String()
}

const aboutVersion = `Tells the version of this program and of the data in it: the same versions repair
the same text in the same way.`

func newVersion(std streams) *cobra.Command {
	var asJSON, asNotice bool
	var path string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Tell the version of the program and its data",
		Long:  aboutVersion,
		Args:  between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			if asNotice {
				return std.print(licenses.Notice)
			}
			var m *model.Model
			if path != "" {
				var err error
				if m, err = model.OpenFile(path); err != nil {
					return named(path, err)
				}
			}
			return writeVersion(std, m, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object")
	cmd.Flags().BoolVar(&asNotice, "licenses", false, "write the licences of all that is in the program: data and modules")
	cmd.Flags().StringVar(&path, "model", "", "tell of the model in `FILE` instead of that in the program")
	cmd.MarkFlagsMutuallyExclusive("json", "licenses")
	return cmd
}

// data are the versions of what the tables were made from, of which NOTICE says more, and
// of the model that chooses what lost bytes were; nil is the one in the program.
func data(m *model.Model) [][2]string {
	return [][2]string{
		{"model", m.String()},
		{"OpenCC", "1.4.2"},
		{"Unihan", "15.0.0"},
		{"ICU", "72.1"},
		{"uao", "0.2.0"},
		{"Unicode", unicode.Version},
	}
}

func writeVersion(std streams, m *model.Model, asJSON bool) error {
	if asJSON {
		v := map[string]any{"version": version(), "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH}
		tables := map[string]string{}
		for _, d := range data(m) {
			tables[d[0]] = d[1]
		}
		v["data"] = tables
		line, err := jsonLine(v)
		if err != nil {
			return err
		}
		return std.print(string(line))
	}
	text := fmt.Sprintf("fixtext %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, d := range data(m) {
		text += fmt.Sprintf("  %-8s %s\n", d[0], d[1])
	}
	return std.print(text)
}

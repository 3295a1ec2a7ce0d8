// Command gen writes the licences of all modules that are built into fixtext, on
// any of the systems that it is released for, and of Go itself, into NOTICE and
// into the program. It runs in cmd/fixtext.
package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/licenses"
)

// systems are those of release.sh: some modules are built in on one alone.
var systems = []string{"linux", "darwin", "windows"}

// licence matches the names of files that must go with the program.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|authors)([-_.].*)?$`)

func main() {
	const source = "../../NOTICE"
	was, err := os.ReadFile(source)
	if err == nil {
		var text string
		if text, err = notice(string(was)); err == nil {
			err = errors.Join(os.WriteFile(source, []byte(text), 0o644), os.WriteFile("internal/licenses/notice.txt", []byte(text), 0o644))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// notice is NOTICE with the modules of today: what stands above them stays.
func notice(was string) (string, error) {
	head, _, _ := strings.Cut(was, licenses.Marker)
	dirs, err := directories()
	if err != nil {
		return "", err
	}
	names := map[string][]string{} // of the modules with a text
	var texts []string             // in the order of their first module
	for _, module := range slices.Sorted(maps.Keys(dirs)) {
		text, err := licencesIn(dirs[module])
		if err != nil {
			return "", err
		}
		if text == "" {
			return "", fmt.Errorf("%s has no file with its licence", module)
		}
		if names[text] == nil {
			texts = append(texts, text)
		}
		names[text] = append(names[text], module)
	}
	var b strings.Builder
	b.WriteString(head + licenses.Marker + "\nWritten by go generate ./cmd/fixtext; do not edit from here on.\n")
	for _, text := range texts {
		b.WriteByte('\n')
		for _, module := range names[text] {
			b.WriteString(licenses.Head + module + "\n")
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// directories are those of the packages of each module that the program is built
// from, and those above them in the module, its own first; of Go, its root.
func directories() (map[string][]string, error) {
	const format = `{{if not .Standard}}{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}	{{.Dir}}	{{$.Dir}}{{end}}{{end}}{{end}}`
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	dirs := map[string][]string{"Go": {strings.TrimSpace(string(root))}}
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-f", format, "github.com/fixtext/fixtext/cmd/fixtext")
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(out)) {
			f := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if len(f) != 3 || f[1] == "" {
				continue
			}
			for dir := f[2]; ; dir = filepath.Dir(dir) {
				dirs[f[0]] = append(dirs[f[0]], dir)
				if dir == f[1] || len(dir) <= len(f[1]) {
					break
				}
			}
		}
	}
	for module, list := range dirs {
		slices.Sort(list)
		dirs[module] = slices.Compact(list)
	}
	return dirs, nil
}

// licencesIn is the text of the licences in directories of one module.
func licencesIn(dirs []string) (string, error) {
	var b strings.Builder
	for _, dir := range dirs {
		list, err := os.ReadDir(dir)
		if err != nil {
			return "", err
		}
		for _, e := range list {
			if e.IsDir() || !licence.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return "", err
			}
			rel, err := filepath.Rel(dirs[0], filepath.Join(dir, e.Name()))
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "\n-- %s\n\n", filepath.ToSlash(rel))
			for line := range strings.Lines(strings.Trim(string(text), "\r\n")) {
				b.WriteString(strings.TrimRight(line, " \t\r\n\f") + "\n")
			}
		}
	}
	return b.String(), nil
}

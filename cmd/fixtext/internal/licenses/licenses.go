// Package licenses holds the notices that go with the program: of the data in it,
// and of the modules that it is built from.
package licenses

import (
	_ "embed"
	"strings"
)

// Notice is the file NOTICE of the repository. go generate ./cmd/fixtext writes
// both, whenever a module is added or gets another version.
//
//go:embed notice.txt
var Notice string

// Marker begins the part of Notice that is generated.
const Marker = "Modules in the program\n======================\n"

// Head begins the line that names a module and its version.
const Head = "== "

// Modules are the modules that Notice names, each with its version, in its order.
func Modules() (list []string) {
	_, modules, _ := strings.Cut(Notice, Marker)
	for line := range strings.Lines(modules) {
		if name, ok := strings.CutPrefix(line, Head); ok {
			list = append(list, strings.TrimSpace(name))
		}
	}
	return list
}

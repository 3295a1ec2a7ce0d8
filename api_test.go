package fixtext_test

import (
	"bytes"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a public package exports can be used from outside the module: no function,
// method, field or type of it needs a type that only the module can name.
func TestPublicIsUsable(t *testing.T) {
	var public []string
	for path, name := range list(t, "{{.Name}}", "./...") {
		if !internal(path) && name != "main" {
			public = append(public, path)
		}
	}
	export := list(t, "{{.Export}}", append([]string{"-export", "-deps"}, public...)...)
	require.Contains(t, public, "github.com/fixtext/fixtext/edit")
	imports := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	var found []string
	for _, path := range public {
		pkg, err := imports.Import(path)
		require.NoError(t, err)
		for _, name := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(name); obj.Exported() {
				a := api{seen: map[types.Type]bool{}}
				a.object(path+"."+name, obj)
				found = append(found, a.found...)
			}
		}
	}
	slices.Sort(found)
	assert.Empty(t, found, "they need types of internal packages")
}

// list returns what go list has of packages, by their paths.
func list(t *testing.T, format string, args ...string) map[string]string {
	out, err := exec.Command("go", append([]string{"list", "-f", "{{.ImportPath}}\t" + format}, args...)...).Output()
	require.NoError(t, err, "go list")
	found := map[string]string{}
	for line := range bytes.Lines(out) {
		path, what, _ := strings.Cut(strings.TrimSpace(string(line)), "\t")
		found[path] = what
	}
	return found
}

func ours(path string) bool {
	return path == "github.com/fixtext/fixtext" || strings.HasPrefix(path, "github.com/fixtext/fixtext/")
}

func internal(path string) bool {
	return ours(path) && slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return s == "internal" || s == "cmd" })
}

// api walks through what one exported name consists of, as far as an outsider sees it.
type api struct {
	seen  map[types.Type]bool
	found []string // what needs an internal type
}

func (a *api) object(name string, obj types.Object) {
	a.typ(name, obj.Type())
	named, ok := types.Unalias(obj.Type()).(*types.Named)
	if _, isType := obj.(*types.TypeName); !isType || !ok || internal(named.Obj().Pkg().Path()) {
		return
	}
	a.typ(name, named.Underlying())
	for _, t := range []types.Type{named, types.NewPointer(named)} { // with what is promoted
		for m := range types.NewMethodSet(t).Methods() {
			if m.Obj().Exported() {
				a.typ(name+"."+m.Obj().Name(), m.Obj().Type())
			}
		}
	}
}

func (a *api) typ(name string, t types.Type) {
	if alias, ok := t.(*types.Alias); ok {
		a.named(name, alias.Obj())
		t = types.Unalias(t)
	}
	if a.seen[t] {
		return
	}
	a.seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		a.named(name, t.Obj())
		for arg := range t.TypeArgs().Types() {
			a.typ(name, arg)
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() {
				a.typ(name+"."+f.Name(), f.Type())
			}
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			a.typ(name, v.Type())
		}
		for v := range t.Results().Variables() {
			a.typ(name, v.Type())
		}
		for p := range t.TypeParams().TypeParams() {
			a.typ(name, p.Constraint())
		}
	case *types.Interface:
		for m := range t.Methods() {
			if m.Exported() {
				a.typ(name+"."+m.Name(), m.Type())
			}
		}
		for e := range t.EmbeddedTypes() {
			a.typ(name, e)
		}
	case *types.Union:
		for term := range t.Terms() {
			a.typ(name, term.Type())
		}
	case *types.Map:
		a.typ(name, t.Key())
		a.typ(name, t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		a.typ(name, t.Elem())
	}
}

func (a *api) named(name string, obj *types.TypeName) {
	if obj.Pkg() != nil && internal(obj.Pkg().Path()) {
		a.found = append(a.found, fmt.Sprintf("%s needs %s.%s", name, obj.Pkg().Path(), obj.Name()))
	}
}

package peer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Builder fetches peers through the clients of their package registries, and
// builds their adapters.
type Builder struct {
	Source string    // the folder bench of a checkout
	Cache  string    // a folder outside the repository
	Log    []Command // what was run, in order
	once   sync.Map
}

// Command is a command that was run, as a reader would type it.
type Command struct{ Line, Problem string }

// run runs a command in a folder. Its words are logged with the folders of
// this machine left out.
func (b *Builder) run(dir string, words ...string) (string, error) {
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = dir
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	err := cmd.Run()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", words[0], err, lastLine(problem.String()+out.String()))
	}
	b.Log = append(b.Log, Command{b.tidy(strings.Join(words, " ")), b.tidy(message(err))})
	return out.String(), err
}

// Tidy takes the folders of this machine out of a text.
func (b *Builder) tidy(s string) string {
	return strings.NewReplacer(b.Cache, "$CACHE", b.Source, "$BENCH").Replace(s)
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// lastLine returns the last line of s that says something.
func lastLine(s string) string {
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' })
	for _, l := range slices.Backward(lines) {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

// do runs f for a key the first time only, and remembers its error.
func (b *Builder) do(key string, f func() error) error {
	once, _ := b.once.LoadOrStore(key, sync.OnceValue(f))
	return once.(func() error)()
}

// command makes a peer ready, once for all that ask for a peer of its name, and returns the command
// that runs its adapter.
func (b *Builder) command(p *Peer) ([]string, error) {
	once, _ := b.once.LoadOrStore("peer "+p.Name, sync.OnceValues(func() ([]string, error) { return p.recipe(b) }))
	return once.(func() ([]string, error))()
}

// need tells which programs are missing.
func need(programs ...string) error {
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			return errors.New(p + " is not installed")
		}
	}
	return nil
}

// own builds fixtext's adapter from this checkout.
func own(b *Builder) ([]string, error) {
	bin := filepath.Join(b.Cache, "bin", "fixtext-adapter")
	_, err := b.run(b.Source, "go", "build", "-o", bin, "./peers/fixtext")
	return []string{bin}, err
}

// golang asks a peer of the Go adapter.
func golang(name string) recipe {
	return func(b *Builder) ([]string, error) {
		bin := filepath.Join(b.Cache, "bin", "go-adapters")
		err := b.do("go", func() error {
			_, err := b.run(filepath.Join(b.Source, "peers", "golang"), "go", "build", "-o", bin, ".")
			return err
		})
		return []string{bin, name}, err
	}
}

// module is a Go module that cannot be fetched where this was written, so that
// no adapter exists. Where it can be, it says so.
func module(path string) recipe {
	return func(b *Builder) ([]string, error) {
		if _, err := b.run(b.Cache, "go", "mod", "download", path+"@latest"); err != nil {
			return nil, errors.New("the Go module proxy does not serve it")
		}
		return nil, errors.New("it can be fetched here, but has no adapter yet")
	}
}

// pip asks a peer of the Python adapter.
func pip(name, requirement string) recipe {
	return func(b *Builder) ([]string, error) {
		python := filepath.Join(b.Cache, "venv", "bin", "python")
		err := b.do("venv", func() error {
			if _, err := os.Stat(python); err == nil {
				return nil
			}
			if err := need("python3"); err != nil {
				return err
			}
			_, err := b.run(b.Cache, "python3", "-m", "venv", filepath.Join(b.Cache, "venv"))
			return err
		})
		if err == nil {
			err = b.do(requirement, func() error {
				_, err := b.run(b.Cache, python, "-m", "pip", "install", "-q", "--disable-pip-version-check", requirement)
				return err
			})
		}
		return []string{python, filepath.Join(b.Source, "peers", "python", "adapter.py"), name}, err
	}
}

// cargo builds an adapter in Rust.
func cargo(name string) recipe {
	return func(b *Builder) ([]string, error) {
		if err := need("cargo"); err != nil {
			return nil, err
		}
		dir := filepath.Join(b.Cache, "rust")
		err := b.do("rust", func() error { return b.copy("rust", dir) })
		if err == nil {
			_, err = b.run(dir, "cargo", "build", "-q", "--release", "--bin", name, "--features", name)
		}
		return []string{filepath.Join(dir, "target", "release", name)}, err
	}
}

// npm asks a peer of the JavaScript adapter.
func npm(name string) recipe {
	return func(b *Builder) ([]string, error) {
		if err := need("node", "npm"); err != nil {
			return nil, err
		}
		dir := filepath.Join(b.Cache, "js")
		err := b.do("npm", func() error {
			if err := b.copy("js", dir); err != nil {
				return err
			}
			_, err := b.run(dir, "npm", "install", "--silent", "--no-audit", "--no-fund")
			return err
		})
		return []string{"node", filepath.Join(dir, "adapter.mjs"), name}, err
	}
}

// copy copies the sources of adapters to where they are built.
func (b *Builder) copy(name, dir string) error {
	from := filepath.Join(b.Source, "peers", name)
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(dir, rel), 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), data, 0o644)
	})
}

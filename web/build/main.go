// Command build makes the page of fixtext: static files that any server can hand out. The
// large tables of the engine become files of their own: browsers keep them when only the
// engine is new.
//
//	go run ./web/build [-out web/dist]
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/internal/lang"
)

// The places of what is built, from the root of the module.
const (
	engine = "./cmd/fixtext/wasm"
	view   = "cmd/fixtext/internal/view"
	web    = "web"
)

// large is from how many bytes on an embedded file becomes a file of its own.
const large = 256 << 10

// table is an embedded file that the page puts into the memory of the engine.
type table struct {
	File   string `json:"file"`
	Marker string `json:"marker"` // what stands in its place
}

func main() {
	log.SetFlags(0)
	out := flag.String("out", filepath.Join(web, "dist"), "the `folder` to write, which is emptied")
	flag.Parse()
	if err := build(*out); err != nil {
		log.Fatal("fixtext: page: ", err)
	}
}

func build(out string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	s := site{dir: out}
	tables, err := s.engine()
	if err != nil {
		return err
	}
	parts, err := json.Marshal(tables)
	if err != nil {
		return err
	}
	s.write("parts.json", parts)
	root, err := output(exec.Command("go", "env", "GOROOT"))
	if err != nil {
		return err
	}
	s.join("worker.js", filepath.Join(strings.TrimSpace(root), "lib/wasm/wasm_exec.js"), filepath.Join(web, "worker.js"))
	for _, name := range []string{"view.js", "view.css"} {
		s.join(name, filepath.Join(view, name))
	}
	translate, err := os.ReadFile(filepath.Join(view, "words.js"))
	if err != nil {
		return err
	}
	s.write("words.js", append([]byte(lang.Script()), translate...))
	for _, name := range []string{"app.js", "page.css", "index.html", "icon.svg", "manifest.json"} {
		s.join(name, filepath.Join(web, name))
	}
	s.keeper()
	return s.err
}

// site is a folder of files, with the first error.
type site struct {
	dir   string
	files []string
	sums  []byte // of all files
	err   error
}

func (s *site) write(name string, data []byte) {
	sum := sha256.Sum256(data)
	s.files, s.sums = append(s.files, name), append(s.sums, sum[:]...)
	if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o644); err != nil && s.err == nil {
		s.err = err
	}
	if len(data) > 1<<16 {
		fmt.Printf("%9d  %s\n", len(data), name)
	}
}

// join writes files, one behind the other, as one.
func (s *site) join(name string, paths ...string) {
	var all []byte
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil && s.err == nil {
			s.err = err
		}
		all = append(all, b...)
	}
	s.write(name, all)
}

// pack writes data compressed, under a name that changes with it. The name does not say
// how it is compressed: servers that see that would have browsers unpack it.
func (s *site) pack(name string, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	name = fmt.Sprintf("%s-%s.bin", name, hex.EncodeToString(sum[:4]))
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := z.Write(data); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	s.write(name, b.Bytes())
	return name, nil
}

// parts is what the page must fetch to have an engine.
type parts struct {
	Engine string  `json:"engine"`
	Tables []table `json:"tables"`
}

// engine builds the engine with markers in the place of its large tables.
func (s *site) engine() (p parts, err error) {
	target := append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	list := exec.Command("go", "list", "-deps", "-f", `{{range .EmbedFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}`, engine)
	list.Env = target
	embedded, err := output(list)
	if err != nil {
		return p, err
	}
	tmp, err := os.MkdirTemp("", "fixtext-page")
	if err != nil {
		return p, err
	}
	defer os.RemoveAll(tmp)
	replace := map[string]string{}
	for path := range strings.Lines(embedded) {
		path = strings.TrimSpace(path)
		data, err := os.ReadFile(path)
		if err != nil {
			return p, err
		}
		if len(data) < large {
			continue
		}
		t := table{Marker: fmt.Sprintf("fixtext table %02d", len(p.Tables))}
		if t.File, err = s.pack(filepath.Base(filepath.Dir(path)), data); err != nil {
			return p, err
		}
		p.Tables = append(p.Tables, t)
		stub := make([]byte, len(data))
		copy(stub, t.Marker)
		replace[path] = filepath.Join(tmp, fmt.Sprint(len(p.Tables)))
		if err := os.WriteFile(replace[path], stub, 0o600); err != nil {
			return p, err
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return p, err
	}
	if err := os.WriteFile(filepath.Join(tmp, "overlay"), overlay, 0o600); err != nil {
		return p, err
	}
	wasm := filepath.Join(tmp, "wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-overlay", filepath.Join(tmp, "overlay"), "-o", wasm, engine)
	cmd.Env = target
	if _, err := output(cmd); err != nil {
		return p, err
	}
	data, err := os.ReadFile(wasm)
	if err != nil {
		return p, err
	}
	p.Engine, err = s.pack("engine", data)
	return p, err
}

// keeper writes the service worker, which names all other files.
func (s *site) keeper() {
	b, err := os.ReadFile(filepath.Join(web, "sw.js"))
	if err != nil && s.err == nil {
		s.err = err
	}
	names := `"./", "` + strings.Join(s.files, `", "`) + `"`
	sum := sha256.Sum256(append(s.sums, b...))
	s.write("sw.js", []byte(strings.NewReplacer("/* FILES */", names, "VERSION", hex.EncodeToString(sum[:6])).Replace(string(b))))
}

func output(cmd *exec.Cmd) (string, error) {
	var errors bytes.Buffer
	cmd.Stderr = &errors
	b, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args[:2], " "), err, errors.String())
	}
	return string(b), nil
}

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The text of the files before and after.
const (
	oldLine = "圖書館的燈亮了，他們說要開門。\n"
	newLine = "图书馆的灯亮了，他们说要开门。\n"
)

// victim is a tree in which files are repaired.
type victim struct {
	dir      string
	old, new map[string]string // the text of each file, by its name
	foreign  map[string]string // files that must not change
}

// grow makes a tree of small, large and compressed files, with links, and others
// beside it that are none of the run's business.
func grow(dir string) (*victim, error) {
	v := &victim{dir, map[string]string{}, map[string]string{}, map[string]string{}}
	for i := range 24 {
		n := 20 + i
		switch i {
		case 7:
			n = 25_000 // which is read as a stream
		case 9:
			n = 3_000
		}
		name := fmt.Sprintf("t/%c/%02d.txt", 'a'+i%3, i)
		v.old[name], v.new[name] = strings.Repeat(oldLine, n), strings.Repeat(newLine, n)
		if i%6 == 5 {
			delete(v.old, name)
			delete(v.new, name)
			name += ".gz"
			v.old[name], v.new[name] = strings.Repeat(oldLine, n), strings.Repeat(newLine, n)
		}
	}
	for name, text := range v.old {
		if err := v.write(name, text); err != nil {
			return nil, err
		}
	}
	v.foreign["t/binary"] = "\x00\x01\x02" + oldLine
	v.foreign["t/clean.txt"] = newLine
	v.foreign["outside.txt"] = oldLine // a link in the tree leads there
	for name, text := range v.foreign {
		if err := v.write(name, text); err != nil {
			return nil, err
		}
	}
	if err := os.Symlink("../outside.txt", filepath.Join(dir, "t/link.txt")); err != nil {
		return nil, err
	}
	if err := os.Link(filepath.Join(dir, "t/a/00.txt"), filepath.Join(dir, "t/hard.txt")); err != nil {
		return nil, err
	}
	v.old["t/hard.txt"], v.new["t/hard.txt"] = v.old["t/a/00.txt"], v.new["t/a/00.txt"]
	return v, nil
}

func (v *victim) write(name, text string) error {
	path := filepath.Join(v.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	data := []byte(text)
	if strings.HasSuffix(name, ".gz") {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		data = b.Bytes()
	}
	return os.WriteFile(path, data, 0o644)
}

// read returns the text of a file of the tree.
func (v *victim) read(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(v.dir, name))
	if err != nil || !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		return string(data), err
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	_, err = b.ReadFrom(r)
	return b.String(), err
}

// kill ends runs of --write with a report and backups at random moments.
func kill(a *attack) error {
	random := rand.New(rand.NewPCG(a.seed, 0))
	var changed, left, whole int
	longest := 400 * time.Millisecond // of a run; measured by the first
	for round := range a.rounds + 1 {
		dir := filepath.Join(a.dir, fmt.Sprint(round))
		v, err := grow(dir)
		if err != nil {
			return err
		}
		run := exec.Command(a.fixtext, "-w", "-q", "-j", fmt.Sprint(1+round%3), "--report", "edits.jsonl", "--backup", ".orig", "t")
		run.Dir = dir
		began := time.Now()
		if err := run.Start(); err != nil {
			return err
		}
		if round > 0 { // the first ends by itself
			time.Sleep(time.Duration(random.Int64N(int64(longest))))
			_ = run.Process.Kill()
		}
		if run.Wait() == nil {
			whole++
		}
		if round == 0 {
			longest = time.Since(began)
		}
		c, l, err := a.killed(round, v)
		if err != nil {
			return err
		}
		changed, left = changed+c, left+l
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	fmt.Printf("kill: %d runs ended by themselves, %d files had been replaced, %d temporary files were left and passed over\n", whole, changed, left)
	return nil
}

// killed looks at what a run left: every file is old or new and has its backup,
// a second run passes over what is left, and undo leads back.
func (a *attack) killed(round int, v *victim) (changed, left int, err error) {
	for name, old := range v.old {
		text, err := v.read(name)
		switch {
		case err != nil || text != old && text != v.new[name]:
			a.violation("round %d: %s is neither old nor new (%d bytes, %v)", round, name, len(text), err)
		case text != old:
			changed++
			if kept, err := v.read(name + ".orig"); err != nil || kept != old {
				a.violation("round %d: the backup of %s is not the old text (%v)", round, name, err)
			}
		}
	}
	left, err = a.known(round, v)
	if err != nil {
		return changed, left, err
	}
	if _, err := os.Stat(filepath.Join(v.dir, "edits.jsonl")); err == nil {
		undo := exec.Command(a.fixtext, "undo", "edits.jsonl")
		undo.Dir = v.dir
		if out, err := undo.CombinedOutput(); err != nil {
			if info, e := os.Stat(filepath.Join(v.dir, "edits.jsonl")); e != nil || info.Size() > 0 { // killed before its first line
				a.violation("round %d: undo: %v: %s", round, err, out)
			}
		}
	}
	for name, old := range v.old {
		if text, err := v.read(name); err != nil || text != old {
			a.violation("round %d: %s is not restored (%v)", round, name, err)
		}
	}
	for name, old := range v.foreign {
		if text, err := v.read(name); err != nil || text != old {
			a.violation("round %d: %s changed (%v)", round, name, err)
		}
	}
	return changed, left, nil
}

// known runs a check without the suffix of the backups: it must name none of
// them, no temporary file and not the report.
func (a *attack) known(round int, v *victim) (left int, err error) {
	list := exec.Command(a.fixtext, "--list", ".")
	list.Dir = v.dir
	out, _ := list.Output() // 1 if there are any
	named := map[string]bool{}
	for name := range strings.Lines(string(out)) {
		named[strings.TrimSpace(name)] = true
	}
	err = filepath.WalkDir(v.dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(v.dir, path)
		_, ours := v.old[rel]
		if err == nil && !d.IsDir() && !ours && rel != "outside.txt" && named[rel] {
			a.violation("round %d: %s is taken for a text", round, rel)
		}
		if strings.Contains(rel, ".fixtext-tmp-") {
			left++
		}
		return err
	})
	return left, err
}

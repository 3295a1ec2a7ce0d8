package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// parquetFiles are the files that are damaged, with the script that makes more
// and compares.
const parquetFiles = "../cmd/fixtext/internal/columns/testdata"

// Limits of one run.
const (
	parquetTime   = time.Minute
	parquetMemory = 512 << 10 // KiB
)

// parquet damages Parquet files. The command must end with an error and leave the
// file, or with one that is whole: a second run finds nothing to do and, where
// there is Python with pyarrow (FIXTEXT_PYTHON names it), what could be read of
// the damaged file can be of the new one. Arguments are directories of more files.
func parquet(a *attack) error {
	python := os.Getenv("FIXTEXT_PYTHON")
	if python == "" {
		python = "python3"
	}
	dirs := append([]string{parquetFiles}, a.args...)
	script := filepath.Join(parquetFiles, "parquet.py")
	if exec.Command(python, "-c", "import pyarrow").Run() != nil {
		python = ""
		fmt.Println("parquet: no Python with pyarrow: results are read by fixtext alone")
	} else if made := filepath.Join(a.dir, "made"); len(a.args) == 0 {
		if out, err := exec.Command(python, script, "generate", made).CombinedOutput(); err != nil {
			return fmt.Errorf("generate: %w: %s", err, out)
		}
		dirs = append(dirs, made)
	}
	var seeds []string
	for _, dir := range dirs {
		list, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
		if err != nil {
			return err
		}
		seeds = append(seeds, list...)
	}
	if len(seeds) == 0 {
		return errors.New("no files to damage")
	}
	p := &parquetAttack{attack: a, random: rand.New(rand.NewPCG(a.seed, 0)), seeds: seeds, compare: []string{script, "same"}}
	for round := range a.rounds {
		if err := p.round(round); err != nil {
			return err
		}
	}
	fmt.Printf("parquet: %d files: %d errors, %d left alone, %d repaired; at most %d MiB\n", len(seeds), p.refused, p.left, p.repaired, p.memory>>10)
	if python == "" || len(p.compare) == 2 {
		return nil
	}
	if out, err := exec.Command(python, p.compare...).CombinedOutput(); err != nil {
		a.violation("a repaired file is not what it was: %s", out)
	}
	return nil
}

type parquetAttack struct {
	*attack
	random                  *rand.Rand
	seeds                   []string
	compare                 []string // arguments of the script
	refused, left, repaired int
	memory                  int64 // KiB
}

func (p *parquetAttack) round(round int) error {
	seed := p.seeds[p.random.IntN(len(p.seeds))]
	data, err := os.ReadFile(seed)
	if err != nil {
		return err
	}
	if round%20 > 0 { // one is not damaged
		data = p.damage(data)
	}
	dir := filepath.Join(p.dir, fmt.Sprint("round", round))
	name, old := filepath.Join(dir, "file.parquet"), filepath.Join(p.dir, fmt.Sprintf("old%d", round))
	if err := errors.Join(os.Mkdir(dir, 0o777), os.WriteFile(name, data, 0o666)); err != nil {
		return err
	}
	what := fmt.Sprintf("round %d, %s", round, filepath.Base(seed))
	code := p.write1(what, name)
	now, err := os.ReadFile(name)
	if err != nil {
		p.violation("%s: the file is gone: %v", what, err)
		return nil
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		p.violation("%s: a file is left over: %v", what, list)
	}
	switch same := bytes.Equal(data, now); {
	case code == 2:
		p.refused++
		if !same {
			p.violation("%s: an error, but the file changed", what)
		}
	case same:
		p.left++
	default:
		p.repaired++
		if p.write1(what+", again", name) == 2 {
			p.violation("%s: the new file is refused", what)
		}
		if again, _ := os.ReadFile(name); !bytes.Equal(now, again) {
			p.violation("%s: a second run changes the new file", what)
		}
		p.compare = append(p.compare, old, name)
		return os.WriteFile(old, data, 0o666)
	}
	return os.RemoveAll(dir)
}

// write1 repairs a file in place and returns the exit code.
func (p *parquetAttack) write1(what, name string) int {
	ctx, cancel := context.WithTimeout(context.Background(), parquetTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.fixtext, "--write", "--quiet", "--format", "parquet", name)
	out, _ := cmd.CombinedOutput()
	if ctx.Err() != nil {
		p.violation("%s: no end after %v", what, parquetTime)
	}
	code := cmd.ProcessState.ExitCode()
	if code < 0 || code > 2 || bytes.Contains(out, []byte("goroutine ")) {
		p.violation("%s: exit code %d: %.500s", what, code, out)
	}
	if code == 2 && !bytes.HasPrefix(out, []byte("fixtext: ")) {
		p.violation("%s: an error without a message: %.500s", what, out)
	}
	if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.memory = max(p.memory, use.Maxrss)
		if use.Maxrss > parquetMemory {
			p.violation("%s: %d MiB of memory", what, use.Maxrss>>10)
		}
	}
	return code
}

// damage changes a file at a few places: in its metadata, in front of pages, or
// anywhere.
func (p *parquetAttack) damage(data []byte) []byte {
	r := p.random
	data = slices.Clone(data)
	footer := min(int(binary.LittleEndian.Uint32(data[len(data)-8:])), len(data)-8)
	place := func() int {
		switch r.IntN(3) {
		case 0:
			return len(data) - 1 - r.IntN(min(footer+8, len(data)))
		case 1: // where a page may begin
			if i := bytes.Index(data[r.IntN(len(data)):], []byte{0x15}); i >= 0 {
				return min(i+r.IntN(24), len(data)-1)
			}
		}
		return r.IntN(len(data))
	}
	for range 1 + r.IntN(4) {
		at := place()
		switch r.IntN(10) {
		case 0: // cut off
			data = data[:max(at, 12)]
		case 1: // bytes more
			data = slices.Insert(data, at, make([]byte, 1+r.IntN(9))...)
		case 2: // bytes less
			data = slices.Delete(data, at, min(at+1+r.IntN(9), len(data)-1))
		case 3: // a part from elsewhere
			from := r.IntN(len(data))
			copy(data[at:], slices.Clone(data[from:min(from+1+r.IntN(200), len(data))]))
		case 4: // a large number
			copy(data[at:], []byte{0xFE, 0xFF, 0xFF, 0xFF, 0x0F})
		case 5, 6:
			data[at] ^= 1 << r.IntN(8)
		default:
			data[at] = byte(r.Uint32())
		}
		footer = min(footer, len(data)-8)
	}
	return data
}

package speed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Command is one run of a whole program.
type Command struct {
	What, Line string // what it does, and how a reader would type it
	Bytes      int    // of input
	Round      int
	CPU, Wall  int // nanoseconds
	Memory     int // bytes at its peak; 0 if it cannot be told
}

// program is a command line with an input.
type program struct {
	what  string
	words []string
	input string
	size  int    // bytes to be counted, if not those of the file
	dir   string // where it runs, if that matters
}

// Commands measures whole programs: how long they take to start, how fast they
// are from file to nowhere, and how much memory they need.
func (l *Lab) Commands(root string, inputs []Input) (rows []Command, binary int64, err error) {
	bin := filepath.Join(l.Builder.Cache, "bin", "fixtext")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", bin, "./cmd/fixtext")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, 0, fmt.Errorf("%w: %s", err, out)
	}
	info, err := os.Stat(bin)
	if err != nil {
		return nil, 0, err
	}
	programs, err := l.programs(bin, inputs)
	if err != nil {
		return nil, 0, err
	}
	fmt.Fprintf(l.Progress, "%d commands, %d rounds\n", len(programs), l.Rounds)
	failed, memory := map[string]bool{}, map[string]int{}
	for round := range l.Rounds {
		for _, p := range programs {
			row, err := p.run()
			if err != nil {
				if !failed[p.words[0]] {
					fmt.Fprintf(l.Progress, "  skipped %s: %v\n", filepath.Base(p.words[0]), err)
				}
				failed[p.words[0]] = true
				continue
			}
			id := p.input + strings.Join(p.words, " ")
			if round == 0 {
				memory[id] = p.peak()
			}
			row.Round, row.Memory = round, memory[id]
			row.Line = filepath.Base(p.words[0]) + strings.TrimRight(" "+strings.Join(p.words[1:], " "), " ")
			rows = append(rows, row)
		}
	}
	return rows, info.Size(), nil
}

// programs are those that are installed.
func (l *Lab) programs(own string, inputs []Input) (list []program, err error) {
	path := map[string]string{}
	for _, in := range inputs {
		path[in.Name] = in.Path
	}
	line := filepath.Join(filepath.Dir(path[Simplified]), "line.txt")
	if err := os.WriteFile(line, []byte("你好，世界。\n"), 0o644); err != nil {
		return nil, err
	}
	venv := filepath.Join(l.Builder.Cache, "venv", "bin")
	add := func(what, input string, words ...string) {
		if found, err := exec.LookPath(words[0]); err == nil {
			list = append(list, program{what: what, words: append([]string{found}, words[1:]...), input: input})
		}
	}
	for _, words := range [][]string{{own, "-j", "1"}, {"cat"}, {"iconv", "-f", "gb18030", "-t", "utf-8"}, {"/usr/bin/opencc", "-c", "t2s"},
		{"uchardet"}, {"enca", "-L", "zh"}, {filepath.Join(venv, "ftfy")}, {filepath.Join(venv, "chardetect")}, {filepath.Join(venv, "normalizer"), "-m", "-"}} {
		what := "start"
		if words[0] == "iconv" {
			if err := os.WriteFile(line+".gbk", []byte("\xc4\xe3\xba\xc3\n"), 0o644); err != nil {
				return nil, err
			}
			add(what, line+".gbk", words...)
			continue
		}
		add(what, line, words...)
	}
	for _, in := range []string{Simplified, Traditional, GBK} {
		add(in, path[in], own, "-j", "1")
		if runtime.NumCPU() > 1 {
			add(in, path[in], own, "-j", fmt.Sprint(runtime.NumCPU()))
		}
		add(in, path[in], "cat")
	}
	add(GBK, path[GBK], "iconv", "-f", "gb18030", "-t", "utf-8")
	add(Simplified, path[Simplified], "/usr/bin/opencc", "-c", "t2s")
	add(Traditional, path[Traditional], "/usr/bin/opencc", "-c", "t2s")
	many, err := l.manyFiles(own, path[Simplified])
	if err != nil {
		return nil, err
	}
	return append(append(list, many...), l.compressed(own, path[Simplified])...), nil
}

// manyFiles is a check of a folder of small clean files, beside a program that counts the
// lines of each that match.
func (l *Lab) manyFiles(own, text string) (list []program, err error) {
	const files, size = 20_000, 2 << 10
	data, err := os.ReadFile(text)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(filepath.Dir(text), "many")
	total := 0
	for i := range files {
		start := i * size % (len(data) - 2*size)
		start += bytes.IndexByte(data[start:], '\n') + 1
		part := data[start:][:wholeLines(data[start:], size)]
		name := filepath.Join(folder, fmt.Sprintf("%03d", i/100), fmt.Sprintf("%05d.txt", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, part, 0o644); err != nil {
			return nil, err
		}
		total += len(part)
	}
	jobs := fmt.Sprint(runtime.NumCPU())
	for _, words := range [][]string{{own, "--isolated", "--check", "-j", jobs, "many"}, {"rg", "-c", "-j", jobs, "的", "many"}} {
		found, err := exec.LookPath(words[0])
		if err != nil {
			fmt.Fprintf(l.Progress, "skipped %s on many files: it is not installed\n", words[0])
			continue
		}
		list = append(list, program{what: "20,000 files", words: append([]string{found}, words[1:]...), input: os.DevNull, size: total, dir: filepath.Dir(folder)})
	}
	return list, nil
}

// compressed is JSON Lines behind zstd, with what it costs only to unpack it.
func (l *Lab) compressed(own, text string) (list []program) {
	zstd, err := exec.LookPath("zstd")
	if err != nil {
		fmt.Fprintln(l.Progress, "skipped JSON Lines behind zstd: zstd is not installed")
		return nil
	}
	name := filepath.Join(filepath.Dir(text), "simplified.jsonl.zst")
	size, err := pack(zstd, text, name)
	if err != nil {
		fmt.Fprintf(l.Progress, "skipped JSON Lines behind zstd: %v\n", err)
		return nil
	}
	for _, words := range [][]string{
		{own, "-j", "1", "--stdin-filename", "text.jsonl.zst"},
		{zstd, "-d", "-c"},
	} {
		list = append(list, program{what: "jsonl.zst", words: words, input: name, size: size})
	}
	return list
}

// pack writes the lines of a text as JSON Lines, packed. It returns their size
// before that.
func pack(zstd, text, name string) (int, error) {
	data, err := os.ReadFile(text)
	if err != nil {
		return 0, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for line := range strings.Lines(string(data)) {
		if err := enc.Encode(map[string]string{"text": strings.TrimRight(line, "\n")}); err != nil {
			return 0, err
		}
	}
	size := out.Len()
	cmd := exec.Command(zstd, "-q", "-f", "-o", name)
	cmd.Stdin = &out
	return size, cmd.Run()
}

// run runs the program once. What it writes is dropped.
func (p program) run() (row Command, err error) {
	in, err := os.Open(p.input)
	if err != nil {
		return row, err
	}
	defer in.Close()
	if p.size == 0 {
		info, err := in.Stat()
		if err != nil {
			return row, err
		}
		p.size = int(info.Size())
	}
	cmd := exec.Command(p.words[0], p.words[1:]...)
	cmd.Stdin, cmd.Dir = in, p.dir
	from := time.Now()
	if err := cmd.Run(); err != nil {
		return row, err
	}
	wall := time.Since(from)
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return Command{
		What: p.what, Bytes: p.size, Wall: int(wall),
		CPU: int(used.Utime.Nano() + used.Stime.Nano()),
	}, nil
}

// peak returns the memory that the program needs, in bytes. The system counts
// that of a parent in, so a small one is put between.
func (p program) peak() int {
	in, err := os.Open(p.input)
	if err != nil {
		return 0
	}
	defer in.Close()
	cmd := exec.Command("/usr/bin/time", append([]string{"-f", "%M"}, p.words...)...)
	cmd.Stdin, cmd.Dir = in, p.dir
	var out bytes.Buffer
	cmd.Stderr = &out
	if cmd.Run() != nil {
		return 0
	}
	lines := strings.Fields(out.String())
	if len(lines) == 0 {
		return 0
	}
	kb, err := strconv.Atoi(lines[len(lines)-1])
	if err != nil {
		return 0
	}
	return kb << 10
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// filled are runs that write more than there is room for.
var filled = []struct {
	args   []string
	output string // that must not be there
}{
	{[]string{"-w", "t"}, ""},
	{[]string{"-w", "--backup", ".orig", "t"}, ""},
	{[]string{"-w", "--report", "out", "t"}, ""}, // which grows: what was replaced is in it
	{[]string{"-o", "out", "t/big.txt"}, "out"},
	{[]string{"-o", "out.gz", "--compress", "gzip", "t/noise.txt"}, "out.gz"},
	{[]string{"--to", "utf-16le", "-o", "out", "t/big.txt"}, "out"},
	{[]string{"--report", "out", "-o", os.DevNull, "t/big.txt"}, "out"},
	{[]string{"--check", "--report", "out", "t"}, "out"},
	{[]string{"--quarantine", "out", "-o", os.DevNull, "t/bad.txt"}, "out"},
	{[]string{"--check", "--write-baseline", "out", "t"}, "out"},
}

// disk runs fixtext where files cannot grow: on a small disk of its own where one
// can be mounted, else under a limit to the size of files.
func disk(a *attack) error {
	old := map[string][]byte{
		"t/big.txt":   []byte(strings.Repeat(oldLine, 6_000)), // 280 kB
		"t/small.txt": []byte(oldLine),
		"t/bad.txt":   []byte(strings.Repeat("石榴\xff\xfe樹\n院子里的\n", 3_000)),
		"t/noise.txt": noise(1 << 17),
	}
	dir, mounted := filepath.Join(a.dir, "disk"), false
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	if os.Getuid() == 0 && exec.Command("mount", "-t", "tmpfs", "-o", "size=1000k", "none", dir).Run() == nil {
		mounted = true
		defer func() { _ = exec.Command("umount", dir).Run() }()
	}
	refused := 0
	for round := range a.rounds {
		for _, run := range filled {
			if err := refill(dir, old, mounted, round); err != nil {
				return err
			}
			code, message, err := a.cramped(dir, mounted, round, run.args)
			if err != nil {
				return err
			}
			if code == 2 {
				refused++
			}
			a.full(dir, old, run.args, run.output, code, message)
		}
	}
	fmt.Printf("disk: %d runs, %d had no room (small disk: %v)\n", a.rounds*len(filled), refused, mounted)
	if refused == 0 {
		return errors.New("no run lacked room: nothing was tried")
	}
	return nil
}

// noise is text that compresses badly.
func noise(n int) []byte {
	var b bytes.Buffer
	for x := uint32(1); b.Len() < n; {
		x = x*1664525 + 1013904223
		b.WriteRune(rune(0x4E00 + x>>18))
		if x>>28 == 3 {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// refill makes the folder as it was, with less room in each round.
func refill(dir string, old map[string][]byte, mounted bool, round int) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "t"), 0o777); err != nil {
		return err
	}
	for name, data := range old {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	if mounted { // what is left is from a few bytes to some 100 kB
		fill, err := os.Create(filepath.Join(dir, "ballast"))
		if err != nil {
			return err
		}
		block := make([]byte, 4096)
		for err == nil {
			_, err = fill.Write(block)
		}
		info, err := fill.Stat()
		if err != nil {
			return err
		}
		return errors.Join(fill.Truncate(max(0, info.Size()-int64(round)*8<<10)), fill.Close())
	}
	return nil
}

// cramped runs fixtext without room.
func (a *attack) cramped(dir string, mounted bool, round int, args []string) (int, string, error) {
	cmd := exec.Command(a.fixtext, args...)
	if !mounted { // blocks of 1024 bytes, in bash
		line := fmt.Sprintf("ulimit -f %d; trap '' XFSZ; exec \"$0\" \"$@\"", 1+round*8)
		cmd = exec.Command("bash", append([]string{"-c", line, a.fixtext}, args...)...)
	}
	cmd.Dir = dir
	var message bytes.Buffer
	cmd.Stderr = &message
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 0, "", err
	}
	return cmd.ProcessState.ExitCode(), message.String(), nil
}

// full looks at what such a run left.
func (a *attack) full(dir string, old map[string][]byte, args []string, output string, code int, message string) {
	if code < 0 || code > 2 || strings.Contains(message, "panic") {
		a.violation("%v: exit code %d: %s", args, code, message)
	}
	if code == 2 && message == "" {
		a.violation("%v: failed without a word", args)
	}
	for name, data := range old {
		now, err := os.ReadFile(filepath.Join(dir, name))
		repaired := bytes.ReplaceAll(data, []byte(oldLine), []byte(newLine))
		if name == "t/bad.txt" && code != 2 {
			continue // it was repaired
		}
		if err != nil || !bytes.Equal(now, data) && (args[0] != "-w" || !bytes.Equal(now, repaired) && name != "t/bad.txt" && name != "t/noise.txt") {
			a.violation("%v: %s is neither old nor new (%v)", args, name, err)
		}
	}
	if output != "" && code == 2 {
		if _, err := os.Lstat(filepath.Join(dir, output)); !errors.Is(err, fs.ErrNotExist) {
			a.violation("%v: half of %s is there", args, output)
		}
	}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if strings.Contains(path, ".fixtext-tmp-") {
			a.violation("%v: %s is left", args, path)
		}
		return err
	})
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// trees gives fixtext every file that is not text below some directories, /usr
// unless others are named, and media of many kinds made for the purpose: none may
// be named, none may change, and the filter hands each on as it is. Text in wide
// charsets without a mark, made beside them, must still be found.
//
// Who says what is text is file(1) where it is installed, else a NUL byte.
func trees(a *attack) error {
	dirs := a.args
	if len(dirs) == 0 {
		dirs = []string{"/usr"}
	}
	made := filepath.Join(a.dir, "media")
	if err := makeMedia(made, a.seed, a.rounds); err != nil {
		return err
	}
	if err := makeMediaByPython(made); err != nil {
		fmt.Printf("trees: skipped: media by Python: %v\n", err)
	}
	binary, err := allFiles([]string{made})
	if err != nil {
		return err
	}
	fmt.Printf("trees: %d media made\n", len(binary))
	found, err := allFiles(dirs)
	if err != nil {
		return err
	}
	judged, err := binaryOf(found)
	if err != nil {
		return err
	}
	fmt.Printf("trees: %d files, %d of them binary\n", len(found), len(judged))
	binary = append(binary, judged...)
	if err := a.named(binary); err != nil {
		return err
	}
	if err := a.written(binary); err != nil {
		return err
	}
	if err := a.filtered(binary); err != nil {
		return err
	}
	return a.wideText(filepath.Join(a.dir, "wide"))
}

// allFiles lists the regular files that may be read; compressed ones are no part
// of this, because the text in them may be repaired.
func allFiles(dirs []string) (list []string, err error) {
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil // what cannot be read is no part of it
			}
			switch strings.ToLower(filepath.Ext(path)) {
			case ".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".zlib", ".br":
				return nil
			}
			if info, err := d.Info(); err == nil && info.Size() > 0 {
				list = append(list, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// binaryOf returns those of the files that are not text. Test data of other programs
// is in wide charsets and says so in its name.
func binaryOf(files []string) (binary []string, err error) {
	var likely []string
	for _, path := range files {
		if !wideName.MatchString(path) && likelyBinary(path) {
			likely = append(likely, path)
		}
	}
	if _, err := exec.LookPath("file"); err != nil {
		fmt.Println("trees: file(1) is not installed: a file with a NUL is binary")
		return likely, nil
	}
	for part := range slices.Chunk(likely, 5000) {
		cmd := exec.Command("file", "--brief", "--mime-encoding", "--no-pad", "--files-from", "-")
		cmd.Stdin = strings.NewReader(strings.Join(part, "\n") + "\n")
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("file: %w", err)
		}
		kinds := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		if len(kinds) != len(part) {
			return nil, fmt.Errorf("file: %d answers to %d names", len(kinds), len(part))
		}
		for i, kind := range kinds {
			if kind == "binary" {
				binary = append(binary, part[i])
			}
		}
	}
	return binary, nil
}

var wideName = regexp.MustCompile(`(?i)(utf|ucs)-?(16|32|2|4)`)

// likelyBinary reports whether the first mebibyte of a file has a NUL, and no mark
// of UTF-16 before it.
func likelyBinary(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return err == nil && bytes.IndexByte(b, 0) >= 0 && !bytes.HasPrefix(b, []byte("\xff\xfe")) && !bytes.HasPrefix(b, []byte("\xfe\xff"))
}

// over runs fixtext over the files, whose names come from standard input, and returns
// what it says on standard output.
func (a *attack) over(files []string, args ...string) (string, error) {
	cmd := exec.Command(a.fixtext, append([]string{"--isolated", "--format", "text", "--decompress=false", "-q", "--files-from", "-", "-0"}, args...)...)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\x00") + "\x00")
	var msg bytes.Buffer
	cmd.Stderr = &msg
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != 1 {
		return "", fmt.Errorf("fixtext %v: %w: %s", args, err, msg.String())
	}
	return string(out), nil
}

// named asks for the files with findings.
func (a *attack) named(binary []string) error {
	for _, mode := range []string{"--list", "--check"} {
		out, err := a.over(binary, mode)
		if err != nil {
			return err
		}
		for line := range strings.FieldsFuncSeq(out, func(r rune) bool { return r == 0 || r == '\n' }) {
			a.violation("%s names %s", mode, line)
		}
	}
	return nil
}

// written repairs copies of the files, in portions, and compares them.
func (a *attack) written(binary []string) error {
	const portion = 500
	dir := filepath.Join(a.dir, "copies")
	for part := range slices.Chunk(binary, portion) {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return err
		}
		var copies []string
		for i, path := range part {
			b, err := os.ReadFile(path)
			if err != nil {
				continue // gone, or not for us
			}
			name := filepath.Join(dir, fmt.Sprintf("%03d%s", i, filepath.Ext(path)))
			if err := os.WriteFile(name, b, 0o666); err != nil {
				return err
			}
			copies = append(copies, name)
			part[len(copies)-1] = path
		}
		if _, err := a.over(copies, "--write"); err != nil {
			return err
		}
		for i, name := range copies {
			if same, err := equal(name, part[i]); err != nil {
				return err
			} else if !same {
				a.violation("--write changes a copy of %s", part[i])
			}
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}

func equal(a, b string) (bool, error) {
	x, err := os.ReadFile(a)
	if err != nil {
		return false, err
	}
	y, err := os.ReadFile(b)
	return bytes.Equal(x, y), err
}

// filtered sends a sample of the files through the filter.
func (a *attack) filtered(binary []string) error {
	const most = 3000
	step := max(1, len(binary)/most)
	sent := 0
	for i := 0; i < len(binary); i += step {
		b, err := os.ReadFile(binary[i])
		if err != nil {
			continue
		}
		cmd := exec.Command(a.fixtext, "--isolated", "--decompress=false", "-q")
		cmd.Stdin = bytes.NewReader(b)
		out, err := cmd.Output()
		sent++
		switch {
		case err != nil:
			a.violation("the filter fails on %s: %v", binary[i], err)
		case !bytes.Equal(b, out):
			a.violation("the filter changes %s", binary[i])
		}
	}
	fmt.Printf("trees: %d binary files through the filter\n", sent)
	return nil
}

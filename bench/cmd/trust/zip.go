package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// zipFiles attacks zipnames: with archives whose names are in several charsets and
// could do harm, whole and with bytes changed, added or cut off. What comes out is
// what went in, or has the same entries under names that lead nowhere.
func zipFiles(a *attack) error {
	rnd := rand.New(rand.NewPCG(a.seed, 0))
	path := filepath.Join(a.dir, "a.zip")
	renamed, refused := 0, 0
	for round := range a.rounds {
		old, err := someZip(rnd)
		if err != nil {
			return err
		}
		if round%3 > 0 { // the first of three is whole
			old = mutated(rnd, old)
		}
		if err := os.WriteFile(path, old, 0o644); err != nil {
			return err
		}
		out, err := exec.Command(a.fixtext, "zipnames", "-w", path).CombinedOutput()
		code := 0
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			code = exit.ExitCode()
		} else if err != nil {
			return err
		}
		now, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch changed := !bytes.Equal(old, now); {
		case code < 0 || code > 2 || bytes.Contains(out, []byte("panic:")):
			a.violation("round %d: exit code %d: %s", round, code, out)
		case code == 2 && changed:
			a.violation("round %d: an error, and the file changed: %s", round, out)
		case code == 2:
			refused++
		case changed:
			renamed++
			if err := sameEntries(old, now); err != nil {
				a.violation("round %d: %v: %s", round, err, out)
			}
		}
		if list, err := os.ReadDir(a.dir); err != nil || len(list) != 1 {
			a.violation("round %d: something is left beside the file (%v)", round, err)
		}
	}
	fmt.Printf("  %d renamed, %d refused\n", renamed, refused)
	return nil
}

// words are parts of names; some of them do harm.
var words = []string{"小说", "第一章 出发", "老街的茶馆", "會議記錄", "目录", "..", ".", "", "C:", "CON", "a.", "b ", `x\y`, "图书馆\x00", "readme", "第二章"}

// someZip is an archive with entries of all kinds.
func someZip(rnd *rand.Rand) ([]byte, error) {
	encode := []func(string) (string, error){
		simplifiedchinese.GBK.NewEncoder().String, traditionalchinese.Big5.NewEncoder().String,
		func(s string) (string, error) { return s, nil },
	}[rnd.IntN(3)]
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 1 + rnd.IntN(8) {
		var parts []string
		for range 1 + rnd.IntN(3) {
			parts = append(parts, words[rnd.IntN(len(words))])
		}
		name, err := encode(strings.Join(parts, "/") + []string{".txt", "/", ""}[rnd.IntN(3)])
		if err != nil { // a character that the charset does not have
			name = "plain"
		}
		h := &zip.FileHeader{Name: name, NonUTF8: true, Method: uint16(8 * rnd.IntN(2)), Comment: strings.Repeat("c", rnd.IntN(3)), ExternalAttrs: rnd.Uint32()}
		h.Extra = []byte{1, 0x80, 1, 0, byte(i)}
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(name, "/") {
			if _, err := io.WriteString(f, strings.Repeat("text ", rnd.IntN(100))); err != nil {
				return nil, err
			}
		}
	}
	if err := errors.Join(w.SetComment(strings.Repeat("k", rnd.IntN(5))), w.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// mutated is data with a few bytes other than they were, more of them, or fewer.
func mutated(rnd *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	for range 1 + rnd.IntN(3) {
		at := rnd.IntN(len(data))
		switch rnd.IntN(6) {
		case 0:
			data = data[:at+1]
		case 1:
			data = append([]byte("#!/bin/sh\n"), data...)
		case 2:
			data = append(data[:at:at], append([]byte("PK\x03\x04"), data[at:]...)...)
		case 3: // in the directory
			if i := bytes.LastIndex(data, []byte("PK\x01\x02")); i >= 0 {
				data[min(len(data)-1, i+rnd.IntN(46))] = byte(rnd.IntN(256))
			}
		default:
			data[at] = byte(rnd.IntN(256))
		}
	}
	return data
}

// sameEntries compares archives by all but their names, which lead nowhere where
// they are new.
func sameEntries(old, now []byte) error {
	was, err := zip.NewReader(bytes.NewReader(old), int64(len(old)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("changed although it cannot be read: %w", err)
	}
	is, err := zip.NewReader(bytes.NewReader(now), int64(len(now)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	if len(was.File) != len(is.File) || was.Comment != is.Comment {
		return fmt.Errorf("%d entries became %d", len(was.File), len(is.File))
	}
	names := map[string]int{}
	for _, f := range is.File {
		names[strings.ToLower(f.Name)]++
	}
	for i, f := range is.File {
		g := was.File[i]
		if f.Name != g.Name && (!filepath.IsLocal(f.Name) || strings.ContainsAny(f.Name, "\\\x00:") || names[strings.ToLower(f.Name)] > 1) {
			return fmt.Errorf("an entry is called %q now", f.Name)
		}
		a, errA := raw(g)
		b, errB := raw(f)
		if errA != nil || errB != nil || !bytes.Equal(a, b) || f.CRC32 != g.CRC32 || f.ExternalAttrs != g.ExternalAttrs || f.Comment != g.Comment ||
			f.Name == g.Name && !bytes.Equal(f.Extra, g.Extra) || f.Modified != g.Modified {
			return fmt.Errorf("entry %d differs (%v, %v)", i, errA, errB)
		}
	}
	return nil
}

func raw(f *zip.File) ([]byte, error) {
	r, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

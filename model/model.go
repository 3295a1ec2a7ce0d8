// Package model loads models for lost bytes: tables of what stands beside what in Chinese
// text, and a small neural network, by which the characters are chosen that fit where bytes were lost. The library has
// a small one in it; a larger one is right more often. Give it to
// [github.com/fixtext/fixtext.WithModel].
//
// Package [github.com/fixtext/fixtext/model/large], a module of its own, has one; so has
// the file large.bin in its folder, for [OpenFile]. What becomes of a text depends on the
// model: name it, by [Model.String], where you write down what you used.
package model

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/fixtext/fixtext/internal/lm/choice"
)

// Model is a model that was loaded. It does not change, and any number of programs and
// goroutines may use it.
type Model struct{ file choice.File }

// Open reads a model, the bytes of a file, which it keeps. Its error says that they are no
// model, a damaged one, or one made for another version of this library.
func Open(data string) (*Model, error) {
	m := new(Model)
	err := m.open(data)
	if err != nil {
		return nil, fmt.Errorf("model: the data %w", err)
	}
	return m, nil
}

// open is Open; its errors begin with a verb.
func (m *Model) open(data string) (err error) {
	if m.file, err = choice.Unseal(data); err == nil {
		_, err = choice.Open(m.file.Contents)
	}
	return err
}

// OpenFile is [Open] for a file. Where the system can, the file is mapped into memory, until
// the program ends: it must not be written to meanwhile, but may be replaced or removed.
func OpenFile(path string) (*Model, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // to open a pipe would wait
		return nil, &fs.PathError{Op: "open", Path: path, Err: errKind}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return Load(file)
}

// Load is [OpenFile] for a file that is open, of which it takes all from the beginning. The
// file stays the caller's, who may close it.
func Load(file *os.File) (*Model, error) {
	fail := func(err error) (*Model, error) {
		return nil, &fs.PathError{Op: "read", Path: file.Name(), Err: err}
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return fail(errKind)
	case info.Size() > most:
		return fail(fmt.Errorf("is larger than %d MiB", most>>20))
	case info.Size() == 0:
		return fail(errForeign)
	}
	data, err := contents(file, int(info.Size()))
	if err != nil {
		return fail(err)
	}
	m := new(Model)
	if err := m.open(data); err != nil {
		return fail(err)
	}
	return m, nil
}

var (
	errKind    = errors.New("is no regular file")
	errForeign = errors.New("is no model of fixtext")
)

// most is how large a file may be.
const most = 256 << 20

// String names the model and nothing but this one: its name, its version, and the beginning
// of its checksum, such as large.1.0123456789ab. It has letters, digits, dots and hyphens only.
// Nil is the small one in the library.
func (m *Model) String() string {
	if m == nil {
		return "small.1." + choice.Name
	}
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, m.file.Name)
	return fmt.Sprintf("%s.%d.%s", clean, m.file.Version, hex.EncodeToString(m.file.Sum[:6]))
}

// Contents returns the tables themselves, which the stages of this library read; nothing for nil.
func (m *Model) Contents() string {
	if m == nil {
		return ""
	}
	return m.file.Contents
}

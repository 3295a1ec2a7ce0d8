package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
)

// wayBack returns an error if an output would replace what an earlier run with
// --write left, and nothing else has: the report that undo needs, the records that
// were dropped, or a backup.
func (o *sink) wayBack() error {
	if o.info == nil || !o.info.Mode().IsRegular() {
		return nil
	}
	if real, err := filepath.EvalSymlinks(o.path); err == nil && tree.IsBackup(real) {
		return errors.New("is a backup, and is not replaced: name another file")
	}
	if o.info.Size() == 0 {
		return nil
	}
	file, err := os.Open(o.path)
	if err != nil {
		return err
	}
	defer file.Close()
	return onlyCopy(file)
}

// onlyCopy is wayBack for a file that is open.
func onlyCopy(file io.Reader) error {
	text := bufio.NewReader(io.LimitReader(file, headSize))
	head, err := text.ReadBytes('\n')
	own := ownFile(head)
	if own == "" || err != nil {
		return nil
	}
	var first struct{ Write bool }
	if err := json.Unmarshal(head, &first); err != nil || !first.Write {
		return nil
	}
	next, err := text.ReadBytes('\n')
	var second struct{ Summary json.RawMessage }
	if err == io.EOF && len(next) == 0 || json.Unmarshal(next, &second) == nil && second.Summary != nil {
		return nil // that run did nothing
	}
	what := "changed, which undo needs"
	if own == "quarantine" {
		what = "dropped"
	}
	return fmt.Errorf("is the %s of what a run with --write %s, and is not replaced: name another file, or remove this one", own, what)
}

// grow opens a file that is there while it is written. Another run may have begun
// one there since the places were looked at, or be at it still.
func (o *sink) grow() (err error) {
	if o.file, err = os.OpenFile(o.path, os.O_RDWR|os.O_CREATE, 0o666); err != nil {
		return err
	}
	if err = lock(o.file); err == nil {
		err = onlyCopy(o.file)
	}
	if err == nil {
		_, err = o.file.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = o.file.Truncate(0)
	}
	if err == nil {
		o.info, err = o.file.Stat()
	}
	if err != nil {
		return errors.Join(err, o.file.Close())
	}
	return nil
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// wayBack returns an error if an output would replace what an earlier run with
// --write left, and nothing else has: the report that undo needs, or the records
// that were dropped.
func (o *sink) wayBack() error {
	if o.info == nil || !o.info.Mode().IsRegular() || o.info.Size() == 0 {
		return nil
	}
	file, err := os.Open(o.path)
	if err != nil {
		return err
	}
	defer file.Close()
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

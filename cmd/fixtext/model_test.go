package main

import (
	"encoding/binary"
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	lost "github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

// makeModel writes a model without counts: makemodel FILE NAME.
func makeModel(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: makemodel FILE NAME")
	}
	table := make([]byte, spans.HeaderSize+spans.BucketSize)
	copy(table, spans.Magic)
	binary.LittleEndian.PutUint64(table[8:], lost.Embedded().Below)
	table[16] = 128 // package choice decides
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), spans.Seal(args[1], 1, table), 0o666))
}

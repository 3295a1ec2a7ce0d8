package main

import (
	"encoding/binary"
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	lost "github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

// sealed is a model without counts.
func sealed(name string) []byte {
	table := make([]byte, spans.HeaderSize+spans.BucketSize)
	copy(table, spans.Magic)
	binary.LittleEndian.PutUint64(table[8:], lost.Below())
	table[16] = 128 // package choice decides
	return lost.Seal(name, 1, table)
}

// makeModel writes such a model: makemodel FILE NAME.
func makeModel(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: makemodel FILE NAME")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), sealed(args[1]), 0o666))
}

// Package large has the large model for bytes that were lost, 24 MB of data and no code. It is a
// module of its own, for programs that have the room:
//
//	m, err := model.Open(large.Data())
//	…
//	fixed := fixtext.String(text, fixtext.WithModel(m))
//
// with package github.com/fixtext/fixtext/model. A program that should stay small loads the
// same file, large.bin, with model.OpenFile. PROVENANCE.md says what it was counted from, and
// how often it is right.
package large

import _ "embed"

//go:embed large.bin
var data string

// Data returns the model, as the file large.bin has it. It costs nothing.
func Data() string { return data }

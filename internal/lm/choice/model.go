package choice

import (
	_ "embed"
	"errors"
	"sync"

	"github.com/fixtext/fixtext/internal/lm/net"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

//go:embed spans.bin
var counted string

// Name says which tables are in the program: the beginning of their SHA-256, one behind the other. It is
// written here as it takes longer to make than the program takes to start.
const Name = "10410eef9624"

// Model is what may be another than what is in the program: what was counted, and the network that is
// asked where that leaves a doubt. It does not change.
type Model struct {
	counts *spans.Table
	net    *net.Net
}

// Embedded returns what is in the program.
var Embedded = sync.OnceValue(func() *Model {
	t, err := spans.Open(counted)
	if err != nil {
		panic(err)
	}
	return &Model{t, net.Embedded()}
})

// Open makes a model of the contents of a file, and keeps them: a network, or none for that in the program,
// and a table of counts. Its errors are like those of [Unseal].
func Open(contents string) (*Model, error) {
	m := &Model{net: net.Embedded()}
	n := net.Size(contents)
	if n > 0 {
		var err error
		if m.net, err = net.Open(contents[:n]); err != nil {
			return nil, errForeign
		}
	}
	var err error
	if m.counts, err = spans.Open(contents[n:]); err != nil {
		return nil, errForeign
	}
	if below := Embedded().counts.Below; m.counts.Below != below || m.net.Below != below {
		return nil, errors.New("is a model for another version of fixtext")
	}
	return m, nil
}

// Of is [Open] for contents that were opened before; nil, for what is in the program, for none. It costs a few
// microseconds.
func Of(contents string) *Model {
	if contents == "" {
		return nil
	}
	m, err := Open(contents)
	if err != nil {
		panic(err)
	}
	return m
}

// Command fixtext asks the fixtext of this checkout, as a whole and stage by
// stage.
package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/bench/adapter"
	"github.com/fixtext/fixtext/bench/stage"
)

func main() {
	stages := map[string]stage.Stage{}
	for _, s := range stage.All() {
		stages["stage:"+s.Name] = s
	}
	p := program{stages: stages, made: map[string]func([]byte){}}
	adapter.Serve("checkout", p.run)
}

// program is what the adapter remembers.
type program struct {
	stages map[string]stage.Stage
	copied []byte
	made   map[string]func([]byte)
}

// once makes a function for a name the first time, so that it keeps its buffers.
func (p *program) once(name string, make func() func([]byte)) func([]byte) {
	if p.made[name] == nil {
		p.made[name] = make()
	}
	return p.made[name]
}

func (p *program) run(operation string, input []byte) ([]byte, error) {
	name, label, _ := strings.Cut(operation, ":")
	switch name {
	case "repair", "t2s":
		return fixtext.Bytes(input), nil
	case "read": // finding the charset and decoding, nothing else
		return fixtext.Bytes(input, fixtext.Select("FT2")), nil
	case "detect":
		return []byte(stage.Detect(input)), nil
	case "decode":
		return fixtext.Bytes(input, fixtext.FromCharset(label), fixtext.Select("FT2")), nil
	case "filter":
		return nil, filter(input, fixtext.Workers(1))
	case "filter-parallel":
		return nil, filter(input, fixtext.Workers(runtime.GOMAXPROCS(0)))
	case "filter-jobs":
		n, err := strconv.Atoi(label)
		if err != nil {
			return nil, err
		}
		return nil, filter(input, fixtext.Workers(n))
	case "coder":
		p.once(operation, func() func([]byte) { return stage.Coder(label) })(input)
		return nil, nil
	case "told":
		p.once(operation, func() func([]byte) { return stage.Told(label) })(input)
		return nil, nil
	case "record": // as "call", by a Fixer that is kept
		p.once(name, record)(input)
		return nil, nil
	case "call":
		fixtext.Bytes(input)
		return nil, nil
	case "share": // the number says what the input is
		_, rest, _ := strings.Cut(label, ":")
		return p.run(rest, input)
	case "times":
		return nil, p.times(label, input)
	case "allocated": // bytes and objects that one pass of the filter allocates
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := filter(input, fixtext.Workers(1))
		runtime.ReadMemStats(&after)
		return fmt.Appendf(nil, "%d %d", after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs), err
	case "valid":
		return fmt.Append(nil, utf8.Valid(input)), nil
	case "copy":
		p.copied = append(p.copied[:0], input...)
		return nil, nil
	case "stage":
		if s, ok := p.stages[operation]; ok {
			s.Run(input)
			return nil, nil
		}
	}
	return nil, fmt.Errorf("no operation %s", operation)
}

// record returns what repairs one record after another.
func record() func([]byte) {
	f, err := fixtext.NewFixer()
	return func(input []byte) {
		if err == nil {
			_, err = f.Bytes(input)
		}
	}
}

// times runs an operation again and again: "100:filter".
func (p *program) times(label string, input []byte) error {
	count, operation, _ := strings.Cut(label, ":")
	n, err := strconv.Atoi(count)
	for i := 0; i < n && err == nil; i++ {
		_, err = p.run(operation, input)
	}
	return err
}

func filter(input []byte, opts ...fixtext.Option) error {
	_, err := fixtext.NewReader(bytes.NewReader(input), opts...).WriteTo(io.Discard)
	return err
}

//go:build js && wasm

// Command wasm is the engine of the page in web/: it repairs what a worker of the page
// hands to it, and knows nothing else of the world.
package main

import (
	"encoding/json"
	"io"
	"syscall/js"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/view"
	"github.com/fixtext/fixtext/encoding"
)

func main() {
	js.Global().Set("fixtext", js.ValueOf(map[string]any{
		"rules":   js.FuncOf(func(js.Value, []js.Value) any { return text(view.Rules()) }),
		"explain": js.FuncOf(func(_ js.Value, args []js.Value) any { return text(view.Explain(args[0].String(), nil)) }),
		"repair": js.FuncOf(func(_ js.Value, args []js.Value) any {
			if err := repair(source(args[1]), args[0].Int(), args[2]); err != nil {
				return err.Error()
			}
			return nil
		}),
	}))
	select {}
}

// repair repairs an input of this many bytes. It hands on each piece of the output, as an
// array of bytes, with the lines to show and how much of the input is done.
func repair(in io.Reader, size int, emit js.Value) error {
	var lines []view.Line
	v := view.Viewer{All: size <= view.Whole, Each: func(l view.Line) error {
		lines = append(lines, l)
		return nil
	}}
	binary := false
	hand := func(out []byte, end bool) {
		array := js.Global().Get("Uint8Array").New(len(out))
		js.CopyBytesToJS(array, out)
		piece := map[string]any{"lines": lines, "done": v.BytesIn, "binary": binary, "left": v.Left, "end": end, "report": v.Report}
		emit.Invoke(array, text(piece))
		lines = nil
	}
	_, err := engine.Stream(in, nil, true, func(g engine.Segment) error {
		if g.Offset == 0 {
			binary = encoding.Sniff(g.In, encoding.Options{}).Binary() && string(g.In) == string(g.Out)
		}
		if err := v.Segment(g); err != nil {
			return err
		}
		hand(g.Out, false)
		return nil
	})
	if err == nil {
		err = v.Close()
	}
	hand(nil, true)
	return err
}

// source is a function of the worker: it returns the next bytes, up to a number, as an
// array; none at the end.
type source js.Value

func (s source) Read(p []byte) (int, error) {
	array := js.Value(s).Invoke(len(p))
	if n := js.CopyBytesToGo(p, array); n > 0 {
		return n, nil
	}
	return 0, io.EOF
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

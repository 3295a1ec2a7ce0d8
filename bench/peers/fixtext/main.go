// Command fixtext asks the fixtext of this checkout, as a whole and stage by
// stage.
package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
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
	var copied []byte
	adapter.Serve("checkout", func(operation string, input []byte) ([]byte, error) {
		name, label, _ := strings.Cut(operation, ":")
		switch name {
		case "repair", "t2s":
			return fixtext.Bytes(input), nil
		case "detect":
			return []byte(stage.Detect(input)), nil
		case "decode":
			return fixtext.Bytes(input, fixtext.FromCharset(label), fixtext.Select("FT2")), nil
		case "filter":
			return nil, filter(input, fixtext.Workers(1))
		case "filter-parallel":
			return nil, filter(input, fixtext.Workers(runtime.GOMAXPROCS(0)))
		case "filter-jobs":
			var n int
			if _, err := fmt.Sscan(label, &n); err != nil {
				return nil, err
			}
			return nil, filter(input, fixtext.Workers(n))
		case "filter-decode":
			return nil, filter(input, fixtext.FromCharset(label), fixtext.Select("FT2"))
		case "allocated": // "bytes objects" allocated by one pass of the filter
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := filter(input, fixtext.Workers(1))
			runtime.ReadMemStats(&after)
			return fmt.Appendf(nil, "%d %d", after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs), err
		case "valid":
			return fmt.Append(nil, utf8.Valid(input)), nil
		case "copy":
			copied = append(copied[:0], input...)
			return nil, nil
		case "stage":
			if s, ok := stages[operation]; ok {
				s.Run(input)
				return nil, nil
			}
		}
		return nil, fmt.Errorf("no operation %s", operation)
	})
}

func filter(input []byte, opts ...fixtext.Option) error {
	_, err := fixtext.NewReader(bytes.NewReader(input), opts...).WriteTo(io.Discard)
	return err
}

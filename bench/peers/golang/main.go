// Command adapters asks the peers in Go. The argument names the peer.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/fixtext/fixtext/bench/adapter"
	"github.com/gogs/chardet"
	"github.com/liuzl/gocc"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// A peer is the module it is in and a way to make its operation.
type peer struct {
	module string
	open   func() adapter.Func
}

var peers = map[string]peer{
	"gocc": {"github.com/liuzl/gocc", func() adapter.Func {
		converter, err := gocc.New("t2s")
		return func(_ string, input []byte) ([]byte, error) {
			if err != nil {
				return nil, err
			}
			out, err := converter.Convert(string(input))
			return []byte(out), err
		}
	}},
	"gogs-chardet": {"github.com/gogs/chardet", func() adapter.Func {
		detector := chardet.NewTextDetector()
		return func(_ string, input []byte) ([]byte, error) {
			best, err := detector.DetectBest(input)
			if err != nil {
				return nil, err
			}
			return []byte(best.Charset), nil
		}
	}},
	"x-net-charset": {"golang.org/x/net", func() adapter.Func {
		return func(_ string, input []byte) ([]byte, error) {
			_, name, _ := charset.DetermineEncoding(input, "")
			return []byte(name), nil
		}
	}},
	"x-text": {"golang.org/x/text", func() adapter.Func {
		var buffer []byte
		return func(operation string, input []byte) ([]byte, error) {
			enc, err := htmlindex.Get(strings.TrimPrefix(operation, "decode:"))
			if err != nil {
				return nil, err
			}
			buffer, _, err = transform.Append(enc.NewDecoder(), buffer[:0], input)
			return buffer, err
		}
	}},
}

func main() {
	if len(os.Args) != 2 || peers[os.Args[1]].open == nil {
		fmt.Fprintln(os.Stderr, "usage: adapters PEER")
		os.Exit(2)
	}
	p := peers[os.Args[1]]
	adapter.Serve(adapter.Version(p.module), p.open())
}

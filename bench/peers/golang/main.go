// Command adapters asks the peers in Go, which are named by its argument.
package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gogs/chardet"
	"github.com/liuzl/gocc"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"
)

// A peer is the module it is in and what it does.
type peer struct {
	module string
	run    func(operation string, input []byte) ([]byte, error)
}

var peers = map[string]func() peer{
	"gocc": func() peer {
		converter, err := gocc.New("t2s")
		return peer{"github.com/liuzl/gocc", func(_ string, input []byte) ([]byte, error) {
			if err != nil {
				return nil, err
			}
			out, err := converter.Convert(string(input))
			return []byte(out), err
		}}
	},
	"gogs-chardet": func() peer {
		detector := chardet.NewTextDetector()
		return peer{"github.com/gogs/chardet", func(_ string, input []byte) ([]byte, error) {
			best, err := detector.DetectBest(input)
			if err != nil {
				return nil, err
			}
			return []byte(best.Charset), nil
		}}
	},
	"x-net-charset": func() peer {
		return peer{"golang.org/x/net", func(_ string, input []byte) ([]byte, error) {
			_, name, _ := charset.DetermineEncoding(input, "")
			return []byte(name), nil
		}}
	},
	"x-text": func() peer {
		return peer{"golang.org/x/text", func(operation string, input []byte) ([]byte, error) {
			enc, err := htmlindex.Get(strings.TrimPrefix(operation, "decode:"))
			if err != nil {
				return nil, err
			}
			return enc.NewDecoder().Bytes(input)
		}}
	},
}

func main() {
	p := peers[os.Args[1]]()
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == p.module {
				version = m.Version
			}
		}
	}
	fmt.Printf("ready\t%s\n", version)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return
		}
		answer, err := serve(p, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		if err != nil {
			fmt.Printf("err\t%s\n", strings.NewReplacer("\t", " ", "\n", " ").Replace(err.Error()))
			continue
		}
		fmt.Printf("ok\t%s\n", answer)
	}
}

// file is what was read last.
var file struct {
	path, size string
	data       []byte
}

func serve(p peer, fields []string) (answer string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if fields[0] == "run" {
		input, err := base64.StdEncoding.DecodeString(fields[2])
		if err != nil {
			return "", err
		}
		out, err := p.run(fields[1], input)
		return base64.StdEncoding.EncodeToString(out), err
	}
	if file.path != fields[2] || file.size != fields[3] {
		data, err := os.ReadFile(fields[2])
		if err != nil {
			return "", err
		}
		n, err := strconv.Atoi(fields[3])
		if err != nil {
			return "", err
		}
		file.path, file.size, file.data = fields[2], fields[3], data[:min(n, len(data))]
	}
	from, wall := cpu(), time.Now()
	_, err = p.run(fields[1], file.data)
	return fmt.Sprintf("%d\t%d", cpu()-from, time.Since(wall).Nanoseconds()), err
}

// cpu is the CPU time that the process has used, in nanoseconds.
func cpu() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

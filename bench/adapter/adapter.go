// Package adapter is the Go side of the line protocol that peers/README.md
// describes.
package adapter

import (
	"bufio"
	"bytes"
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
)

// Func runs one operation on input, which it must not change.
type Func func(operation string, input []byte) ([]byte, error)

// Serve answers requests from standard input until it ends.
func Serve(version string, run Func) {
	s := server{run: run}
	fmt.Printf("ready\t%s\n", version)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return
		}
		answer, err := s.answer(strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		if err != nil {
			fmt.Printf("err\t%s\n", strings.NewReplacer("\t", " ", "\n", " ").Replace(err.Error()))
			continue
		}
		fmt.Printf("ok\t%s\n", answer)
	}
}

// Version returns the version of a module that the running program is built
// with.
func Version(module string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, m := range info.Deps {
		if m.Path == module {
			return m.Version
		}
	}
	return "unknown"
}

// server remembers the file that was timed last.
type server struct {
	run  Func
	path string
	size int
	data []byte
}

func (s *server) answer(fields []string) (answer string, err error) {
	defer func() {
		if r := recover(); r != nil { // a peer may fail in any way; the table says so
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	switch {
	case len(fields) == 3 && fields[0] == "run":
		input, err := base64.StdEncoding.DecodeString(fields[2])
		if err != nil {
			return "", err
		}
		out, err := s.run(fields[1], input)
		return base64.StdEncoding.EncodeToString(out), err
	case len(fields) == 4 && fields[0] == "time":
		if err := s.open(fields[2], fields[3]); err != nil {
			return "", err
		}
		from, wall := CPU(), time.Now()
		if operation, ok := strings.CutPrefix(fields[1], "lines:"); ok {
			for line := range bytes.Lines(s.data) {
				if _, err = s.run(operation, bytes.TrimSuffix(line, []byte("\n"))); err != nil {
					break
				}
			}
		} else {
			_, err = s.run(fields[1], s.data)
		}
		return fmt.Sprintf("%d\t%d", CPU()-from, time.Since(wall).Nanoseconds()), err
	}
	return "", errors.New("bad request")
}

func (s *server) open(path, size string) error {
	n, err := strconv.Atoi(size)
	if err != nil || path == s.path && n == s.size {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s.path, s.size, s.data = path, n, data[:min(n, len(data))]
	return nil
}

// CPU is the CPU time that the process has used, in nanoseconds.
func CPU() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

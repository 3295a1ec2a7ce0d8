package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"github.com/fixtext/fixtext/internal/lazy"
)

// open returns an error if a stream was closed when the process began, or is as good
// as closed: text that is all a run is for would be lost there.
func (std streams) open(stream any) error {
	if file, ok := stream.(*os.File); ok && wasClosed(file) {
		return errors.New("standard output is closed: nothing can be written there; to throw the text away, send it to " + os.DevNull + " or use --check")
	}
	return nil
}

// descriptorName matches the names of open files, links followed.
var descriptorName = lazy.MustCompile(`^/(?:dev/fd|proc/(?:self|thread-self|([0-9]+))/fd)/([0-9]+)$`)

// descriptor is the number of the open file of this process that a path leads
// to, as /dev/stdout does. To open such a name anew would begin at the start of
// the file that is behind it, or replace that; - is standard output, too.
func descriptor(path string) (int, bool) {
	if path == "-" {
		return 1, true
	}
	for range 40 { // links
		switch path {
		case "/dev/stdin":
			return 0, true
		case "/dev/stdout":
			return 1, true
		case "/dev/stderr":
			return 2, true
		}
		dir, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return 0, false
		}
		if dir, err = filepath.Abs(dir); err != nil {
			return 0, false
		}
		path = filepath.Join(dir, filepath.Base(path))
		if m := descriptorName.FindStringSubmatch(path); m != nil && (m[1] == "" || m[1] == strconv.Itoa(os.Getpid())) {
			n, err := strconv.Atoi(m[2])
			return n, err == nil
		}
		target, err := os.Readlink(path)
		if err != nil {
			return 0, false
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(dir, target)
		}
		path = filepath.Clean(target)
	}
	return 0, false
}

//go:build linux || darwin

package atomicfile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// keepAttributes gives file the extended attributes of another, among them its
// access control list, and no others: a directory may give new files some. What
// cannot be kept is an error, save for the labels of the kernel (security.*),
// which it gives by rules of its own.
func keepAttributes(file *os.File, path string) error {
	want, err := attributes(
		func(b []byte) (int, error) { return unix.Listxattr(path, b) },
		func(name string, b []byte) (int, error) { return unix.Getxattr(path, name, b) })
	if err != nil {
		return fmt.Errorf("cannot read its attributes: %w", err)
	}
	fd := int(file.Fd())
	have, err := attributes(
		func(b []byte) (int, error) { return unix.Flistxattr(fd, b) },
		func(name string, b []byte) (int, error) { return unix.Fgetxattr(fd, name, b) })
	if err != nil {
		return fmt.Errorf("cannot read attributes: %w", err)
	}
	for name, value := range want {
		if now, ok := have[name]; ok && bytes.Equal(now, value) {
			continue
		}
		if err := unix.Fsetxattr(fd, name, value, 0); err != nil && !strings.HasPrefix(name, "security.") {
			return fmt.Errorf("cannot keep its attribute %s: %w", name, err)
		}
	}
	for name := range have {
		if _, ok := want[name]; ok {
			continue
		}
		if err := unix.Fremovexattr(fd, name); err != nil && !strings.HasPrefix(name, "security.") {
			return fmt.Errorf("cannot be without the attribute %s: %w", name, err)
		}
	}
	return nil
}

// attributes reads all attributes of a file; none where the file system has none.
func attributes(list func([]byte) (int, error), get func(string, []byte) (int, error)) (map[string][]byte, error) {
	names, err := sized(list)
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for name := range strings.SplitSeq(string(names), "\x00") {
		if name == "" {
			continue
		}
		value, err := sized(func(b []byte) (int, error) { return get(name, b) })
		if err != nil && !strings.HasPrefix(name, "security.") {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err == nil {
			all[name] = value
		}
	}
	return all, nil
}

// sized calls read with room enough.
func sized(read func([]byte) (int, error)) ([]byte, error) {
	for {
		n, err := read(nil)
		if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOSYS) {
			return nil, nil
		}
		if err != nil || n == 0 {
			return nil, err
		}
		b := make([]byte, n)
		n, err = read(b)
		if errors.Is(err, unix.ERANGE) {
			continue // it grew meanwhile
		}
		return b[:max(n, 0)], err
	}
}

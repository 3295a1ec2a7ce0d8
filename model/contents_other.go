//go:build !unix

package model

import (
	"io"
	"os"
)

// contents returns what is in a file of so many bytes.
func contents(file *os.File, size int) (string, error) {
	b := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(file, 0, int64(size)), b); err != nil {
		return "", err
	}
	return string(b), nil
}

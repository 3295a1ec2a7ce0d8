//go:build unix

package model

import (
	"os"
	"syscall"
	"unsafe"
)

// contents returns what is in a file of so many bytes: it is mapped, and stays so.
func contents(file *os.File, size int) (string, error) {
	b, err := syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return "", os.NewSyscallError("mmap", err)
	}
	return unsafe.String(unsafe.SliceData(b), len(b)), nil
}

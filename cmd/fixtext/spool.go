package main

import (
	"bytes"
	"io"
	"os"
)

// spool keeps lines of a report until they are due: a few in memory, many in a
// file of its own, which has no name where the system allows that: nothing is
// left of it, however the process ends.
type spool struct {
	buf  bytes.Buffer
	file *os.File
	name string // where it must have one
}

// spooled is how many bytes are kept in memory.
const spooled = 4 << 20

func (s *spool) add(line []byte) (err error) {
	s.buf.Write(line)
	if s.buf.Len() < spooled {
		return nil
	}
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "fixtext-report-"); err != nil {
			return err
		}
		if os.Remove(s.file.Name()) != nil {
			s.name = s.file.Name()
		}
	}
	_, err = s.buf.WriteTo(s.file)
	return err
}

// writeTo writes all lines.
func (s *spool) writeTo(w io.Writer) error {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, s.file); err != nil {
			return err
		}
	}
	_, err := s.buf.WriteTo(w)
	return err
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		if s.name != "" {
			os.Remove(s.name)
		}
	}
}

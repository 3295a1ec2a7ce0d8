package records

import "io"

// Splitter hands WARC on to a writer and tells it where each record ends.
type Splitter struct {
	W   io.Writer
	End func() error // is called behind each record

	warc archive
	held []byte // of a record that is not whole
	wait int    // how much of it must be there before it is looked at again
}

func (s *Splitter) Write(p []byte) (int, error) {
	s.held = append(s.held, p...)
	if len(s.held) < s.wait {
		return len(p), nil
	}
	return len(p), s.pass(false)
}

// Close hands on what is left.
func (s *Splitter) Close() error { return s.pass(true) }

func (s *Splitter) pass(final bool) error {
	at := 0
	for at < len(s.held) {
		n := s.warc.Next(s.held[at:], final)
		if n == 0 {
			break
		}
		piece := s.held[at : at+n]
		at += n
		if _, err := s.W.Write(piece); err != nil {
			return err
		}
		if r, part := s.warc.passed(piece); part && len(r.Records) == 0 {
			continue
		}
		if err := s.End(); err != nil {
			return err
		}
	}
	s.held = append(s.held[:0], s.held[at:]...)
	s.wait = 2 * len(s.held)
	return nil
}

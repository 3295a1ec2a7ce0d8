package encoding

// Plain reports whether a block of the stream that is well-formed UTF-8 stays as it
// is: nothing in the stream so far speaks for charsets that look like ASCII, or
// for one in which lines are UTF-8 by chance.
func (s Stream) Plain() bool {
	return s.wide == Unknown && s.escapes == Unknown && !s.raw && !s.context.doubts()
}

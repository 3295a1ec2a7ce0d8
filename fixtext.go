package fixtext

// Bytes returns b repaired: b itself when nothing changes, else a new slice.
// It never writes to b. An option that is not valid panics; use [NewReader]
// for options that come from outside.
func Bytes(b []byte, opts ...Option) []byte {
	out, changed := repair(nil, b, opts)
	if !changed {
		return b
	}
	return out
}

// String returns s repaired: s itself when nothing changes. Options are as in
// [Bytes].
func String(s string, opts ...Option) string {
	out, changed := repair(nil, []byte(s), opts)
	if !changed {
		return s
	}
	return string(out)
}

// Append appends src repaired to dst and returns the extended slice. src and
// the free part of dst must not overlap. Options are as in [Bytes].
func Append(dst, src []byte, opts ...Option) []byte {
	out, changed := repair(dst, src, opts)
	if !changed {
		return append(dst, src...)
	}
	return out
}

// repair appends src repaired to dst; when nothing changes it appends nothing
// and says so.
func repair(dst, src []byte, opts []Option) (out []byte, changed bool) {
	o, err := newOptions(opts)
	if err != nil {
		panic(err)
	}
	var p pipeline
	s := splitter{opt: o}
	copied := 0 // src[:copied] is in out
	for at := 0; at < len(src); {
		n := s.next(src[at:], true)
		block := src[at : at+n]
		res := p.run(s.look(), block, &o)
		s.finish(&res, block)
		if err := s.deliver(&res); err != nil {
			panic(err)
		}
		at += n
		if same(res.out, block) {
			continue
		}
		if !changed {
			out, changed = dst, true
		}
		out = append(append(out, src[copied:at-n]...), res.out...)
		copied = at
	}
	if changed {
		out = append(out, src[copied:]...)
	}
	return out, changed
}

// same tells whether a and b are the same memory.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

package fixtext

import "sync"

// Bytes returns b repaired: b itself when nothing changes, else a new slice.
// It never writes to b. An option that is not valid panics; use [NewFixer] or
// [NewReader] for options that come from outside, and a [Fixer] for many texts.
func Bytes(b []byte, opts ...Option) []byte {
	f := borrow(opts)
	out := must(f.Bytes(b))
	f.giveBack(opts)
	return out
}

// String returns s repaired: s itself when nothing changes. Options are as in
// [Bytes].
func String(s string, opts ...Option) string {
	f := borrow(opts)
	out := must(f.String(s))
	f.giveBack(opts)
	return out
}

// Append appends src repaired to dst and returns the extended slice. src and
// the free part of dst must not overlap. Options are as in [Bytes].
func Append(dst, src []byte, opts ...Option) []byte {
	f := borrow(opts)
	out := must(f.Append(dst, src))
	f.giveBack(opts)
	return out
}

// plain are Fixers without options that nobody uses at the moment.
var plain = sync.Pool{New: func() any { return must(NewFixer()) }}

// borrow returns a Fixer with these options, which nobody else uses.
func borrow(opts []Option) *Fixer {
	if len(opts) == 0 {
		return plain.Get().(*Fixer)
	}
	return must(NewFixer(opts...))
}

// giveBack lets others borrow f, which keeps nothing of its texts but buffers.
func (f *Fixer) giveBack(opts []Option) {
	if len(opts) == 0 {
		plain.Put(f)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

package fixtext

// Bytes returns b repaired: b itself when nothing changes, else a new slice.
// It never writes to b. An option that is not valid panics; use [NewFixer] or
// [NewReader] for options that come from outside, and a [Fixer] for many texts.
func Bytes(b []byte, opts ...Option) []byte { return must(fixer(opts).Bytes(b)) }

// String returns s repaired: s itself when nothing changes. Options are as in
// [Bytes].
func String(s string, opts ...Option) string { return must(fixer(opts).String(s)) }

// Append appends src repaired to dst and returns the extended slice. src and
// the free part of dst must not overlap. Options are as in [Bytes].
func Append(dst, src []byte, opts ...Option) []byte { return must(fixer(opts).Append(dst, src)) }

func fixer(opts []Option) *Fixer { return must(NewFixer(opts...)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

package codepagetest

import (
	"bytes"
	"fmt"
	"iter"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/cases"
)

// Page is what the code pages below internal/codepage have in common.
type Page interface {
	fmt.Stringer
	DecodeRune(s []byte) (r rune, size int)
	EncodeRune(r rune) (b [4]byte, n int)
	FullRune(s []byte) bool
	Append(dst, src []byte, bad func(off, n int)) []byte
	AppendEncoded(dst, src []byte, bad func(off, n int)) []byte
}

// Findings are what conforms and is still worth knowing of a page.
type Findings struct {
	Duplicates int // codes that another is written for
	Characters int // characters that it has
	Moved      int // characters whose code is read as another
}

// Codes yields every byte and every pair of bytes, and what more yields.
func Codes(more ...iter.Seq[[]byte]) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for a := range 256 {
			if !yield([]byte{byte(a)}) {
				return
			}
			for b := range 256 {
				if a >= 0x80 && !yield([]byte{byte(a), byte(b)}) {
					return
				}
			}
		}
		for _, seq := range more {
			for code := range seq {
				if !yield(code) {
					return
				}
			}
		}
	}
}

// tails are what may follow a code.
var tails = []string{"", "\n", "\x81", "\x81\n", "\xFF0", "00", "\x81\xFF", "a\xA1"}

// Conforms reads all codes and writes them again, and writes all of Unicode and reads
// it again. A code is read the same whatever follows it, and bytes that are none never
// take ASCII with them, a newline above all.
func Conforms(t *testing.T, p Page, codes iter.Seq[[]byte]) (f Findings) {
	t.Helper()
	for code := range codes {
		checkCode(t, p, code)
		r, size := p.DecodeRune(code)
		if size < len(code) || none(p, r, code) {
			continue
		}
		b, n := p.EncodeRune(r)
		if n == 0 {
			t.Fatalf("%v reads % X as %U and cannot write it", p, code, r)
		}
		if !bytes.Equal(code, b[:n]) {
			f.Duplicates++
			if back, _ := p.DecodeRune(b[:n]); back != r {
				t.Fatalf("%v reads % X, writes % X, and reads %U", p, code, b[:n], back)
			}
		}
	}
	for r := rune(-1); r <= utf8.MaxRune+1; r++ {
		b, n := p.EncodeRune(r)
		if n == 0 {
			continue
		}
		f.Characters++
		if back, size := p.DecodeRune(b[:n]); back != r {
			f.Moved++
		} else if size != n {
			t.Fatalf("%v writes %U as % X and reads %d bytes of it", p, r, b[:n], size)
		}
	}
	return f
}

// none reports whether r, read from code, stands for a code without a character.
func none(p Page, r rune, code []byte) bool {
	if r != utf8.RuneError {
		return false
	}
	b, n := p.EncodeRune(r)
	return n == 0 || !bytes.Equal(b[:n], code)
}

func checkCode(t *testing.T, p Page, code []byte) {
	var buf [8]byte
	for _, tail := range tails {
		s := append(append(buf[:0], code...), tail...)
		r, size := p.DecodeRune(s)
		if size < 1 || size > len(s) {
			t.Fatalf("%v takes %d bytes of % X", p, size, s)
		}
		if bad := none(p, r, s[:size]); bytes.IndexByte(s[1:size], '\n') >= 0 || bad && ascii(s[1:size]) {
			t.Fatalf("%v takes % X of % X", p, s[:size], s)
		}
		for n := range len(s) {
			if !p.FullRune(s[:n]) {
				continue
			}
			if got, k := p.DecodeRune(s[:n]); got != r || k != size {
				t.Fatalf("%v says that % X is all, and reads it otherwise before % X", p, s[:n], s[n:])
			}
			break
		}
	}
}

func ascii(s []byte) bool {
	for _, b := range s {
		if b < utf8.RuneSelf {
			return true
		}
	}
	return false
}

// stepwise is Append in its plainest form.
func stepwise(p Page, src []byte) (out []byte, bad int) {
	marks, _ := p.(interface{ Mark(lead, trail byte) rune })
	for len(src) > 0 {
		r, size := p.DecodeRune(src)
		if none(p, r, src[:size]) {
			out, bad = append(out, src[:size]...), bad+1
		} else {
			out = utf8.AppendRune(out, r)
			if marks != nil && size == 2 && marks.Mark(src[0], src[1]) != 0 {
				out = utf8.AppendRune(out, marks.Mark(src[0], src[1]))
			}
		}
		src = src[size:]
	}
	return out, bad
}

// Fuzz holds the fast loops of pages to the plainest form, and reads what they write.
func Fuzz[P Page](f *testing.F, pages []P, seeds ...string) {
	f.Add([]byte("plain ASCII of more than eight bytes\n"))
	cases.Seed(f)
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, p := range pages {
			n := 0
			out := p.Append(nil, src, func(off, size int) {
				n++
				require.NotContains(t, string(src[off:off+size]), "\n")
			})
			want, bad := stepwise(p, src)
			require.True(t, bytes.Equal(want, out), "%v % X", p, src)
			require.Equal(t, bad, n)
			require.Equal(t, bytes.Count(src, []byte{'\n'}), bytes.Count(out, []byte{'\n'}))
			if bad > 0 {
				continue
			}
			enc := p.AppendEncoded(nil, out, func(off, n int) { t.Fatalf("%v cannot write %q", p, out[off:off+n]) })
			require.True(t, bytes.Equal(out, p.Append(nil, enc, nil)), "%v % X % X", p, src, enc)
		}
	})
}
